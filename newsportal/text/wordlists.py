"""The word lists in `data/`: what headline identity, addresses and extraction know of words.

Headline identity reads `Words`, which files of a user's own may extend. Extraction reads the sections of a shipped file
in their order, since in its files a word may be a regular expression, and alternatives are tried in turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from pathlib import Path

from newsportal.text.scripts import forms, in_both, simplified
from newsportal.text.word_files import DATA, read

FILES = ("places.txt", "labels.txt", "differences.txt", "companies.txt", "tracking.txt", "surnames.txt")
"""What `Words` holds; the other files in `DATA` are extraction's."""


@cache
def listed(name: str) -> dict[str, tuple[str, ...]]:
    """The sections of a shipped file: for each its words in their order, in simplified characters, each once."""
    return {
        section: tuple(dict.fromkeys(simplified(word) for line in lines for word in line))
        for section, lines in read(DATA / name).items()
    }


@dataclass(frozen=True, eq=False)
class Words:
    """The lists of headline identity by section, lower case, simplified; the files in `data/` say what each means."""

    sections: dict[str, list[tuple[str, ...]]]
    """For each section its lines; a line matters only in [synonyms]."""

    @classmethod
    def load(cls, extra: Iterable[Path | str] = ()) -> Words:
        """The shipped lists, with those of `extra` files added to the sections they name.

        Raises OSError for a file that cannot be read, ValueError for one that is malformed."""
        sections: dict[str, list[tuple[str, ...]]] = {}
        for path in (*(DATA / name for name in FILES), *map(Path, extra)):
            for section, lines in read(path).items():
                words = [tuple(simplified(word.casefold()) for word in line) for line in lines]
                sections.setdefault(section, []).extend(words)
        return cls(sections)

    @cache  # noqa: B019  the few lists of a process live as long as it does
    def of(self, *sections: str) -> frozenset[str]:
        """Every word of these sections."""
        return frozenset(word for name in sections for line in self.sections.get(name, ()) for word in line)

    @cache  # noqa: B019
    def each(self, *sections: str) -> tuple[str, ...]:
        """The same as `str.endswith` takes them."""
        return tuple(self.of(*sections))

    @cache  # noqa: B019
    def pattern(self, form: str, *sections: str) -> re.Pattern[str]:
        """A regular expression: `form` with the words of these sections for its {}."""
        return re.compile(form.format(alternation(self.of(*sections))))

    @cached_property
    def places(self) -> frozenset[str]:
        """Names of places, long and short."""
        return self.of("provinces", "regions", "cities", "countries", "world-cities")

    @cached_property
    def surnames(self) -> tuple[str, ...]:
        """Family names, of one character and of two."""
        return tuple(self.of("surnames", "compound-surnames"))

    @cached_property
    def idle(self) -> frozenset[str]:
        """Words whose presence changes nothing."""
        return self.of("idle", "particles")

    @cached_property
    def idle_before(self) -> dict[str, frozenset[str]]:
        """Words whose presence changes nothing before one of these words; 0 stands for a number."""
        return {line[0]: frozenset(line[1:]) for line in self.sections.get("idle-before", ())}

    @cached_property
    def critical(self) -> frozenset[str]:
        """Words whose presence may change everything."""
        return self.of("critical")

    def holds_critical(self, found: Iterable[str]) -> bool:
        """Whether one of these words is critical, or begins with one of two characters: 筹备工作."""
        longer = self.long_critical
        return any(word in self.critical or (len(word) > 2 and longer.match(word)) for word in found)

    @cached_property
    def long_critical(self) -> re.Pattern[str]:
        """Matches a critical word of two characters or more."""
        return re.compile(alternation(word for word in self.critical if len(word) > 1))

    @cached_property
    def measures(self) -> re.Pattern[str]:
        """Matches a measure word."""
        return self.pattern("{}", "measures")

    @cached_property
    def synonyms(self) -> dict[str, frozenset[int]]:
        """For each word with synonyms, the numbers of the lines it stands in."""
        numbers: dict[str, set[int]] = {}
        for number, line in enumerate(self.sections.get("synonyms", ())):
            for word in line:
                numbers.setdefault(word, set()).add(number)
        return {word: frozenset(lines) for word, lines in numbers.items()}


def alternation(words: Iterable[str]) -> str:
    """A regular expression that matches any of `words`, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"


def either(words: Iterable[str]) -> str:
    """A regular expression that matches any of `words`, in both scripts; they are regular expressions themselves.

    The first that fits is taken."""
    return "(?:" + "|".join(map(in_both, words)) + ")"


def any_of(words: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """What finds any of `words` in a text, as `either` has it.

    A word that begins with a character of two forms is written with each of these, for `re` looks only where one of the
    signs stands with which its alternatives begin, if it knows these: in a thirtieth of the time. For the same reason
    \\b stands behind the letter that follows it; such words come last. Those that begin alike share that sign. No word
    has a | outside of brackets."""
    found: list[tuple[str, str]] = []
    bounded: list[tuple[str, str]] = []
    for word in words:
        if word.startswith(r"\b") and _begins_plainly(word[2:]):
            bounded += [(sign, rf"(?<=\b{sign}){in_both(word[3:])}") for sign in forms(word[2])]
        elif _begins_plainly(word):
            found += [(sign, in_both(word[1:])) for sign in forms(word[0])]
        else:
            found.append((in_both(word), ""))
    alike: dict[str, list[str]] = {}
    for sign, rest in found + bounded:
        alike.setdefault(sign, []).append(rest)
    choices = (f"{sign}(?:{'|'.join(rests)})" if any(rests) else sign for sign, rests in alike.items())
    return re.compile("|".join(choices), flags)


def _begins_plainly(word: str) -> bool:
    """Does the expression begin with one letter or digit that stands for itself, once?"""
    return word[:1].isalnum() and word[1:2] not in ("?", "*", "+", "{")


def whole_words(words: Iterable[str]) -> frozenset[str]:
    """Words that are asked for whole, in every form that the two scripts give them.

    >>> sorted(whole_words(["关闭"]))
    ['关閉', '关闭', '關閉', '關闭']
    """
    return frozenset("".join(signs) for word in words for signs in product(*map(forms, word)))


@cache
def shipped() -> Words:
    """The shipped lists, read once."""
    return Words.load()
