"""The end of a crawl that is asked for (a signal, CloseSpider) while an item of start() passes the pipelines.

Scrapy 2.19 looks behind each response whether what it waits for at its end is done, and behind an item of start() it
does not: it would wait for ever.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from scrapy import signals

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_SOON = 0.05
"""Seconds from one look to the next."""


class Closing:
    """Looks behind items of start() whether the crawl waits for its end, and lets it end then.

    It hears by itself of items that come to nothing. `ended` is called behind one that is stored by whoever hears of
    that anyway: Scrapy runs each receiver of that signal as a task, which costs more than what is done there.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._looks = False
        for signal in (signals.item_dropped, signals.item_error):
            crawler.signals.connect(self.ended, signal=signal)

    def ended(self, response: object) -> None:
        """An item came to its end; one of start() has no response."""
        if response is None and not self._looks:
            self._look_soon()

    def _look_soon(self) -> None:
        self._looks = True
        asyncio.get_running_loop().call_later(_SOON, self._look)

    def _look(self) -> None:
        assert self._crawler.engine is not None
        slot = self._crawler.engine.scraper.slot
        if slot is not None and not slot.is_idle():
            self._look_soon()
            return
        self._looks = False
        if slot is not None and slot.closing and not slot.closing.called:
            assert self._crawler.spider is not None
            slot.closing.callback(self._crawler.spider)
