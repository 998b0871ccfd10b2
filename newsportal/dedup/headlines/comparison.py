"""Comparison: do two headlines name one item? Judged by what differs, not by how much is equal.

The rules, their order and their figures: docs/headlines.md."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from newsportal.dedup.headlines.alignment import aligned
from newsportal.dedup.headlines.containment import contained
from newsportal.dedup.headlines.difference import difference, subject
from newsportal.dedup.headlines.figures import numbers_conflict
from newsportal.dedup.headlines.normalized import NormalizedTitle, normalize
from newsportal.dedup.headlines.overlap import overlap
from newsportal.dedup.headlines.reservations import reservation
from newsportal.dedup.headlines.truncation import truncation
from newsportal.text.han import han
from newsportal.text.wordlists import Words, shipped

Kind = Literal["same", "maybe", "different"]

NEAR_DAYS = 3
"""Rewordings of one item appear within so many days; after a longer gap it is another event."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What comparing two headlines says."""

    kind: Kind
    """same: one item; maybe: only the articles can tell; different: two items."""
    rule: str
    """The rule that decided: equal, cut, prefix, segment, reworded, subject, numbers, names …"""
    evidence: str
    """What it saw."""


_RULES: tuple[Callable[[NormalizedTitle, NormalizedTitle, Words], tuple[Kind, str, str] | None], ...]
_RULES = truncation, numbers_conflict, subject, difference, overlap
LONGEST = 300
"""Characters of a headline that are compared."""


def compare(
    a: str, b: str, *, days_apart: float | None = None, same_portal: bool = False, words: Words | None = None
) -> Verdict:
    """Whether two headlines name one item.

    `days_apart`: days between them, None where unknown. `same_portal`: both are on one portal, under two
    addresses: equal words prove nothing there unless on one day, and rewordings never do. Only the first 300
    characters are looked at: no headline is so long, and the cost grows with the square."""
    lists = words or shipped()
    one, other = (normalize(text[:LONGEST], lists) for text in (a, b))
    return judge(one, other, lists, days_apart=days_apart, same_portal=same_portal)


def judge(
    a: NormalizedTitle, b: NormalizedTitle, words: Words, *, days_apart: float | None = None, same_portal: bool = False
) -> Verdict:
    """`compare` for headlines that were normalized already."""
    short, long = aligned(a, b, words)
    if (len(short.canon), short.canon) > (len(long.canon), long.canon):
        short, long = long, short
    verdict = _verdict(short, long, words)
    if days_apart is not None and abs(days_apart) > NEAR_DAYS and verdict.kind != "different":
        kind: Kind = "maybe" if verdict.kind == "same" else "different"
        return replace(verdict, kind=kind, evidence=f"{verdict.evidence}; {abs(days_apart):.0f} days apart")
    if same_portal and verdict.kind == "same" and verdict.rule not in ("cut", "prefix"):
        today = days_apart is not None and abs(days_apart) < 1
        if verdict.rule != "equal" or not today:
            return replace(verdict, kind="maybe", evidence=f"{verdict.evidence}; one portal, two addresses")
    return verdict


def _verdict(short: NormalizedTitle, long: NormalizedTitle, words: Words) -> Verdict:
    if short.canon == long.canon:
        return _equal(short, long, words)
    if len(short.canon) < 8 or han(short.canon) < 5:
        return Verdict("different", "short", f"too short to differ: {short.canon} / {long.canon}")
    for rule in _RULES:
        if answer := rule(short, long, words):
            break
    else:
        return Verdict("different", "words", "too little in common")
    found = Verdict(*answer)
    if found.rule == "alike" and (answer := contained(short, long, words)):
        found = Verdict(*answer)
    whole = found.rule not in ("cut", "prefix")
    if found.kind == "same" and (reason := reservation(short, long, words, whole=whole)):
        return replace(found, kind="maybe", evidence=f"{found.evidence}; {reason}")
    return found


def _equal(a: NormalizedTitle, b: NormalizedTitle, words: Words) -> Verdict:
    if not a.canon:
        return Verdict("different", "empty", "no words")
    if reason := reservation(a, b, words, whole=not (a.cut or b.cut)):
        return Verdict("maybe", "equal", f"equal words, but {reason}")
    return Verdict("same", "equal", f"equal words: {a.canon}")
