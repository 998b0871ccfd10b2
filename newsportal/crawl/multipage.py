"""Multi-page articles: an article read page by page, and the address of the page to read next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from scrapy.http import Response

from newsportal.crawl.answer import declared_charset
from newsportal.extraction.page import MainContent, Page
from newsportal.items import Kept, Visit
from newsportal.state.frontier import Entry

MAX_PAGES = 50
"""Pages of a multi-page article that are read."""


@dataclass(slots=True)
class MultipageArticle:
    """An article of one page or several, as far as it was read."""

    entry: Entry
    """The frontier entry of its first page."""
    response: Response
    """The first page as it came."""
    first: Page
    """The first page as read."""
    words: tuple[str, ...] = ()
    """The headlines that led to it, with which that was read."""
    further: list[MainContent] = field(default_factory=list)
    """The main content of each further page."""
    missing: int = 0
    """How many pages could not be read; after one, no other is asked for."""

    @property
    def parts(self) -> list[MainContent]:
        """The main content of each page read, the first included where it has one."""
        return [*([self.first.article] if self.first.article else []), *self.further]

    def add(self, page: Page) -> None:
        """Take in a further page; one that is no article is missing."""
        if page.article is None:
            self.missing += 1
        else:
            self.further.append(page.article)

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

    def kept(self, visit: Visit) -> Kept | None:
        """The page for the crawl's end, where no link bears out its title, or its time or text may stand elsewhere."""
        response, traits = self.response, self.first.traits
        if not visit.article or not traits or not traits.in_doubt:
            return None
        return Kept(
            url=visit.url, asked=self.entry.url, address=response.url, body=response.body,
            charset=declared_charset(response), fetched=visit.fetched,
            words=list(self.words), own_title=traits.title, title=visit.article.title or "",
        )  # fmt: skip
