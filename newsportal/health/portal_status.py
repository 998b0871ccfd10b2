"""How each portal stands, told from its crawls: nothing here reads a clock or a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Literal

from newsportal.exit_codes import Exit
from newsportal.items import Crawl

RHYTHM = 6
"""Crawls that it takes to know a portal's rhythm and its usual figures."""
LATE = 3
"""A portal is late when its pause is so many times its usual one, and no less than an hour."""

Health = Literal["failed", "alarm", "late", "learning", "well"]
_ORDER = ("failed", "alarm", "late", "learning", "well")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One portal."""

    portal: str
    last: Crawl
    """Its last crawl."""
    newest: datetime | None
    """Time of the newest item seen: its age is the portal's freshness."""
    health: Health
    why: str
    """What `health` rests on, in words."""


def standings(crawls: Iterable[Crawl], now: datetime) -> list[Standing]:
    """Every portal that these crawls (oldest first) are of, those first that need a look."""
    portals: dict[str, list[Crawl]] = {}
    for crawl in crawls:
        portals.setdefault(crawl.portal, []).append(crawl)
    found = [_standing(portal, own, now) for portal, own in portals.items()]
    return sorted(found, key=lambda standing: (_ORDER.index(standing.health), standing.portal))


def _standing(portal: str, crawls: list[Crawl], now: datetime) -> Standing:
    health, why = _health(crawls, now)
    newest = max((crawl.newest for crawl in crawls if crawl.newest), default=None)
    return Standing(portal=portal, last=crawls[-1], newest=newest, health=health, why=why)


def _health(crawls: list[Crawl], now: datetime) -> tuple[Health, str]:
    last = crawls[-1]
    if last.exit_code not in (Exit.OK, Exit.ALARM):
        return "failed", f"{last.outcome} (exit code {last.exit_code}, {last.reason})"
    if last.alarms:
        first, more = last.alarms[0], len(last.alarms) - 1
        words = f"{first['what']}: {first['where']}: expected {first['expected']}, found {first['found']}"
        return "alarm", words + (f" (and {more} more)" if more else "")
    pauses = [later.begin - earlier.begin for earlier, later in pairwise(crawls[-20:])]
    if len(crawls) >= RHYTHM:
        usual = timedelta(seconds=median(pause.total_seconds() for pause in pauses))
        if now - last.end > max(timedelta(hours=1), LATE * usual):
            return "late", f"usually crawled every {str(usual).split('.')[0]}"
        return "well", ""
    return "learning", f"{len(crawls)} of {RHYTHM} crawls that it takes to know its usual figures"
