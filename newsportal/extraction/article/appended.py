"""Where another article begins on the same page: portals load the next one below the one that was asked for."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from newsportal.extraction.article.boilerplate_words import DATED
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

    It begins with a heading that the head does not state, a line with time or source under it, and prose; a heading
    inside an article has no such line, a card's heading is a link.
    """
    if heading < 0:
        return len(tree.chunks)
    begin, prose = lines.starts[heading + 1], [0, *accumulate(lines.prose)]
    for i in sorted(i for tag in _HEADINGS for i in tree.elements[tag] if tree.first[i] >= begin):
        if not _SHORTEST <= tree.sizes[i] <= _LONGEST or tree.link_counts[i]:
            continue
        k = bisect_left(lines.starts, tree.last[i])
        if (
            _is_dated(lines, k)
            and prose[k] - prose[heading + 1] >= LEAST
            and any(lines.prose[k + 1 : k + 1 + _NEAR])
            and "".join(tree.text(i).split()) not in stated
        ):
            return tree.first[i]
    return len(tree.chunks)


def _is_dated(lines: Lines, k: int) -> bool:
    """Does line k tell when an article came out, and nothing else?"""
    if k >= len(lines) or lines.sizes[k] > _LONGEST_DATED:
        return False
    text = lines.text(k)
    return "。" not in text and "，" not in text and DATED.search(text[:40]) is not None
