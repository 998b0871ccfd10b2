"""Finds out what of a visit is new."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler

from newsportal.crawl import start
from newsportal.crawl.counters import READ_BEFORE
from newsportal.crawl.follow import guessed
from newsportal.crawl.known import settle
from newsportal.crawl.session import CrawlSession
from newsportal.download.browser.middleware import NOTHING, RENDERED
from newsportal.download.refusal import NOT_ASKED
from newsportal.extraction.page_quality import NEEDS_BROWSER
from newsportal.items import Visit
from newsportal.state.frontier import LISTINGS


class Deduplicate:
    """Finds out what of a visit is new: articles by address and content, headlines by newsportal.dedup.

    Nothing is dropped for being a repeat: it becomes a sighting that names what it repeats, by which rule and why.
    """

    def __init__(self, session: CrawlSession) -> None:
        self.session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """A pipeline of this crawler's session."""
        return cls(CrawlSession.of(crawler))

    async def open_spider(self) -> None:
        """Open the session."""
        self.session.open(start.begin)

    def process_item(self, item: Visit) -> Visit:
        """The visit with its identities; begins its transaction."""
        try:
            self.session.unit.begin()
            self._identify(item)
        except Exception as error:
            self.session.unit.give_up(error)
            raise
        return item

    def _identify(self, item: Visit) -> None:
        session, counts = self.session, self.session.counters.visit
        for reason in item.dropped:
            counts[f"dropped/{reason}"] += 1
        self._count(item)
        before = session.unit.known(item).get(item.url)
        again = before is not None and before.crawl == session.walk.crawl.id and not session.spider.archived
        if again and item.role != "failed":
            counts[f"dropped/{READ_BEFORE}"] += 1
            item.article, item.sightings = None, []
        settle(item, before, session.walk.pages)
        if item.fetch.known or (item.fetch.unchanged and before and before.role == "article"):
            counts["articles_known"] += 1
        session.books.identify(item, before.revision if before else 0)

    def _count(self, visit: Visit) -> None:
        counts, fetch = self.session.counters.visit, visit.fetch
        if visit.role == "failed" and guessed(fetch.asked, fetch.kind, fetch.depth) and fetch.reason != "internal":
            return  # the portal never named it: it is neither left out nor an error
        if visit.role == "failed":
            counts[f"{'dropped' if fetch.reason in NOT_ASKED else 'errors'}/{fetch.reason}"] += 1
        elif fetch.kind in LISTINGS:
            counts["listings"] += 1
            counts.update(f"dropped/{visit.role} {flag}" for flag in fetch.flags)
            if fetch.unread:
                counts[f"dropped/{visit.role} entry without an address"] += fetch.unread
        else:
            counts["unchanged" if fetch.unchanged else "pages"] += 1
        if "blocked" in fetch.flags:
            counts["errors/blocked"] += 1
        if fetch.browser or NEEDS_BROWSER in fetch.flags:
            counts["needs_browser"] += 1
        if fetch.browser == RENDERED and NEEDS_BROWSER not in fetch.flags:
            counts["rendered"] += 1
        elif fetch.browser:
            counts[f"errors/{NOTHING if fetch.browser == RENDERED else fetch.browser}"] += 1
