"""Watch a crawl: a progress line while it runs, its record and a readable summary at its end."""

from __future__ import annotations

import logging
import sqlite3
import sys
from typing import Any, Self

from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call

from newsportal import closing
from newsportal.exits import MEANING, Exit, judge
from newsportal.items import Crawl
from newsportal.ledger import Ledger
from newsportal.summary import lines

logger = logging.getLogger(__name__)


class Progress:
    """How far the crawl is: a line that moves where there is a terminal, a log line every minute where there is none.

    Setting: NEWSPORTAL_PROGRESS_SECONDS (60), the interval of the log lines.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._ledger = Ledger.of(crawler)
        self._seconds = crawler.settings.getfloat("NEWSPORTAL_PROGRESS_SECONDS", 60)
        self._terminal = sys.stderr.isatty() and not crawler.settings.get("LOG_FILE")
        self._bar: Bar | None = None
        self._loop: Any = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """An extension that starts and stops with the spider."""
        extension = cls(crawler)
        crawler.signals.connect(extension.start, signal=signals.spider_opened)
        crawler.signals.connect(extension.stop, signal=signals.spider_closed)
        return extension

    def start(self) -> None:
        """Show the first state."""
        if self._terminal:
            columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self._bar.add_task(self._words())
            self._bar.start()
        self._loop = create_looping_call(self._show)
        self._loop.start(0.5 if self._bar else self._seconds, now=False)

    def _words(self) -> str:
        counts = self._ledger.counts
        errors = sum(value for name, value in counts.items() if name.startswith("errors/"))
        waiting = self._ledger.queue.hosts.total() if hasattr(self._ledger, "queue") else 0
        return (
            f"{counts['pages']} pages, {counts['articles_new']} new articles, {counts['headlines_new']} new headlines, "
            f"{waiting} addresses wait, {errors} errors"
        )

    def _show(self) -> None:
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], description=self._words())
        else:
            logger.info("%s: %s", self._ledger.spider.portal, self._words())

    def stop(self) -> None:
        """Take the line away."""
        if self._loop is not None and self._loop.running:
            self._loop.stop()
        if self._bar is not None:
            self._bar.stop()


class Summary:
    """Ends the crawl in the books, says how it went, and leaves the exit code in the stats (newsportal/exit_code)."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler, self._ledger = crawler, Ledger.of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """An extension that acts when the spider is closed."""
        extension = cls(crawler)
        crawler.signals.connect(extension.close, signal=signals.spider_closed)
        crawler.signals.connect(extension.error, signal=signals.item_error)
        crawler.signals.connect(extension.error, signal=signals.spider_error)
        return extension

    def error(self) -> None:
        """Count an error of our own: it decides the exit code."""
        self._ledger.count_now("errors/internal")

    def close(self, reason: str) -> None:
        """End the crawl; one that was interrupted stays open, to be resumed by the next start."""
        try:
            code = self._end(reason)
            self._crawler.stats.set_value("newsportal/exit_code", int(code))
        finally:
            self._ledger.close()

    def _end(self, reason: str) -> Exit:
        ledger = self._ledger
        code = judge(reason, ledger.counts)
        if code in (Exit.LOCKED, Exit.STORAGE):
            logger.error("%s", ledger.failure)
            return code
        try:
            if code is Exit.INTERRUPTED:
                self._pause()
                logger.warning("%s: %s; the next start goes on", ledger.portal, MEANING[code])
                return code
            crawl = closing.end(ledger, reason, code)
        except (OSError, sqlite3.Error) as error:
            logger.error("the crawl's end cannot be written: %s; the next start writes it", error)
            return Exit.STORAGE
        self._tell(crawl)
        return Exit(crawl.exit_code)

    def _pause(self) -> None:
        ledger = self._ledger
        ledger.begin()
        ledger.count_requests()
        ledger.open_crawl.save_counts(ledger.counts)
        ledger.state.commit()

    def _tell(self, crawl: Crawl) -> None:
        # Labels are strangers' words: no markup, no :emoji: in them.
        console = Console(stderr=True, highlight=False, soft_wrap=True, markup=False, emoji=False)
        for text in lines(crawl, self._ledger):
            console.print(text)
        for alarm in crawl.alarms:
            logger.error("%s: alarm: %s", crawl.portal, alarm)
