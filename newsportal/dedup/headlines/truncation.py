"""Truncation: one wording is the other, cut at the end, or without its first or last clause."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from newsportal.dedup.headlines.affixes import NUMERALS
from newsportal.dedup.headlines.clauses import LEAST, LONG, Answer, clause, inside_word, plain, says_something
from newsportal.dedup.headlines.idleness import idle
from newsportal.dedup.headlines.normalized import NormalizedTitle, letters, segments
from newsportal.text.han import width
from newsportal.text.segmentation import tokens
from newsportal.text.wordlists import Words

CLAUSE = 8
"""Characters that one clause needs to tell what happened."""
_NUMERAL_CUT = re.compile(f"[{NUMERALS}][^{NUMERALS}]{{0,2}}$")
_COUNTER = re.compile(r"\s(?:(\d{1,5}万?)(?:\s*(?:视频|专题|图集))?|视频|专题|图集)$")
"""A count of comments or a kind of item, which lists of some portals put behind a headline."""
_AMOUNT = re.compile(r"\d{1,4}(?:\.\d{1,2})?(?:日|天|个?月|年|[万亿]?元|小时|场)")
"""What a sentence or a fine is long or high."""
SENTENCE = 18
"""From so many characters on, a number of one or two digits behind a headline counts comments, not parts."""
_QUOTES = "“”‘’\"'「」『』"
_CLAUSE = re.compile(rf"(?:[^\s,;:!?|。·…{_QUOTES}][{_QUOTES}]*){{{CLAUSE}}}")
"""A clause of so many characters and more; what is in quotation marks is not parted."""
COLUMN = 33
"""Columns after which a narrow list may cut a headline without a mark (cuts were seen at 35-36 and 43-45 columns)."""


def truncation(short: NormalizedTitle, long: NormalizedTitle, words: Words) -> Answer | None:
    """Whether `short` is `long` cut or without a clause; None where it is no part of it."""
    at = long.canon.find(short.canon)
    if at < 0 and _NUMERAL_CUT.search(short.folded):
        # A cut through 一小时 leaves 一小, where only the whole was read as a number.
        short, long = (replace(title, canon=letters(title.shown)) for title in (short, long))
        at = 0 if long.canon.startswith(short.canon) else -1
    if at < 0:
        return None
    if at == 0:
        return _cut_end(short, long, words)
    return clause(short, long, at, words)


def _cut_end(short: NormalizedTitle, long: NormalizedTitle, words: Words) -> Answer:
    rest = long.canon[len(short.canon) :]
    if short.cut and len(short.canon) >= LEAST:
        return "same", "cut", f"cut with …, goes on with {rest}"
    if len(short.canon) >= LONG and (_counted(short, long) or rest.startswith(short.canon[:LEAST])):
        return "same", "longer", f"followed by a counter or by itself: {rest}"
    if why := _torn(short, long, rest):
        return "same", "prefix", f"{why}, goes on with {rest}"
    if _AMOUNT.fullmatch(rest) and short.canon.endswith(words.each("sentences")):
        return "same", "longer", f"followed by how much: {rest}"
    if continues(rest, words):
        return "maybe", "continued", f"goes on with {rest}, which may be another item"
    if idle(tokens(rest, words), (), (short.canon, ""), words):
        return "same", "longer", f"only goes on with {rest}"
    last = rest in words.of("consequences")
    if len(short.canon) < LEAST and not last and not (len(rest) <= 3 and inside_word(short, long, words)):
        return "maybe", "continued", f"short, goes on with {rest}"
    if why := _cut_place(short, long, rest, words):
        return "same", "prefix", f"{why}, goes on with {rest}"
    if _another(rest, words):
        return "maybe", "continued", f"goes on with {rest}, which may be another item"
    if names_a_topic(short, words):
        return "maybe", "continued", f"names a topic, goes on with {rest}"
    if _at_clause(short, long) and len(short.canon) >= 0.45 * len(long.canon):
        return "same", "clause", f"without its last clause {rest}"
    if len(rest) <= 0.6 * len(short.canon) and plain(rest, words) and says_something(short, words):
        return "same", "longer", f"only goes on with {rest}"
    if len(rest) <= 4 and len(short.canon) >= 14 and plain(rest, words, names=True):
        return "same", "longer", f"only goes on with {rest}"
    return "maybe", "continued", f"goes on with {rest}"


def continues(rest: str, words: Words) -> bool:
    """Whether `rest` makes another item of a headline: an instalment, another year, 摘要, 名单 …"""
    if re.match(r"第?\d+\D{0,2}$|第\d|[上中下续终](?:$|[篇集部册])|之|系列", rest):
        return True
    return bool(words.pattern("{}(?:公布|发布|举行)?", "tails", "parts").fullmatch(rest))


def _another(rest: str, words: Words) -> bool:
    """Whether `rest` tells of a reply, a film, a denial or another stage: 明日开庭, 官方否认, 现场视频."""
    return not words.of("tails").isdisjoint(tokens(rest, words))


def _cut_place(short: NormalizedTitle, long: NormalizedTitle, rest: str, words: Words) -> str:
    """Why the place where `short` ends shows that it was cut there, "" where it does not."""
    shown = width(short.shown.strip())
    if rest in words.of("endings", "consequences"):
        return "without its last word"
    if rest in words.of("media", "sites"):
        return "without its outlet"
    if len(rest) <= len(short.canon) and inside_word(short, long, words):
        return "cut inside a word"
    if shown >= COLUMN and len(rest) <= len(short.canon) and not (_another(rest, words) and _at_clause(short, long)):
        return f"cut at {shown} columns"
    return ""


def _counted(short: NormalizedTitle, long: NormalizedTitle) -> bool:
    found = _COUNTER.search(long.folded)
    return found is not None and (len(short.canon) >= SENTENCE or not found[1] or len(found[1]) > 2)


def _torn(short: NormalizedTitle, long: NormalizedTitle, rest: str) -> str:
    """Why `short` can only have been cut, "" where it may be whole."""
    if len(short.canon) >= LONG and re.match(r"\d+[^\d.:/-]", rest) and re.search(r"(?<![\d第])\d+$", short.canon):
        return "cut inside a number"
    own = letters(short.shown)
    # title="…" with a " inside: the attribute ends there.
    if len(own) >= CLAUSE and any(
        own == letters(long.shown[: quote.start()]) for quote in islice(re.finditer('"', long.shown), 8)
    ):
        return "cut at a quotation mark"
    return ""


def names_a_topic(short: NormalizedTitle, words: Words) -> bool:
    """Whether a headline may name many items: a column, a meeting, a document, rather than what happened."""
    return not _CLAUSE.search(short.folded) or short.canon.endswith(words.each("topics"))


def _at_clause(short: NormalizedTitle, long: NormalizedTitle) -> bool:
    """Whether `long` has a separator where `short` ends."""
    total = 0
    for piece in segments(long):
        total += len(piece)
        if total >= len(short.canon):
            break
    return total == len(short.canon)
