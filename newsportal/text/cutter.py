"""Text cut into words by jieba's dictionary: by rjieba, which is jieba in Rust, or by jieba itself where it is missing.

Both give the same words (docs/headlines.md names the exception), rjieba a tenth of the time and half of the memory.
jieba's package is where its files are read, and is imported only where it cuts.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from math import log
from pathlib import Path
from typing import Any, Protocol

HAN = "\u4e00-\u9fd5"
"""What jieba takes for Han characters, as a range in an expression."""
_HAN = re.compile(f"([{HAN}]+)")
_LATIN = re.compile("([a-zA-Z0-9]+)")
"""As jieba.finalseg has them."""
is_han = _HAN.fullmatch
"""Whether a text is one run of Han characters."""
_NO_TEXT = re.compile("([\ud800-\udfff])")
"""Half of a surrogate pair, which Rust has in no text."""


class Cutter(Protocol):
    """Cuts text into words that the dictionary has, and into single characters."""

    def cut(self, text: str) -> list[str]:
        """The words; joined they are the text."""
        ...

    def cut_all(self, text: str) -> list[str]:
        """The words of runs of Han characters parted by breaks of lines, those included that the dictionary lacks."""
        ...

    def new_words(self, runs: list[str]) -> list[str]:
        """The words that runs of single letters may be by how words are formed (jieba's hidden Markov model).

        They come in no order. No run is a word of the dictionary.
        """
        ...

    def has(self, word: str) -> bool:
        """Whether the dictionary has it."""
        ...


def cutter(words: Iterable[str], alone: bool) -> Cutter:
    """A cutter that knows these words too; where it stands `alone`, no other one knows them."""
    try:
        import rjieba
    except ImportError:
        made: _Rust | _Python = _Python(_jieba(), alone)
    else:
        made = _Rust(rjieba.Jieba() if alone else rjieba)
    for word in sorted(words):
        if len(word) > 1 and not made.has(word):
            made.add(word)
    return made


def jieba_file(*name: str) -> Path:
    """A file of jieba's package, which is not imported for it."""
    package = find_spec("jieba")
    assert package is not None
    return Path(f"{package.origin}").parent.joinpath(*name)


class _Rust:
    def __init__(self, jieba: Any) -> None:
        self._jieba = jieba
        self.has = jieba.has_word

    def add(self, word: str) -> None:
        self._jieba.add_word(word, None, None)  # at the frequency at which it is cut as one, as jieba's add_word has it

    def cut(self, text: str) -> list[str]:
        return self._cut(text, False)

    def cut_all(self, text: str) -> list[str]:
        return self._cut(text, True)

    def new_words(self, runs: list[str]) -> list[str]:
        # No word reaches over a break of lines; to ask for all runs at once takes a third of asking for each.
        plain = [run for run in runs if is_han(run)]
        words = [word for word in self._cut("\n".join(plain), True) if word != "\n"]
        if len(plain) < len(runs):
            words += [word for run in runs if not is_han(run) for word in self._mixed(run)]
        return words

    def _mixed(self, run: str) -> Iterator[str]:
        # What is no Han character is parted as jieba parts it there, by its Latin letters.
        for part in _HAN.split(run):
            yield from self._formed(part) if _HAN.match(part) else filter(None, _LATIN.split(part))

    def _formed(self, part: str) -> list[str]:
        # A word of the dictionary would be left in its characters, as jieba leaves it alone but not inside a run.
        return self._cut(f"{part}a", True)[:-1] if self.has(part) else self._cut(part, True)

    def _cut(self, text: str, new: bool) -> list[str]:
        try:
            return self._jieba.cut(text, new)  # type: ignore[no-any-return]
        except UnicodeEncodeError:
            parts = ([part] if _NO_TEXT.match(part) else self._jieba.cut(part, new) for part in _NO_TEXT.split(text))
            return [word for part in parts for word in part]


class _Python:
    def __init__(self, tokenizer: Any, alone: bool) -> None:
        if alone:
            own, tokenizer = tokenizer, type(tokenizer)()
            tokenizer.FREQ, tokenizer.total, tokenizer.initialized = dict(own.FREQ), own.total, True
        self._tokenizer = tokenizer
        self.add = tokenizer.add_word

    def has(self, word: str) -> bool:
        return bool(self._tokenizer.FREQ.get(word))

    def cut(self, text: str) -> list[str]:
        return self._tokenizer.lcut(text, HMM=False)  # type: ignore[no-any-return]

    def cut_all(self, text: str) -> list[str]:
        return self._tokenizer.lcut(text)  # type: ignore[no-any-return]

    def new_words(self, runs: list[str]) -> list[str]:
        return [word for run in runs for word in _formed(run)]


@lru_cache(5_000)
def _formed(run: str) -> tuple[str, ...]:
    """The words of a run by jieba; the names of an article come again and again."""
    from jieba import finalseg

    return tuple(finalseg.cut(run))


@cache
def _jieba() -> Any:
    """jieba's tokeniser with its dearest step written closer: same words, two thirds of the time."""
    import jieba

    class Tokenizer(jieba.Tokenizer):  # type: ignore[misc]  # jieba has no types
        def get_DAG(self, sentence: str) -> None:
            """No graph is needed; the dictionary is."""
            self.check_initialized()

        def calc(self, sentence: str, DAG: None, route: dict[int, tuple[float, int]]) -> None:
            """Fill `route`: for each character the score of the likeliest path from there, and its first word's end."""
            frequency_of, size, every = self.FREQ.get, len(sentence), log(self.total)
            route[size] = (0, 0)
            for first in range(size - 1, -1, -1):
                best, last, end = None, first, first
                frequency = frequency_of(sentence[first])
                while frequency is not None:  # a known word, or (0) the beginning of one
                    end += 1
                    if frequency:
                        score = log(frequency) - every + route[end][0]
                        if best is None or score >= best:
                            best, last = score, end - 1
                    if end == size:
                        break
                    frequency = frequency_of(sentence[first : end + 1])
                route[first] = (route[first + 1][0] - every if best is None else best, last)

    jieba.setLogLevel(logging.WARNING)
    tokenizer = Tokenizer()
    tokenizer.initialize()
    return tokenizer
