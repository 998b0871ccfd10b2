"""Reads a response for a spider: what it is decides what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure
from w3lib.encoding import http_content_type_encoding

from newsportal.download.failures import may_pass, reason
from newsportal.download.robots.robotstxt import RobotsTxt
from newsportal.extraction import extract, feeds
from newsportal.extraction.page import MainContent, Page
from newsportal.items import Visit
from newsportal.loaders import VisitLoader, content_hash
from newsportal.state.frontier import LISTINGS, Entry
from newsportal.urls.canonical import canonical

if TYPE_CHECKING:
    from newsportal.spiders.base import PortalSpider

MAX_PARTS = 50
"""Pages of a divided article that are read."""
_SITEMAPS = 5
"""Sitemaps of a robots.txt or a sitemap index that are read."""
_LISTED = 500
"""Newest entries of a feed or sitemap that are looked at in a crawl."""


def reason_of(failure: Failure) -> tuple[str, bool]:
    """Why a request failed, in a word or two, and whether the page is gone for good (404, 410)."""
    error = failure.value
    if isinstance(error, HttpError):
        return f"http {error.response.status}", error.response.status in (404, 410)
    if isinstance(error, IgnoreRequest):
        return getattr(error, "reason", "refused"), False
    return reason(error) if error else "unknown", False


def _headlines_hash(page: Page) -> str:
    """What a page without an article says, as 16 hexadecimal digits."""
    words = "\n".join(f"{h.url} {h.shown}" for block in page.blocks for h in block.headlines)
    return content_hash(page.kind, words)


@dataclass(slots=True)
class Divided:
    """An article of several pages, as far as it was read."""

    entry: Entry
    """The frontier entry of its first page."""
    response: Response
    """The first page as it came."""
    first: Page
    """The first page as read."""
    parts: list[MainContent] = field(default_factory=list)
    """The story on each further page."""


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
        elif entry.kind in LISTINGS:
            yield self._listing(response, entry)
        else:
            page = self._extract(response)
            if page.article is not None and page.article.next_page:
                yield from self._more(Divided(entry, response, page), page.article.next_page)
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

    def failure(self, entry: Entry, reason: str, gone: bool = False, *, answered: bool = False) -> Visit:
        """The visit of a request that gave nothing to read; `answered`: the server said so."""
        again = may_pass(reason) and entry.kind not in LISTINGS  # those are asked for by the hour
        return self._visit(entry, entry.url, "failed", reason=reason, gone=gone, answered=answered, may_pass=again)

    def _listing(self, response: Response, entry: Entry) -> Visit:
        listing = (feeds.sitemap if entry.kind == "sitemap" else feeds.feed)(response.body, response.url)
        visit = self._visit(entry, entry.url, entry.kind, response)
        visit.meta["hash"] = content_hash("", "\n".join((*listing.pages, *listing.sitemaps)))
        visit.follow = self._spider.frontier.listed(listing.pages[:_LISTED])
        if entry.depth == 0:
            visit.follow += self._spider.frontier.listings(listing.sitemaps[:_SITEMAPS], "sitemap", 1)
        return visit

    def _page(self, page: Page, response: Response, entry: Entry, parts: list[MainContent], missing: int) -> Visit:
        known = self._ledger.pages.get(entry.url)
        visit = self._visit(entry, canonical(response.url) or entry.url, page.kind, response, flags=page.flags)
        loader = VisitLoader(visit, portal=self._spider.portal, crawl=self._ledger.crawl.id, top=self._top)
        loader.add_page(page, parts, missing)
        visit = loader.load()
        # A story's further pages are read with it, not as articles of their own.
        further = (canonical(part.next_page) for part in (page.article, *parts) if part and part.next_page)
        visit.meta["parts"] = [url for url in further if url]
        visit.meta["hash"] = visit.article.content_hash if visit.article else _headlines_hash(page)
        unchanged = known is not None and known.hash == visit.meta["hash"]
        visit.follow = self._spider.frontier.links(page, entry.depth, unchanged=unchanged)
        if entry.depth == 0 and self._spider.depth:
            visit.follow += self._told_by_robots(response.url)
        return visit

    def _told_by_robots(self, url: str) -> list[Entry]:
        robots = self._spider.crawler.get_downloader_middleware(RobotsTxt)
        told = robots.sitemaps(url)[:_SITEMAPS] if robots else ()
        return self._spider.frontier.listings(told, "sitemap", 0)

    def _more(self, divided: Divided, url: str) -> Iterator[Request | Visit]:
        """The request for the next page of a divided article, or its visit where there is none to read."""
        # The newest part names `url` itself: only an earlier one that did makes it a loop.
        earlier = [divided.first.article, *divided.parts][:-1]
        looped = url in {divided.response.url, *(part.next_page for part in earlier if part)}
        if len(divided.parts) + 1 >= MAX_PARTS or looped or not self._spider.frontier.inside(url):
            yield self._whole(divided, 0)
            return
        self._ledger.reading.done()
        yield Request(
            url,
            meta=self._spider.route(),
            callback=self._spider.parse_part,
            errback=self._spider.failed_part,
            cb_kwargs={"divided": divided},
        )

    def part(self, response: Response, divided: Divided) -> Iterator[Request | Visit]:
        """A further page of a divided article."""
        self._ledger.reading.start(divided.entry.url)
        page = self._extract(response)
        if page.article is None:
            yield self._whole(divided, 1)
            return
        divided.parts.append(page.article)
        if page.article.next_page:
            yield from self._more(divided, page.article.next_page)
        else:
            yield self._whole(divided, 0)

    def missing_part(self, divided: Divided, reason: str, gone: bool) -> Iterator[Visit]:
        """A further page that could not be read: the article is kept, the gap flagged.

        One that was known whole keeps its last revision, unless the page is `gone`: what may pass is no change.
        """
        visit = self._whole(divided, 1)
        known = self._ledger.pages.get(divided.entry.url)
        passing = known is not None and known.revision and known.hash != visit.meta["hash"] and not gone
        yield self.failure(divided.entry, reason) if passing else visit

    def _whole(self, divided: Divided, missing: int) -> Visit:
        return self._page(divided.first, divided.response, divided.entry, divided.parts, missing)
