"""Reads the pages of a crawl in other processes: each as soon as its answer comes, each stored in its turn.

A page is read with what the state knows of it, and that is what it knew once all answers before it were stored. So a
page is read at once with what is known by then; where a page stored meanwhile links to it in other words, it is read
once more, in its turn. What comes out is what the crawl's own process would have read.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import suppress
from functools import wraps
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from newsportal import settings as defaults
from newsportal.crawl.reader import Reader
from newsportal.crawl.readers.processes import Readers
from newsportal.crawl.readers.turns import Turns
from newsportal.crawl.readers.wire import NoReader, PageTask, Terms
from newsportal.crawl.session import CrawlSession
from newsportal.items import Visit
from newsportal.state.walk import StateLost

REREAD = "newsportal/readers/reread"
"""Stat: pages read once more in their turn."""
_PATIENCE = 30.0
"""Seconds after which a visit that a middleware took away without a word holds up no other."""
Results = Iterable[Visit | Request]


def in_turn(callback: Callable[..., Results]) -> Callable[..., Results | AsyncIterator[Visit | Request]]:
    """A spider's callback whose results come in their turn, where its pages are read beside the crawl."""

    @wraps(callback)
    def called(spider: Any, answer: Any, *asked: Any, **named: Any) -> Results | AsyncIterator[Visit | Request]:
        results = callback(spider, answer, *asked, **named)
        beside: Beside | None = spider.beside
        return results if beside is None else beside.in_turn(results, answer, *asked, *named.values())

    return called


class Beside:
    """Reads beside one crawl.

    Settings: NEWSPORTAL_READERS, how many processes; NEWSPORTAL_READER_SECONDS, of CPU that a page may take
    (by the clock, ten times that and a minute).
    """

    def __init__(self, crawler: Crawler, reader: Reader, most: int) -> None:
        self._reader, self._stats = reader, crawler.stats
        self._turns, self._stored = Turns(), asyncio.Event()
        seconds = crawler.settings.getfloat("NEWSPORTAL_READER_SECONDS", defaults.NEWSPORTAL_READER_SECONDS)
        self._readers = Readers(most, Terms(seconds, bytes(CrawlSession.of(crawler).walk.learned), reader.names))
        for signal in (signals.item_scraped, signals.item_dropped, signals.item_error):
            crawler.signals.connect(self._is_stored, signal=signal)
        crawler.signals.connect(self.stop, signal=signals.spider_closed)

    @classmethod
    def of(cls, crawler: Crawler, reader: Reader) -> Self | None:
        """That of a crawl; None where its own process reads all pages."""
        most = crawler.settings.getint("NEWSPORTAL_READERS", defaults.NEWSPORTAL_READERS)
        spider = CrawlSession.of(crawler).spider
        return cls(crawler, reader, most) if most and not spider.partial else None

    async def in_turn(self, results: Results, answer: Any, asked: Any = None) -> AsyncIterator[Visit | Request]:
        """The results of a callback, which is run once all answers before it are stored and its page is read."""
        with self._turns.place() as turn:
            task = self._task(answer, asked)
            reading = self._begin(task)
            try:
                await turn.wait()
                if (now := self._task(answer, asked)) != task:
                    reading.cancel()
                    self._stats.inc_value(REREAD)
                    task, reading = now, self._begin(now)
                self._reader.read_ahead = await reading
            finally:
                reading.cancel()
            for result in results:
                self._reader.read_ahead = None  # as read, it is of no other answer
                self._stored.clear()
                yield result
                if isinstance(result, Visit):
                    await self._until_stored()

    def _task(self, answer: Any, asked: Any) -> PageTask | None:
        # Where the state is lost the callback finds that out, too, and ends the crawl.
        with suppress(StateLost):
            return self._reader.task(answer, asked) if asked and isinstance(answer, Response) else None
        return None

    def _begin(self, task: PageTask | None) -> asyncio.Task[Any]:
        return asyncio.ensure_future(self._read(task))

    async def _read(self, task: PageTask | None) -> Any:
        """The task with its page, or what became of it; None where it is to be read by the crawl's own process."""
        if task is None:
            return None
        try:
            return task, await self._readers.read(task)
        except NoReader:
            return None
        except Exception as error:
            return task, error

    async def _until_stored(self) -> None:
        timer = asyncio.get_running_loop().call_later(_PATIENCE, self._stored.set)
        try:
            await self._stored.wait()
        finally:
            timer.cancel()

    def _is_stored(self, item: object) -> None:
        if isinstance(item, Visit):
            self._stored.set()

    async def stop(self) -> None:
        """End the processes."""
        await self._readers.stop()
