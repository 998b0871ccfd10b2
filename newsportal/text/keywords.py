"""The words that mark a text most: TF-IDF with jieba's words and jieba's own table of inverse document frequencies.

`jieba.analyse` keeps that table in a dictionary and loads a tagger beside it, 90 MB in all; one array holds it in 2 MB.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from statistics import median_low

from newsportal.text import segmentation
from newsportal.text.wordlists import shipped

_READ = 1_500
"""Characters that keywords are taken from: jieba takes 1.5 ms a thousand, and an article says early what it is of."""
_STEPS = 4_000
"""Steps of a frequency that are told apart: the table's highest is 14."""
_NO_LETTER = re.compile(r"[\W\d_]+")


class _Table:
    """Inverse document frequency by word; the median for a word that it lacks, as jieba.analyse has it."""

    def __init__(self, path: Path) -> None:
        # A number holds 46 bits of the word's hash above 16 bits of its frequency: sorted, one array is the table.
        packed = array("q")
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                word, _, value = line.rpartition(" ")
                packed.append(_key(word) | int(float(value) * _STEPS))
        self._packed = array("q", sorted(packed))
        self._median = median_low(number & 0xFFFF for number in self._packed)

        self.weight = lru_cache(5_000)(self._weight)

    def _weight(self, word: str) -> float:
        key = _key(word)
        place = bisect_left(self._packed, key)
        found = place < len(self._packed) and self._packed[place] >> 16 == key >> 16
        return (self._packed[place] & 0xFFFF if found else self._median) / _STEPS


def _key(word: str) -> int:
    return (hash(word) & 0x3FFFFFFFFFFF) << 16


@cache
def load() -> _Table:
    """Load jieba's dictionary and table now (about a second, once a process) rather than with the first article."""
    import jieba

    segmentation.load(shipped())
    return _Table(Path(jieba.__file__).parent / "analyse" / "idf.txt")


@lru_cache(5_000)
def _new_words(run: str) -> tuple[str, ...]:
    """Words that the dictionary lacks in a run of single characters; the names of an article come again and again."""
    from jieba import finalseg

    return tuple(finalseg.cut(run))


def _words(text: str) -> Iterator[str]:
    """The words of a text as jieba cuts them, those included that its dictionary lacks."""
    tokenizer, run = segmentation.load(shipped()), ""
    for word in (*tokenizer.cut(text, HMM=False), ""):
        if len(word) == 1 and word.isalpha():
            run += word
            continue
        if len(run) > 1 and not tokenizer.FREQ.get(run):
            yield from _new_words(run)
        run = ""
        yield word


def keywords(text: str, top: int) -> list[str]:
    """The words that mark a text most, weightiest first, at most `top`; numbers and single characters are none."""
    if not top:
        return []
    weight = load().weight
    counts = Counter(word for word in _words(text[:_READ]) if len(word) > 1 and not _NO_LETTER.fullmatch(word))
    return sorted(counts, key=lambda word: (-counts[word] * weight(word), word))[:top]
