"""Multi-page articles: an article read page by page, and the address of the page to read next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapy.http import Response

from newsportal.crawl.answer import declared_charset
from newsportal.extraction.page import MainContent
from newsportal.items import Kept
from newsportal.state.frontier import Entry

if TYPE_CHECKING:
    from newsportal.crawl.reading import Reading

MAX_PAGES = 50
"""Pages of a multi-page article that are read."""


@dataclass(slots=True)
class MultipageArticle:
    """An article of one page or several, as far as it was read."""

    entry: Entry
    """The frontier entry of its first page."""
    response: Response
    """The first page as it came."""
    parts: list[MainContent]
    """The main content of each page read, in order; none where the first is no article's, or the only one."""
    reading: Reading | None = None
    """What was read of the first page; None where no visit is made of it."""
    words: tuple[str, ...] = ()
    """The headlines that led to it, with which that was read."""
    missing: int = 0
    """How many pages could not be read; after one, no other is asked for."""

    def add(self, content: MainContent | None) -> None:
        """Take in what a further page says; one that is no article is missing."""
        if content is None:
            self.missing += 1
        else:
            self.parts.append(content)

    def next_page(self, inside: Callable[[str], bool]) -> str | None:
        """The address of the next page to read; None where there is none to read.

        That is the article's end, a missing page, a loop, an address that is not `inside` the portal, or MAX_PAGES.
        """
        parts = self.parts
        url = parts[-1].next_page if parts else None
        if url is None or self.missing or len(parts) >= MAX_PAGES:
            return None
        # The newest part names `url` itself: only an earlier one that did makes it a loop.
        looped = url in {self.response.url, *(part.next_page for part in parts[:-1])}
        return None if looped or not inside(url) else url

    def kept(self) -> Kept | None:
        """The page for the crawl's end, where no link bears out its title, or its time or text may stand elsewhere."""
        response, reading = self.response, self.reading
        if reading is None or not (visit := reading.visit).article or not visit.traits or not visit.traits.in_doubt:
            return None
        return Kept(
            url=visit.url, asked=self.entry.url, address=response.url, body=response.body,
            charset=declared_charset(response), fetched=visit.fetched,
            words=list(self.words), own_title=visit.traits.title, title=reading.title,
        )  # fmt: skip
