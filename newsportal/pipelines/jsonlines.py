"""Stores a visit."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler

from newsportal.crawl.session import CrawlSession
from newsportal.items import Visit


class JsonLines:
    """Appends a visit's lines to the files, in the transaction that Deduplicate opened, and commits it."""

    def __init__(self, session: CrawlSession) -> None:
        self.session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """A pipeline of this crawler's session."""
        return cls(CrawlSession.of(crawler))

    def process_item(self, item: Visit) -> Visit:
        """The visit, stored. Where the disk refuses, the crawl ends with the reason "storage"."""
        try:
            self.session.unit.commit(item)
        except Exception as error:
            self.session.unit.give_up(error)
            raise
        return item
