"""Takes out of a visit what is no record."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler

from newsportal.crawl.own import comes_untouched
from newsportal.crawl.tidying import tidy
from newsportal.items import Visit
from newsportal.items.tidy import lacks
from newsportal.messages import marked

_WITHOUT = {"title": marked("article without title"), "text": marked("article without text")}


class Validate:
    """Takes out of a visit what is no record: an article without title or text, a headline without words or address.

    Every part left out is counted by its reason under `dropped`; the visit itself goes on, for its page was read.
    """

    def __init__(self, crawler: Crawler | None = None) -> None:
        self._crawler, self._untouched = crawler, False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """A pipeline of this crawler."""
        return cls(crawler)

    def open_spider(self) -> None:
        """See who may have changed visits that were tidied where their pages were read."""
        self._untouched = self._crawler is not None and comes_untouched(self._crawler, self)

    def process_item(self, item: Visit) -> Visit:
        """The visit with complete parts only."""
        if not (item.tidied and self._untouched):
            tidy(item)
        if item.article is not None and item.written is None and (missing := lacks(item.article)):
            item.dropped.append(_WITHOUT[missing])
            item.article = None
        return item
