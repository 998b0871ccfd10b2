"""The line that shows a title of the head: the article stands under it."""

from __future__ import annotations

import re
from bisect import bisect_left

from newsportal.extraction.article.boilerplate_words import DATED
from newsportal.extraction.document.lines import Lines

__all__ = ["date_under", "heading_line"]

_SHORTEST, _LONGEST = 6, 150
_SHORTEST_NAMED = 2
"""Characters of a heading element's words that may be all of a title: 讣告, 更正."""
_NAMED = ("h1", "h2", "h3")
_NEAR = 3
"""Lines after so short a heading among which one with a date must stand, or it is a column's name."""
_LONGEST_DATED = 120
"""Characters of a line in which its date is looked for."""
_OPENING = "[【［"
_BRACKETED = re.compile(r"[\[【［]([^\]】］]{2,16})[\]】］]")
"""A name in brackets at a line's beginning."""
_SEPARATORS = "_-|—－–·｜"


def heading_line(lines: Lines, stated: str) -> int:
    """The line that shows a title of the head (`stated`, without white space), -1 where none does.

    It is the longest, but one that only adds to an earlier one (a dialog's "heading | section | site") is no better.
    """
    chunks, starts, sizes, best, longest = lines.tree.chunks, lines.starts, lines.sizes, -1, ""
    measured = enumerate(zip(sizes, lines.link_sizes, strict=True))
    for k in [k for k, (size, linked) in measured if linked * 2 < size and _SHORTEST <= size <= _LONGEST]:
        if len(longest) < sizes[k]:
            begin = chunks[starts[k]].lstrip()[:2]
            if begin not in stated and " " not in begin and begin[0] not in _OPENING:
                continue
            words = "".join("".join(chunks[starts[k] : starts[k + 1]]).split())
            if words[0] in _OPENING and words not in stated:
                words = _without_site(words, stated)
            if len(words) > len(longest) and words in stated and not _adds_a_tail(words, longest):
                best, longest = k, words
    return best if best >= 0 else _short(lines, stated)


def _without_site(words: str, stated: str) -> str:
    """The words without a name in brackets before them, where the head's titles have that name behind: [某网] 开港."""
    named = _BRACKETED.match(words)
    if named is None or len(words) - named.end() < _SHORTEST:
        return words
    at = stated.find(words[named.end() :])
    return words[named.end() :] if at >= 0 and named[1] in stated[at:] else words


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
            if date_under(lines, k, _NEAR) >= 0:
                return k
    return -1


def date_under(lines: Lines, k: int, near: int) -> int:
    """The line with a date among the next `near` after line k, before any link or prose; -1 if none."""
    for below in range(k + 1, min(k + 1 + near, len(lines))):
        if lines.prose[below] or lines.linked[below]:
            break
        if DATED.search(lines.text(below)[:_LONGEST_DATED]):
            return below
    return -1
