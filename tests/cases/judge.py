"""Judges a case: what was read, held against what the case expects. All expectations: docs/contributing.md."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from newsportal.dedup.headlines.comparison import Verdict
from tests.cases.reading import FETCHED, READERS, Case, words

Rule = Callable[[Any, Any], bool]
"""Whether what was expected, given first, is true of what was read."""
PRECISION = ("day", "minute", "second")


def is_title(want: str, got: str) -> bool:
    """White space and the form of quotation marks aside."""
    return words(want) == got


def is_kind(want: str | list[str], got: str) -> bool:
    """The kind, or one of several."""
    return got in ([want] if isinstance(want, str) else want)


def is_moment(want: str | None, got: tuple[dt.datetime | None, str | None]) -> bool:
    """The moment, read at least as precisely as it is written: 2026-11-20 is a day, …T15:20+08:00 a minute."""
    moment, precision = got
    if want is None or moment is None:
        return want is moment
    fine = 0 if "T" not in want else 1 if want.count(":") == 2 else 2
    expected = dt.datetime.fromisoformat(want)
    expected = expected.replace(tzinfo=expected.tzinfo or dt.datetime.fromisoformat(FETCHED).tzinfo)
    step = (dt.timedelta(days=1), dt.timedelta(minutes=1), dt.timedelta(seconds=1))[fine]
    return PRECISION.index(precision or "day") >= fine and dt.timedelta() <= moment - expected < step


def is_verdict(want: str, got: list[Verdict]) -> bool:
    """The verdict in both orders; not_same: maybe or different."""
    return got[0] == got[1] and (got[0].kind != "same" if want == "not_same" else got[0].kind == want)


def is_counted(want: int | dict[str, int], got: Any) -> bool:
    """So many entries; or each of these words so many times."""
    return len(got) == want if isinstance(want, int) else all(got.count(words(part)) == n for part, n in want.items())


def stands_in(part: Any, got: Any) -> bool:
    """Words in a text, a value in a list, or [words, address] among headlines, of which null fits any."""
    if isinstance(got, str):
        return words(part) in got
    if not isinstance(part, list):
        return part in got
    return any((not part[0] or words(part[0]) == text) and part[1] in (None, url) for text, url in got)


def has(want: list[Any], got: Any) -> bool:
    """Each of these."""
    return all(stands_in(part, got) for part in want)


def lacks(want: list[Any], got: Any) -> bool:
    """None of these."""
    return not any(stands_in(part, got) for part in want)


WHOLE: dict[str, Rule] = {
    "title": is_title,
    "kind": is_kind,
    "published": is_moment,
    "verdict": is_verdict,
    "goes_to": stands_in,
}
"""Values that are not just equal to what is expected."""
PARTS: dict[str, Rule] = {
    "has": has,
    "have": has,
    "lacks": lacks,
    "lack": lacks,
    "count": is_counted,
    "first": lambda want, got: got[: len(want)] == want,
    "in": lambda want, got: got in want,
}
"""What the last word of an expectation says of the value before it: text_has, pages_first, source_in."""


def rule(expectation: str) -> tuple[str, Rule]:
    """The value that an expectation is about, and what must be true of it."""
    value, _, part = expectation.rpartition("_")
    if part in PARTS:
        return value, PARTS[part]
    return expectation, WHOLE.get(expectation, lambda want, got: bool(want == got))


def wrong(case: Case) -> Iterator[str]:
    """One line for each expectation that does not hold."""
    values = READERS[case["how"]](case)
    for expectation, want in case["expect"].items():
        value, holds = rule(expectation)
        if value not in values:
            yield f"{expectation}: expected {want!r}, but nothing of that name was read (is it no article?)"
        elif not holds(want, values[value]):
            yield f"{expectation}: expected {want!r}, got {values[value]!r:.800}"
