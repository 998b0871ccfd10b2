"""Shows the progress of a crawl while it runs."""

from __future__ import annotations

import logging
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call

from newsportal import settings as defaults
from newsportal.crawl.session import CrawlSession
from newsportal.messages import counted, listed, say

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

logger = logging.getLogger(__name__)
_REASONS = 5
"""Most reasons that a line names."""


class Progress:
    """Shows progress: on a terminal in one line that changes, else in a log line every minute.

    Setting: NEWSPORTAL_PROGRESS_SECONDS (60), the seconds between two log lines.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._session = CrawlSession.of(crawler)
        self._seconds = crawler.settings.getfloat("NEWSPORTAL_PROGRESS_SECONDS", defaults.NEWSPORTAL_PROGRESS_SECONDS)
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
        """Start showing progress."""
        if self._terminal:
            from rich.console import Console
            from rich.progress import Progress as Bar
            from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

            columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self._bar.add_task(self._words())
            self._bar.start()
        self._loop = create_looping_call(self._show)
        self._loop.start(0.5 if self._bar else self._seconds, now=False)

    def _words(self) -> str:
        counters = self._session.counters
        counts = counters.crawl
        errors = counters.under("errors/")
        told = self._session.more_progress()
        if not told or counts["pages"]:
            told += [
                counted("{n:,} page", "{n:,} pages", counts["pages"]),
                counted("{n:,} new article", "{n:,} new articles", counts["articles_new"]),
                counted("{n:,} new headline", "{n:,} new headlines", counts["headlines_new"]),
            ]
        if not self._session.spider.archived:
            told.append(counted("{n:,} address waits", "{n:,} addresses wait", self._session.waiting))
        told.append(counted("{n:,} error", "{n:,} errors", sum(errors.values())) + _reasons(errors))
        if left_out := counters.under("dropped/"):
            told.append(say("{n:,} left out", n=sum(left_out.values())) + _reasons(left_out))
        return listed(told)

    def _show(self) -> None:
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], description=self._words())
        else:
            logger.info("%s", say(": ").join((self._session.spider.portal, self._words())))

    def stop(self) -> None:
        """Stop, and remove the line from the terminal."""
        if self._loop is not None and self._loop.running:
            self._loop.stop()
        if self._bar is not None:
            self._bar.stop()


def _reasons(counts: dict[str, int]) -> str:
    """The most frequent reasons in brackets, each with its count."""
    most = Counter(counts).most_common(_REASONS)
    named = listed([f"{say(reason)} {count:,}" for reason, count in most])
    return say(" ({reasons})", reasons=named) if named else ""
