"""How a crawl begins: anew, or where an interrupted one stopped."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from newsportal.crawl import finish
from newsportal.exit_codes import Exit
from newsportal.items import Visit
from newsportal.state.crawls import OpenCrawl

if TYPE_CHECKING:
    from newsportal.crawl.session import Ledger

logger = logging.getLogger(__name__)


def begin(ledger: Ledger) -> None:
    """Begin a crawl in the books, or go on with an interrupted one of the same arguments; in the caller's transaction.

    Setting: NEWSPORTAL_RESUME_HOURS (24), how old that one may be.
    """
    spider, books = ledger.spider, ledger.open_crawl
    resumable = timedelta(hours=ledger.crawler.settings.getfloat("NEWSPORTAL_RESUME_HOURS", 24))
    left = books.interrupted()
    if left and left.arguments == spider.arguments and left.begin >= ledger.now() - resumable:
        ledger.crawl = books.resume(left)
    else:
        if left:
            _end_abandoned(ledger, left)
        ledger.crawl = books.open(spider.name, spider.arguments, ledger.now())
        ledger.figures.clear()
    ledger.portal, ledger.counts = spider.portal, Counter(ledger.crawl.counts)
    suspect = ledger.reading.interrupted()
    if suspect and ledger.queue.suspect(suspect) >= 2:
        _set_aside(ledger, suspect)
    if ledger.crawl.starts > 1:
        logger.info("resuming crawl %s, %d addresses wait", ledger.crawl.id, ledger.queue.hosts.total())


def _end_abandoned(ledger: Ledger, left: OpenCrawl) -> None:
    """Write what an interrupted crawl, too old or of other arguments, had seen."""
    ledger.crawl, ledger.counts = left, Counter(left.counts)
    # `page` keeps one set of books for all portals: this crawl's may be another than the abandoned one's.
    ledger.portal = type(ledger.spider)(left.arguments).portal
    ledger.state.commit()
    finish.end(ledger, "abandoned", Exit.INTERRUPTED)
    ledger.state.begin()


def _set_aside(ledger: Ledger, url: str) -> None:
    """Take a page that ended the process twice for one that failed, so that no link to it brings it back."""
    logger.error("set aside, since the process ended twice while reading it: %r", url)
    ledger.queue.drop(url)
    ledger.know(Visit(url=url, role="failed", fetched=ledger.now()), url)
    ledger.counts[f"aside/{url}"] = 1
    ledger.open_crawl.save_counts(ledger.counts)
