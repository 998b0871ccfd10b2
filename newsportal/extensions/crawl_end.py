"""The end of a crawl: its record in crawls.jsonl, a summary for the reader, its exit code."""

from __future__ import annotations

import logging
import sqlite3
from typing import Self

from rich.console import Console
from scrapy import signals
from scrapy.crawler import Crawler

from newsportal.crawl import finish
from newsportal.crawl.session import CrawlSession
from newsportal.exit_codes import MEANING, Exit, judge
from newsportal.extensions.summary import lines
from newsportal.items import Crawl
from newsportal.output.schema import KINDS

logger = logging.getLogger(__name__)


class CrawlEnd:
    """Writes the end of a crawl, prints the summary, and puts the exit code into the stats (newsportal/exit_code)."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler, self._session = crawler, CrawlSession.of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """An extension that acts when the spider is closed, and counts errors until then."""
        extension = cls(crawler)
        crawler.signals.connect(extension.close, signal=signals.spider_closed)
        crawler.signals.connect(extension.error, signal=signals.item_error)
        crawler.signals.connect(extension.error, signal=signals.spider_error)
        return extension

    def error(self) -> None:
        """Count an error in newsportal's own code: it makes the exit code 1."""
        self._session.counters.count("errors/internal")

    def close(self, reason: str) -> None:
        """End the crawl; an interrupted one stays open, and the next start resumes it."""
        try:
            code = self._end(reason)
            self._crawler.stats.set_value("newsportal/exit_code", int(code))
        finally:
            self._session.close()

    def _end(self, reason: str) -> Exit:
        session = self._session
        code = judge(reason, session.counters.crawl)
        if code in (Exit.LOCKED, Exit.STORAGE):
            logger.error("%s", session.failure)
            return code
        try:
            if code is Exit.INTERRUPTED:
                self._pause()
                logger.warning("%s: %s; the next start goes on", session.portal, MEANING[code])
                return code
            crawl = finish.end(session, reason, code)
        except (OSError, sqlite3.Error) as error:
            logger.error("the crawl's end cannot be written: %s; the next start writes it", error)
            return Exit.STORAGE
        self._tell(crawl)
        return Exit(crawl.exit_code)

    def _pause(self) -> None:
        session = self._session
        session.unit.begin()
        session.defer()
        session.counters.count_requests()
        session.memory.crawls.save_counts(session.counters.crawl)
        session.memory.file.commit()

    def _tell(self, crawl: Crawl) -> None:
        # Labels are a portal's words: rich must not read markup or :emoji: in them.
        console = Console(stderr=True, highlight=False, soft_wrap=True, markup=False, emoji=False)
        for text in lines(crawl, self._session.store.place(*KINDS)):
            console.print(text)
        for alarm in crawl.alarms:
            logger.error("%s: alarm: %s", crawl.portal, alarm)
