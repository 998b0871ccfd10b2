"""Clauses: one wording lies inside the other, behind its first words."""

from __future__ import annotations

import re
from typing import Literal

from newsportal.dedup.headlines.idleness import idle
from newsportal.dedup.headlines.normalized import NormalizedTitle, segments
from newsportal.text.segmentation import is_name, is_verb, surnamed, tells, tokens
from newsportal.text.wordlists import Words

Answer = tuple[Literal["same", "maybe", "different"], str, str]
"""The verdict, the rule and its evidence."""

LEAST = 10
"""Characters that a cut wording must keep to be recognised."""
LONG = 12
"""Characters of a statement that identify it without who made it."""
HEAD = 4
"""Characters that may come before a statement of four times as many."""
_LISTED = re.compile(r"\d{1,2}|\d{2}月\d{2}日")
"""A rank or a day that a list puts before a headline, without a space."""


def clause(short: NormalizedTitle, long: NormalizedTitle, at: int, words: Words) -> Answer:
    """What it means that `short` lies inside `long` at `at`, behind its first words."""
    head, tail = long.canon[:at], long.canon[at + len(short.canon) :]
    starts = {0}
    for piece in segments(long):
        starts.add(max(starts) + len(piece))
    cut = bool(tail) and (short.cut or (len(tail) <= len(short.canon) and inside_word(short, long, words, at)))
    apart = _apart(head, short, words)
    whole = (apart or at in starts) and (cut or (at + len(short.canon) in starts))
    enough = len(short.canon) >= max(LEAST, 0.5 * len(long.canon))
    topic = short.canon.endswith(words.each("topics"))
    fits = whole and (cut or not tail) and enough and not topic
    if fits and (apart or _droppable(head, short, long, words)):
        return "same", "segment", f"without its first clause {head}" + (f", goes on with {tail}" if tail else "")
    if not (tail or topic) and len(head) <= HEAD <= len(short.canon) / 4 and plain(head, words, latin=True):
        return "same", "segment", f"without {head}"
    if all(
        idle(tokens(text, words), (), around, words)
        for text, around in ((head, ("", short.canon)), (tail, (short.canon, "")))
    ):
        return "same", "segment", f"without {head + tail}"
    return "maybe", "inside", f"stands inside the longer one, without {head} {tail}".rstrip()


def _droppable(head: str, short: NormalizedTitle, long: NormalizedTitle, words: Words) -> bool:
    """Whether a first clause makes no other item of a headline: it names no date, and nobody but who says the rest."""
    found = tokens(head, words)
    # 上港 begins with a critical character; alone it would be one.
    telling = head in words.critical or not words.critical.isdisjoint(word for word in found if len(word) > 1)
    if telling or re.search(r"\d+(?:年|月|日|号|期|季|点|时)", head) or not words.of("kin").isdisjoint(found):
        return False
    named = [token for token in found if is_name(token, words)]
    if not named:
        return not re.search(r"\d", head) or len(short.canon) >= LONG
    person = 2 <= len(head) <= 4 and (named == [head] or surnamed(head, words))
    speaker = head in words.of("speakers") or (person and head not in words.places)
    return speaker and len(short.canon) >= LONG and f"{head}:" in long.folded


def _apart(head: str, short: NormalizedTitle, words: Words) -> bool:
    """Whether `head` is no part of the statement behind it: a rank, a day, a person's office, a place's province."""
    if len(short.canon) < LONG:
        return False
    if _LISTED.fullmatch(head):
        return not (head.isdigit() and words.measures.match(short.canon))
    if head in words.of("provinces"):
        return short.canon.startswith(words.each("cities"))
    return tokens(head, words)[-1] in words.of("roles") and is_name(tokens(short.canon, words)[0], words)


def inside_word(short: NormalizedTitle, long: NormalizedTitle, words: Words, at: int = 0) -> bool:
    """Whether `short`, which lies at `at` in `long`, ends inside a word of it."""
    position, end = 0, at + len(short.canon)
    for token in tokens(long.canon, words):
        position += len(token)
        if position >= end:
            return position > end
    return False


def plain(text: str, words: Words, *, names: bool = False, latin: bool = False) -> bool:
    """Whether words change nothing: none is critical or tells, there is no name or Latin word unless allowed."""
    found = tokens(text, words)
    if words.holds_critical(found) or not (latin or re.search("[a-z]", text) is None):
        return False
    return not any(tells(token, words) or (not names and is_name(token, words)) for token in found)


def says_something(title: NormalizedTitle, words: Words) -> bool:
    """Whether a headline says what happened. Without a verb, or as a list, it names a thing, and one more word names
    another: 氧化铝价格 and 氢氧化铝价格."""
    if title.canon.endswith(words.each("topics")):
        return False
    return any(is_verb(word, words) for word in tokens(title.canon, words))
