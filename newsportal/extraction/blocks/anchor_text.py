"""The words of a link that name its item: without date, summary and rank, in full where they are shown cut."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal

from newsportal.extraction.blocks.block_words import IMAGE_NAME, PROMPT
from newsportal.extraction.blocks.card_text import card_text
from newsportal.extraction.blocks.link_marks import BULLETS, is_noise, unmarked, weight
from newsportal.extraction.document.tree import Tree
from newsportal.text.han import han
from newsportal.text.scripts import simplified

__all__ = [
    "CUT_ENDS",
    "AnchorText",
    "anchor_text",
    "image_text",
    "is_before_on_line",
    "line_of",
    "whole_alt",
    "written_text",
]

TextFrom = Literal["shown", "title", "alt"]
AnchorText = tuple[str, str, TextFrom]
"""The words, the words as shown, and where the first were read: shown, title or alt."""

_CUT = re.compile(r"(?:…|\.{2,}|．{2,})[.…．\s]{0,9}$")
CUT_ENDS = frozenset(".…．")
"""With which cut words end: a look that spares the others the expression."""
_FILE_NAME = re.compile(r"_[a-z]{4,20}_.*$", re.I)
"""What a publishing system puts behind the words of a picture: 渡口晨雾_upload_20190918174517."""
_PICTURES = 4
"""Pictures of a card that are looked at."""
_LONGEST_ALT = 100
"""Characters of the words of a picture; longer ones hold a summary too."""
_WRITTEN = re.compile(r"'([^'<>\\\n]{8,200})'|\"([^\"<>\\\n]{8,200})\"")
_LONGEST_CALL = 500
"""Characters of a script that are looked at; one that writes a headline is a single call."""
_HEADLINE = 8
"""Han characters of a title that is a headline's."""
INLINE = frozenset(("span", "strong", "b", "em", "font", "i", "u", "a", "small", "s", "label"))


def line_of(tree: Tree, i: int) -> int:
    """The innermost element around element i that is a line of its own."""
    i = tree.parents[i]
    while tree.tags[i] in INLINE and tree.parents[i] >= 0:
        i = tree.parents[i]
    return i


def is_before_on_line(tree: Tree, i: int, link: int) -> bool:
    """Does element i stand on the line of the link after it?"""
    if tree.tags[i] not in INLINE:
        return False
    begin, end = tree.last[i], tree.first[link] + 1
    return end - begin <= 4 and not any(chunk[0] in "\n\t" for chunk in tree.chunks[begin:end])


def anchor_text(tree: Tree, i: int, shown: str) -> AnchorText:
    """What the link i says; `shown` is all its text on one line, not empty. "" where it names nothing."""
    text = card_text(tree, i, shown) if tree.last[i] - tree.first[i] > 1 else shown
    if is_noise(text):
        return _named(tree, i, shown)
    text = unmarked(text)
    title = tree.attrs[i].get("title", "")
    if title and (len(title) > len(text) or text[0] in BULLETS or (text[-1] in CUT_ENDS and weight(text) >= _HEADLINE)):
        whole = _whole(text, " ".join(title.split()))
        if whole:
            return whole, text, "title"
    return text, text, "shown"


def _named(tree: Tree, i: int, shown: str) -> AnchorText:
    """What a link is about whose words only lead on (阅读全文), where its title has the words of a headline."""
    title = " ".join(tree.attrs[i].get("title", "").split())
    if weight(title) < _HEADLINE or is_noise(title) or simplified(title).startswith(PROMPT):
        return "", shown, "shown"
    return title, shown, "title"


def written_text(tree: Tree, i: int) -> str:
    """What a link says that holds nothing but a script which writes its words: show('', '青亭渡口今日停航')."""
    texts = [found[1] or found[2] for found in _WRITTEN.finditer(tree.raws.get(i + 1, "")[:_LONGEST_CALL])]
    text = " ".join(max(texts, key=han, default="").split())
    return text if han(text) >= _HEADLINE else ""


def image_text(tree: Tree, i: int) -> AnchorText:
    """What a link without text says: its picture's alt, its title or its aria-label, else the caption beside it."""
    for words in _alts(tree, i, i):
        alt = _FILE_NAME.sub("", words) if "_" in words else words
        if weight(alt) >= 4 and not IMAGE_NAME.search(alt):
            return alt, alt, "alt"
    attrib = tree.attrs[i]
    title = " ".join((attrib.get("title") or attrib.get("aria-label", "")).split())
    if weight(title) >= 4 and not IMAGE_NAME.search(title):
        return title, title, "title"
    parent, above = tree.parents[i], 0
    while above < 3 and tree.link_counts[parent] == 1 and not tree.sizes[parent]:
        parent, above = tree.parents[parent], above + 1
    if tree.link_counts[parent] == 1 and 4 <= tree.sizes[parent] <= 40:
        lines = tree.lines(parent)
        if len(lines) == 1 and not is_noise(lines[0]):
            return lines[0], lines[0], "shown"
    return "", "", "shown"


def _alts(tree: Tree, first: int, last: int) -> Iterator[str]:
    """The words of the first pictures from link `first` to the end of `last`."""
    images = tree.elements["img"]
    begin = bisect_left(images, first)
    for image in images[begin : begin + _PICTURES]:
        if image >= tree.ends[last]:
            break
        yield " ".join(tree.attrs[image].get("alt", "").split())


def whole_alt(tree: Tree, first: int, last: int, shown: str) -> str:
    """The alt of a picture from link `first` to the end of `last` that completes the cut words, "" where none does."""
    for alt in _alts(tree, first, last):
        if len(alt) <= _LONGEST_ALT and _whole(shown, alt) and not IMAGE_NAME.search(alt):
            return alt
    return ""


def _whole(shown: str, title: str) -> str:
    """The title attribute where it goes on after the shown words, "" where it says something else or is as much cut."""
    cut = "".join(_CUT.sub("", shown).split())
    whole = "".join(title.split())
    if len(cut) >= 4 and len(whole) > len(cut) and whole.startswith(cut):
        return title if whole[-1] not in CUT_ENDS or len(_CUT.sub("", whole)) > len(cut) else ""
    bare = cut.lstrip(BULLETS)
    return title if bare != cut and bare == whole else ""
