"""When an article came out: the time that its own lines state, completed by head and address; None rather than a guess.

Trusted in this order: the date line between heading and text, a line of credits just after the text, attributes over
the text, the head's times of publication, the day in the bracket that opens the text; then, as far as they agree, the
lines above the heading where address or a newspaper page bears them out, the page's scripts, how long ago the page says
it was, and the address. A time that is called an update, a date inside the text or its summary, and what lies after the
fetch is no time of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone

from newsportal.extraction.article.credit_labels import labelled
from newsportal.extraction.article.credit_lines import CreditLines, lines
from newsportal.extraction.article.date_lines import Reading, date_line
from newsportal.extraction.article.machine_dates import in_attributes, in_scripts
from newsportal.extraction.document.dates import Moment, in_address, machine, possible, scan
from newsportal.extraction.document.metadata import Metadata
from newsportal.extraction.document.tree import Tree
from newsportal.extraction.page import Precision
from newsportal.text.china_time import CHINA
from newsportal.text.scripts import in_both

__all__ = ["published"]

ABOVE = 400
"""Chunks above the heading that are looked at."""
_LONGEST_OPENING = 60
_NEAREST = 2
"""Lines, the heading's own included, of which one may be a date line of day and clock that stands over it."""
_PROSE = re.compile("[，。]")
_ISSUE = re.compile(r"第?\s?[A-Z]{0,2}\d{1,3}\s?版|版次\s?[:：]\s?[A-Z]?\d")
_TIME_LABEL = re.compile(r"\W{0,3}[发發]?[布佈表稿]?\s?(?:时间|時間|日期)\s{0,4}[:：]")
_FILED = re.compile(
    in_both(r"\s{0,3}[【\[（(][^】\])）\d]{0,12}(?P<day>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)\s?(?:讯|电|消息)[】\])）]")
)
_YEAR_LAST = re.compile(r"[-/.‐‑‒–—―−﹣－／．]\s{0,99}[12１２][90９０]")
"""Without it a line has no day that would be another with its month first."""
_MONTH_FIRST = re.compile(r"en(?:[-_](?:us|ph))?", re.I)
_OFFSETS = frozenset(half / 2 for half in range(-24, 29) if half)
"""Hours by which zones are ahead of Greenwich, itself left out: many a head says Z of what is China's time."""
_EXACT: dict[Precision, int] = {"day": 0, "minute": 1, "second": 2}


def published(
    tree: Tree, around: CreditLines, meta: Metadata, url: str, fetched: datetime | None = None
) -> tuple[datetime | None, Precision | None]:
    """When the article came out, and how exact that is; `fetched` must be aware."""
    address = next(_possible([in_address(url)], fetched), None)
    stated = list(_possible(map(machine, meta.published), fetched))
    known = address or next(iter(stated), None) or _marked(tree, around, fetched)
    language = next((attrs["lang"] for attrs in tree.attrs[:3] if attrs.get("lang")), "")
    reading = Reading(fetched, known, _MONTH_FIRST.fullmatch(language) is not None)
    shown = date_line(around.over, reading)
    if shown and known and _day(shown) != _day(known) and any(map(_YEAR_LAST.search, around.over)):
        # 11/10/2026 where head or address say that it was in November
        turned = date_line(around.over, reading._replace(month_first=not reading.month_first))
        shown = turned if turned and _day(turned) == _day(known) else shown
    differs = stated and shown and known and _day(shown) != _day(known)
    entries = differs and date_line(around.opening, reading) is not None  # of a report, each with a time of its own
    ago = shown if shown and shown.form == "relative" else None
    moment = (
        (None if ago or entries else shown)
        or date_line((line for line in around.under[:8] if _is_credit(line)), reading)
        or (None if entries else _marked(tree, around, fetched))
        or _best(stated)
        or _opening(around, reading)
        or next(_possible(_filed(around), fetched), None)
        or _unstated(tree, around, reading, address, ago)
    )
    if moment is None:
        return None, None
    moment = _completed(moment, stated)
    time = (
        moment.time.astimezone(CHINA)
        if moment.time.utcoffset() == timedelta(0) and moment is not shown
        else moment.time
    )
    return time, moment.precision


def _marked(tree: Tree, around: CreditLines, fetched: datetime | None) -> Moment | None:
    return next(_possible(in_attributes(tree, around.begin, around.end), fetched), None)


def _opening(around: CreditLines, reading: Reading) -> Moment | None:
    """The time in a date line among the text's first lines, where a lead stands before it or the heading after it."""
    found = [line for line in around.opening[:4] if len(line) < _LONGEST_OPENING and not _PROSE.search(line)]
    moment = date_line(found, reading)
    if not moment or (reading.known and _day(moment) != _day(reading.known)):
        return None
    return moment if _EXACT[moment.precision] or any(map(_TIME_LABEL.match, found)) else None


def _filed(around: CreditLines) -> Iterator[Moment]:
    """The whole day in the bracket with which the text opens: 【2026年3月8日讯】."""
    for line in (*around.over[-_NEAREST:], *around.opening[:_NEAREST]):
        if found := _FILED.match(line[:_LONGEST_OPENING]):
            yield from scan(found["day"])


def _unstated(
    tree: Tree, around: CreditLines, reading: Reading, address: Moment | None, ago: Moment | None
) -> Moment | None:
    """The time of a page whose lines and head state no date: the most exact of what agrees with address or header."""
    above = _above(tree, around, address, reading)
    script = _agreed(list(_possible(in_scripts(tree), reading.fetched)))
    sure = above or address
    agreeing = [m for m in (above, script, ago, address) if m and (sure is None or _day(m) == _day(sure))]
    return _best(agreeing) or script


def _agreed(scripted: list[Moment]) -> Moment | None:
    """What a page's scripts say as far as they agree: a time, a day, or nothing."""
    if len(set(map(_day, scripted))) != 1:
        return None
    best = _best(scripted)
    if not best or all(_agree(best, other) for other in scripted):
        return best
    return best._replace(time=best.time.astimezone(CHINA).replace(hour=0, minute=0, second=0), precision="day")


def _completed(moment: Moment, stated: list[Moment]) -> Moment:
    """A time, made more exact by one of the head that agrees, and told in the zone that the head gives away.

    Where a page shows 09:49 and its head says 07:49:42Z, the page's clock is two hours ahead of Greenwich.
    """
    better = _best([m for m in stated if _agree(m, moment)])
    if better and _EXACT[better.precision] > _EXACT[moment.precision]:
        return better
    if better or moment.zoned or moment.precision == "day":
        return moment
    for other in stated:
        ahead = moment.time.replace(tzinfo=UTC) - other.time.astimezone(UTC).replace(
            second=0 if moment.precision == "minute" else other.time.second
        )
        hours = ahead / timedelta(hours=1)
        if other.zoned and other.time.utcoffset() != CHINA.utcoffset(None) and hours in _OFFSETS:
            return other._replace(time=other.time.astimezone(timezone(ahead)))
    return moment


def _agree(one: Moment, other: Moment) -> bool:
    """Do two times say the same, as far as both go? Many heads state when the page was made, minutes later."""
    shared = min(one.precision, other.precision, key=_EXACT.__getitem__)
    if shared == "day":
        return _day(one) == _day(other)
    return abs((one.time - other.time).total_seconds()) < (60 if shared == "minute" else 1) and (
        shared == "second" or one.time.astimezone(CHINA).minute == other.time.astimezone(CHINA).minute
    )


def _above(tree: Tree, around: CreditLines, known: Moment | None, reading: Reading) -> Moment | None:
    """A date above the heading, where it is the day that address or head state, or a newspaper page's."""
    found = lines(tree, around.begin - ABOVE, around.begin)
    if known is None and not any(_ISSUE.search(line) for line in found):
        short = [line for line in found[-_NEAREST:] if len(line) < _LONGEST_OPENING]
        nearest = date_line([*filter(_is_credit, around.above), *short], reading)
        return nearest if nearest and nearest.form == "dated" and _EXACT[nearest.precision] else None
    dated = [line for line in found if any(c.isdigit() for c in line)]
    moments = [m for line in dated for m in scan(line, reading.fetched) if m.form != "relative"]
    if known is not None:
        return _best([m for m in moments if _day(m) == _day(known)])
    if len(set(map(_day, moments))) > 1:  # one may be in what the bar says: 2022年2月12日 查看旧版（2007年11月以前）
        moments = [m for line in dated if (m := date_line([line], reading))]
    return moments[0] if len(set(map(_day, moments))) == 1 else None


def _is_credit(line: str) -> bool:
    return len(line) < 200 and (any(credit.role for credit in labelled(line)) or _TIME_LABEL.match(line) is not None)


def _best(moments: list[Moment]) -> Moment | None:
    """The most exact, the earlier of equals."""
    return max(moments, key=lambda m: _EXACT[m.precision], default=None)


def _day(moment: Moment) -> tuple[int, int, int]:
    time = moment.time.astimezone(CHINA)
    return time.year, time.month, time.day


def _possible(moments: Iterable[Moment | None], fetched: datetime | None) -> Iterator[Moment]:
    """Times that are not later than the fetch."""
    return (moment for moment in moments if moment and possible(moment, fetched))
