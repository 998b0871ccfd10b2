"""The session of a crawl whose walk is in PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from scrapy.exceptions import UsageError

from newsportal import lock, paths
from newsportal.crawl.cluster.log import BEGIN, END, RESUME, Log
from newsportal.crawl.finish import count_rest, crawl_record, take_out
from newsportal.crawl.session import CrawlSession
from newsportal.crawl.unit_of_work import UnitOfWork
from newsportal.exit_codes import Exit
from newsportal.items import Crawl
from newsportal.messages import say
from newsportal.os_errors import told
from newsportal.state.current_page import CurrentPage
from newsportal.state.postgres.connection import Wire
from newsportal.state.postgres.pace import PostgresPace
from newsportal.state.postgres.schema import check_here, make_tables
from newsportal.state.postgres.walk import PostgresWalk
from newsportal.state.signals import state_opened


class ClusterSession(CrawlSession):
    """What a crawl writes into the database: its walk, and into the log what others keep in books."""

    keeps_books = False
    walk: PostgresWalk
    log: Log

    def _lock(self, name: str) -> str:
        settings = self.crawler.settings
        if self.spider.archived or paths.warc_folder(settings) is not None:
            words = say("where NEWSPORTAL_STATE is a database, archives are neither read nor kept (NEWSPORTAL_WARC)")
            raise UsageError(words)
        url = paths.database(settings)
        assert url
        self._wire = Wire(url)
        self._held.callback(self._wire.close)
        make_tables(self._wire)
        for own in self._names(name):
            if self._wire.lock(own):
                # Waits for a move that began before the lock was taken; one that begins later finds the lock.
                ((log,),) = self._wire.ask("SELECT log FROM log_end FOR SHARE")
                check_here(log)
                return own
        raise lock.Held(Path(name), say("in this database"))

    def _open_state(self, name: str) -> None:
        settings = self.crawler.settings
        self.current_page = CurrentPage(paths.current_page_file(settings, name))
        self._held.callback(self.current_page.close)
        paths.pace_folder(settings).mkdir(parents=True, exist_ok=True)
        self.walk = PostgresWalk(self._wire, name)
        self.log = Log(self.walk)
        self.books = self.log
        self.unit = UnitOfWork(
            self.walk, self.log, self.current_page, self.counters, archive=None, revisit=self.revisit,
            cannot_write=self.end_unwritable,
        )  # fmt: skip
        self.crawler.signals.send_catch_log(
            state_opened, parked_hosts=self.walk.parked_hosts, pace=PostgresPace(self._wire)
        )

    def end_unwritable(self, error: Exception) -> None:
        """End the crawl, since the database is lost."""
        if not self.failure:
            self.failure = say("nothing can be kept: {why}", why=told(error))
            asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="storage"))  # noqa: RUF006

    def _begin(self, begin: Callable[[CrawlSession], None]) -> None:
        self.walk.begin()
        begin(self)
        self.walk.commit()

    def begun(self, *, resumed: bool) -> None:
        """Append that the crawl begins, or goes on."""
        if resumed:
            self.log.tell(RESUME)
            return
        crawl = self.walk.crawl
        self.log.tell(
            BEGIN, portal=crawl.portal, spider=crawl.spider, arguments=crawl.arguments, begin=crawl.begin.isoformat()
        )

    def end(self, reason: str, code: Exit) -> Crawl:
        """Close the open crawl; gives its record, without what only the books know."""
        walk, counts = self.walk, self.counters.crawl
        walk.begin()
        take_out(self)
        count_rest(self)
        record = crawl_record(self, reason, code)
        end = record.end.isoformat()
        self.log.tell(END, reason=reason, code=int(code), end=end, waiting=record.waiting, counts=counts)
        walk.crawls.close()
        walk.commit()
        return record

    @property
    def place(self) -> str:
        """Where the crawl's records are, in words for a reader."""
        return say("in the log of the database: `scrapy keep` writes the files")
