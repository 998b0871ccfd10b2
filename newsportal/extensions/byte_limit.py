"""The limit of a crawl that Scrapy lacks: bytes received.

Time, pages, items and errors are limited by Scrapy's own CLOSESPIDER_TIMEOUT, _PAGECOUNT, _ITEMCOUNT and _ERRORCOUNT.
All of them wait for the requests in flight, and none works while the process stalls.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured

from newsportal import settings as defaults

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

REASON = "closespider_bytes"
"""The reason in crawls.jsonl for the end of a crawl that reached the limit."""


class ByteLimit:
    """Ends a crawl that received NEWSPORTAL_MAX_BYTES bytes of bodies, counted as sent (0: no limit)."""

    def __init__(self, crawler: Crawler) -> None:
        self._most = crawler.settings.getint("NEWSPORTAL_MAX_BYTES", defaults.NEWSPORTAL_MAX_BYTES)
        if self._most <= 0:
            raise NotConfigured
        self._crawler = crawler
        self._received = 0
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """An extension with the crawler's settings, connected to its signals."""
        extension = cls(crawler)
        crawler.signals.connect(extension.bytes_received, signals.bytes_received)
        return extension

    def bytes_received(self, data: bytes) -> None:
        """Count received bytes, and close the spider at the limit."""
        self._received += len(data)
        if self._received >= self._most and self._closing is None:
            assert self._crawler.engine
            self._closing = asyncio.ensure_future(self._crawler.engine.close_spider_async(reason=REASON))
