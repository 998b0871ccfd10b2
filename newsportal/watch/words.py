"""The words of a watch: any of the plain ones, all +words, none of its !words; each may be /a pattern/. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from newsportal.messages import say
from newsportal.reading.search.query import fold
from newsportal.watch.patterns import LONGEST, anchors, compiled

Word = str | re.Pattern[str]
"""Folded, or a pattern for folded texts."""
_WORDS = re.compile(r"[+!＋！]?/(?:\\.|[^/\\])+/i?(?!\S)|\S+")
_PATTERN = re.compile(r"/((?:\\.|[^/\\])+)/i?")
_SIGNS = {"+": "+", "＋": "+", "!": "!", "！": "!"}


@dataclass(frozen=True)
class Words:
    """Words that a headline is told by; without any, every headline is."""

    any_of: tuple[Word, ...] = ()
    all_of: tuple[Word, ...] = ()
    none_of: tuple[Word, ...] = ()

    @classmethod
    def of(cls, given: str | Iterable[str]) -> Words:
        """What a user wrote: words divided by white space, or a list of them. Raises ValueError with what is wrong.

        >>> Words.of("大橋 +合龙 !广告").matches("海棠湾大桥今日合龙")
        True
        """
        sorted_out: dict[str, list[Word]] = {"": [], "+": [], "!": []}
        for written in _WORDS.findall(given) if isinstance(given, str) else given:
            sign = _SIGNS.get(written[:1], "")
            bare = written[1:] if sign else written
            pattern = _PATTERN.fullmatch(bare)
            word = compiled(pattern[1]) if pattern else fold(bare)
            if not word:
                raise ValueError(say("a word is missing: {word!r}", word=written))
            sorted_out[sign].append(word)
        return cls(*map(tuple, sorted_out.values()))

    def matches(self, text: str) -> bool:
        """Whether a folded text is told."""
        return (
            (not self.any_of or any(_in(word, text) for word in self.any_of))
            and all(_in(word, text) for word in self.all_of)
            and not any(_in(word, text) for word in self.none_of)
        )

    def anchors(self) -> tuple[str, ...] | None:
        """Words of which every text that matches has at least one; None where nothing plain must stand in it."""
        must = list(filter(None, map(_anchors, self.all_of)))
        if must:
            return must[0]
        each = list(map(_anchors, self.any_of))
        return tuple(word for words in each for word in words) if each and all(each) else None


ALL = Words()


def _anchors(word: Word) -> tuple[str, ...]:
    return (word,) if isinstance(word, str) else anchors(word)


def _in(word: Word, text: str) -> bool:
    return word in text if isinstance(word, str) else word.search(text, 0, LONGEST) is not None
