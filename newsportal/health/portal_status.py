"""The status of each portal, judged by its crawls. Pure: no clock, no file."""

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
"""Crawls after which a portal's usual pause between crawls and its usual figures count as known."""
LATE = 3
"""A portal is late when the pause since its last crawl is so many times the usual one, and an hour at least."""

Health = Literal["failed", "alarm", "late", "learning", "well"]
_ORDER = ("failed", "alarm", "late", "learning", "well")


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalStatus:
    """The status of one portal."""

    portal: str
    last: Crawl
    """Its last crawl."""
    newest: datetime | None
    """Time of publication of the newest item seen; its age is the portal's freshness. None if no item has one."""
    health: Health
    why: str
    """The reason for `health`, in words; "" for a portal that is well."""


def portal_statuses(crawls: Iterable[Crawl], now: datetime) -> list[PortalStatus]:
    """The status of every portal in these crawls (oldest first); those that need a look come first."""
    portals: dict[str, list[Crawl]] = {}
    for crawl in crawls:
        portals.setdefault(crawl.portal, []).append(crawl)
    found = [_status(portal, own, now) for portal, own in portals.items()]
    return sorted(found, key=lambda status: (_ORDER.index(status.health), status.portal))


def _status(portal: str, crawls: list[Crawl], now: datetime) -> PortalStatus:
    health, why = _health(crawls, now)
    newest = max((crawl.newest for crawl in crawls if crawl.newest), default=None)
    return PortalStatus(portal=portal, last=crawls[-1], newest=newest, health=health, why=why)


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
