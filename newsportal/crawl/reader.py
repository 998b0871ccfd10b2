"""Reads responses: what a response is decides what becomes of it.

What reads pages is imported with the first of them: it takes a third of a start, and a look at a portal on which
nothing has changed needs none of it.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import NamedTuple

from scrapy.http import Response

from newsportal.crawl.answer import declared_charset, fetched, page_of, received, task_of
from newsportal.crawl.filled_hub import FilledHub, in_utf_8
from newsportal.crawl.follow import FollowPolicy
from newsportal.crawl.multipage import MultipageArticle
from newsportal.crawl.page_hashes import headlines_hash, shown_hash
from newsportal.crawl.readers.wire import Deadly, PageTask
from newsportal.crawl.session import CrawlSession
from newsportal.download.content.bodies import is_feed
from newsportal.download.failures import may_pass
from newsportal.extraction.page import Page
from newsportal.extraction.page_quality import NEEDS_BROWSER
from newsportal.items import Visit
from newsportal.loaders import VisitLoader, content_hash
from newsportal.messages import say
from newsportal.state.frontier import LISTINGS, Entry
from newsportal.urls.canonical import canonical

logger = logging.getLogger(__name__)


DEADLY = "process-ended"
"""Why a page could not be read over which the processes that read it ended."""


class NextPage(NamedTuple):
    """A further page that is to be read before an article is whole."""

    url: str
    """Its address."""
    article: MultipageArticle | FilledHub
    """The article so far, or the hub whose lists stand in files beside it."""


class Reader:
    """Turns a portal's responses into visits. `keywords` is how many are taken of an article."""

    def __init__(self, session: CrawlSession, policy: FollowPolicy, *, keywords: int) -> None:
        self._session, self._policy, self._keywords = session, policy, keywords
        self.read_ahead: tuple[PageTask, Page | Exception] | None = None
        """The page whose turn it is, where another process has read it (`newsportal.crawl.readers`)."""

    def task(self, response: Response, asked: Entry | MultipageArticle | FilledHub) -> PageTask | None:
        """What an answer is read with now; None where it is no page."""
        if self.read_ahead is not None and self.read_ahead[0].body is response.body:
            return self.read_ahead[0]
        if isinstance(asked, FilledHub):
            return None
        if isinstance(asked, MultipageArticle):
            return task_of(response)
        if response.status == 304 or asked.kind in LISTINGS or (asked.kind == "seed" and is_feed(response)):
            return None
        from newsportal.extraction.article.known_as import usable

        return task_of(response, usable(self._known_as(asked, response)))

    def read(self, response: Response, entry: Entry) -> Visit | NextPage:
        """The visit of a response, or the next page of the article that it begins."""
        self._session.current_page.start(entry.url)
        if response.status == 304:
            fetch = fetched(entry, response, unchanged=True)
            return Visit(url=entry.url, role="unchanged", fetched=self._session.now(), fetch=fetch)
        task = self.task(response, entry)
        if task is None:
            return self._list_of_data(response, entry) or self._listing(response, entry)
        try:
            page = self._extract(task)
        except Deadly as how:
            return self._set_aside(entry, how)
        if page.data_lists and page.kind != "article":
            return self._go_on(FilledHub(entry, response, list(page.data_lists)))
        return self._go_on(MultipageArticle(entry, response, page, task.known_as))

    def further(self, response: Response, article: MultipageArticle | FilledHub) -> Visit | NextPage:
        """A further page of a multi-page article, or a file of a hub: its visit, or what is to be read next."""
        self._session.current_page.start(article.entry.url)
        task = self.task(response, article)
        try:
            article.add(self._extract(task) if task else response)  # type: ignore[arg-type]
        except Deadly as how:
            self._name(response.url, how)
            return self.missing(article, DEADLY, False)
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

    def _extract(self, task: PageTask) -> Page:
        if self.read_ahead is not None and self.read_ahead[0] == task:
            page = self.read_ahead[1]
            if isinstance(page, Exception):
                raise page
            return page
        return page_of(task, None if self._session.spider.partial else self._session.walk.learned)

    def _name(self, url: str, how: Deadly) -> None:
        """Name a page over which processes ended, as one that ended the crawl's."""
        logger.error("%s", say("set aside: {url!r}: {why}", url=url, why=how))
        self._session.counters.crawl[f"aside/{url}"] = 1

    def _set_aside(self, entry: Entry, how: Deadly) -> Visit:
        self._name(entry.url, how)
        return self.failure(entry, DEADLY)

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
        page = replace(self._extract(task_of(whole, self._known_as(hub.entry, whole))), data_lists=())
        return MultipageArticle(hub.entry, whole, page)

    def _list_of_data(self, response: Response, entry: Entry) -> Visit | None:
        """A list in JSON or a script that the portal names, read as the hub that it fills; None for what is none."""
        if not (entry.kind == "seed" or entry.url in self._policy.feeds):
            return None
        from newsportal.extraction.filled_page import listed

        body = listed(response.body, response.url, declared_charset(response))
        response = in_utf_8(response, body or b"")
        page = self._extract(task_of(response))
        return self._visit(MultipageArticle(entry, response, page)) if page.kind == "hub" else None

    def _listing(self, response: Response, entry: Entry) -> Visit:
        from newsportal.extraction import feeds

        read = feeds.sitemap if entry.kind == "sitemap" else feeds.feed
        listing = read(response.body, response.url, declared_charset(response))
        names = content_hash("", "\n".join((*listing.pages, *listing.sitemaps)))
        fetch = fetched(entry, response, hash=names, flags=listing.flags, unread=listing.unread)
        role = "feed" if entry.kind == "seed" else entry.kind
        if listing.flags or listing.unread:
            what = {"flags": ", ".join(listing.flags) or "damaged", "lost": listing.unread, "url": entry.url}
            logger.info("%s", say("{role} not read whole: {flags}, entries lost: {lost:,}, {url!r}", role=role, **what))
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
        fetch.hash = visit.article.content_hash if visit.article else headlines_hash(page)
        fetch.unmatched = self._policy.addresses.unmatched(entry.url, url)
        if self._policy.addresses.kind(entry.url) == "article":
            fetch.shown = fetch.hash if visit.article else shown_hash(page, response.body)
        if page.traits and not session.spider.partial:
            visit.traits, visit.kept = page.traits, article.kept(visit)
        unchanged = known is not None and known.hash == fetch.hash
        visit.follow = self._policy.of_page(page, response.url, entry.depth, unchanged=unchanged)
        return visit
