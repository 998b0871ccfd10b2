"""What an element without headlines offers as a label of those that follow it: its words, and how sure it is one."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache
from typing import NamedTuple

from newsportal.extraction.blocks.block_words import IMAGE_NAME, LABEL_WORD
from newsportal.extraction.blocks.label_shapes import (
    LABEL_HEADINGS,
    NO_LIST,
    cells,
    crumb,
    empty_list,
    is_filled_by,
    is_one_of_row,
    leads_on,
)
from newsportal.extraction.blocks.label_words import is_label, trim
from newsportal.extraction.blocks.link_groups import context, is_heading
from newsportal.extraction.blocks.link_marks import weight
from newsportal.extraction.blocks.model import Candidate, Label
from newsportal.extraction.document.tree import Tree
from newsportal.text.han import han

__all__ = ["LONGEST_ROW", "LabelRow", "bare_label", "label_row", "offered"]

LONGEST_ROW = 80
"""Characters of an element that may be a heading with its channels, or a row of tabs."""
_ITEM, _LEADING = 8, 6
"""Han characters from which a link names an item rather than a channel; fewer where a headline says the same."""
_BRACKETED = re.compile(r"[【\[「].{0,30}[】\]」]$")
_DIVIDER = re.compile(r"[|｜·/&]")
_LEADS_ON = re.compile(r"\s{0,3}(?:更多|more)\W{0,6}$", re.I)
_STRONG = frozenset(("strong", "b"))
_FOREIGN = 2 | 16 | 32
"""Footers, comments, tools: what stands in them is no label."""
_MOST_PARTS = 14


class LabelRow(NamedTuple):
    """A line that may be a label, or a row of tabs."""

    text: str
    parts: list[str]
    """Its pieces, `text` or its begin first; with two or more they may be tabs."""
    element: int
    """Element that holds it."""
    likely: bool
    """Words or style are those of a heading."""
    certain: bool
    """Its tag is that of a heading."""
    only_tabs: bool = False
    """It is a table's row: a label only where the cells of the next row are its panels."""

    def label(self, scope: int) -> Label:
        """The label of what follows in element `scope`."""
        return Label(self.text, self.element, scope, self.certain)


def offered(tree: Tree, i: int, candidate: Candidate, said: Container[str]) -> LabelRow | None:
    """What element i offers as a label of the list with the next headline; over an empty list only where it fills that.

    What leads the list is none: words of the next headline or, with a link, of any item that the page `said`.
    """
    found, link = label_row(tree, i), candidate.element
    if not found or (not found.likely and is_one_of_row(tree, i, link)):
        return None
    text = found.text
    if weight(text) >= _LEADING and (text == candidate.text or (tree.link_counts[i] > 0 and text in said)):
        return None
    if (empty := empty_list(tree, i)) >= 0:
        return found._replace(likely=True, certain=False) if is_filled_by(tree, i, empty, link) else None
    return found


def label_row(tree: Tree, i: int) -> LabelRow | None:
    """What element i offers as a label, None where it offers none."""
    size = tree.sizes[i]
    if not size:
        return _picture(tree, i)
    if not 2 <= size <= LONGEST_ROW or tree.link_counts[i] > _MOST_PARTS:
        return None
    if steps := crumb(tree, i):
        last = steps[-1]
        return LabelRow(last, [last], i, True, False) if is_label(last) and not NO_LIST.fullmatch(last) else None
    parts = _parts(tree, i)
    if len(parts) > _MOST_PARTS:
        return None
    if len(heads := cells(tree, i)) > 1:
        names = [trim(tree.text(cell)) for cell in heads]
        return LabelRow(names[0], names, i, False, False, True) if all(map(is_label, names)) else None
    if len(parts) >= 3 and tree.link_counts[i] >= 3 and (pictured := _picture(tree, i)):
        return pictured
    for heading in range(i, min(tree.ends[i], i + 40)):
        if tree.tags[heading] in LABEL_HEADINGS and 2 <= tree.sizes[heading] <= 40:
            found = _heading(tree, i, heading, parts)
            if found:
                return found
            break
    name = tree.names[i]
    if name and context(name) & _FOREIGN:
        return None
    if not parts and size >= 4 and not tree.link_counts[i] and tree.tags[i] in _STRONG:
        parts = [trim(tree.text(i))]  # 更多资讯 in bold
    return _plain(tree, i, parts)


def bare_label(chunks: list[str], after_headlines: bool) -> str:
    """The label that text in no element of its own is, "" where it is none; after headlines it must end in a colon."""
    text = trim(whole := " ".join("".join(chunks).split()))
    if not 2 <= len(text) <= 12 or not is_label(text):
        return ""
    return text if whole[-1] in ":：" or (LABEL_WORD.search(text) and not after_headlines) else ""


def _parts(tree: Tree, i: int) -> list[str]:
    """The pieces of text in element i, without 更多 and the like."""
    return [part for chunk in tree.chunks[tree.first[i] : tree.last[i]] if (part := _part(chunk))]


@lru_cache(1_000)
def _part(chunk: str) -> str:
    """What a piece of text says, "" where it only leads on."""
    part = trim(" ".join(chunk.split()))
    return "" if leads_on(part) else part


def _picture(tree: Tree, i: int) -> LabelRow | None:
    images = (i,) if tree.tags[i] == "img" else tree.inside(i, "img")
    for image in images:
        alt = trim(" ".join(tree.attrs[image].get("alt", "").split()))
        if 2 <= len(alt) <= 10 and han(alt) and not IMAGE_NAME.search(alt) and is_label(alt):
            return LabelRow(alt, [alt], i, True, False)
    return None


def _heading(tree: Tree, i: int, heading: int, parts: list[str]) -> LabelRow | None:
    """The label by a heading's tag; links that stand in it as a group of their own are its channels."""
    own = _parts(tree, heading)
    if not own and not tree.link_counts[heading] and tree.sizes[heading] >= 4:
        own = parts = [trim(tree.text(heading))]  # 更多图集, by its tag a heading
    if tree.link_counts[heading] >= 2:
        for child in tree.children(heading):
            if tree.link_counts[child] >= 2:
                channels = _parts(tree, child)
                rest = [part for part in own if part not in channels]
                if rest:
                    own = parts = rest
                    break
    if not own:
        return None
    text = own[0]
    if len(own) == 2 and own[0] != own[1] and len(own[0] + own[1]) <= 7 and not tree.link_counts[heading]:
        text = _joined(tree.text(heading), own)
    elif len(own) > 1 and weight(" ".join(own)) <= 9 and tree.link_counts[heading] <= 1:
        text = trim(_LEADS_ON.sub("", tree.text(heading)))
    if not is_label(text):
        return None
    others = [part for part in parts if part not in own]
    return LabelRow(text, [text, *others] if len(own) == 1 or text != own[0] else parts, i, True, True)


def _plain(tree: Tree, i: int, parts: list[str]) -> LabelRow | None:
    if not parts:
        return None
    text = parts[0]
    if not is_label(text):
        return None
    strong = tree.tags[i] in _STRONG or any(
        tree.names[inner] and is_heading(tree.names[inner]) for inner in range(i, min(tree.ends[i], i + 8))
    )
    if len(parts) > 4 and not strong:
        return None
    if tree.tags[i] == "a" and tree.inside(i, "img") and not LABEL_WORD.search(text):
        return None  # a picture and its caption
    if len(parts) == 1 and tree.link_sizes[i] and weight(text) >= _ITEM and not LABEL_WORD.search(text):
        return None
    whole = tree.text(i)
    if len(parts) == 2 and len(parts[0] + parts[1]) <= 7:
        linked = [trim(tree.text(link)) for link in tree.inside(i, "a")]
        if (parts[0] in linked) == (parts[1] in linked):
            text = _joined(whole, parts)
    if strong or LABEL_WORD.search(text) or whole[-1] in ":：" or _BRACKETED.match(whole):
        return LabelRow(text, parts, i, True, False)
    if tree.sizes[i] <= 12 or len(parts) == 1:
        return LabelRow(text, parts, i, False, False)
    return None


def _joined(whole: str, parts: list[str]) -> str:
    """Two pieces of one heading, such as 热图 and 排行 or 舆情 | 评论."""
    begin = whole.find(parts[0])
    end = whole.find(parts[1], begin + len(parts[0]))
    if end > 0 and _DIVIDER.search(whole[begin:end]):
        return whole[begin : end + len(parts[1])]
    return "".join(parts) if len(parts[0] + parts[1]) <= 5 and parts[0] != parts[1] else parts[0]
