"""How the portals are by their crawls: last crawl, what was new, what is silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

from newsportal.items import Crawl
from newsportal.messages import both
from newsportal.reading.report.gather import Facts
from newsportal.reading.report.silence import silence

_DAY = 86_400
_SILENT = 200
"""Most silent blocks that are told."""
Number = Callable[[str | None], int]
"""The number of a name."""


def portals(facts: Facts, made: datetime, number: Number) -> list[dict[str, Any]]:
    """Each portal of the window: its last crawl, what was new in 24 hours, and what is silent, in seconds."""
    now, as_of = int(made.timestamp()), int(facts.as_of.timestamp())
    crawls: dict[str, list[Crawl]] = {}
    for crawl in facts.crawls:
        crawls.setdefault(crawl.portal, []).append(crawl)
    new, times = _new(facts, as_of - _DAY)
    articles = Counter(article["portal"] for article in facts.articles.values())
    standing = _standing(facts)
    known = sorted({*crawls, *standing, *times})
    return [
        {
            "name": number(name),
            "standing": standing[name],
            "new": new[name],
            "articles": articles[name],
            "silent": silence(times.get(name, ()), as_of),
        }
        | _last(crawls.get(name, []), now)
        for name in known
    ]


def _last(crawls: list[Crawl], now: int) -> dict[str, Any]:
    """What the last crawl was, and whether there should have been another."""
    if not crawls:
        return {"end": None, "outcome": both(""), "code": 0, "alarms": [], "late": None}
    last, ends = crawls[-1], [int(crawl.end.timestamp()) for crawl in crawls]
    alarms = [
        {key: both(str(alarm.get(key, ""))) for key in ("what", "where", "expected", "found")} for alarm in last.alarms
    ]
    return {
        "end": ends[-1],
        "outcome": both(last.outcome),
        "code": last.exit_code,
        "alarms": alarms,
        "late": silence(ends, now),
    }


def _new(facts: Facts, since: int) -> tuple[Counter[str], dict[str, set[int]]]:
    """By portal: how many headlines are new since a time, and all times at which some were."""
    counts, times = Counter[str](), dict[str, set[int]]()
    for head in facts.heads.values():
        if head.new:
            name, portal = next(iter(head.portals.items()))
            times.setdefault(name, set()).add(portal.first)
            counts[name] += portal.first >= since
    return counts, times


def _standing(facts: Facts) -> Counter[str]:
    """How many distinct headlines stand on each portal."""
    found: dict[str, set[str]] = {}
    for picture in facts.standing:
        found.setdefault(picture.portal, set()).update(row.headline for row in picture.rows)
    return Counter({name: len(ids) for name, ids in found.items()})


def silent_blocks(facts: Facts, number: Number, minutes: Callable[[int], int]) -> list[list[Any]]:
    """Blocks that are silent or gone: portal, label, page, last seen, last new, pause and longest before in seconds
    (null for one that is gone), the busiest first."""
    found = []
    for (portal, label), life in facts.blocks.items():
        gone, pause = life.vanished(), life.silence()
        if gone or pause:
            last = minutes(life.new[-1]) if life.new else None
            row = [number(portal), number(label), life.page.url, minutes(life.last), last, None if gone else pause]
            found.append((-life.count, row))
    return [row for _, row in sorted(found, key=lambda one: one[0])[:_SILENT]]
