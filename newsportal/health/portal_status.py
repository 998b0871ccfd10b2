"""The status of each portal, judged by its crawls: nothing here reads a clock or a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from types import MappingProxyType
from typing import Literal, get_args

from newsportal.exit_codes import Exit
from newsportal.health.words import in_words
from newsportal.items import Crawl
from newsportal.messages import duration, say

RHYTHM = 6
"""Crawls that it takes to know how often a portal is crawled and its usual figures."""
LATE = 3
"""A portal is late when the time since its last crawl is so many times the usual one, and more than an hour."""

Health = Literal["failed", "alarm", "late", "learning", "well"]
"""Worst first; docs/operating.md explains each."""
Doing = Literal["running", "waiting", ""]
"""A crawl runs; or one was interrupted and waits to be resumed; or neither."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalStatus:
    """One portal."""

    portal: str
    """Its name."""
    last: Crawl | None
    """Its last crawl, None if none has ended yet."""
    newest: datetime | None
    """Time of publication of the newest item seen; its age is the portal's freshness. None if no item has one."""
    health: Health
    """How it is."""
    why: str
    """Why `health` is so, in the user's words."""
    doing: Doing
    """Whether a crawl of it runs, or waits to be resumed."""


def portal_statuses(
    crawls: Iterable[Crawl], now: datetime, doing: Mapping[str, Doing] = MappingProxyType({})
) -> list[PortalStatus]:
    """The status of every portal of these crawls (oldest first) and of those doing something, those that need a look
    first."""
    portals: dict[str, list[Crawl]] = {portal: [] for portal in doing}
    for crawl in crawls:
        portals.setdefault(crawl.portal, []).append(crawl)
    found = [_status(portal, own, now, doing.get(portal, "")) for portal, own in portals.items()]
    return sorted(found, key=lambda status: (get_args(Health).index(status.health), status.portal))


def _status(portal: str, crawls: list[Crawl], now: datetime, doing: Doing) -> PortalStatus:
    health, why = _health(crawls, now)
    newest = max((crawl.newest for crawl in crawls if crawl.newest), default=None)
    last = crawls[-1] if crawls else None
    return PortalStatus(portal=portal, last=last, newest=newest, health=health, why=why, doing=doing)


def _health(crawls: list[Crawl], now: datetime) -> tuple[Health, str]:
    if not crawls:
        return "learning", say("no crawl has ended yet")
    last = crawls[-1]
    if last.exit_code not in (Exit.OK, Exit.ALARM):
        how = {"words": say(last.outcome), "code": last.exit_code, "reason": last.reason}
        return "failed", say("{words} (exit code {code}, {reason})", **how)
    if last.alarms:
        first, more = in_words(last.alarms[0]), len(last.alarms) - 1
        return "alarm", say("{first} (and {more:,} more)", first=first, more=more) if more else first
    pauses = [later.begin - earlier.begin for earlier, later in pairwise(crawls[-20:])]
    if len(crawls) >= RHYTHM:
        usual = timedelta(seconds=median(pause.total_seconds() for pause in pauses))
        if now - last.end > max(timedelta(hours=1), LATE * usual):
            return "late", say("usually crawled every {pause}", pause=duration(usual))
        return "well", ""
    return "learning", say(
        "{crawls} of {needed} crawls that it takes to know its usual figures", crawls=len(crawls), needed=RHYTHM
    )
