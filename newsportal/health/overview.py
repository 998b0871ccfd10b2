"""What is known of all portals: the crawls that ended, those that run, and those that wait to be resumed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from newsportal import lock
from newsportal.health.portal_status import Doing
from newsportal.items import Crawl
from newsportal.output.history import crawls
from newsportal.output.store import Store
from newsportal.state.crawls import OpenCrawl, open_crawls
from newsportal.state.sqlite import StateError

_READ = 5000
"""How many crawls are read, the last ones."""
_NEVER = datetime.min.replace(tzinfo=UTC)


class Overview(NamedTuple):
    """All portals, those left out that were forgotten and not crawled since."""

    crawls: list[Crawl]
    """Their crawls that ended, oldest first."""
    running: dict[str, str]
    """What each crawl that runs says of itself, by its portal."""
    waiting: dict[str, tuple[OpenCrawl, int]]
    """Each crawl that was interrupted and may be resumed, and how many addresses wait in it, by its portal."""
    trouble: str
    """Why it is not known which crawls run or wait; "" if it is."""

    @property
    def doing(self) -> dict[str, Doing]:
        """Which portals are being crawled, or wait for it."""
        return {portal: "running" if portal in self.running else "waiting" for portal in self.running | self.waiting}


def overview(
    store: Store, state: Path, locks: Mapping[str, Path], forgotten: Path, *, without: Collection[str] = ()
) -> Overview:
    """What is known now: reads the store, the state file, the locks by portal and the folder of the forgotten ones.

    Nothing is changed. `without`: spiders whose crawls are left out.
    """
    running: dict[str, str] = {}
    waiting: dict[str, tuple[OpenCrawl, int]] = {}
    trouble = ""
    try:
        running = {portal: holder for portal, path in locks.items() if (holder := lock.held(path)) is not None}
        waiting = open_crawls(state)
    except (StateError, OSError) as error:
        trouble = str(error)
    since = _forgotten(forgotten)
    ended = [crawl for crawl in crawls(store, last=_READ) if crawl.spider not in without]
    ended = [crawl for crawl in ended if crawl.end > since.get(crawl.portal, _NEVER)]
    waiting = {portal: one for portal, one in waiting.items() if one[0].begin > since.get(portal, _NEVER)}
    return Overview(ended, running, waiting, trouble)


def forget(path: Path, now: datetime) -> None:
    """Write into a portal's file that it is left out until it is crawled again. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{now.isoformat()}\n", encoding="utf-8")


def _forgotten(folder: Path) -> dict[str, datetime]:
    """When each forgotten portal was forgotten."""
    found = {}
    for path in folder.glob("*"):
        try:
            found[path.name] = datetime.fromisoformat(path.read_text(encoding="utf-8").strip())
        except (OSError, ValueError):
            continue
    return found
