"""The addresses in flight: those that Scrapy was handed and has not brought to their end yet, host by host."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy import Request, signals

from newsportal.items import Visit
from newsportal.messages import say
from newsportal.state.frontier import Entry

if TYPE_CHECKING:
    from scrapy.core.engine import ExecutionEngine
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)


class InFlight:
    """The addresses of one process that are in flight."""

    def __init__(self) -> None:
        self.urls: set[str] = set()
        """Those in flight now."""
        self.lost: set[str] = set()
        """Those whose visit was not stored: they stay in the state for the next start, and are not asked for again."""
        self._hosts: Counter[str] = Counter()
        self._ended = asyncio.Event()

    def at(self, host: str) -> int:
        """How many of a host's addresses are in flight."""
        return self._hosts[host]

    def take(self, entry: Entry) -> None:
        """Note that Scrapy is handed an address."""
        self._hosts[entry.host] += 1
        self.urls.add(entry.url)

    def end(self, url: str) -> None:
        """Note that an address has come to its end."""
        if url in self.urls:
            self.urls.remove(url)
            self._hosts[urlsplit(url).hostname or ""] -= 1
        self._ended.set()

    def lose(self, url: str) -> None:
        """Note that an address came to its end unstored."""
        self.lost.add(url)
        self.end(url)

    def watch(self, crawler: Crawler) -> None:
        """Hear of visits that are not stored and of requests that are not made."""
        for signal in (signals.item_dropped, signals.item_error):
            crawler.signals.connect(self.dropped, signal=signal)
        crawler.signals.connect(self.refused, signal=signals.request_dropped)

    def dropped(self, item: object) -> None:
        """A pipeline dropped a visit."""
        if isinstance(item, Visit):
            self.lose(item.fetch.asked)

    def refused(self, request: Request) -> None:
        """A scheduler or duplicate filter of somebody else's took a request for a duplicate."""
        article = request.cb_kwargs.get("article")
        entry = article.entry if article else request.cb_kwargs.get("entry")
        if entry is not None:
            self.lose(entry.url)

    def forgotten(self, engine: ExecutionEngine) -> list[str]:
        """Let go of what Scrapy dropped without a word (a middleware of somebody else's); it would be waited for."""
        assert engine.scheduler is not None  # an empty one is false
        assert engine.scraper.slot
        if engine.downloader.active or engine.scheduler.has_pending_requests() or not engine.scraper.slot.is_idle():
            return []
        urls = list(self.urls)
        for url in urls:
            logger.error("%s", say("asked for, and lost by a middleware that says nothing: {url!r}", url=url))
            self.lose(url)
        return urls

    async def wait(self, seconds: float) -> bool:
        """Wait until an address comes to its end; False where none did for so many seconds."""
        try:
            async with asyncio.timeout(seconds):
                await self._ended.wait()
        except TimeoutError:
            return False
        self._ended.clear()
        return True
