"""A crawl that is to end while an item of start() passes the pipelines ends."""

import asyncio
from types import SimpleNamespace
from typing import Any, cast

from scrapy import Spider, signals
from scrapy.core.scraper import Slot
from scrapy.signalmanager import SignalManager
from twisted.internet.defer import Deferred

from newsportal.crawl.closing import Closing


def _crawler() -> Any:
    slot = Slot()
    engine = SimpleNamespace(scraper=SimpleNamespace(slot=slot))
    crawler = SimpleNamespace(signals=SignalManager(), engine=engine, spider=Spider("some"))
    return crawler, slot


async def _until(true: Any) -> None:
    async with asyncio.timeout(30):
        while not true():
            await asyncio.sleep(0.01)


def test_an_end_asked_for_before_an_item_of_start_is_done_comes_behind_it() -> None:
    async def crawl() -> None:
        crawler, slot = _crawler()
        closing = Closing(crawler)
        slot.itemproc_size, slot.closing = 1, cast("Deferred[Spider]", Deferred())
        closing.ended(None)
        await asyncio.sleep(0.2)
        assert not slot.closing.called  # the item is under way still
        slot.itemproc_size = 0
        await _until(lambda: slot.closing.called)

    asyncio.run(crawl())


def test_a_crawl_that_nobody_ends_goes_on_and_an_item_of_a_response_is_left_to_scrapy() -> None:
    async def crawl() -> None:
        crawler, slot = _crawler()
        closing = Closing(crawler)
        crawler.signals.send_catch_log(signals.item_dropped, item={}, response=None)
        await _until(lambda: not closing._looks)
        slot.closing = cast("Deferred[Spider]", Deferred())
        closing.ended(object())
        await asyncio.sleep(0.2)
        assert not slot.closing.called

    asyncio.run(crawl())
