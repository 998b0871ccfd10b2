"""Reads a response for a spider: what it is decides what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure
from w3lib.encoding import http_content_type_encoding

from newsportal import feeds
from newsportal.dedup.urls import canonical
from newsportal.extraction import extract
from newsportal.extraction.page import MainContent, Page
from newsportal.items import Visit
from newsportal.loaders import VisitLoader, content_hash
from newsportal.state.crawls import Entry
from newsportal.state.sqlite import address_key

if TYPE_CHECKING:
    from newsportal.spiders.base import PortalSpider

MAX_PARTS = 50
"""Pages of a divided article that are read."""
_LISTED = 500
"""Newest entries of a feed or sitemap that are looked at in a crawl."""


def reason_of(failure: Failure) -> tuple[str, bool]:
    """Why a request failed, in a word or two, and whether the page is gone for good (404, 410)."""
    error = failure.value
    if isinstance(error, HttpError):
        return f"http {error.response.status}", error.response.status in (404, 410)
    if isinstance(error, IgnoreRequest):
        return getattr(error, "reason", "") or ("robots" if "robots" in str(error).lower() else "refused"), False
    return type(error).__name__, False


def page_hash(page: Page, parts: Iterable[MainContent] = ()) -> str:
    """What a page says, as 16 hexadecimal digits: title and text of an article, the headlines of a hub."""
    if page.article is not None:
        return content_hash(page.article.title, "\n".join((page.article.text, *(part.text for part in parts))))
    words = "\n".join(f"{h.url} {h.shown}" for block in page.blocks for h in block.headlines)
    return content_hash(page.kind, words)


class Reader:
    """Turns one spider's responses into visits."""

    def __init__(self, spider: PortalSpider) -> None:
        self._spider = spider
        self._ledger = spider.ledger
        self._top = spider.settings.getint("NEWSPORTAL_KEYWORDS", 10)

    def read(self, response: Response, entry: Entry) -> Iterator[Visit | Request]:
        """The visit of a response, or the request for an article's next page."""
        self._ledger.reading.start(entry.url)
        if response.status == 304:
            yield self._visit(entry, entry.url, "unchanged", response, unchanged=True)
        elif entry.kind in ("feed", "sitemap"):
            yield self._listing(response, entry)
        else:
            page = self._extract(response)
            if page.article is not None and page.article.next_page:
                yield from self._more(page, response, entry, page.article.next_page, [])
            else:
                yield self._page(page, response, entry, [], 0)

    def _extract(self, response: Response) -> Page:
        kind = response.headers.get("Content-Type", b"")
        charset = http_content_type_encoding(kind.decode("latin-1")) if kind else None
        return extract(response.body, response.url, charset, fetched=datetime.now(UTC))

    def _visit(self, entry: Entry, url: str, role: str, response: Response | None = None, **meta: Any) -> Visit:
        if response is not None:
            for name, header in (("etag", "ETag"), ("modified", "Last-Modified")):
                value = response.headers.get(header)
                meta[name] = value.decode("latin-1")[:200] if value else None
        meta |= {"asked": entry.url, "kind": entry.kind, "depth": entry.depth}
        return Visit(url=url, role=role, fetched=self._ledger.now(), meta=meta)

    def failure(self, entry: Entry, reason: str, gone: bool = False) -> Visit:
        """The visit of a request that gave nothing to read."""
        return self._visit(entry, entry.url, "failed", reason=reason, gone=gone)

    def _listing(self, response: Response, entry: Entry) -> Visit:
        listing = (feeds.sitemap if entry.kind == "sitemap" else feeds.feed)(response.body, response.url)
        visit = self._visit(entry, entry.url, entry.kind, response)
        visit.meta["hash"] = content_hash("", "\n".join((*listing.pages, *listing.sitemaps)))
        visit.follow = self._spider.frontier.listed(listing.pages[:_LISTED], 0)
        if entry.depth == 0:
            maps = (canonical(url) for url in listing.sitemaps[:5])
            visit.follow += [self._spider.frontier.entry(url, "sitemap", 1, 0) for url in maps if url]
        return visit

    def _page(self, page: Page, response: Response, entry: Entry, parts: list[MainContent], missing: int) -> Visit:
        digest = page_hash(page, parts)
        known = self._ledger.known.page(entry.url)
        visit = self._visit(
            entry, canonical(response.url) or entry.url, page.kind, response, hash=digest, flags=page.flags
        )
        loader = VisitLoader(visit, portal=self._spider.portal, crawl=self._ledger.crawl.id, top=self._top)
        loader.add_page(page, parts, missing)
        visit = loader.load()
        unchanged = known is not None and known.hash == digest
        visit.follow = self._spider.frontier.links(page, entry.depth, unchanged=unchanged)
        useful = visit.article is not None or bool(visit.sightings and not unchanged)
        self._spider.traps.report(visit.url, useful, address_key(digest))
        return visit

    def _more(
        self, page: Page, response: Response, entry: Entry, url: str, parts: list[MainContent]
    ) -> Iterator[Request | Visit]:
        known = {part.next_page for part in parts}
        if len(parts) + 1 >= MAX_PARTS or url in known or not self._spider.frontier.inside(url):
            yield self._page(page, response, entry, parts, 0)
            return
        state = {"entry": entry, "first": page, "response": response, "parts": parts}
        yield Request(url, meta=self._spider.route(), callback=self.part, errback=self.no_part, cb_kwargs=state)

    def part(
        self, response: Response, entry: Entry, first: Page, parts: list[MainContent], **kept: Response
    ) -> Iterator[Request | Visit]:
        """A further page of a divided article."""
        page = self._extract(response)
        if page.article is None:
            yield self._page(first, kept["response"], entry, parts, 1)
            return
        parts.append(page.article)
        if page.article.next_page:
            yield from self._more(first, kept["response"], entry, page.article.next_page, parts)
        else:
            yield self._page(first, kept["response"], entry, parts, 0)

    def no_part(self, failure: Failure) -> Iterator[Visit]:
        """A further page that could not be read: the article is kept, the gap flagged."""
        kept = failure.request.cb_kwargs  # type: ignore[attr-defined]
        yield self._page(kept["first"], kept["response"], kept["entry"], kept["parts"], 1)
