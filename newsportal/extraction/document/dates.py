"""Chinese date forms → aware time and precision; None rather than a guess.

A time without a zone is Beijing time. Relative forms (3小时前, 昨天 15:20) are counted back from `fetched` and are None
without it: the machine's clock and zone are never read. A date without its year takes the year that the caller knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

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


_YEAR = r"(?<![\d.])(?P<y>(?:19|20)\d\d)"
_D = r"(?:[0-3]\d|\d)(?!\d(?!\d[:：]))"
"""A day; 0821:42 is a day and a clock that stand in two elements."""
_CLOCK = (
    r"(?:[\sT,，|]{0,4}(?:[（(]?(?:星期|周|礼拜)[一二三四五六日天][）)]?)?[\s|]{0,4}"
    r"(?P<half>上午|中午|下午|晚上|晚间|凌晨|早上|[AaPp][Mm])?\s?"
    r"(?P<H>[0-2]?\d)(?:\s?[:：]\s?(?P<M>[0-5]\d)(?:\s?[:：]\s?(?P<S>[0-5]\d)(?:\.\d{1,9})?)?"
    r"|[时点](?:(?P<M2>[0-5]?\d)分)?(?:(?P<S2>[0-5]?\d)秒)?)"
    r"(?![\d:：])(?:\s?(?P<late>[AaPp][Mm])\b)?(?:\s?(?P<z>Z\b|[+-][01]\d:?[0-5]\d))?)?"
)
_NUMERIC = re.compile(
    rf"{_YEAR}\s{{0,3}}(?P<sep>[-/.年－])\s{{0,3}}(?P<m>[01]?\d)\s{{0,3}}(?:(?P=sep)|月)"
    rf"\s{{0,3}}(?P<d>{_D})\s{{0,3}}[日号]?{_CLOCK}"
)
_YEARLESS = re.compile(
    r"(?<![\d年./:：-])(?P<m>[01]?\d)\s?(?:[-/]|月)\s?(?P<d>" + _D + r")(?![/.-]\d)\s?(?:日|号)?" + _CLOCK
)
_SHORT = re.compile(r"(?<![\d./:：-])(?P<y>[0-4]\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?!\d)" + _CLOCK)
_SPACED = re.compile(_YEAR + rf"\s{{1,6}}(?P<m>[01]\d)\s{{0,3}}[/-]\s{{0,3}}(?P<d>{_D})" + _CLOCK)
_COMPACT = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?:(?P<H>[0-2]\d)(?P<M>[0-5]\d)(?P<S>[0-5]\d)?)?(?!\d)"
)
_HAN_DATE = re.compile(
    r"(?P<y>[一二][一二三四五六七八九〇○零О0]{3})年(?P<m>[元一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十廿卅]{1,3})日?"
)
_CARD = re.compile(r"(?<!\d)(?P<d>[0-3]?\d)日?\s{1,3}(?P<y>(?:19|20)\d\d)\s?[-/.年]\s?(?P<m>[01]?\d)月?(?![\d./-])")
_AGO = re.compile(r"(?<!\d)(?P<n>\d{1,3})\s?(?P<unit>秒|分钟|小时|天)(?:钟)?(?:以?前)|(?P<now>刚刚)")
_DAY = re.compile(r"(?P<day>今天|今日|昨天|昨日|前天)" + _CLOCK)
_PATH = re.compile(
    # Not inside an id: blog_9b6e20810102zzm1 has no date.
    r"(?<!\d)(?<!\d[A-Za-z])(?<!\d[A-Za-z]{2})(?P<y>(?:19|20)\d\d)"
    r"(?:[-/_.]?(?P<m>[01]\d)[-/_.]?(?P<d>[0-3]\d)|(?P<sep>[-/_.])(?P<m2>\d{1,2})(?P=sep)(?P<d2>\d{1,2}))(?!\d)"
)
_WIDE = {0xFF10 + i: 0x30 + i for i in range(10)}
_WIDE_DIGIT = re.compile("[０-９]")
_SOME_DIGIT = re.compile(r"[0-9]")
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "О": 0, "0": 0, "元": 1}
_UNITS = {"秒": 1, "分钟": 60, "小时": 3600, "天": 86400}


def _moment(year: int, month: int, day: int, found: re.Match[str]) -> Moment | None:
    """The time that a match states, None where the calendar has none such."""
    parts = found.groupdict()
    if not EARLIEST <= year < LATEST:
        return None
    hour, minute = parts.get("H"), parts.get("M") or parts.get("M2")
    second, hours = parts.get("S") or parts.get("S2"), int(hour or 0)
    half = (parts.get("half") or parts.get("late") or "").lower()
    if half in {"下午", "晚上", "晚间", "pm"} and hours < 12:
        hours += 12
    if half == "am" and hours == 12:
        hours = 0
    zone = datetime.strptime(parts["z"], "%z").tzinfo if parts.get("z") else CHINA
    try:
        time = datetime(year, month, day, hours, int(minute or 0), int(second or 0), tzinfo=zone)
    except ValueError:
        return None
    precision: Precision = "second" if second else "minute" if hour else "day"
    return Moment(time, precision, *found.span())


def _han_number(text: str) -> int:
    """A day or month in Han numerals; 0 or over 31 where it is none."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" not in text:
        return _DIGITS.get(text, 0)
    tens, _, ones = text.partition("十")
    return 10 * _DIGITS.get(tens or "一", 9) + (_DIGITS.get(ones, 99) if ones else 0)


def _relative(text: str, fetched: datetime) -> Iterator[Moment]:
    """刚刚, 5分钟前, 3小时前, 2天前, 今天 08:10, 昨天 15:20, 前天."""
    now = fetched.astimezone(CHINA).replace(second=0, microsecond=0)
    for found in _AGO.finditer(text):
        unit, count = found["unit"] or "秒", int(found["n"] or 0)
        time = now - timedelta(seconds=_UNITS[unit] * count)
        days = unit == "天"
        yield Moment(time.replace(hour=0, minute=0) if days else time, "day" if days else "minute", *found.span())
    for found in _DAY.finditer(text):
        day = now - timedelta(days="今昨前".index(found["day"][0]))
        if moment := _moment(day.year, day.month, day.day, found):
            yield moment


def _han_dated(text: str) -> Iterator[Moment]:
    """二〇一九年九月八日."""
    for found in _HAN_DATE.finditer(text):
        year = int("".join(str(_DIGITS[c]) for c in found["y"]))
        if moment := _moment(year, _han_number(found["m"]), _han_number(found["d"]), found):
            yield moment


def _dated(text: str) -> Iterator[Moment]:
    """Dates that state their year."""
    numeric = list(_NUMERIC.finditer(text))
    for found in numeric:
        if moment := _moment(int(found["y"]), int(found["m"]), int(found["d"]), found):
            yield moment
    if "年" in text:
        yield from _han_dated(text)
    if not numeric:
        for found in (*_SHORT.finditer(text), *_SPACED.finditer(text), *_CARD.finditer(text)):
            year = int(found["y"]) if len(found["y"]) == 4 else 2000 + int(found["y"]) if found["H"] else 0
            if moment := _moment(year, int(found["m"]), int(found["d"]), found):
                yield moment


def _yearless(text: str, year: int | None, fetched: datetime | None) -> Iterator[Moment]:
    """Month and day: of the given year, else the last such day before `fetched`."""
    for found in _YEARLESS.finditer(text):
        if not (found["H"] or "月" in found.group()):
            continue  # 3-2 alone is a score, 24/7 a slogan
        if year is not None:
            moment = _moment(year, int(found["m"]), int(found["d"]), found)
        elif fetched is not None:
            today = fetched.astimezone(CHINA) + timedelta(days=1)
            moment = _moment(today.year, int(found["m"]), int(found["d"]), found)
            if moment and moment.time > today:
                moment = _moment(today.year - 1, int(found["m"]), int(found["d"]), found)
        else:
            return
        if moment:
            yield moment


def scan(text: str, fetched: datetime | None = None, year: int | None = None) -> list[Moment]:
    """Each time that a text of at most 2,000 characters states, in its order; `fetched` must be aware."""
    text = text[:LONGEST]
    text = text.translate(_WIDE) if _WIDE_DIGIT.search(text) else text
    found: list[Moment] = []
    if _SOME_DIGIT.search(text):
        found = list(_dated(text))
        taken = [(m.start, m.end) for m in found]
        found += [m for m in _yearless(text, year, fetched) if all(m.end <= a or m.start >= b for a, b in taken)]
    elif "年" in text:
        found = list(_han_dated(text))
    if fetched is not None:
        found += _relative(text, fetched)
    return sorted(found, key=lambda moment: moment.start)


def read(text: str, fetched: datetime | None = None, year: int | None = None) -> Moment | None:
    """The first time that a short text states, None where it states none."""
    return next(iter(scan(text, fetched, year)), None)


def machine(value: str) -> Moment | None:
    """The time in a value made for machines: ISO 8601, 20190908, 20190908214203, epoch seconds or milliseconds."""
    value = value.strip()[:40]
    if value.isascii() and value.isdigit():
        if len(value) in {10, 13}:
            time = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(value[:10]))
            return Moment(time.astimezone(CHINA), "second", 0, len(value)) if EARLIEST <= time.year < LATEST else None
        found = _COMPACT.fullmatch(value)
        return _moment(int(found["y"]), int(found["m"]), int(found["d"]), found) if found else None
    return read(value)


def possible(moment: Moment, fetched: datetime | None) -> bool:
    """Whether something can have come out then: not more than a day after it was fetched."""
    return fetched is None or moment.time <= fetched + timedelta(days=1)


@lru_cache(5_000)  # the headlines around an article are mostly those around the one before
def in_address(url: str) -> Moment | None:
    """The day in an address, None where it has none: /2019-09/08/, /2019/0908/, /201909/08/, /2019/9/8/, t20190908_."""
    path = url[:LONGEST].partition("://")[2].partition("/")[2]
    for found in _PATH.finditer(path):
        if moment := _moment(int(found["y"]), int(found["m"] or found["m2"]), int(found["d"] or found["d2"]), found):
            return moment
    return None
