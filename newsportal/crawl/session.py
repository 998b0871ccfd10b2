"""The session of one crawl: the portal's lock, the state, the files, and the unit of work that stores each visit."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, Protocol
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, NotConfigured
from scrapy.utils.project import data_path

from newsportal import lock
from newsportal.crawl.counters import Counters
from newsportal.crawl.traps import Traps
from newsportal.crawl.unit_of_work import UnitOfWork
from newsportal.output import rebuild
from newsportal.output.jsonl import LinesFile
from newsportal.state import crawl_stats, parked_hosts
from newsportal.state.current_page import Reading
from newsportal.state.identity import headline_index
from newsportal.state.portal_state import PortalState
from newsportal.state.signals import state_opened
from newsportal.state.sqlite import SqliteState, StateError

FILES = ("articles.jsonl", "headlines.jsonl", "sightings.jsonl", "crawls.jsonl")
"""The files that a crawl writes, in the output folder."""


class CrawledBy(Protocol):
    """What a session knows of its spider."""

    name: str
    """The spider's name."""
    portal: str
    """The portal crawled."""
    state_name: str
    """What the portal's rows and lock are kept under, "" for the portal's name."""
    arguments: dict[str, str]
    """The spider's arguments, as checked."""
    bounds: ClassVar[dict[str, Any]]
    """What health is measured by where it is known."""


class CrawlSession:
    """What one crawl writes and remembers. One object a Scrapy crawler: `CrawlSession.of(crawler)`.

    `open()` gives `memory` (the portal's state), `files`, `current_page` and `unit` (the unit of work).
    """

    _sessions: ClassVar[WeakKeyDictionary[Crawler, CrawlSession]] = WeakKeyDictionary()

    memory: PortalState
    """What the state remembers for this portal."""
    files: dict[str, LinesFile]
    """The output files."""
    current_page: Reading
    """The page that is being read."""
    unit: UnitOfWork
    """Stores one visit, whole or not at all."""

    @classmethod
    def of(cls, crawler: Crawler) -> CrawlSession:
        """The session of a crawler. Raises NotConfigured for a spider that keeps none: that of `scrapy shell`."""
        if not hasattr(crawler.spidercls, "state_name"):
            raise NotConfigured
        return cls._sessions.setdefault(crawler, cls(crawler))

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.output = Path(settings.get("NEWSPORTAL_OUTPUT", "output"))
        told = settings.get("NEWSPORTAL_STATE")
        self._state_path = Path(told) if told else Path(data_path("newsportal")) / "state.sqlite"
        self._durable = settings.getbool("NEWSPORTAL_DURABLE")
        self.window_days = settings.getint("NEWSPORTAL_REPEAT_DAYS", 3)
        self.revisit = [float(hours) * 3600 for hours in settings.getlist("NEWSPORTAL_REVISIT_HOURS")]
        self._held = ExitStack()
        self.portal = ""
        self.counters = Counters(crawler.stats)
        self.traps = Traps()
        self.failure = ""

    @property
    def spider(self) -> CrawledBy:
        """The spider of this crawl."""
        return self.crawler.spider  # type: ignore[return-value]

    def now(self) -> datetime:
        """The time, aware."""
        return datetime.now(UTC)

    def open(self, begin: Callable[[CrawlSession], None]) -> None:
        """Take the portal's lock, open state and files, and `begin` the crawl in the first transaction.

        Raises CloseSpider: "locked" where another crawl of the portal runs, "storage" where nothing can be written.
        """
        name = self.spider.state_name or self.spider.portal
        try:
            who = f"process {os.getpid()}, crawl of {name} since {self.now().astimezone():%Y-%m-%d %H:%M:%S}"
            self._held.enter_context(lock.hold(self._state_path.parent / "locks" / f"{name}.lock", who))
            self._open_state(name)
            self.unit.begin()
            for file in self.files.values():
                file.append([])
            rebuild.fit(self.memory.file, self.output, window_days=self.window_days)
            begin(self)
            self.memory.file.commit()
            # Counted once: a process that dies before it reads a page is not that page's end.
            self.current_page.done()
        except lock.Held as held:
            self.failure = f"another crawl of {name} runs ({held.by}); this one ends"
            raise CloseSpider("locked") from held
        except (StateError, OSError, ValueError, sqlite3.Error) as error:
            self.failure = f"nothing can be kept: {error}"
            raise CloseSpider("storage") from error

    def _open_state(self, name: str) -> None:
        schemas = (headline_index.SCHEMA, parked_hosts.SCHEMA, crawl_stats.SCHEMA)
        state = SqliteState(self._state_path, durable=self._durable, schemas=schemas)
        self._held.callback(state.close)
        self.files = {name: LinesFile(self.output / name, state, durable=self._durable) for name in FILES}
        for file in self.files.values():
            self._held.callback(file.close)
        self.current_page = Reading(self._state_path.parent / "reading" / name)
        self._held.callback(self.current_page.close)
        self.memory = PortalState(state, name, window_days=self.window_days)
        self.unit = UnitOfWork(
            self.memory,
            self.files,
            self.current_page,
            self.counters,
            revisit=self.revisit,
            cannot_write=self._end_unwritable,
        )
        self.crawler.signals.send_catch_log(state_opened, state=state)

    def _end_unwritable(self, error: Exception) -> None:
        """End the crawl, since nothing can be written."""
        if not self.failure:
            self.failure = f"cannot write to {self.output} or {self._state_path}, what was written is whole: {error}"
            asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="storage"))  # noqa: RUF006

    @property
    def waiting(self) -> int:
        """How many addresses wait in the frontier; 0 before the session is open."""
        return self.memory.frontier.hosts.total() if hasattr(self, "memory") else 0

    def close(self) -> None:
        """Let go of files, state and lock; an open transaction is forgotten."""
        self._held.close()
