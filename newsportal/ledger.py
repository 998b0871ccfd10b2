"""The books of one crawl: its lock, state, files and figures, and the one transaction in which a visit is kept."""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler as ScrapyCrawler
from scrapy.exceptions import CloseSpider
from scrapy.utils.project import data_path

from newsportal import closing, lock
from newsportal.dedup.identity import Identity
from newsportal.exits import Exit
from newsportal.items import Visit
from newsportal.state import figures, index, parking
from newsportal.state.crawls import CrawlState, KnownPage, OpenCrawl
from newsportal.state.files import LinesFile
from newsportal.state.reading import Reading
from newsportal.state.sqlite import SqliteState, StateError

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
        """The ledger of a crawler, made at the first call and opened by `open()`."""
        return cls._books.setdefault(crawler, cls(crawler))

    def __init__(self, crawler: ScrapyCrawler) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.output = Path(settings.get("NEWSPORTAL_OUTPUT", "output"))
        folder = Path(data_path("newsportal"))
        self._state_path = Path(settings.get("NEWSPORTAL_STATE") or folder / "state.sqlite")
        self._folder = self._state_path.parent
        self._durable = settings.getbool("NEWSPORTAL_DURABLE")
        self._window = settings.getint("NEWSPORTAL_REPEAT_DAYS", 3)
        self._resume = timedelta(hours=settings.getfloat("NEWSPORTAL_RESUME_HOURS", 24))
        self._revisit = [float(hours) * 3600 for hours in settings.getlist("NEWSPORTAL_REVISIT_HOURS")]
        self._held = ExitStack()
        self.crawl: OpenCrawl
        self.tally: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self.set_aside: list[str] = []
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
            self._held.enter_context(lock.hold(self._folder / "locks" / f"{portal}.lock", who))
            schemas = (index.SCHEMA, parking.SCHEMA, figures.SCHEMA)
            self.state = SqliteState(self._state_path, durable=self._durable, schemas=schemas)
            self.files = {name: LinesFile(self.output / name, self.state, durable=self._durable) for name in FILES}
            self.reading = Reading(self._folder / "reading" / portal)
            self.begin()
            for file in self.files.values():
                file.mend()
                file.append([])
            self._begin_crawl(portal)
            self.state.commit()
        except lock.Held as held:
            self.failure = f"another crawl of {portal} runs ({held.by}); this one ends"
            raise CloseSpider("locked") from held
        except (StateError, OSError, sqlite3.Error) as error:
            self.failure = f"nothing can be kept: {error}"
            raise CloseSpider("storage") from error

    def _begin_crawl(self, portal: str) -> None:
        self.known = CrawlState(self.state, portal)
        self.identity = Identity(index.Index(self.state.connection), window_days=self._window)
        abandoned = self.known.abandoned(self.spider.arguments, self.now() - self._resume)
        if abandoned:
            self.crawl, self.counts = abandoned, Counter(abandoned.counts)
            self.figures = figures.Figures(self.state, portal)
            self.state.commit()
            closing.end(self, "abandoned", Exit.INTERRUPTED)
            self.state.begin()
        self.figures = figures.Figures(self.state, portal)
        self.crawl = self.known.open(self.spider.name, self.spider.arguments, self.now())
        self.counts = Counter(self.crawl.counts)
        if self.crawl.starts == 1:
            self.figures.clear()
        suspect = self.reading.interrupted()
        if suspect and self.known.suspect(suspect) >= 2:
            self.known.drop(suspect)
            self.set_aside.append(suspect)
            logger.error("set aside, since the process ended twice while reading it: %r", suspect)
        if self.crawl.starts > 1:
            logger.info("resuming crawl %s, %d addresses wait", self.crawl.id, self.known.hosts.total())

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
        self.known.count_hosts()
        self.tally = Counter()

    def commit(self, visit: Visit, lines: dict[str, list[str]]) -> None:
        """Keep a visit: its lines, what the frontier gains and loses, the page as known, and the figures."""
        for name, added in lines.items():
            if added:
                self.files[name].append(added)
        for url in {visit.url, visit.meta["asked"]}:
            self._remember(url, visit)
            self.known.drop(url)
        self.tally["frontier"] += self.known.push(visit.follow)
        hub = visit.meta["kind"] in ("seed", "hub")
        if visit.role in ("article", "hub", "other"):
            self.figures.add(visit, hub=hub)
        elif hub and visit.meta.get("unchanged"):
            self.figures.unchanged(visit.url)
        sent = self.crawler.stats.get_value("downloader/request_count", 0)
        self.tally["requests"], self._sent = sent - self._sent, sent
        self.known.save_counts(self.counts + self.tally)
        self.state.commit()
        self.reading.done()
        self.counts += self.tally
        for name, value in self.tally.items():
            self.crawler.stats.inc_value(f"newsportal/{name}", value)

    def _remember(self, url: str, visit: Visit) -> None:
        before = self.known.page(url)
        got = visit.meta
        quiet = before.quiet + 1 if before and (got.get("unchanged") or before.hash == got.get("hash")) else 0
        if visit.role == "hub" or not self._revisit:
            due = None
        elif visit.role == "failed":
            if not got.get("gone"):
                return  # a failure that may pass: the next crawl tries again
            due = visit.fetched.timestamp() + self._revisit[-1]
        else:
            due = visit.fetched.timestamp() + self._revisit[quiet] if quiet < len(self._revisit) else None
        keep = before if before and got.get("unchanged") else None
        page = KnownPage(
            keep.role if keep else visit.role, self.crawl.id, visit.fetched.timestamp(), due, quiet,
            visit.article.revision if visit.article else before.revision if before else 0,
            keep.hash if keep else got.get("hash"), got.get("etag") or (keep.etag if keep else None),
            got.get("modified") or (keep.modified if keep else None), got["depth"],
        )  # fmt: skip
        self.known.save_page(url, page)

    def fail(self, error: Exception) -> None:
        """Forget the visit under way and end the crawl, since nothing can be written."""
        self.abort()
        if not self.failure:
            self.failure = f"cannot write to {self.output} or {self._state_path}: {error}"
            logger.error("%s; the crawl ends, what was written stays whole", self.failure)
            asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="storage"))  # noqa: RUF006

    def count_now(self, name: str) -> None:
        """Count something that belongs to no visit."""
        self.counts[name] += 1
        self.crawler.stats.inc_value(f"newsportal/{name}")

    def close(self) -> None:
        """Let go of files, state and lock; an open transaction is forgotten."""
        if hasattr(self, "state"):
            self.state.rollback()
            for file in self.files.values():
                file.close()
            self.state.close()
        self._held.close()
