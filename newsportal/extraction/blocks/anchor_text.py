"""The words of a link that name its item: without date, summary and rank, in full where they are shown cut."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Literal

from newsportal.extraction.blocks.block_words import BARE_KIND, IMAGE_NAME, MORE
from newsportal.extraction.document.tree import Tree

__all__ = ["AnchorText", "anchor_text", "image_text", "is_before_on_line", "is_noise", "line_of", "weight"]

TextFrom = Literal["shown", "title", "alt"]
AnchorText = tuple[str, str, TextFrom]
"""The words, the words as shown, and where the first were read: shown, title or alt."""

_CHUNKS = 60
"""Pieces of text, and elements, of a card that are looked at: hostile pages put links into links."""
_LONG = 300
"""Characters of a heading or a line; longer ones are prose."""
_NOT_AN_ITEM = MORE | BARE_KIND
_LONGEST_NOISE = max(map(len, _NOT_AN_ITEM)) + 4
_ENDS = " \t　[]【】()（）<>《》»›+.。…·|｜-—→"
_MOMENT_ONLY = re.compile(r"[\s\d年月日时分秒:：./\-()\[\]（）【】前小天周昨今]{1,40}")
_OF_MOMENTS = frozenset("年月日时分秒前小天周昨今")
"""The letters with which such a text may begin: a look that spares most links the expression."""
_RANK = re.compile(r"\s{0,9}(?:no\.?|top)?\s?\d{1,3}[.、]?\s{0,9}", re.I)
_CUT = re.compile(r"(?:…|\.{2,}|．{2,})[.…．\s]{0,9}$")
_BULLETS = "·•▪|｜.■●◆ "
_WORDY = re.compile(r"tit|head|name|\bbt")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_STRONG = frozenset(("strong", "b"))
INLINE = frozenset(("span", "strong", "b", "em", "font", "i", "u", "a", "small", "s", "label"))


def weight(text: str) -> float:
    """How much a text says, in Han characters; five Latin letters count for two.

    >>> weight("春天来了"), weight("ab5G来了")
    (4.0, 3.6)
    """
    wide = (len(text.encode("utf-8", "replace")) - len(text)) // 2
    return wide + (len(text) - wide) * 0.4


def is_noise(text: str) -> bool:
    """Whether the words of a link name no item: 更多, a bare date, a rank, an address.

    >>> is_noise("【详细】"), is_noise("2023-08-04 16:45"), is_noise("春天来了")
    (True, True, False)
    """
    if text[:4] in ("http", "www."):
        return True
    bare = text
    if len(text) <= _LONGEST_NOISE:
        bare = text.strip(_ENDS).lower()
        if len(bare) < 2 or bare in _NOT_AN_ITEM:
            return True
    elif len(text) > 40:
        return False
    return (bare[0] in _OF_MOMENTS or not bare[0].isalpha()) and _MOMENT_ONLY.fullmatch(bare) is not None


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
    text = _card(tree, i, shown) if tree.last[i] - tree.first[i] > 1 else shown
    if is_noise(text):
        return "", shown, "shown"
    title = tree.attrs[i].get("title", "")
    if len(title) > len(text) or (title and text[0] in _BULLETS):
        whole = _whole(text, " ".join(title.split()))
        if whole:
            return whole, text, "title"
    return text, text, "shown"


def image_text(tree: Tree, i: int) -> AnchorText:
    """What a link without text says: its picture's alt, its title or its aria-label, else the caption beside it."""
    images = tree.elements["img"]
    begin = bisect_left(images, i)
    for image in images[begin : begin + 4]:
        if image >= tree.ends[i]:
            break
        alt = " ".join(tree.attrs[image].get("alt", "").split())
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


def _card(tree: Tree, i: int, shown: str) -> str:
    """The headline in a link of several lines, a card: its heading, its bold words, else its first line of words."""
    first = tree.first[i]
    raw = "".join(tree.chunks[first : min(tree.last[i], first + _CHUNKS)])
    if "\n" not in raw.strip():
        return _line(tree, i, shown)
    for wanted in (_is_heading, _is_strong):
        for inner in range(i + 1, min(tree.ends[i], i + _CHUNKS)):
            if tree.sizes[inner] <= _LONG and wanted(tree, inner):
                lines = tree.lines(inner)
                if len(lines) == 1 and weight(lines[0]) >= 4 and not is_noise(lines[0]):
                    return lines[0]
    lines = [" ".join(line.split()) for line in raw.split("\n")]
    said = [line for line in lines if line and not is_noise(line) and not _RANK.fullmatch(line)]
    for line in said:
        if weight(line) >= 5:
            return line
    return max(said, key=weight, default="")


def _is_heading(tree: Tree, i: int) -> bool:
    return tree.tags[i] in _HEADINGS or bool(tree.names[i] and _WORDY.search(tree.names[i]))


def _is_strong(tree: Tree, i: int) -> bool:
    return tree.tags[i] in _STRONG


def _line(tree: Tree, i: int, shown: str) -> str:
    """A link on one line, without a rank, channel or date that has an element of its own at its begin or end."""
    if tree.sizes[i] > _LONG or tree.ends[i] - i > _CHUNKS or tree.ends[i] == i + 1:
        return shown
    children = list(tree.children(i))
    begin, end = tree.first[i], tree.last[i]
    head, tail = children[0], children[-1]
    text, rest = tree.text(head), " ".join("".join(tree.chunks[tree.last[head] : end]).split())
    if text and tree.first[head] == begin and weight(rest) >= 4 and (_is_mark(text) or is_noise(text)):
        return rest
    text, rest = tree.text(tail), " ".join("".join(tree.chunks[begin : tree.first[tail]]).split())
    if text and tree.last[tail] == end and weight(rest) >= 4 and is_noise(text):
        return rest
    return shown


def _is_mark(text: str) -> bool:
    return bool(_RANK.fullmatch(text)) or (text[0] in "[【［(" and len(text) <= 8)


def _whole(shown: str, title: str) -> str:
    """The title attribute where it goes on after the shown words, "" where it says something else."""
    cut = "".join(_CUT.sub("", shown).split())
    whole = "".join(title.split())
    if len(cut) >= 4 and len(whole) > len(cut) and whole.startswith(cut):
        return title
    bare = cut.lstrip(_BULLETS)
    return title if bare != cut and bare == whole else ""
