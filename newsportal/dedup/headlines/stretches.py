"""Stretches: where two wordings differ, word by word, as `difflib.SequenceMatcher` without junk has it.

They are found from left to right, as far as they are asked for: mostly the first one decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

Stretch = tuple[int, int, int, int]
"""From where to where in one and in the other."""
_Word = tuple[int, Sequence[int]]
"""A word that both have: its place in one, its places in the other."""


def stretches(mine: Sequence[str], theirs: Sequence[str]) -> Iterator[Stretch]:
    """The stretches in which two sequences of words differ, in order."""
    places = defaultdict[str, list[int]](list)
    for place, word in enumerate(theirs):
        places[word].append(place)
    both = [(i, places[word]) for i, word in enumerate(mine) if word in places]
    i = k = 0
    for at, other, size in _equal(both, (0, len(mine), 0, len(theirs))):
        if i < at or k < other:
            yield i, at, k, other
        i, k = at + size, other + size
    if i < len(mine) or k < len(theirs):
        yield i, len(mine), k, len(theirs)


def _equal(both: Sequence[_Word], inside: Stretch) -> Iterator[tuple[int, int, int]]:
    """What both have there: the longest run of words, and such runs before it and behind it; in order."""
    begin, end, other_begin, other_end = inside
    if not both or begin >= end or other_begin >= other_end:
        return
    i, k, size = _longest(both, other_begin, other_end)
    if size:
        yield from _equal([one for one in both if one[0] < i], (begin, i, other_begin, k))
        yield i, k, size
        yield from _equal([one for one in both if one[0] >= i + size], (i + size, end, k + size, other_end))


def _longest(both: Sequence[_Word], begin: int, end: int) -> tuple[int, int, int]:
    """The longest run that both have there, of several the first one; its size is 0 where they have none."""
    best, before, sizes = (0, 0, 0), -1, dict[int, int]()
    for i, places in both:
        longer = dict[int, int]()
        for k in places:
            if begin <= k < end:
                longer[k] = size = sizes.get(k - 1, 0) + 1 if i == before + 1 else 1
                if size > best[2]:
                    best = i - size + 1, k - size + 1, size
        before, sizes = i, longer
    return best
