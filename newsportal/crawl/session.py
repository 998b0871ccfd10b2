"""The session of one crawl: the portal's lock, the state, the store, and the unit of work that stores each visit."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, NotConfigured, UsageError

from newsportal import lock, paths
from newsportal import settings as defaults
from newsportal.crawl import here
from newsportal.crawl.books import TakesVisits
from newsportal.crawl.counters import Counters
from newsportal.crawl.crawled_by import CrawledBy
from newsportal.crawl.traps import Traps
from newsportal.crawl.unit_of_work import UnitOfWork
from newsportal.download.browser import chromium
from newsportal.exit_codes import Exit
from newsportal.items import Crawl
from newsportal.messages import say
from newsportal.os_errors import told
from newsportal.output import rebuild
from newsportal.output.schema import KINDS
from newsportal.output.store import RecordsGone, Store, WrongState
from newsportal.state.current_page import CurrentPage
from newsportal.state.portal_state import PortalState
from newsportal.state.sqlite import StateError
from newsportal.state.walk import Walk
from newsportal.warc.library import WarcMissing

if TYPE_CHECKING:
    from newsportal.warc.archive import WarcArchive


class CrawlSession:
    """What one crawl writes and remembers, once `open()`. One object a Scrapy crawler: `CrawlSession.of(crawler)`."""

    _sessions: ClassVar[WeakKeyDictionary[Crawler, CrawlSession]] = WeakKeyDictionary()

    keeps_books: ClassVar[bool] = True
    """Whether its process writes the records itself."""
    memory: PortalState
    """What the state remembers for this portal."""
    walk: Walk
    """What its crawls walk by: here a part of `memory`, in the same transactions."""
    books: TakesVisits
    """What its visits come to."""
    store: Store
    """Where the records go."""
    current_page: CurrentPage
    """The page that is being read."""
    unit: UnitOfWork
    """Stores one visit, whole or not at all."""
    archive: WarcArchive | None = None
    """Keeps the answers, if they are kept."""

    @classmethod
    def of(cls, crawler: Crawler) -> CrawlSession:
        """The session of a crawler. Raises NotConfigured for a spider that keeps none: that of `scrapy shell`."""
        if not hasattr(crawler.spidercls, "state_name"):
            raise NotConfigured
        if crawler not in cls._sessions:
            kind = CrawlSession if paths.database(crawler.settings) is None else _clustered()
            cls._sessions[crawler] = kind(crawler)
        return cls._sessions[crawler]

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.window_days = settings.getint("NEWSPORTAL_REPEAT_DAYS", defaults.NEWSPORTAL_REPEAT_DAYS)
        hours = settings.getlist("NEWSPORTAL_REVISIT_HOURS", defaults.NEWSPORTAL_REVISIT_HOURS)
        self.revisit = [float(step) * 3600 for step in hours]
        self._held = ExitStack()
        self.portal = ""
        self.counters = Counters(crawler.stats)
        self.traps = Traps()
        self.failure = ""
        self.more_progress: Callable[[], list[str]] = list
        """What progress tells besides, in the user's words."""
        self.given_up: dict[str, str] = {}
        """Hosts that this process does not ask any more, each with the reason (`newsportal.download.refusal.LATER`)."""

    @property
    def spider(self) -> CrawledBy:
        """The spider of this crawl."""
        return self.crawler.spider  # type: ignore[return-value]

    def now(self) -> datetime:
        """The time, aware."""
        return datetime.now(UTC)

    def open(self, begin: Callable[[CrawlSession], None]) -> None:
        """Take the portal's lock, open state and store, and `begin` the crawl in the first transaction.

        Raises CloseSpider: "locked" where another crawl of the portal runs, "settings" where state and output do not
        belong together, "storage" where nothing can be written.
        """
        name = self.spider.state_name or self.spider.portal
        try:
            chromium.check(self.crawler.settings)
            name = self._lock(name)
            self._open_state(name)
            self._begin(begin)
            # Counted once: a process that dies before it reads a page is not that page's end.
            self.current_page.done()
        except lock.Held as held:
            self.failure = say("another crawl of {name} runs ({who}); this one ends", name=name, who=held.by)
            raise CloseSpider("locked") from held
        except (WrongState, RecordsGone, UsageError, WarcMissing) as error:
            self.failure = f"{error}"
            raise CloseSpider("storage" if isinstance(error, RecordsGone) else "settings") from error
        except (StateError, OSError, ValueError, sqlite3.Error) as error:
            self.failure = say("nothing can be kept: {why}", why=told(error))
            raise CloseSpider("storage") from error

    def _begin(self, begin: Callable[[CrawlSession], None]) -> None:
        self.unit.begin()
        with self.store.claimed(*KINDS):
            self.walk.commit()
        self.unit.begin()
        rebuild.fill_missing(self.memory.file, self.store, window_days=self.window_days)
        begin(self)
        if self.archive:
            self.archive.begin(self.walk.crawl)
        self.walk.commit()

    def begun(self, *, resumed: bool) -> None:
        """Hear that the crawl of `walk` begins, or goes on; in its transaction."""
        if not resumed:
            self.memory.stats.clear()

    def _lock(self, name: str) -> str:
        """Take the lock of this name or, where several may crawl under it, the first that is free; gives its name."""
        who = f"process {os.getpid()}, crawl of {name} since {self.now().astimezone():%Y-%m-%d %H:%M:%S}"
        for own in self._names(name):
            try:
                self._held.enter_context(lock.hold(paths.crawl_lock(self.crawler.settings, own), who))
                return own
            except lock.Held as held:
                last = held
        raise last

    def _names(self, name: str) -> list[str]:
        """Under which a crawl may take its lock: as many as may run at once."""
        return [name, *(f"{name}-{n}" for n in range(2, self.spider.at_once + 1))]

    def _open_state(self, name: str) -> None:
        here.open_state(self, self._held, name)

    def end_unwritable(self, error: Exception) -> None:
        """End the crawl, since nothing can be written."""
        if not self.failure:
            self.failure = say(
                "cannot write to {output} or {state}, what was written is whole: {why}",
                output=self.store.place(),
                state=self.memory.file.path,
                why=told(error),
            )
            asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="storage"))  # noqa: RUF006

    @property
    def waiting(self) -> int:
        """How many addresses wait in the frontier; 0 before the session is open."""
        return self.walk.frontier.hosts.total() if hasattr(self, "walk") else 0

    def defer(self) -> int:
        """Keep what waits for hosts that did not answer for later crawls; gives how many addresses waited in vain."""
        hosts = [host for host, reason in self.given_up.items() if reason != "closing"]
        return self.walk.frontier.defer(hosts, self.now().timestamp())

    @property
    def place(self) -> str:
        """Where the crawl's records are, in words for a reader."""
        return self.store.place(*KINDS)

    def end(self, reason: str, code: Exit) -> Crawl:
        """Close the open crawl; gives its record, as written. An alarm turns the code OK into ALARM."""
        from newsportal.crawl import finish  # it knows of sessions

        return finish.end(self, reason, code)

    def close(self) -> None:
        """Let go of store, state and lock; an open transaction is forgotten."""
        self._held.close()


def _clustered() -> type[CrawlSession]:
    from newsportal.crawl.cluster.session import ClusterSession  # needs newsportal[cluster]

    return ClusterSession
