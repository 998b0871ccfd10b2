"""Overlap: how many character pairs two wordings share. It makes a maybe, never more."""

from __future__ import annotations

from functools import lru_cache
from operator import add

from newsportal.dedup.headlines.clauses import Answer
from newsportal.dedup.headlines.normalized import NormalizedTitle
from newsportal.text.wordlists import Words

NEEDED = 0.45
"""Of the shorter headline's bigrams, the share that the other must hold to be worth a look at the articles."""


def bigrams(canon: str) -> set[str]:
    """Every two neighbouring characters."""
    return set(map(add, canon, canon[1:]))


@lru_cache(maxsize=16)
def _shared(short: str, long: str) -> float:
    """The share of one's bigrams that the other holds: several rules ask for that of the same two."""
    mine = bigrams(short)
    return len(mine & bigrams(long)) / max(1, len(mine))


def overlap(short: NormalizedTitle, long: NormalizedTitle, words: Words) -> Answer | None:
    """The last rule: a maybe where enough is in common to ask the articles, else None."""
    shared = _shared(short.canon, long.canon)
    if shared < NEEDED:
        return None
    return "maybe", "alike", f"{shared:.0%} of the shorter one's character pairs are shared"
