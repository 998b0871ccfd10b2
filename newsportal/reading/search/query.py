"""What is searched for: words of which one must stand in a text, +words that all must, !words that must not. Pure.

Texts and words are folded alike: width, case, white space, and traditional characters one by one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from newsportal.text.scripts import alike
from newsportal.text.strings import folded

_MOST = 24
"""Pairs of a word that are looked up; the text decides about the rest."""


def fold(text: str) -> str:
    """A text or a word as it is compared."""
    return alike(folded(text))


def tokens(text: str) -> list[str]:
    """What a folded text is found by: each pair of neighbouring letters, ideographs or digits, and the last one alone.

    Pairs find words of any length in any language, where words cut by a dictionary lose some and SQLite's trigrams find
    none of two characters.

    >>> tokens("5g来了,好")
    ['5g', 'g来', '来了', '了', '好']
    """
    return [token for run in _runs(text) for token in (*map("".join, pairwise(run)), run[-1])]


def _runs(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in text).split()


@dataclass(frozen=True)
class Query:
    """The words of a search, folded."""

    any_of: tuple[str, ...] = ()
    """One of these must stand in a text, if there are any."""
    all_of: tuple[str, ...] = ()
    """All of these must."""
    none_of: tuple[str, ...] = ()
    """None of these may."""

    @classmethod
    def of(cls, words: Iterable[str]) -> Query:
        """The query that a user typed. ValueError if it has no word, or a sign without one.

        >>> Query.of(["大橋", "+通车", "!广告"])
        Query(any_of=('大桥',), all_of=('通车',), none_of=('广告',))
        """
        sorted_out: dict[str, list[str]] = {"": [], "+": [], "!": []}
        for word in words:
            sign = word[0] if word.startswith(("+", "!", "＋", "！")) else ""
            bare = fold(word.removeprefix(sign))
            if not bare:
                raise ValueError(f"no word in {word!r}")
            sorted_out[folded(sign)].append(bare)
        return cls(*map(tuple, sorted_out.values()))

    def matches(self, text: str) -> bool:
        """Whether a folded text is what is searched for."""
        return (
            (not self.any_of or any(word in text for word in self.any_of))
            and all(word in text for word in self.all_of)
            and not any(word in text for word in self.none_of)
        )

    def expression(self) -> str:
        """What SQLite's FTS5 looks up: it finds all that match, and some more; "" where all must be looked at."""
        one = [_found_by(word) for word in self.any_of]
        parts = [f"({' OR '.join(one)})"] if one and all(one) else []
        parts += filter(None, map(_found_by, self.all_of))
        return " AND ".join(parts)


def _found_by(word: str) -> str:
    """The tokens of every text that has a word; a single character begins a pair, or ends a run."""
    found = []
    for run in _runs(word):
        pairs = [f'"{one}{other}"' for one, other in pairwise(run)]
        found += pairs or [f'"{run}" *']
    return f"({' AND '.join(found[:_MOST])})" if found else ""
