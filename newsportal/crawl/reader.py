"""Reads responses: what a response is decides what becomes of it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure
from w3lib.encoding import http_content_type_encoding

from newsportal.crawl.follow import FollowPolicy
from newsportal.crawl.multipage import MultipageArticle
from newsportal.crawl.session import CrawlSession
from newsportal.download.browser.middleware import outcome
from newsportal.download.failures import may_pass, reason
from newsportal.download.meta_keys import RECEIVED
from newsportal.extraction import extract, feeds
from newsportal.extraction.article.known_as import usable
from newsportal.extraction.page import Page
from newsportal.extraction.page_quality import NEEDS_BROWSER
from newsportal.extraction.portal_memory import PortalMemory
from newsportal.items import Fetch, Kept, Visit
from newsportal.loaders import VisitLoader, content_hash
from newsportal.state.frontier import LISTINGS, Entry
from newsportal.urls.canonical import canonical

logger = logging.getLogger(__name__)
_HEAD = 1 << 16
"""Bytes of a page in which its <title> is looked for."""


class NextPage(NamedTuple):
    """A further page that is to be read before an article is whole."""

    url: str
    """Its address."""
    article: MultipageArticle
    """The article so far."""


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


def _shown_hash(page: Page, body: bytes) -> str:
    """What a page without an article shows, as 16 hexadecimal digits: its <title>, as sent, and its headlines.

    Without addresses: one page under many addresses has relative links that lead elsewhere from each of them.
    """
    head = body[:_HEAD].lower()
    title = head[max(0, head.find(b"<title")) : max(0, head.find(b"</title"))].decode("latin-1")
    return content_hash(title, "\n".join(h.shown for block in page.blocks for h in block.headlines))


def page_of(response: Response, known_as: Iterable[str] = (), portal: PortalMemory | None = None) -> Page:
    """What a response showed when it came; `known_as` are the headlines under which other pages link to it."""
    fetched, charset = received(response) or datetime.now(UTC), _charset(response)
    return extract(response.body, response.url, charset, fetched=fetched, known_as=known_as, portal=portal)


def received(response: Response) -> datetime | None:
    """When a response came; None where no download handler gave it."""
    return response.request.meta.get(RECEIVED) if response.request else None


class Reader:
    """Turns a portal's responses into visits. `keywords` is how many are taken of an article."""

    def __init__(self, session: CrawlSession, policy: FollowPolicy, *, keywords: int) -> None:
        self._session, self._policy, self._keywords = session, policy, keywords

    def read(self, response: Response, entry: Entry) -> Visit | NextPage:
        """The visit of a response, or the next page of the article that it begins."""
        self._session.current_page.start(entry.url)
        if response.status == 304:
            fetch = _fetch(entry, response, unchanged=True)
            return Visit(url=entry.url, role="unchanged", fetched=self._session.now(), fetch=fetch)
        if entry.kind in LISTINGS or (entry.kind == "seed" and _is_feed(response)):
            return self._listing(response, entry)
        words = usable(self._known_as(entry, response))
        return self._go_on(MultipageArticle(entry, response, self._extract(response, words), words))

    def further(self, response: Response, article: MultipageArticle) -> Visit | NextPage:
        """A further page of a multi-page article: the article's visit, or its next page."""
        self._session.current_page.start(article.entry.url)
        article.add(self._extract(response))
        return self._go_on(article)

    def missing(self, article: MultipageArticle, reason: str, gone: bool) -> Visit:
        """A further page that could not be read: the article is kept, the gap flagged.

        One that was known whole keeps its last revision, unless the page is `gone`: what may pass is no change.
        """
        article.missing += 1
        visit = self._visit(article)
        known = self._session.memory.pages.get(article.entry.url)
        passing = known is not None and known.revision and known.hash != visit.fetch.hash and not gone
        return self.failure(article.entry, reason) if passing else visit

    def failure(self, entry: Entry, reason: str, gone: bool = False, *, answered: bool = False) -> Visit:
        """The visit of a request that gave nothing to read; `answered`: the server said so."""
        again = may_pass(reason) and entry.kind not in LISTINGS  # those are asked for by the hour
        fetch = _fetch(entry, reason=reason, gone=gone, answered=answered, may_pass=again)
        return Visit(url=entry.url, role="failed", fetched=self._session.now(), fetch=fetch)

    def _extract(self, response: Response, known_as: Iterable[str] = ()) -> Page:
        portal = None if self._session.spider.partial else self._session.memory.readings.memory
        return page_of(response, known_as, portal)

    def _known_as(self, entry: Entry, response: Response) -> set[str]:
        """The headlines that crawls saw under a page's address, the one asked for and the one that answered."""
        addresses = {entry.url, canonical(response.url)}
        return {words for url in addresses for words in self._session.memory.identity.known_as(url)}

    def _go_on(self, article: MultipageArticle) -> Visit | NextPage:
        url = article.next_page(self._policy.inside)
        if url is None:
            return self._visit(article)
        self._session.current_page.done()
        return NextPage(url, article)

    def _listing(self, response: Response, entry: Entry) -> Visit:
        read = feeds.sitemap if entry.kind == "sitemap" else feeds.feed
        listing = read(response.body, response.url, _charset(response))
        names = content_hash("", "\n".join((*listing.pages, *listing.sitemaps)))
        fetch = _fetch(entry, response, hash=names, flags=listing.flags, unread=listing.unread)
        role = "feed" if entry.kind == "seed" else entry.kind
        if listing.flags or listing.unread:
            flags = ", ".join(listing.flags) or "damaged"
            logger.info("%s not read whole: %s, %d entries lost, %r", role, flags, listing.unread, entry.url)
        visit = Visit(url=entry.url, role=role, fetched=self._session.now(), fetch=fetch)
        visit.follow = self._policy.of_listing(listing, entry.depth)
        return visit

    def _visit(self, article: MultipageArticle) -> Visit:
        """The visit of a page, with the further pages of its article."""
        page, response, entry, session = article.first, article.response, article.entry, self._session
        known = session.memory.pages.get(entry.url)
        # An article's further pages are read with it, not as articles of their own.
        further = (canonical(part.next_page) for part in article.parts if part.next_page)
        fetch = _fetch(entry, response, flags=page.flags, further_pages=[url for url in further if url])
        if NEEDS_BROWSER in page.flags:
            fetch.etag = fetch.modified = None  # the empty shell's: unchanged, it would never be filled
        url = canonical(response.url) or entry.url
        started = Visit(url=url, role=page.kind, fetched=received(response) or session.now(), fetch=fetch)
        loader = VisitLoader(started, portal=session.portal, crawl=session.memory.crawl.id, top=self._keywords)
        loader.add_page(page, article.further, article.missing)
        visit = loader.load()
        fetch.hash = visit.article.content_hash if visit.article else _headlines_hash(page)
        if self._policy.like_article(entry.url):
            fetch.shown = fetch.hash if visit.article else _shown_hash(page, response.body)
        if page.traits and not session.spider.partial:
            visit.traits, visit.kept = page.traits, self._kept(article, visit)
        unchanged = known is not None and known.hash == fetch.hash
        visit.follow = self._policy.of_page(page, response.url, entry.depth, unchanged=unchanged)
        return visit

    def _kept(self, article: MultipageArticle, visit: Visit) -> Kept | None:
        """The page for the crawl's end, where no link says the title that it says by itself."""
        response, traits = article.response, article.first.traits
        if not visit.article or not traits or traits.borne_out:
            return None
        return Kept(
            url=visit.url, asked=article.entry.url, address=response.url, body=response.body,
            charset=_charset(response), fetched=visit.fetched,
            words=list(article.words), own_title=traits.title, title=visit.article.title or "",
        )  # fmt: skip


def _charset(response: Response) -> str | None:
    """The charset that a response's header declares."""
    kind = response.headers.get("Content-Type", b"")
    return http_content_type_encoding(kind.decode("latin-1")) if kind else None


def _is_feed(response: Response) -> bool:
    return feeds.is_feed(response.body, (response.headers.get("Content-Type") or b"").decode("latin-1"))


def _fetch(entry: Entry, response: Response | None = None, **known: object) -> Fetch:
    """How an entry was asked for, what the server said of its version, and what else is known."""
    if response is not None:
        known["browser"] = outcome(response)
        for name, header in (("etag", "ETag"), ("modified", "Last-Modified")):
            value = response.headers.get(header)
            known[name] = value.decode("latin-1")[:200] if value else None
    return Fetch(asked=entry.url, kind=entry.kind, depth=entry.depth, **known)  # type: ignore[arg-type]
