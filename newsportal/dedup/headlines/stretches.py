"""Stretches: where two wordings differ, word by word, as `difflib.SequenceMatcher` without junk has it.

They are found from left to right, as far as they are asked for: mostly the first one decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

Stretch = tuple[int, int, int, int]
"""From where to where in one and in the other."""
_Run = tuple[int, int, int]
"""What both have: from where in one, from where in the other, how many words."""


def stretches(mine: Sequence[str], theirs: Sequence[str]) -> Iterator[Stretch]:
    """The stretches in which two sequences of words differ, in order."""
    i = k = 0
    for at, other, size in _equal(_runs(mine, theirs), (0, len(mine), 0, len(theirs))):
        if i < at or k < other:
            yield i, at, k, other
        i, k = at + size, other + size
    if i < len(mine) or k < len(theirs):
        yield i, len(mine), k, len(theirs)


def _runs(mine: Sequence[str], theirs: Sequence[str]) -> list[_Run]:
    """All that both have, each run of words as long as it is."""
    both = set(mine).intersection(theirs)
    if not both:
        return []
    places = defaultdict[str, list[int]](list)
    for place, word in enumerate(theirs):
        if word in both:
            places[word].append(place)
    last, runs = dict[int, _Run](), list[_Run]()
    for i, word in enumerate(mine):
        if word in both:
            for k in places[word]:
                begin, other, size = last.get(k - i, (i, k, 0))
                if begin + size != i:
                    runs.append((begin, other, size))
                    begin, other, size = i, k, 0
                last[k - i] = begin, other, size + 1
    return [*runs, *last.values()]


def _equal(runs: Sequence[_Run], inside: Stretch) -> Iterator[_Run]:
    """What both have there: the longest run of words, and such runs before it and behind it; in order."""
    begin, end, other_begin, other_end = inside
    i = k = longest = 0
    if begin < end and other_begin < other_end:
        for at, other, size in runs:
            # Of several the first one.
            off = max(begin - at, other_begin - other, 0)
            size, at, other = min(size, end - at, other_end - other) - off, at + off, other + off
            if size > longest or (size == longest > 0 and (at, other) < (i, k)):
                i, k, longest = at, other, size
    if longest:
        yield from _equal(runs, (begin, i, other_begin, k))
        yield i, k, longest
        yield from _equal(runs, (i + longest, end, k + longest, other_end))
