"""The words that mark a text most: TF-IDF with jieba's words and jieba's own table of inverse document frequencies.

`jieba.analyse` keeps that table in a dictionary and loads a tagger beside it, 90 MB in all; one array holds it in 2 MB.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from functools import cache
from operator import mul, or_
from pathlib import Path

from newsportal.text.cutter import HAN, jieba_file
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
_INSIDE = 48
"""Bits of a number inside the part of the table in which it is looked for: each of 16,384 has some sixteen numbers."""
_HELD = 50_000
"""Words whose weight is kept at hand."""
_MORE = 3
"""How many times the words that are asked for are sorted first: some are numbers."""
_NO_LETTER = re.compile(r"[\W\d_]+")
_PART = re.compile(rf"([{HAN}]++)(?![\w+#&.%-])|([\w+#&.%-]++)")
"""What no word reaches out of: Han characters alone, or letters, digits and the signs that dictionary words hold."""
_SINGLE = re.compile("\0[^\\W\\d_]\0(?:[^\\W\\d_]\0)+")
"""Two and more words of one character, each behind \\0: letters, or numerals such as 〇."""


class _Table:
    """Inverse document frequency by word; the median for a word that it lacks, as jieba.analyse has it."""

    def __init__(self, path: Path) -> None:
        # A number holds 46 bits of the word's hash above 16 bits of its frequency: sorted, one array is the table.
        parts = [array("q") for _ in range(_PARTS)]
        with path.open("rb") as file:
            while lines := file.readlines(_BLOCK):
                told = b" ".join(lines).split()
                frequencies = (int(value * _STEPS) for value in map(float, told[1::2]))
                for number in map(or_, map(_key, told[::2]), frequencies):
                    parts[number // (_KEYS // _PARTS)].append(number)
        self._packed = array("q")
        for part in parts:
            self._packed.extend(sorted(part))
        self._begins = array("I", [bisect_left(self._packed, first) for first in range(0, _KEYS + 1, 1 << _INSIDE)])
        self._median = _median(Counter(number & 0xFFFF for number in self._packed))

    def weight(self, word: str) -> float:
        """That of a word."""
        key = _key(word.encode("utf-8", "surrogatepass"))
        part = key >> _INSIDE
        place = bisect_left(self._packed, key, self._begins[part], self._begins[part + 1])
        found = place < len(self._packed) and self._packed[place] >> 16 == key >> 16
        return (self._packed[place] & 0xFFFF if found else self._median) / _STEPS


class _Weights(dict[str, float]):
    """The weights of words, looked up when they are first asked for."""

    def __init__(self, table: _Table) -> None:
        self._table = table

    def __missing__(self, word: str) -> float:
        if len(self) >= _HELD:
            self.clear()
        self[word] = weight = self._table.weight(word)
        return weight


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
def load() -> _Weights:
    """Load dictionary and table now, rather than with the first article: a fraction of a second, once a process."""
    cutter_of(shipped())
    return _Weights(_Table(jieba_file("analyse", "idf.txt")))


def _words(text: str) -> list[str]:
    """The words of a text as jieba cuts them, those included that its dictionary lacks; without single characters."""
    cutter, parts = cutter_of(shipped()), _PART.findall(text)
    cut = cutter.cut_all("\n".join([han for han, _ in parts if han]))
    others = ["", *cutter.cut("\n".join([other for _, other in parts if other])), ""]
    runs = [run for found in _SINGLE.findall("\0".join(others)) for run in _letters(found) if not cutter.has(run)]
    return [word for words in (cut, others, cutter.new_words(runs)) for word in words if len(word) > 1]


def _letters(found: str) -> list[str]:
    """The runs of two letters and more among characters that are parted by \\0."""
    run = found.replace("\0", "")
    if run.isalpha():
        return [run]
    parts = "".join([one if one.isalpha() else " " for one in run]).split()
    return [part for part in parts if len(part) > 1]


def keywords(text: str, top: int) -> list[str]:
    """The words that mark a text most, weightiest first, at most `top`; numbers and single characters are none."""
    if not top:
        return []
    counts, found = Counter(_words(text[:_READ])), list[str]()
    weights = [*map(mul, counts.values(), map(load().__getitem__, counts))]
    ascending = sorted(weights)
    for many in (_MORE * top, len(weights)):
        least = min(ascending[-many:], default=0.0)
        first = sorted([(-weight, word) for weight, word in zip(weights, counts, strict=True) if weight >= least])
        found = [word for _, word in first if not _NO_LETTER.fullmatch(word)]
        if len(found) >= top:
            break
    return found[:top]
