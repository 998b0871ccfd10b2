"""The books of one crawl: its lock, state, files and figures, and the one transaction in which a visit is kept."""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler as ScrapyCrawler
from scrapy.exceptions import CloseSpider, DropItem, NotConfigured
from scrapy.utils.project import data_path

from newsportal import lock
from newsportal.crawl import start
from newsportal.crawl.revisit import known_after
from newsportal.dedup.identity import Identity
from newsportal.download.refusal import NOT_ASKED
from newsportal.items import Visit
from newsportal.output import rebuild
from newsportal.output.jsonl import LinesFile
from newsportal.state import crawl_stats, parked_hosts
from newsportal.state.crawls import CrawlState, OpenCrawl
from newsportal.state.current_page import Reading
from newsportal.state.frontier import Queue
from newsportal.state.identity import headline_index
from newsportal.state.pages import Pages
from newsportal.state.sqlite import SqliteState, StateError, is_unwritable

if TYPE_CHECKING:
    from newsportal.spiders.base import PortalSpider

logger = logging.getLogger(__name__)
FILES = ("articles.jsonl", "headlines.jsonl", "sightings.jsonl", "crawls.jsonl")
"""The files that a crawl writes, in the output folder."""


class Ledger:
    """What a crawl writes and remembers. One object a Scrapy crawler: `Ledger.of(crawler)`.

    Between `begin()` and `commit()` lies one visit; whatever fails in between is forgotten whole by `abort()`.
    """

    _books: ClassVar[WeakKeyDictionary[ScrapyCrawler, Ledger]] = WeakKeyDictionary()

    @classmethod
    def of(cls, crawler: ScrapyCrawler) -> Ledger:
        """The ledger of a crawler. Raises NotConfigured for a spider without books: that of `scrapy shell`, `fetch`."""
        if not hasattr(crawler.spidercls, "books"):
            raise NotConfigured
        return cls._books.setdefault(crawler, cls(crawler))

    def __init__(self, crawler: ScrapyCrawler) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.output = Path(settings.get("NEWSPORTAL_OUTPUT", "output"))
        told = settings.get("NEWSPORTAL_STATE")
        self._state_path = Path(told) if told else Path(data_path("newsportal")) / "state.sqlite"
        self._durable = settings.getbool("NEWSPORTAL_DURABLE")
        self.window = settings.getint("NEWSPORTAL_REPEAT_DAYS", 3)
        self.revisit = [float(hours) * 3600 for hours in settings.getlist("NEWSPORTAL_REVISIT_HOURS")]
        self._held = ExitStack()
        self.crawl: OpenCrawl
        self.portal = ""
        self.tally, self.counts = Counter[str](), Counter[str]()
        self.failure = ""
        self._sent = 0

    @property
    def spider(self) -> PortalSpider:
        """The spider whose books these are."""
        return self.crawler.spider  # type: ignore[return-value]

    def now(self) -> datetime:
        """The time, aware."""
        return datetime.now(UTC)

    def open(self) -> None:
        """Take the portal's lock, open state and files, begin the crawl or resume the interrupted one.

        Raises CloseSpider: "locked" where another crawl of the portal runs, "storage" where nothing can be written.
        """
        portal = self.spider.books or self.spider.portal
        try:
            who = f"process {os.getpid()}, crawl of {portal} since {self.now().astimezone():%Y-%m-%d %H:%M:%S}"
            self._held.enter_context(lock.hold(self._state_path.parent / "locks" / f"{portal}.lock", who))
            self._open_books(portal)
            self.begin()
            for file in self.files.values():
                file.append([])
            rebuild.fit(self.state, self.output, window_days=self.window)
            start.begin(self)
            self.state.commit()
            self.reading.done()  # counted once: a process that dies before it reads a page is not that page's end
        except lock.Held as held:
            self.failure = f"another crawl of {portal} runs ({held.by}); this one ends"
            raise CloseSpider("locked") from held
        except (StateError, OSError, ValueError, sqlite3.Error) as error:
            self.failure = f"nothing can be kept: {error}"
            raise CloseSpider("storage") from error

    def _open_books(self, portal: str) -> None:
        schemas = (headline_index.SCHEMA, parked_hosts.SCHEMA, crawl_stats.SCHEMA)
        self.state = SqliteState(self._state_path, durable=self._durable, schemas=schemas)
        self._held.callback(self.state.close)
        self.files = {name: LinesFile(self.output / name, self.state, durable=self._durable) for name in FILES}
        for file in self.files.values():
            self._held.callback(file.close)
        self.reading = Reading(self._state_path.parent / "reading" / portal)
        self._held.callback(self.reading.close)
        self.open_crawl = CrawlState(self.state, portal)
        self.queue, self.pages = Queue(self.state, portal), Pages(self.state, portal)
        self.figures = crawl_stats.Figures(self.state, portal)
        self.identity = Identity(headline_index.Index(self.state.connection), window_days=self.window)

    def begin(self) -> None:
        """Open the transaction of one visit."""
        if self.state.in_transaction:
            # A pipeline of somebody else's between Deduplicate and JsonLines dropped the last visit or suspended it.
            logger.error("a visit was not stored: keep other pipelines before Deduplicate or behind JsonLines")
            self.abort()
            self.count_now("errors/internal")
        self.state.begin()
        self.tally = Counter()

    def abort(self) -> None:
        """Forget the visit under way."""
        self.state.rollback()
        self.queue.count_hosts()
        self.open_crawl.forget()
        self.identity.index.forget()

    def commit(self, visit: Visit, lines: dict[str, list[str]]) -> None:
        """Keep a visit: its lines, what the frontier gains and loses, the page as known, and the figures."""
        for name, added in lines.items():
            if added:
                self.files[name].append(added)
        self.open_crawl.keep(visit.url)
        self.know(visit, visit.url, visit.meta["asked"])
        self.tally["frontier"] += self.queue.push(visit.follow)
        hub = visit.meta["kind"] in ("seed", "hub")
        if visit.role in ("article", "hub", "other"):
            self.figures.add(visit, hub=hub)
        elif hub and visit.meta.get("unchanged"):
            self.figures.unchanged(visit.url)
        elif hub and visit.role == "failed" and visit.meta["reason"] not in NOT_ASKED:
            self.figures.failed(visit.url)
        self.count_requests()
        self.open_crawl.save_counts(self.counts + self.tally)
        self.state.commit()
        self.reading.done()
        self.counts += self.tally
        count = self.crawler.stats.inc_value
        for name, value in self.tally.items():
            count(f"newsportal/{name}", value)

    def know(self, visit: Visit, *addresses: str) -> None:
        """Remember the page of a visit under these addresses and those of its further pages; they wait no more."""
        # A further page is read again with the first, never by itself: it would be a story of its own.
        for url in {*addresses, *visit.meta.get("parts", ())}:
            known = known_after(self.pages.get(url), visit, self.crawl.id, self.revisit)
            self.pages.save(url, known if url in addresses else replace(known, due=None))
            self.queue.drop(url)

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """A transaction for what belongs to no visit. Raises CloseSpider where the disk refuses."""
        try:
            self.begin()
            yield
            self.state.commit()
        except Exception as error:
            if not is_unwritable(error):
                raise
            self.fail(error)
            raise CloseSpider("storage") from error

    def give_up(self, error: Exception) -> None:
        """Forget the visit under way, which met `error`; raises DropItem where that ends the crawl: the disk failed."""
        if is_unwritable(error):
            self.fail(error)
            raise DropItem("not stored", log_level="DEBUG") from error
        self.abort()

    def fail(self, error: Exception) -> None:
        """Forget the visit under way and end the crawl, since nothing can be written."""
        if not self.failure:
            self.failure = f"cannot write to {self.output} or {self._state_path}, what was written is whole: {error}"
            asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="storage"))  # noqa: RUF006
        self.abort()

    def count_now(self, name: str) -> None:
        """Count something that belongs to no visit."""
        self.counts[name] += 1
        self.crawler.stats.inc_value(f"newsportal/{name}")

    def count_requests(self) -> None:
        """Count the requests sent since the last call, robots.txt and those without an answer included."""
        sent = self.crawler.stats.get_value("downloader/request_count", 0)
        self.counts["requests"] += sent - self._sent
        self.crawler.stats.inc_value("newsportal/requests", sent - self._sent)
        self._sent = sent

    def close(self) -> None:
        """Let go of files, state and lock; an open transaction is forgotten."""
        self._held.close()
