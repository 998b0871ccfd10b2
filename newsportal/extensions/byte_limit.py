"""The bound on a crawl that Scrapy lacks: octets received.

Time, pages, items and errors are bounded by Scrapy's own CLOSESPIDER_TIMEOUT, _PAGECOUNT, _ITEMCOUNT and _ERRORCOUNT.
All of them let requests that are under way end; none can fire while the process stalls.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

REASON = "closespider_bytes"
"""Why a crawl ended that received as much as it might."""


class ByteLimit:
    """Ends a crawl that received NEWSPORTAL_MAX_BYTES octets of bodies, as sent (0, the default: no bound)."""

    def __init__(self, crawler: Crawler) -> None:
        self._most = crawler.settings.getint("NEWSPORTAL_MAX_BYTES", 0)
        if self._most <= 0:
            raise NotConfigured
        self._crawler = crawler
        self._received = 0
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build from a crawler's settings."""
        bounds = cls(crawler)
        crawler.signals.connect(bounds.bytes_received, signals.bytes_received)
        return bounds

    def bytes_received(self, data: bytes) -> None:
        """Count what came, and close the spider where it is enough."""
        self._received += len(data)
        if self._received >= self._most and self._closing is None:
            assert self._crawler.engine
            self._closing = asyncio.ensure_future(self._crawler.engine.close_spider_async(reason=REASON))
