"""Truncation: one wording is a part of the other, cut at the end or without its first or last clause."""

from __future__ import annotations

import re
from typing import Literal

from newsportal.dedup.lexicon import is_name, tokens
from newsportal.dedup.titles import Title, han, segments, width
from newsportal.dedup.words import Words, alternation

Answer = tuple[Literal["same", "maybe", "different"], str, str]

LEAST = 10
"""Characters that a cut wording must keep to be recognised."""
COLUMN = 33
"""Columns that a portal's narrowest list shows before it cuts without a mark (RESEARCH: 35-36, 43-45)."""


def truncation(short: Title, long: Title, words: Words) -> Answer | None:
    """Whether `short` is `long` cut or without a clause; None where it is no part of it."""
    at = long.canon.find(short.canon)
    if at < 0:
        return None
    if at == 0:
        return _cut_end(short, long, words)
    return _clause(short, long, at, words)


def _cut_end(short: Title, long: Title, words: Words) -> Answer:
    rest = long.canon[len(short.canon) :]
    if short.cut and len(short.canon) >= LEAST:
        return "same", "cut", f"cut with …, goes on with {rest}"
    if continues(rest, words):
        return "maybe", "continued", f"goes on with {rest}, which may be another item"
    if len(short.canon) < LEAST:
        return "maybe", "continued", f"short, goes on with {rest}"
    if why := _cut_place(short, long, rest, words):
        return "same", "prefix", f"{why}, goes on with {rest}"
    if _at_clause(short, long) and len(short.canon) >= 0.45 * len(long.canon):
        return "same", "clause", f"without its last clause {rest}"
    return "maybe", "continued", f"goes on with {rest}"


def continues(rest: str, words: Words) -> bool:
    """Whether `rest` makes another item of a headline: an instalment, another year, 摘要, 名单 …"""
    if re.match(r"第?\d|[上中下续终](?:$|[篇集部册])|之", rest) or rest.startswith("系列"):
        return True
    return bool(re.fullmatch(alternation(words.of("tails")) + "(?:公布|发布|举行)?", rest))


def _cut_place(short: Title, long: Title, rest: str, words: Words) -> str:
    """Why the place of the cut shows that it is one, "" where it does not."""
    shown = width(short.shown.strip())
    if rest in words.of("endings"):
        return "cut before its last word"
    if len(rest) <= len(short.canon) and _inside_word(short, long, words):
        return "cut inside a word"
    if shown >= COLUMN and len(rest) <= 8:
        return f"cut at {shown} columns"
    return ""


def _at_clause(short: Title, long: Title) -> bool:
    """Whether `long` has a separator where `short` ends."""
    total = 0
    for piece in segments(long):
        total += len(piece)
        if total >= len(short.canon):
            break
    return total == len(short.canon)


def _inside_word(short: Title, long: Title, words: Words) -> bool:
    position = 0
    for token in tokens(long.canon, words):
        position += len(token)
        if position >= len(short.canon):
            return position > len(short.canon)
    return False


def _clause(short: Title, long: Title, at: int, words: Words) -> Answer:
    """`short` stands inside `long`, behind its first words."""
    head, tail = long.canon[:at], long.canon[at + len(short.canon) :]
    starts = {0}
    for piece in segments(long):
        starts.add(max(starts) + len(piece))
    whole = at in starts and (at + len(short.canon) in starts)
    if whole and not tail and len(short.canon) >= LEAST and len(short.canon) >= 0.5 * len(long.canon):
        named = [token for token in tokens(head, words) if is_name(token, words)]
        if not named and not any(character.isdigit() for character in head):
            return "same", "segment", f"without its first clause {head}"
    if (
        han(head + tail) <= 2
        and not any(c.isdigit() for c in head + tail)
        and set(tokens(head + tail, words)) <= words.idle
    ):
        return "same", "segment", f"without {head + tail}"
    return "maybe", "inside", f"stands inside the longer one, without {head} {tail}".rstrip()
