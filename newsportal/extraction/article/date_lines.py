"""Which times in the lines over a text are those of a date line, and which belong to what a line tells.

`2019-09-08 21:42 来源：某报` is a date line. 昨日下午3点，大桥合龙, 9月8日起开放, 今天 晴 5℃ and 今日热点 are a
summary, a subtitle, a weather bar and a tab, whose times say nothing of the article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from newsportal.extraction.article.credit_labels import BREAK, labelled
from newsportal.extraction.article.person_names import is_person
from newsportal.extraction.document.dates import Moment, scan
from newsportal.text.china_time import CHINA
from newsportal.text.wordlists import any_of, either, listed

__all__ = ["Reading", "date_line"]

_WORDS = listed("credits.txt")
_UPDATE = any_of(_WORDS["no-publication"], re.I)
_UPDATED = re.compile(r"[（(]?(?:最[后後])?更新(?!时间|時間|于|於|[:：])")
_LONGEST = 600
"""Characters of a date line, blanks counted."""
_LONGEST_PART = 5
"""Characters of a day or a year alone."""
_DAY_ALONE = re.compile(r"[0-3]?\d日?")
_MONTH_DAY = re.compile(r"[01]?\d\s?[-/.月]\s?[0-3]?\d日?")
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d年?")
_WEEKDAY = re.compile(
    rf"\s{{0,3}}(?:[（(]?{either(listed('times.txt')['weekdays'])}[一二三四五六日天][）)]?|[（(][一二三四五六日][）)])"
)
_DAY_OF_WEEK = re.compile(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\b[,.]?\s{0,3}", re.I)
_SPAN = re.compile(r"\s{0,3}(?:[至到起止前后後内內]|以[来來前后後]|[-–—~～]\s{0,3}\d)")
_STOPS = re.compile("[，。！？；,]")
_SEPARATORS = frozenset("[]()（）【】〔〕|｜丨│/／·•—–-_>:：《》\"'“”")
_LABELS = re.compile(r"(?:[时時][间間]|日期|[发發][布佈表]|[于於]|posted|on|published)$", re.I)
_OUTLET = re.compile(rf"{either(_WORDS['outlet-endings'])}$", re.I)
_BUTTON = any_of(_WORDS["buttons"])
_UPDATED_AFTER = re.compile(r"\s{0,3}[，,；;]\s{0,3}(?:最[后後近])?[更修][新改]")
_PAGE = re.compile(r"第?\s{0,20}[A-Z]?\d{1,3}\s{0,20}版")
_COLON = re.compile("[:：]")
_DAY_WORD = re.compile("[今昨前]")
_LABELLED = re.compile("[:：].")
_COUNT = re.compile(r"[\d.,+]*[万萬wWkK]?")
_WEATHER = re.compile("[℃℉]|°[CF]")
_EDGES = " \t\x1f\u3000|｜丨│/／·•-—–_:：,，()（）[]【】《》"
_EXACT = {"day": 0, "minute": 1, "second": 2}
_PEN_NAME = 8
"""Characters of a name that is no person's; a headline has more."""


class Reading(NamedTuple):
    """What is known of a page by which its dates are read."""

    fetched: datetime | None = None
    """When it was fetched."""
    known: Moment | None = None
    """The time that its address or its head states."""
    month_first: bool = False
    """Whether 9/8/2019 is the eighth of September."""


class _Found(NamedTuple):
    """A time that stands apart in its line."""

    moment: Moment
    beside: int
    """Characters beside it that are no credits."""


def date_line(lines: Iterable[str], reading: Reading) -> Moment | None:
    """The time in the lines' date line: one among credits alone first, and with its clock if such a line has one."""
    year = reading.known.time.year if reading.known else None
    found: list[tuple[str, Moment]] = []
    for line in _joined([_narrow(line) for line in lines if len(line) <= _LONGEST]):
        for moment in scan(line, reading.fetched, year, month_first=reading.month_first):
            if _is_of_update(line, moment) or not _stands_apart(line, moment):
                continue
            sure = reading.known is None or _same_day(moment, reading.known)
            if sure or _beside(line, moment) <= _few(line, moment):
                found.append((line, moment))
    if len(found) < 2:  # as mostly
        return found[0][1] if found else None
    weighed = [_Found(moment, _beside(line, moment)) for line, moment in found]
    first = min(weighed, key=lambda one: (one.beside > 0, one.moment.form == "relative"))
    clocks = [m for m, few in weighed if _EXACT[m.precision] and _same_day(m, first.moment) and few <= first.beside]
    return next(iter(clocks), first.moment)


def _narrow(line: str) -> str:
    """A line without the blanks beside its breaks and without empty elements."""
    return BREAK.join([part for part in map(str.strip, line.split(BREAK)) if part])


def _same_day(one: Moment, other: Moment) -> bool:
    return one.time.astimezone(CHINA).date() == other.time.astimezone(CHINA).date()


def _few(line: str, moment: Moment) -> int:
    """How many characters that are no credits may stand beside a time that neither head nor address confirms.

    With more the time may be that of what they tell.
    """
    if not _EXACT[moment.precision]:
        return 0
    alone = line[moment.start - 1 : moment.start] in {"", BREAK} and line[moment.end : moment.end + 1] in {"", BREAK}
    return len(line) if alone else _PEN_NAME


def _joined(found: list[str]) -> list[str]:
    """Lines, with the parts of a date that stand in lines of their own made one: 21 / 2024年02月, 09-08 / 2019."""
    out: list[str] = []
    for line in found:
        before = out[-1] if out else ""
        if len(before) > _LONGEST_PART and len(line) > _LONGEST_PART:  # as most are
            out.append(line)
        elif _DAY_ALONE.fullmatch(before):
            out[-1] = f"{before} {line}"
        elif _YEAR_ALONE.fullmatch(before) and _MONTH_DAY.fullmatch(line):
            out[-1] = f"{before.rstrip('年')}年{line.replace('-', '月').replace('/', '月').replace('.', '月')}"
        elif _YEAR_ALONE.fullmatch(line) and _MONTH_DAY.fullmatch(before):
            out[-1] = f"{line.rstrip('年')}-{before.replace('月', '-').replace('/', '-').replace('.', '-')}"
        else:
            out.append(line)
    return out


def _is_of_update(line: str, moment: Moment) -> bool:
    """Is it the time of an update or of an event: 更新时间：…, …更新, 活动时间：…?"""
    before, after = "".join(line[: moment.start].split()), "".join(line[moment.end :].split())
    return bool(_UPDATE.search(before[-8:]) or _UPDATED.match(after))


def _stands_apart(line: str, moment: Moment) -> bool:
    """Does a time stand for itself in its line, beside credits or nothing, and not in a sentence?"""
    before = line[: moment.start].rpartition(BREAK)[2]
    after = line[moment.end :].partition(BREAK)[0]
    after = after[weekday.end() :] if (weekday := _WEEKDAY.match(after)) else after
    clock = moment.precision != "day"
    if _WEATHER.search(line) or _SPAN.match(after):
        return False
    if not (_opens(before, moment) and _closes(after, exact=clock and moment.form == "dated")):
        return False
    if moment.form == "dated" or (
        moment.form == "yearless" and clock and _COLON.search(line, moment.start, moment.end)
    ):
        return True
    told = clock or not _DAY_WORD.match(line, moment.start)  # 今天 alone is a tab's or the weather's
    alone = moment.form == "relative" and told and not (before + after).strip(_EDGES)
    return alone or not _beside(line, moment)


def _opens(before: str, moment: Moment) -> bool:
    """Can what stands before a time in its element stand before a date line's?"""
    words = _DAY_OF_WEEK.sub("", before).rstrip()
    if not words or words[-1] in _SEPARATORS or _LABELS.search(words):
        return True
    if words != before:
        return not _STOPS.search(words[-40:])
    return moment.form == "dated" and (
        not words[-1].isalpha() or words[-1].isascii() or _OUTLET.search(words) is not None
    )


def _closes(after: str, exact: bool) -> bool:
    """Can what stands after a time in its element stand after a date line's? `exact`: it states year and clock."""
    words = after.lstrip()
    if not words or words[0] in _SEPARATORS or _UPDATED_AFTER.match(words):
        return True
    labels = labelled(words)
    words = words[: labels[0].start] if labels else words
    if not words.strip(_EDGES):
        return True
    if _STOPS.search(words[:60]):
        return False
    if after[0].isspace() or _PAGE.match(words):
        return True
    name = words.split()[0]
    return _OUTLET.search(name) is not None or is_person(name) or (exact and len(name) <= 12)


def _beside(line: str, moment: Moment) -> int:
    """How many characters of a time's line are no credits: no labels, values, counts, outlets, people or buttons."""
    rest = f"{line[: moment.start]} {line[moment.end :]}"
    labels = labelled(rest)
    words = (rest[: labels[0].start] if labels else rest).replace(BREAK, " ")
    words = _PAGE.sub(" ", _WEEKDAY.sub(" ", _DAY_OF_WEEK.sub(" ", words)))
    parts = (part.strip(_EDGES) for part in words.split() if not _LABELLED.search(part))
    return sum(
        len(part)
        for part in parts
        if not (_LABELS.search(part) or _OUTLET.search(part) or _BUTTON.search(part) or is_person(part))
        and not _COUNT.fullmatch(part)
    )
