"""When an article came out: the time that its own lines state, completed by head and address; None rather than a guess.

Trusted in this order: the lines between heading and text, a line of credits just after the text, the head's times of
publication, the lines above the heading where the head, the address or a newspaper page bears them out, the address.
A time that is called an update, and a date inside the text, is no time of publication.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import datetime

from newsportal.extraction.article.credit_labels import labelled
from newsportal.extraction.article.credit_lines import CreditLines, lines
from newsportal.extraction.document.dates import Moment, in_address, machine, possible, scan
from newsportal.extraction.document.metadata import Metadata
from newsportal.extraction.document.tree import Tree
from newsportal.extraction.page import Precision
from newsportal.text.china_time import CHINA
from newsportal.text.wordlists import either, listed

__all__ = ["published"]

ABOVE = 400
"""Chunks above the heading that are looked at."""
_UPDATE = re.compile(either(listed("credits.txt")["no-publication"]), re.I)
_ISSUE = re.compile(r"第?\s?[A-Z]{0,2}\d{1,3}\s?版")
_ATTRIBUTES = ("datetime", "data-time", "data-timestamp", "data-val", "data-date", "data-publish", "data-pubtime")
_DAY_ALONE = re.compile(r"[0-3]?\d日?")
_MONTH_DAY = re.compile(r"[01]?\d\s?[-/.月]\s?[0-3]?\d日?")
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d年?")
_SCRIPT = re.compile(
    r"""["']?(?:publish_?time|pub_?time|pub_?date|date_?published|publish_?date|published_?at)["']?\s{0,4}[:=]\s{0,4}"""
    r"""["']?([0-9T][-0-9T:./ +]{7,30})""",
    re.I,
)
_EXACT: dict[Precision, int] = {"day": 0, "minute": 1, "second": 2}


def published(
    tree: Tree, around: CreditLines, meta: Metadata, url: str, fetched: datetime | None = None
) -> tuple[datetime | None, Precision | None]:
    """When the article came out, and how exact that is; `fetched` must be aware."""
    address = in_address(url)
    address = address if address and possible(address, fetched) else None
    stated = [m for value in meta.published if (m := machine(value)) and possible(m, fetched)]
    known = address or next(iter(stated), None)
    moment = (
        _first(around.over, known, fetched)
        or _first((line for line in around.under[:8] if _is_credit(line)), known, fetched)
        or _attributed(tree, around, fetched)
        or _best(stated)
        or _above(tree, around.begin, known, fetched)
        or address
        or _scripted(tree, fetched)
    )
    if moment is None:
        return None, None
    better = _best([m for m in stated if _agree(m, moment)])
    if better and _EXACT[better.precision] > _EXACT[moment.precision]:
        moment = better
    return moment.time, moment.precision


def _agree(one: Moment, other: Moment) -> bool:
    """Do two times say the same, as far as both go? Many heads state when the page was made, minutes later."""
    shared = min(one.precision, other.precision, key=_EXACT.__getitem__)
    if shared == "day":
        return _day(one) == _day(other)
    return abs((one.time - other.time).total_seconds()) < (60 if shared == "minute" else 1) and (
        shared == "second" or one.time.astimezone(CHINA).minute == other.time.astimezone(CHINA).minute
    )


def _first(found: Iterable[str], known: Moment | None, fetched: datetime | None) -> Moment | None:
    """The first time of publication that lines state; one with a clock before one without, if both name the day."""
    first: Moment | None = None
    for line in _joined(list(found)):
        year = known.time.year if known else None
        for moment in scan(line, fetched, year):
            if not possible(moment, fetched) or _UPDATE.search(line[max(0, moment.start - 8) : moment.start]):
                continue
            if first is None:
                first = moment
                if moment.precision != "day":
                    return moment
            elif _day(moment) == _day(first) and _EXACT[moment.precision] > _EXACT[first.precision]:
                return moment
    return first


def _joined(found: list[str]) -> list[str]:
    """Lines, with the parts of a date that stand in lines of their own made one: 21 / 2024年02月, 09-08 / 2019."""
    out: list[str] = []
    for line in found:
        before = out[-1] if out else ""
        if _DAY_ALONE.fullmatch(before):
            out[-1] = f"{before} {line}"
        elif _YEAR_ALONE.fullmatch(before) and _MONTH_DAY.fullmatch(line):
            out[-1] = f"{before.rstrip('年')}年{line.replace('-', '月').replace('/', '月').replace('.', '月')}"
        elif _YEAR_ALONE.fullmatch(line) and _MONTH_DAY.fullmatch(before):
            out[-1] = f"{line.rstrip('年')}-{before.replace('月', '-').replace('/', '-').replace('.', '-')}"
        else:
            out.append(line)
    return out


def _attributed(tree: Tree, around: CreditLines, fetched: datetime | None) -> Moment | None:
    """A time that an element over the text holds for machines, where it shows 3小时前 or nothing."""
    for i in range(bisect_left(tree.first, around.begin), bisect_right(tree.first, around.end)):
        for name in _ATTRIBUTES:
            if (value := tree.attrs[i].get(name)) and (moment := machine(value)) and possible(moment, fetched):
                return moment
    return None


def _above(tree: Tree, begin: int, known: Moment | None, fetched: datetime | None) -> Moment | None:
    """A date above the heading, where it is the day that address or head state, or a newspaper page's."""
    found = lines(tree, begin - ABOVE, begin)
    if known is None and not any(_ISSUE.search(line) for line in found):
        return None
    moments = [
        m for line in found if any(c.isdigit() for c in line) for m in scan(line, fetched) if possible(m, fetched)
    ]
    if known is None:
        return next(iter(moments), None) if len({_day(m) for m in moments}) == 1 else None
    return _best([m for m in moments if _day(m) == _day(known)])


def _scripted(tree: Tree, fetched: datetime | None) -> Moment | None:
    """The time that a page's scripts call that of publication, if they state one day only."""
    scripts = (tree.raws.get(i, "")[:300_000] for i in tree.elements["script"])
    values = [v for raw in scripts if "pub" in raw or "Pub" in raw for v in _SCRIPT.findall(raw)[:20]]
    moments = [m for value in values if (m := machine(value)) and possible(m, fetched)]
    return _best(moments) if len({_day(m) for m in moments}) == 1 else None


def _is_credit(line: str) -> bool:
    return len(line) < 200 and any(credit.role or "时间" in credit.label for credit in labelled(line))


def _best(moments: list[Moment]) -> Moment | None:
    """The most exact, the earlier of equals."""
    return max(moments, key=lambda m: _EXACT[m.precision], default=None)


def _day(moment: Moment) -> tuple[int, int, int]:
    time = moment.time.astimezone(CHINA)
    return time.year, time.month, time.day
