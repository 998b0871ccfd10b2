"""Words that rise: more frequent in the newest distinct headlines than in those before, by log-odds with a prior.

B. L. Monroe, M. P. Colaresi, K. M. Quinn: Fightin' Words, Political Analysis 16 (2008): the difference of the log-odds
of a word in two corpora, each smoothed by a Dirichlet prior from both together, over its standard error. A corpus is a
set of headlines, and a word counts once a headline: what ten portals print is one headline.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log, sqrt

from newsportal.text.segmentation import tokens
from newsportal.text.strings import pairs
from newsportal.text.wordlists import shipped

LEAST = 3
"""Distinct headlines that a rising word stands in, at least."""
TOP = 40
"""Most words that are told."""
_Z = 3.0
"""Standard errors above which a word rises: one in a thousand of those that stay the same would."""
_PRIOR = 100.0
"""How many headlines the prior weighs as much as."""
_TOGETHER = 0.8
"""Two neighbours are one word where so many of the headlines that have the rarer one have them together."""
_LONGEST = 4
"""Words of jieba's that are told as one, at most: it parts names that its dictionary lacks."""
_LOOKED_AT = 4 * TOP
"""Words whose headlines are counted one by one, at most."""
_HAN = re.compile(r"[\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Rising:
    """A word that rises."""

    word: str
    """The word."""
    new: int
    """How many of the newest headlines have it."""
    before: int
    """How many of those before."""
    z: float
    """How many standard errors its log-odds rose."""


def rising(new: Sequence[str], before: Sequence[str]) -> list[Rising]:
    """The words that rise in the headlines `new` against those `before`, the surest first."""
    sizes = len(new), len(before)
    later = Counter(pair for text in new for pair in pairs(text))
    often = {pair for pair, count in later.items() if count >= LEAST}
    earlier = Counter(pair for text in before for pair in pairs(text) & often)
    hot = {pair for pair in often if _z(later[pair], earlier[pair], *sizes) > _Z}
    words = Counter(word for text in new if not hot.isdisjoint(pairs(text)) for word in _words(text, hot))
    # No headline has a word without its pairs: their counts tell enough to choose whose headlines are counted.
    least = {
        word: _z(count, min(earlier[pair] for pair in pairs(word)), *sizes)
        for word, count in words.items()
        if count >= LEAST
    }
    likely = sorted(least, key=lambda word: (-least[word], word))[:_LOOKED_AT]
    counted = (_counted(word, new, before) for word in likely)
    return _apart(sorted((one for one in counted if one.z > _Z), key=lambda one: (-one.z, one.word)))[:TOP]


def _words(text: str, hot: set[str]) -> set[str]:
    """The words of a headline that hold a rising pair, also those that neighbours make together."""
    found, parts = set(), tokens(text, shipped())
    for first, last in combinations(range(len(parts) + 1), 2):
        if last - first <= _LONGEST and _told(parts[first]) and _told(parts[last - 1]):
            word = "".join(parts[first:last])
            if len(word) > 1 and _HAN.fullmatch(word) and not hot.isdisjoint(pairs(word)):
                found.add(word)
    return found


def _told(part: str) -> bool:
    """Whether a word may begin or end with this one: 的大桥 is none."""
    return part not in shipped().idle


def _counted(word: str, new: Sequence[str], before: Sequence[str]) -> Rising:
    """A word with how many headlines hold it, as a search finds them."""
    found, earlier = sum(word in text for text in new), sum(word in text for text in before)
    return Rising(word, found, earlier, _z(found, earlier, len(new), len(before)))


def _z(new: int, before: int, size: int, size_before: int) -> float:
    """The log-odds ratio of a word in two corpora over its standard error, smoothed by what it is in both."""
    prior = _PRIOR * (new + before) / (size + size_before + 1)
    one, other = new + prior, before + prior
    ratio = log(one / (size + _PRIOR - one)) - log(other / (size_before + _PRIOR - other))
    return ratio / sqrt(1 / one + 1 / other)


def _apart(found: list[Rising]) -> list[Rising]:
    """Of two words of which one holds the other, one: the longer if nearly all that have the shorter have it."""
    kept: list[Rising] = []
    for one in sorted(found, key=lambda one: -len(one.word)):
        longer = [other for other in kept if one.word in other.word]
        if any(other.new >= _TOGETHER * one.new for other in longer):
            continue
        kept = [other for other in kept if other not in longer]
        kept.append(one)
    return [one for one in found if one in kept]
