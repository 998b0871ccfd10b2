"""The first and last lines of a text that stand outside its container: a paragraph in a box of its own, a caption."""

from __future__ import annotations

import re

from newsportal.extraction.article.boilerplate_words import FOREIGN, LEADING, SUMMARY
from newsportal.extraction.article.foreign_lines import is_foreign, is_notice
from newsportal.extraction.article.prose import Prose
from newsportal.extraction.document.lines import Lines
from newsportal.extraction.document.tree import Tree

__all__ = ["lead", "tail"]

_FARTHEST = 40
"""Lines between heading and text within which its lead stands."""
_SHORTEST_CAPTION, _LONGEST_CAPTION = 6, 200
_LONG_CAPTION = 40
"""Characters from which on a caption may name a day."""
_SHORTEST = 30
"""Characters of a paragraph that stands apart."""
_KNOWN = 20
"""Characters by which a paragraph is known to stand in the text as well: that before it is a summary."""
_MOST_BOXES = 4
"""Boxes after the container, empty ones not counted, in which its last lines are looked for."""
_SENTENCE = re.compile("[。！？!?…][”」』）)]{0,2}$")
_NO_TEXT = ("nav", "footer", "button", "form", "aside", "a", "li", "h1", "h2", "h3", "h4")
Chunks = tuple[int, int]


def lead(tree: Tree, lines: Lines, prose: Prose, container: int, heading: int) -> list[Chunks]:
    """The chunks of the lines between line `heading` and the container that belong to its text, in order."""
    first = lines.inside(container).start
    if not 0 <= heading < first <= heading + _FARTHEST:
        return []
    found = [
        k for k in range(heading + 1, first) if _is_caption(tree, lines, k) or _is_paragraph(tree, lines, prose, k)
    ]
    return _fresh(tree, lines, container, found)


def tail(tree: Tree, lines: Lines, prose: Prose, container: int) -> list[Chunks]:
    """The same of those in the boxes after it, up to the first that holds anything else."""
    found: list[int] = []
    boxes, end = 0, tree.ends[max(tree.parents[container], 0)]
    box = tree.ends[container]
    while box < end and boxes < _MOST_BOXES:
        inside = lines.inside(box)
        if tree.sizes[box] and len(inside):
            boxes += 1
            if not all(_is_paragraph(tree, lines, prose, k) for k in inside):
                break
            found += inside
        box = tree.ends[box]
    return _fresh(tree, lines, container, found)


def _fresh(tree: Tree, lines: Lines, container: int, found: list[int]) -> list[Chunks]:
    """The chunks of those of the lines that do not stand in the container as well."""
    if not found:
        return []
    text = "".join("".join(tree.chunks[tree.first[container] : tree.last[container]]).split())
    fresh = (k for k in found if "".join(lines.text(k).split())[:_KNOWN] not in text)
    return [(lines.starts[k], lines.starts[k + 1]) for k in fresh]


def _is_caption(tree: Tree, lines: Lines, k: int) -> bool:
    if not _SHORTEST_CAPTION <= lines.sizes[k] <= _LONGEST_CAPTION:
        return False
    holder = lines.holder(k)
    named = any(tree.tags[i] == "figcaption" for i in (holder, max(tree.parents[holder], 0)))
    return named and (lines.sizes[k] >= _LONG_CAPTION or not LEADING.search(lines.text(k)))


def _is_paragraph(tree: Tree, lines: Lines, prose: Prose, k: int) -> bool:
    """Is line k a paragraph, in nothing that surrounds texts, and no summary?"""
    if lines.prose[k] < _SHORTEST or is_foreign(lines, k) or lines.is_summary(k):
        return False
    holder = lines.holder(k)
    if prose.is_foreign(holder):
        return False
    for i in (holder, *tree.ancestors(holder)):
        if prose.heads(i):
            break
        if tree.tags[i] in _NO_TEXT or (tree.names[i] and FOREIGN.search(tree.names[i])):
            return False
    text = lines.text(k)
    return (
        _SENTENCE.search(text) is not None
        and not SUMMARY.match(text)
        and not LEADING.match(text)
        and not is_notice(text)
    )
