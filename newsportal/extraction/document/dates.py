"""Forms of dates on Chinese pages → aware time and precision; None rather than a guess.

A time without a zone is Beijing time. Relative forms (3小时前, 昨天 15:20) are counted back from `fetched` and are None
without it: the machine's clock and zone are never read. A date without its year takes the year that the caller knows.
Nothing later than `fetched` is read, where that is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from newsportal.extraction.document.clock import CLOCK, TIME, clock
from newsportal.extraction.document.date_forms import DAY_OF_MONTH, dated, only, plain
from newsportal.extraction.document.relative_times import relative
from newsportal.extraction.page import Precision
from newsportal.text.china_time import CHINA

__all__ = ["Moment", "in_address", "machine", "possible", "read", "scan"]

EARLIEST, LATEST, LONGEST = 1990, 2100, 2000
"""Years outside are no dates of web pages; characters of a text that are read."""


class Moment(NamedTuple):
    """A time that a text states."""

    time: datetime
    """Aware; what lies below the precision is zero."""
    precision: Precision
    start: int
    """Where it begins in the text."""
    end: int
    """Where it ends."""
    form: Literal["dated", "yearless", "relative"] = "dated"
    """Whether it states its year, only month and day, or how long ago."""
    zoned: bool = False
    """Whether it names its zone."""


_YEARLESS = re.compile(
    rf"(?P<m>\d(?<![\d年./-]\d)(?<!\d[:：]\d)(?:(?<=[01])\d)?)\s?(?:[-/]|月)\s?(?P<d>{DAY_OF_MONTH})(?![/.-]\d)\s?[日号號]?{CLOCK}"
)
"""It begins with one set, for then `re` passes over what can begin none."""
_COMPACT = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?:[T ]?(?P<H>[0-2]\d):?(?P<M>[0-5]\d)(?::?(?P<S>[0-5]\d))?"
    r"(?P<z>Z|[+-]\d\d:?\d\d)?)?"
)
_EPOCH = re.compile(r"(\d{10})(?:\d{3}|\d{6})?(?:\.\d*)?")
_PATH = re.compile(
    # Not inside an id: blog_9b6e20810102zzm1 has no date.
    r"(?<!\d)(?<!\d[A-Za-z])(?<!\d[A-Za-z]{2})(?P<y>(?:19|20)\d\d)"
    r"(?:[-/_.]?(?P<m>[01]\d)[-/_.]?(?P<d>[0-3]\d)|(?P<sep>[-/_.])(?P<m2>\d{1,2})(?P=sep)(?P<d2>\d{1,2}))(?!\d)"
)
_BEFORE = re.compile(rf"(?<![\d:：]){TIME}[\s,，|·]{{1,4}}$")
_LONGEST_CLOCK = 24
_SOME_MONTH = re.compile("[-/月]")
_SOME_DIGIT = re.compile(r"[0-9０-９]")


def _moment(
    year: int, month: int, day: int, found: re.Match[str], form: Literal["dated", "yearless", "relative"] = "dated"
) -> Moment | None:
    """The time that a match states, None where the calendar has none such."""
    if not EARLIEST <= year < LATEST:
        return None
    told = clock(found.groupdict())
    try:
        if told is None:
            return Moment(datetime(year, month, day, tzinfo=CHINA), "day", *found.span(), form)
        time = datetime(year, month, day, told.hour, told.minute, told.second, tzinfo=told.zone or CHINA)
    except ValueError:
        return None
    if told.days:
        time += timedelta(days=told.days)
    return Moment(time, told.precision, *found.span(), form, told.zone is not None)


def _yearless(text: str, year: int | None, fetched: datetime | None) -> Iterator[Moment]:
    """Month and day: of the given year, else the last such day before `fetched`."""
    if (year is None and fetched is None) or not _SOME_MONTH.search(text):
        return
    for found in _YEARLESS.finditer(text):
        if not (found["H"] or "月" in found.group()):
            continue  # 3-2 alone is a score, 24/7 a slogan
        now = fetched.astimezone(CHINA) if fetched else None
        moment = _moment(year or (now.year if now else 0), int(found["m"]), int(found["d"]), found, "yearless")
        if year is None and now and moment and moment.time > now + timedelta(days=1):  # nearer ones are clocks that err
            moment = _moment(now.year - 1, int(found["m"]), int(found["d"]), found, "yearless")
        if moment:
            yield moment


def _relative(text: str, fetched: datetime) -> Iterator[Moment]:
    """刚刚, 5分钟前, 3小时前, 2天前, 今天 08:10, 昨天 15:20, 前天."""
    for time, found, precision in relative(text, fetched):
        if precision != "day":
            yield Moment(time, precision, *found.span(), "relative")
        elif moment := _moment(time.year, time.month, time.day, found, "relative"):
            yield moment


def _with_clock_before(text: str, moment: Moment, begin: int) -> Moment:
    """A day with the clock that stands before it, from `begin` on: 15:20 2019-09-08."""
    begin = max(begin, moment.start - _LONGEST_CLOCK)
    found = _BEFORE.search(text[begin : moment.start]) if moment.precision == "day" else None
    if not found:
        return moment
    time = _moment(moment.time.year, moment.time.month, moment.time.day, found, moment.form)
    return time._replace(start=begin + found.start(), end=moment.end) if time else moment


def scan(
    text: str, fetched: datetime | None = None, year: int | None = None, *, month_first: bool = False
) -> Sequence[Moment]:
    """Each time that a text of at most 2,000 characters states, in its order; `fetched` must be aware.

    8/9/2019 is read as the eighth of September, with `month_first` as the ninth of August.
    """
    text = text[:LONGEST]
    states_day = _SOME_DIGIT.search(text) is not None or "年" in text
    return _scanned(text, fetched, year, month_first, states_day) if states_day or fetched else ()


@lru_cache(512)  # several rules ask the same lines
def _scanned(
    text: str, fetched: datetime | None, year: int | None, month_first: bool, states_day: bool
) -> Sequence[Moment]:
    found: list[Moment] = []
    text = plain(text)
    alone = _moment(*day) if states_day and (day := only(text)) else None
    if alone:
        found.append(alone)
    elif states_day:
        for day in dated(text, month_first=month_first):
            _add(found, _moment(*day))
        for moment in _yearless(text, year, fetched):
            _add(found, moment)
    if fetched is not None:
        for moment in _relative(text, fetched):
            _add(found, moment)
    if not found:
        return found
    found.sort(key=lambda moment: moment.start)
    if not alone:
        ends = [0, *(moment.end for moment in found)]
        found = [_with_clock_before(text, moment, end) for moment, end in zip(found, ends, strict=False)]
    return [moment for moment in found if fetched is None or moment.time <= fetched]


def _add(found: list[Moment], moment: Moment | None) -> None:
    """Add a time that overlaps none of those found."""
    if moment and all(moment.end <= other.start or moment.start >= other.end for other in found):
        found.append(moment)


def read(text: str, fetched: datetime | None = None, year: int | None = None) -> Moment | None:
    """The first time that a short text states, None where it states none."""
    return next(iter(scan(text, fetched, year)), None)


def machine(value: str) -> Moment | None:
    """The time in a value made for machines.

    ISO 8601, 20190908, 20190908214203, RFC 822, seconds, milliseconds or microseconds of the epoch.
    """
    value = value.strip()[:60]
    if epoch := _EPOCH.fullmatch(value):
        time = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(epoch[1]))
        if EARLIEST <= time.year < LATEST:
            return Moment(time.astimezone(CHINA), "second", 0, len(value), zoned=True)
    if found := _COMPACT.fullmatch(value):
        return _moment(int(found["y"]), int(found["m"]), int(found["d"]), found)
    return None if value.isdigit() else read(value)


def possible(moment: Moment, fetched: datetime | None) -> bool:
    """Whether something can have come out then: not after it was fetched."""
    return fetched is None or moment.time <= fetched


@lru_cache(1_000)  # the headlines around an article are mostly those around the one before
def in_address(url: str) -> Moment | None:
    """The day in an address, None where it has none: /2019-09/08/, /2019/0908/, /201909/08/, /2019/9/8/, t20190908_."""
    path = url[:LONGEST].partition("://")[2].partition("/")[2]
    for found in _PATH.finditer(path):
        if moment := _moment(int(found["y"]), int(found["m"] or found["m2"]), int(found["d"] or found["d2"]), found):
            return moment
    return None
