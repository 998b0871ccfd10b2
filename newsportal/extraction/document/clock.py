"""The clock beside a day: 15:20, 下午3:20, 晚8点, 15点半, 12:05 AM, 09:49 UTC → hours, minutes and zone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, timedelta, timezone
from typing import NamedTuple

from newsportal.extraction.page import Precision
from newsportal.text.scripts import forms, simplified
from newsportal.text.wordlists import any_of, either, listed

__all__ = ["AFTER", "CLOCK", "PART", "TIME", "Clock", "clock"]

_WORDS = listed("times.txt")
_PARTS = {name: any_of(_WORDS[name]) for name in ("before-noon", "noon", "after-noon", "evening")}
_ZONES = {name[: at.start()]: int(at[0]) for name in _WORDS["zones"] if (at := re.search(r"[+-]\d+$", name))}
_NAMED = "|".join(sorted((name for name in _ZONES if name.isascii()), key=len, reverse=True))
_PLACES = rf"{either(name for name in _ZONES if not name.isascii())}(?:标准|標準)?[时時][间間]?"

PART = rf"(?P<half>{'|'.join(either(_WORDS[name]) for name in _PARTS)})"
"""A part of the day, as group `half`."""
TIME = (
    rf"{PART}?\s?(?P<H>[0-2]?\d)(?:\s?[:：]\s?(?P<M>[0-5]\d)(?:\s?[:：]\s?(?P<S>[0-5]\d)(?:\.\d{{1,9}})?)?"
    r"|[时時点點](?:(?P<M2>[0-5]?\d)分(?:(?P<S2>[0-5]?\d)秒)?|(?P<quarters>半|[一三]刻))?)"
    r"(?![\d:：])(?:\s?(?P<late>[AaPp]\.?[Mm])\b\.?)?"
    rf"(?:\s?[（(]?(?P<z>Z\b|(?:GMT|UTC)?[+-](?:0\d|1[0-4]):?[0-5]\d|(?:GMT|UTC)\s?[+-]\d\d?\b|(?:{_NAMED})\b|{_PLACES})[）)]?)?"
)
"""A clock alone, its zone after it."""
CLOCK = (
    rf"(?:[\sT,，|·•/]{{0,4}}(?:[（(]?{either(_WORDS['weekdays'])}[一二三四五六日天][）)]?|[（(](?:[一二三四五六日]|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{{0,6}})[）)])?[\s|,，]{{0,4}}"
    rf"(?:(?<=\s)(?:at|[-–—])\s{{1,3}})?(?:[（(]?(?P<place>{_PLACES}|(?:{_NAMED})\b)[）)]?[\s:：]{{0,3}})?{TIME})?"
)
"""A clock that follows a day, or nothing."""
AFTER = f"[A-Za-z(（+-{''.join({forms(name[0]) for name in _ZONES if not name.isascii()})}]"
"""With what goes on after a clock's digits that tells its half of the day or its zone."""
_QUARTERS = {"一刻": 15, "半": 30, "三刻": 45}


class Clock(NamedTuple):
    """What a clock says."""

    hour: int
    minute: int
    second: int
    days: int
    """1 where it is midnight at the day's end (24:00, 晚12点), else 0."""
    zone: timezone | None
    """None where it names none."""
    precision: Precision


def clock(parts: Mapping[str, str | None]) -> Clock | None:
    """The clock in a match's groups; None where there is none, or where 晚1点 leaves open which day it means."""
    if not (stated := parts.get("H")):
        return None
    minute = int(parts.get("M") or parts.get("M2") or _QUARTERS.get(parts.get("quarters") or "", 0))
    second = parts.get("S") or parts.get("S2")
    hour = _hour(int(stated), parts.get("half") or parts.get("late") or "")
    if hour is None:
        return None
    days = int(hour == 24 and (int(stated) == 12 or not minute + int(second or 0)))
    return Clock(hour - 24 * days, minute, int(second or 0), days, _zone(parts), "second" if second else "minute")


def _hour(hour: int, part: str) -> int | None:
    """An hour of twelve as one of twenty-four, None where it cannot be told."""
    if not part:  # as mostly
        return hour
    kind = next((name for name, words in _PARTS.items() if words.fullmatch(part)), "")
    if kind == "before-noon":
        return 0 if hour == 12 else hour
    if kind == "noon":
        return hour + 12 if hour < 4 else hour
    if kind == "after-noon":
        return hour + 12 if hour < 12 else hour
    if kind == "evening":
        return hour if hour > 12 else None if hour < 5 else hour + 12
    return hour


def _zone(parts: Mapping[str, str | None]) -> timezone | None:
    """The zone that a match names; what looks like one after minutes (10:00-11:30) is when something ends."""
    name = parts.get("z") or parts.get("place")
    if not name:
        return None
    if found := re.search(r"([+-])(\d\d?):?(\d\d)?$", name):
        if found[1] == "-" and found.start() == 0 and not parts.get("S"):
            return None
        offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        return timezone(-offset if found[1] == "-" else offset)
    if name == "Z":
        return UTC
    read = simplified(name)
    hours = next((hours for place, hours in _ZONES.items() if read.startswith(place)), None)
    return None if hours is None else timezone(timedelta(hours=hours))
