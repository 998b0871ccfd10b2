"""The words that mark a text most: TF-IDF with jieba's words and jieba's own table of inverse document frequencies.

`jieba.analyse` keeps that table in a dictionary and loads a tagger beside it, 90 MB in all; one array holds it in 2 MB.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from functools import cache, lru_cache
from itertools import islice
from operator import or_
from pathlib import Path

from newsportal.text.cutter import jieba_file
from newsportal.text.segmentation import cutter_of
from newsportal.text.wordlists import shipped

_READ = 1_500
"""Characters that keywords are taken from: jieba takes 1.5 ms a thousand, and an article says early what it is of."""
_BLOCK = 1 << 18
"""Bytes of the table that are read at once."""
_STEPS = 4_000
"""Steps of a frequency that are told apart: the table's highest is 14."""
_KEYS, _PARTS = 1 << 62, 8
"""Above all numbers of the table; in how many parts it is sorted, since a list of all of it takes 10 MB."""
_NO_LETTER = re.compile(r"[\W\d_]+")


class _Table:
    """Inverse document frequency by word; the median for a word that it lacks, as jieba.analyse has it."""

    def __init__(self, path: Path) -> None:
        # A number holds 46 bits of the word's hash above 16 bits of its frequency: sorted, one array is the table.
        packed = array("q")
        with path.open("rb") as file:
            while lines := file.readlines(_BLOCK):
                parts = b" ".join(lines).split()
                frequencies = (int(value * _STEPS) for value in map(float, parts[1::2]))
                packed.extend(map(or_, map(_key, parts[::2]), frequencies))
        self._packed = array("q")
        for low in range(0, _KEYS, _KEYS // _PARTS):
            self._packed.extend(sorted([number for number in packed if low <= number < low + _KEYS // _PARTS]))
        self._median = _median(Counter(number & 0xFFFF for number in packed))
        self.weight = lru_cache(50_000)(self._weight)

    def _weight(self, word: str) -> float:
        key = _key(word.encode("utf-8", "surrogatepass"))
        place = bisect_left(self._packed, key)
        found = place < len(self._packed) and self._packed[place] >> 16 == key >> 16
        return (self._packed[place] & 0xFFFF if found else self._median) / _STEPS


def _median(counts: Counter[int]) -> int:
    """The lower median of numbers, each so many times: a list of all takes 10 MB."""
    left = (counts.total() - 1) // 2
    for number in sorted(counts):
        left -= counts[number]
        if left < 0:
            return number
    raise ValueError("no numbers")


def _key(word: bytes) -> int:
    return (hash(word) & 0x3FFFFFFFFFFF) << 16


@cache
def load() -> _Table:
    """Load dictionary and table now, rather than with the first article: a fraction of a second, once a process."""
    cutter_of(shipped())
    return _Table(jieba_file("analyse", "idf.txt"))


@lru_cache(5_000)
def _new_words(run: str) -> tuple[str, ...]:
    """Words that the dictionary lacks in a run of single characters; the names of an article come again and again."""
    return tuple(cutter_of(shipped()).new_words(run))


def _words(text: str) -> list[str]:
    """The words of a text as jieba cuts them, those included that its dictionary lacks."""
    cutter, run, words = cutter_of(shipped()), "", list[str]()
    for word in (*cutter.cut(text), ""):
        if len(word) == 1 and word.isalpha():
            run += word
            continue
        if len(run) > 1 and not cutter.has(run):
            words += _new_words(run)
        run = ""
        words.append(word)
    return words


def keywords(text: str, top: int) -> list[str]:
    """The words that mark a text most, weightiest first, at most `top`; numbers and single characters are none."""
    if not top:
        return []
    weight = load().weight
    counts = Counter(_words(text[:_READ]))
    weighed = sorted([(-count * weight(word), word) for word, count in counts.items() if len(word) > 1])
    return [*islice((word for _, word in weighed if not _NO_LETTER.fullmatch(word)), top)]
