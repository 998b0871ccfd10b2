"""The end of a crawl: its record in crawls.jsonl, a summary for the reader, its exit code."""

from __future__ import annotations

import logging
import sqlite3
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

from newsportal import os_errors
from newsportal.crawl.session import CrawlSession
from newsportal.exit_codes import Exit, in_words, judge, numbered
from newsportal.extensions.report import report
from newsportal.extensions.summary import lines
from newsportal.health.words import in_words as alarm_in_words
from newsportal.items import Crawl
from newsportal.messages import say

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
        if code in (Exit.USAGE, Exit.LOCKED, Exit.STORAGE):
            return self._told(code, numbered(session.failure, code))
        try:
            if code is Exit.INTERRUPTED:
                self._pause()
                return self._told(code, say("{how}: the next start goes on", how=in_words(code)))
            crawl = session.end(reason, code)
        except (OSError, sqlite3.Error) as error:
            why = os_errors.told(error)
            failure = say("the crawl's end cannot be written: {why}; the next start writes it", why=why)
            return self._told(Exit.STORAGE, numbered(failure, Exit.STORAGE))
        self._tell(crawl)
        return Exit(crawl.exit_code)

    def _told(self, code: Exit, words: str) -> Exit:
        report(self._crawler.settings, code, say(": ").join((self._session.spider.portal, words)))
        return code

    def _pause(self) -> None:
        session = self._session
        session.unit.begin()
        session.defer()
        session.counters.count_requests()
        session.walk.crawls.save_counts(session.counters.crawl)
        if session.archive:
            session.archive.append(session.walk.crawl)
        session.walk.commit()

    def _tell(self, crawl: Crawl) -> None:
        summary = "\n".join(lines(crawl, self._session.place, kept=self._session.keeps_books))
        for alarm in crawl.alarms:
            logger.error("%s", say(": ").join((crawl.portal, say("alarm"), alarm_in_words(alarm))))
        report(self._crawler.settings, Exit(crawl.exit_code), summary, plain=True)
