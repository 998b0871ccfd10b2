"""Where another article begins on the same page: portals load the next one below the one that was asked for."""

from __future__ import annotations

from bisect import bisect_left

from newsportal.extraction.article.boilerplate_words import BARE_TIME, CREDIT, DATED
from newsportal.extraction.article.prose import LEAST
from newsportal.extraction.document.lines import Lines
from newsportal.extraction.document.tree import Tree

__all__ = ["next_article"]

_HEADINGS = ("h1", "h2")
_SHORTEST, _LONGEST = 4, 80
_LONGEST_DATED = 80
"""Characters of a line with time and source."""
_NEAR = 4
"""Lines after that one within which its prose begins."""


def next_article(tree: Tree, lines: Lines, heading: int, stated: str) -> int:
    """The first chunk of another article after that of line `heading`, the number of chunks where there is none.

    It begins with a heading that the head does not state, a line with time or source under it, and prose, or is an
    `article` of its own with a heading. A heading inside an article has no such line, a card's heading is a link. If
    such a heading stands before all prose, the page's own article is a report in entries.
    """
    if heading < 0:
        return len(tree.chunks)
    begins = {tree.first[i] for tag in _HEADINGS for i in tree.elements[tag]}
    for k in _may_head(lines, heading + 1):
        if not _is_dated(tree, lines, k) and not (lines.starts[k] in begins and _begins_article(tree, lines, k)):
            continue
        if not any(lines.prose[k + 1 : k + 2 + _NEAR]) or "".join(lines.text(k).split()) in stated:
            continue
        return lines.starts[k] if _follows_prose(lines, heading, k, stated) else len(tree.chunks)
    return len(tree.chunks)


def _follows_prose(lines: Lines, heading: int, k: int, stated: str) -> bool:
    """Does prose that is not the heading once more stand between the heading and line k?"""
    between = (at for at in range(heading + 1, k) if lines.prose[at] >= LEAST)
    return any("".join(lines.text(at).split()) not in stated for at in between)


def _may_head(lines: Lines, begin: int) -> list[int]:
    """The lines from line `begin` to the last but one that are short, no link and no prose."""
    measured = zip(lines.sizes[begin:-1], lines.link_sizes[begin:], lines.prose[begin:], strict=False)
    return [
        k
        for k, (size, linked, prose) in enumerate(measured, begin)
        if not linked and not prose and _SHORTEST <= size <= _LONGEST  # links are the most of them
    ]


def _is_dated(tree: Tree, lines: Lines, k: int) -> bool:
    """Does the line after line k tell when an article came out, and nothing else?"""
    if lines.sizes[k + 1] > _LONGEST_DATED or "20" not in tree.chunks[lines.starts[k + 1]][:24]:
        return False
    text = lines.text(k + 1)
    if "。" in text or "，" in text or CREDIT.match(lines.text(k)):
        return False
    if tree.tags[lines.holder(k)] in _HEADINGS:
        return DATED.search(text[:40]) is not None
    return BARE_TIME.match(text) is not None and tree.sizes[lines.holder(k)] == lines.sizes[k]


def _begins_article(tree: Tree, lines: Lines, k: int) -> bool:
    """Is line k the heading with which an `article` element begins?"""
    i = bisect_left(tree.first, lines.starts[k])
    while i < len(tree) and tree.first[i] == lines.starts[k]:
        if tree.tags[i] == "article":
            return tree.tags[lines.holder(k)] in _HEADINGS and tree.sizes[i] > lines.sizes[k]
        i += 1
    return False
