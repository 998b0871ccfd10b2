"""Figures: two wordings that name other numbers or Latin words are no repeat that the words could show."""

from __future__ import annotations

import re

from newsportal.dedup.headlines.clauses import Answer
from newsportal.dedup.headlines.normalized import MINUS, NormalizedTitle
from newsportal.dedup.headlines.overlap import overlap
from newsportal.text.wordlists import Words

_NUMBER = re.compile(rf"[{MINUS}↑↓<>≤≥±]?\d+(?:[.:/\-]\d+)*[%‰↑↓]?")
_YEAR, _CLOCK = re.compile(r"(?:19|20)\d\d"), re.compile(r"\d{1,2}:\d\d")
_FIGURE = re.compile(r"[\da-z]")
_LATIN = re.compile(r"[a-z][a-z0-9+]*")


def numbers(title: NormalizedTitle) -> frozenset[str]:
    """The numbers a headline names, with their sign."""
    return frozenset(_NUMBER.findall(title.canon))


def latin(text: str) -> set[str]:
    """The Latin words of a text."""
    return set(_LATIN.findall(text))


def numbers_conflict(short: NormalizedTitle, long: NormalizedTitle, words: Words) -> Answer | None:
    """Numbers or Latin words that only one of two headlines holds."""
    if not _FIGURE.search(short.canon + long.canon):
        return None
    mine, theirs = numbers(short), numbers(long)
    telling = {
        number
        for number in mine & theirs
        if len(number) > 2 and not (_YEAR.fullmatch(number) or _CLOCK.fullmatch(number))
    }
    if mine - theirs and theirs - mine and not telling:
        return "different", "numbers", f"{_said(mine - theirs)} / {_said(theirs - mine)}"
    differing = {number for number in mine ^ theirs if not _YEAR.fullmatch(number)}
    if differing or (latin(short.canon) ^ latin(long.canon)) - words.of("roles"):
        return overlap(short, long, words)
    return None


def _said(found: frozenset[str]) -> str:
    return ", ".join(sorted(found))
