"""Reads responses: what a response is decides what becomes of it.

What reads pages is imported with the first of them: it takes a third of a start, and a look at a portal on which
nothing has changed needs none of it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from newsportal.crawl.answer import declared_charset, fetched, page_of, received
from newsportal.crawl.filled_hub import FilledHub, in_utf_8
from newsportal.crawl.follow import FollowPolicy
from newsportal.crawl.multipage import MultipageArticle
from newsportal.crawl.session import CrawlSession
from newsportal.download.content.bodies import is_feed
from newsportal.download.failures import may_pass, reason
from newsportal.extraction.page import Page
from newsportal.extraction.page_quality import NEEDS_BROWSER
from newsportal.items import Kept, Visit
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
    article: MultipageArticle | FilledHub
    """The article so far, or the hub whose lists stand in files beside it."""


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


class Reader:
    """Turns a portal's responses into visits. `keywords` is how many are taken of an article."""

    def __init__(self, session: CrawlSession, policy: FollowPolicy, *, keywords: int) -> None:
        self._session, self._policy, self._keywords = session, policy, keywords

    def read(self, response: Response, entry: Entry) -> Visit | NextPage:
        """The visit of a response, or the next page of the article that it begins."""
        self._session.current_page.start(entry.url)
        if response.status == 304:
            fetch = fetched(entry, response, unchanged=True)
            return Visit(url=entry.url, role="unchanged", fetched=self._session.now(), fetch=fetch)
        if entry.kind in LISTINGS or (entry.kind == "seed" and is_feed(response)):
            return self._list_of_data(response, entry) or self._listing(response, entry)
        from newsportal.extraction.article.known_as import usable

        words = usable(self._known_as(entry, response))
        page = self._extract(response, words)
        if page.data_lists and page.kind != "article":
            return self._go_on(FilledHub(entry, response, list(page.data_lists)))
        return self._go_on(MultipageArticle(entry, response, page, words))

    def further(self, response: Response, article: MultipageArticle | FilledHub) -> Visit | NextPage:
        """A further page of a multi-page article, or a file of a hub: its visit, or what is to be read next."""
        self._session.current_page.start(article.entry.url)
        article.add(self._extract(response) if isinstance(article, MultipageArticle) else response)  # type: ignore[arg-type]
        return self._go_on(article)

    def missing(self, article: MultipageArticle | FilledHub, reason: str, gone: bool) -> Visit | NextPage:
        """A further page that could not be read: the article is kept, the gap flagged; a hub goes without the list.

        An article that was known whole keeps its last revision, unless the page is `gone`: what may pass is no change.
        """
        if isinstance(article, FilledHub):
            article.missing()
            return self._go_on(article)
        article.missing += 1
        visit = self._visit(article)
        known = self._session.walk.pages.get(article.entry.url)
        passing = known is not None and known.revision and known.hash != visit.fetch.hash and not gone
        return self.failure(article.entry, reason) if passing else visit

    def failure(self, entry: Entry, reason: str, gone: bool = False, *, answered: bool = False) -> Visit:
        """The visit of a request that gave nothing to read; `answered`: the server said so."""
        again = may_pass(reason) and entry.kind not in LISTINGS  # those are asked for by the hour
        fetch = fetched(entry, reason=reason, gone=gone, answered=answered, may_pass=again)
        return Visit(url=entry.url, role="failed", fetched=self._session.now(), fetch=fetch)

    def _extract(self, response: Response, known_as: Iterable[str] = ()) -> Page:
        portal = None if self._session.spider.partial else self._session.walk.learned
        return page_of(response, known_as, portal)

    def _known_as(self, entry: Entry, response: Response) -> set[str]:
        """The headlines that crawls saw under a page's address, the one asked for and the one that answered."""
        return self._session.walk.words({entry.url, canonical(response.url)})

    def _go_on(self, article: MultipageArticle | FilledHub) -> Visit | NextPage:
        url = article.next_page(self._policy.addresses.holds)
        if url is None:
            return self._visit(article if isinstance(article, MultipageArticle) else self._filled(article))
        self._session.current_page.done()
        return NextPage(url, article)

    def _filled(self, hub: FilledHub) -> MultipageArticle:
        whole = hub.whole(declared_charset(hub.response))
        page = replace(self._extract(whole, self._known_as(hub.entry, whole)), data_lists=())
        return MultipageArticle(hub.entry, whole, page)

    def _list_of_data(self, response: Response, entry: Entry) -> Visit | None:
        """A list in JSON or a script that the portal names, read as the hub that it fills; None for what is none."""
        if not (entry.kind == "seed" or entry.url in self._policy.feeds):
            return None
        from newsportal.extraction.filled_page import listed

        body = listed(response.body, response.url, declared_charset(response))
        response = in_utf_8(response, body or b"")
        page = self._extract(response)
        return self._visit(MultipageArticle(entry, response, page)) if page.kind == "hub" else None

    def _listing(self, response: Response, entry: Entry) -> Visit:
        from newsportal.extraction import feeds

        read = feeds.sitemap if entry.kind == "sitemap" else feeds.feed
        listing = read(response.body, response.url, declared_charset(response))
        names = content_hash("", "\n".join((*listing.pages, *listing.sitemaps)))
        fetch = fetched(entry, response, hash=names, flags=listing.flags, unread=listing.unread)
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
        known = session.walk.pages.get(entry.url)
        # An article's further pages are read with it, not as articles of their own.
        further = (canonical(part.next_page) for part in article.parts if part.next_page)
        fetch = fetched(entry, response, flags=page.flags, further_pages=[url for url in further if url])
        if NEEDS_BROWSER in page.flags:
            fetch.etag = fetch.modified = None  # the empty shell's: unchanged, it would never be filled
        url = canonical(response.url) or entry.url
        started = Visit(url=url, role=page.kind, fetched=received(response) or session.now(), fetch=fetch)
        loader = VisitLoader(started, portal=session.portal, crawl=session.walk.crawl.id, top=self._keywords)
        loader.add_page(page, article.further, article.missing)
        visit = loader.load()
        fetch.hash = visit.article.content_hash if visit.article else _headlines_hash(page)
        fetch.unmatched = self._policy.addresses.unmatched(entry.url, url)
        if self._policy.addresses.kind(entry.url) == "article":
            fetch.shown = fetch.hash if visit.article else _shown_hash(page, response.body)
        if page.traits and not session.spider.partial:
            visit.traits, visit.kept = page.traits, self._kept(article, visit)
        unchanged = known is not None and known.hash == fetch.hash
        visit.follow = self._policy.of_page(page, response.url, entry.depth, unchanged=unchanged)
        return visit

    def _kept(self, article: MultipageArticle, visit: Visit) -> Kept | None:
        """The page for the crawl's end, where no link bears out its title, or its time or text may stand elsewhere."""
        response, traits = article.response, article.first.traits
        if not visit.article or not traits or not traits.in_doubt:
            return None
        return Kept(
            url=visit.url, asked=article.entry.url, address=response.url, body=response.body,
            charset=declared_charset(response), fetched=visit.fetched,
            words=list(article.words), own_title=traits.title, title=visit.article.title or "",
        )  # fmt: skip
