"""Stretches: where two wordings differ, word by word, as `difflib.SequenceMatcher` without junk has it.

They are found from left to right, as far as they are asked for: mostly the first one decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Stretch = tuple[int, int, int, int]
"""From where to where in one and in the other."""
_Run = tuple[int, int, int]
"""A run of words that both have: from where to where in one, and how much further it stands in the other."""
_FEW = 40
"""Runs that are all looked through; of more, which only made-up headlines have, those that are no longer in question
are left out."""


def stretches(mine: Sequence[str], theirs: Sequence[str]) -> Iterator[Stretch]:
    """The stretches in which two sequences of words differ, in order."""
    runs, behind = _runs(mine, theirs), list[tuple[_Run, int, int, list[_Run]]]()
    i, k, end, other_end = 0, 0, len(mine), len(theirs)
    while True:
        # What both have there: the longest run, and such runs before it and behind it.
        if run := _longest(runs, i, end, k, other_end):
            behind.append((run, end, other_end, runs))
            end, other_end = run[0], run[0] + run[2]
            if len(runs) > _FEW:
                runs = [one for one in runs if one[0] < end]
            continue
        if i < end or k < other_end:
            yield i, end, k, other_end
        if not behind:
            return
        (_, i, further), end, other_end, runs = behind.pop()
        k = i + further
        if len(runs) > _FEW:
            runs = [one for one in runs if one[1] > i]


def _runs(mine: Sequence[str], theirs: Sequence[str]) -> list[_Run]:
    """All that both have, each run as long as it is."""
    places = dict[str, tuple[int, ...]]()
    for k, word in enumerate(theirs):
        places[word] = (*places[word], k) if word in places else (k,)
    last, runs = dict[int, tuple[int, int]](), list[_Run]()
    for i, word in enumerate(mine):
        for k in places.get(word, ()):
            begin, end = last.get(k - i, (i, i))
            if end != i:
                runs.append((begin, end, k - i))
                begin = i
            last[k - i] = begin, i + 1
    return [*runs, *((begin, end, further) for further, (begin, end) in last.items())]


def _longest(runs: Sequence[_Run], begin: int, end: int, other_begin: int, other_end: int) -> _Run | None:
    """The longest run that both have there, of several the first one."""
    best, most = None, 0
    for first, last, further in runs:
        first = max(first, begin, other_begin - further)
        last = min(last, end, other_end - further)
        if last - first > most or (best and last - first == most and (first, further) < (best[0], best[2])):
            best, most = (first, last, further), last - first
    return best
