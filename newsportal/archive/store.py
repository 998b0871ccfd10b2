"""Visits of archived pages sent through the crawl's pipelines, many in one transaction.

What Scrapy does beside with an item of a spider (a task and signals for each) costs more than the pipelines, so only
these are asked. Files and state are to the byte those that a transaction for each page gives.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from scrapy import signals
from scrapy.exceptions import CloseSpider, DropItem
from twisted.python.failure import Failure

from newsportal import lock, paths
from newsportal.collector import paused
from newsportal.crawl.own import are_from, passed
from newsportal.crawl.session import CrawlSession
from newsportal.items import Visit

logger = logging.getLogger(__name__)
VISITS, SECONDS = 4_000, 3.0
"""Visits and seconds of a transaction at most: what a kill takes back, and how long crawls of portals wait for one."""
_TURN = 0.11
"""SQLite queues nobody up: who waits looks again each tenth of a second, and would miss most of shorter moments."""
_OWN = "newsportal.pipelines."


async def store(session: CrawlSession, visits: Callable[[], Iterator[Visit]]) -> None:
    """Store visits in their order; `visits` gives those behind the last one that is stored.

    Where one of a transaction meets an error, they are stored one by one, and it alone is lost, and told. Raises
    CloseSpider where nothing can be written.
    """
    found, more = visits(), True
    while more:
        try:
            with paused(), session.unit.together():
                more = await _block(session, found)
        except CloseSpider:
            raise
        except Exception:
            found = visits()
            for visit in islice(found, VISITS):
                await _alone(session, visit)
        # Here, between two transactions, the crawl may be ended, and progress told.
        await asyncio.sleep(turn(session))


def turn(session: CrawlSession) -> float:
    """Seconds that are left to others between two transactions: none where nobody else crawls on this state."""
    held = map(lock.held, paths.crawl_locks(session.crawler.settings).values())
    return _TURN if sum(who is not None for who in held) > 1 else 0  # one is the import's own


async def _block(session: CrawlSession, visits: Iterator[Visit]) -> bool:
    """Send the visits of one transaction through the pipelines; whether there were any."""
    pipelines, begin, any_of_them = session.crawler.engine.scraper.itemproc, time.monotonic(), False
    steps = _steps(pipelines)
    for visit in islice(visits, VISITS):
        any_of_them = True
        try:
            for step in steps:
                step(visit)
            if not steps:
                visit.written = None  # others may change its article
                await pipelines.process_item_async(visit)
        except DropItem:
            logger.debug("dropped: %r", visit.url)
        if time.monotonic() - begin > SECONDS:
            break
    return any_of_them


def _steps(pipelines: Any) -> list[Callable[[Visit], Visit]]:
    """What visits pass, where that is newsportal's own alone: these need no task, and give the visit back."""
    return [*pipelines.methods["process_item"]] if are_from(_OWN, passed(pipelines)) else []


async def _alone(session: CrawlSession, visit: Visit) -> None:
    """Send a visit through the pipelines in a transaction of its own; what it meets is told as Scrapy tells it."""
    crawler = session.crawler
    visit.written = None  # others may change its article
    try:
        await crawler.engine.scraper.itemproc.process_item_async(visit)
    except DropItem:
        if session.failure:
            raise CloseSpider("storage") from None
    except Exception as error:
        logger.exception("error while storing %r", visit.url)
        told = {"item": visit, "response": None, "spider": crawler.spider, "failure": Failure(error)}  # type: ignore[no-untyped-call]
        crawler.signals.send_catch_log(signals.item_error, **told)
