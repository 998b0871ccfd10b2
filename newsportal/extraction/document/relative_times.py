"""Times that are counted back from when a page was fetched: 刚刚, 半小时前, 3小時前, 一周前, 昨晚8点, 2 hours ago."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from newsportal.extraction.document.clock import CLOCK
from newsportal.extraction.page import Precision
from newsportal.text.china_time import CHINA
from newsportal.text.wordlists import either, listed

__all__ = ["relative"]

_AGO = re.compile(
    r"(?<![\d月几幾数數十百个個第])(?P<n>\d{1,3}|十[一二三四五六七八九]?|[一二两兩三四五六七八九半])\s?(?:[个個](?P<half>半)?)?\s?"
    r"(?P<unit>秒|分|小[时時]|天|周|週|星期|[礼禮]拜)[钟鐘]?(?:以|之)?前"
    r"|(?i:\b(?P<count>\d{1,3}|an?)\s(?P<of>second|sec|minute|min|hour|hr|day|week)s?\sago\b)"
)
_NOW = re.compile(rf"{either(listed('times.txt')['now'])}|(?i:\bjust now\b)")
_DAY = re.compile(rf"(?P<day>[今昨]|(?<![目以之])前)(?:[天日]|(?=[晨早晚夜])){CLOCK}")
_NUMBERS = {c: n for n, c in enumerate("一二三四五六七八九", 1)} | {
    "两": 2,
    "兩": 2,
    "半": 0.5,
    "十": 10,
    "a": 1,
    "an": 1,
}
_SECONDS = {"秒": 1, "分": 60, "小": 3600, "s": 1, "m": 60, "h": 3600}
_DAYS = {"天": 1, "周": 7, "週": 7, "星": 7, "礼": 7, "禮": 7, "d": 1, "w": 7}
_SIGN = re.compile("[前刚剛今昨]|ago|now")
"""What a text has that tells such a time."""


def relative(text: str, fetched: datetime) -> Iterator[tuple[datetime, re.Match[str], Precision]]:
    """The times in a text, each with its match; of a day the match may hold a clock that is not yet in the time.

    半天前 and 2个月前 say no day, and are left out.
    """
    if not _SIGN.search(text):
        return
    now = fetched.astimezone(CHINA).replace(second=0, microsecond=0)
    today = now.replace(hour=0, minute=0)
    for found in _NOW.finditer(text):
        yield now, found, "minute"
    for found in _AGO.finditer(text):
        count = _number((found["n"] or found["count"]).lower()) + (0.5 if found["half"] else 0)
        unit = (found["unit"] or found["of"]).lower()[0]
        if unit in _SECONDS:
            yield now - timedelta(seconds=_SECONDS[unit] * count), found, "minute"
        elif count == int(count):
            yield today - timedelta(days=_DAYS[unit] * count), found, "day"
    for found in _DAY.finditer(text):
        yield today - timedelta(days="今昨前".index(found["day"])), found, "day"


def _number(text: str) -> float:
    """A count in digits or Han numerals up to nineteen."""
    if text.isdecimal():
        return int(text)
    return 10 + _NUMBERS[text[1]] if len(text) == 2 and text != "an" else _NUMBERS[text]
