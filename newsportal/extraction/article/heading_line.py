"""The line that shows a title of the head: the article stands under it."""

from __future__ import annotations

from bisect import bisect_left

from newsportal.extraction.article.boilerplate_words import DATED
from newsportal.extraction.document.lines import Lines

__all__ = ["heading_line"]

_SHORTEST, _LONGEST = 6, 150
_SHORTEST_NAMED = 2
"""Characters of a heading element's words that may be all of a title: 讣告, 更正."""
_NAMED = ("h1", "h2", "h3")
_NEAR = 3
"""Lines after so short a heading among which one with a date must stand, or it is a column's name."""
_SEPARATORS = "_-|—－–·｜"


def heading_line(lines: Lines, stated: str) -> int:
    """The line that shows a title of the head (`stated`, without white space), -1 where none does.

    It is the longest, but one that only adds to an earlier one (a dialog's "heading | section | site") is no better.
    """
    chunks, starts, best, longest = lines.tree.chunks, lines.starts, -1, ""
    for k, size in enumerate(lines.sizes):
        if len(longest) < size <= _LONGEST and size >= _SHORTEST and lines.link_sizes[k] * 2 < size:
            begin = chunks[starts[k]].lstrip()[:2]
            if begin not in stated and " " not in begin:
                continue
            words = "".join("".join(chunks[starts[k] : starts[k + 1]]).split())
            if len(words) > len(longest) and words in stated and not _adds_a_tail(words, longest):
                best, longest = k, words
    return best if best >= 0 else _short(lines, stated)


def _adds_a_tail(words: str, shorter: str) -> bool:
    """Are the words another line's with something behind a separator?"""
    return bool(shorter) and words.startswith(shorter) and words[len(shorter)] in _SEPARATORS


def _short(lines: Lines, stated: str) -> int:
    """The line of a heading element of few characters that is all of a stated title, with a date under it."""
    tree = lines.tree
    for i in sorted(i for tag in _NAMED for i in tree.elements[tag]):
        if not _SHORTEST_NAMED <= tree.sizes[i] < _SHORTEST or tree.link_counts[i]:
            continue
        words = "".join(tree.text(i).split())
        if stated.startswith(words) and (stated == words or stated[len(words)] in _SEPARATORS + words[0]):
            k = bisect_left(lines.starts, tree.first[i])
            if _is_dated(lines, k):
                return k
    return -1


def _is_dated(lines: Lines, k: int) -> bool:
    """Does a date follow line k, before any link or prose?"""
    for below in range(k + 1, min(k + 1 + _NEAR, len(lines))):
        if lines.prose[below] or lines.link_sizes[below] * 2 > lines.sizes[below]:
            return False
        if DATED.search(lines.text(below)[:80]):
            return True
    return False
