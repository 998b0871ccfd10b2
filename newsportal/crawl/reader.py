"""Reads responses: what a response is decides what becomes of it.

What reads pages is imported with the first of them: it takes a third of a start, and a look at a portal on which
nothing has changed needs none of it.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, NamedTuple

from scrapy.http import Response

from newsportal.crawl.answer import declared_charset, fetched, page_of, task_of
from newsportal.crawl.filled_hub import FilledHub, in_utf_8
from newsportal.crawl.follow import FollowPolicy
from newsportal.crawl.multipage import MultipageArticle
from newsportal.crawl.readers.wire import Deadly, Names, PageTask
from newsportal.crawl.session import CrawlSession
from newsportal.crawl.visit import visit_of
from newsportal.download.content.bodies import is_feed
from newsportal.download.failures import may_pass
from newsportal.extraction.page import Page
from newsportal.items import Visit
from newsportal.loaders import content_hash
from newsportal.messages import say
from newsportal.state.frontier import LISTINGS, Entry
from newsportal.urls.canonical import canonical

if TYPE_CHECKING:
    from newsportal.crawl.reading import Reading

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
        self._session, self._policy = session, policy
        self.names = Names(session.portal, session.walk.crawl.id, keywords)
        """What goes into all records."""
        self.read_ahead: tuple[PageTask, Reading | Exception] | None = None
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
        return self._page_task(response, asked)

    def _page_task(self, response: Response, entry: Entry) -> PageTask:
        from newsportal.extraction.article.known_as import wordings

        # Crawls saw headlines under the address that was asked for, and under the one that answered.
        page = canonical(response.url) or entry.url
        return task_of(response, wordings(self._session.walk.words({entry.url, page})), page, self._session.now)

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
            reading = self._read(task)
        except Deadly as how:
            return self._set_aside(entry, how)
        if reading.leads.data_lists and reading.visit.role != "article":
            return self._go_on(FilledHub(entry, response, list(reading.leads.data_lists)))
        return self._go_on(_begun(entry, response, reading, task))

    def further(self, response: Response, article: MultipageArticle | FilledHub) -> Visit | NextPage:
        """A further page of a multi-page article, or a file of a hub: its visit, or what is to be read next."""
        self._session.current_page.start(article.entry.url)
        task = self.task(response, article)
        try:
            article.add(self._read(task).content if task else response)  # type: ignore[arg-type]
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

    def _read(self, task: PageTask) -> Reading:
        if self.read_ahead is not None and self.read_ahead[0] == task:
            reading = self.read_ahead[1]
            if isinstance(reading, Exception):
                raise reading
            return reading
        from newsportal.crawl.reading import reading_of

        return reading_of(self._extract(task), task, self.names)

    def _extract(self, task: PageTask) -> Page:
        return page_of(task, None if self._session.spider.partial else self._session.walk.learned)

    def _name(self, url: str, how: Deadly) -> None:
        """Name a page over which processes ended, as one that ended the crawl's."""
        logger.error("%s", say("set aside: {url!r}: {why}", url=url, why=how))
        self._session.counters.crawl[f"aside/{url}"] = 1

    def _set_aside(self, entry: Entry, how: Deadly) -> Visit:
        self._name(entry.url, how)
        return self.failure(entry, DEADLY)

    def _go_on(self, article: MultipageArticle | FilledHub) -> Visit | NextPage:
        url = article.next_page(self._policy.addresses.holds)
        if url is None:
            return self._visit(article if isinstance(article, MultipageArticle) else self._filled(article))
        self._session.current_page.done()
        return NextPage(url, article)

    def _filled(self, hub: FilledHub) -> MultipageArticle:
        whole = hub.whole(declared_charset(hub.response))
        task = self._page_task(whole, hub.entry)
        reading = self._read(task)
        reading.leads = reading.leads._replace(data_lists=())
        return _begun(hub.entry, whole, reading, task)

    def _list_of_data(self, response: Response, entry: Entry) -> Visit | None:
        """A list in JSON or a script that the portal names, read as the hub that it fills; None for what is none."""
        if not (entry.kind == "seed" or entry.url in self._policy.feeds):
            return None
        from newsportal.extraction.filled_page import listed

        body = listed(response.body, response.url, declared_charset(response))
        response = in_utf_8(response, body or b"")
        task = task_of(response, page=canonical(response.url) or entry.url, now=self._session.now)
        reading = self._read(task)
        return self._visit(_begun(entry, response, reading, task)) if reading.visit.role == "hub" else None

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
        return visit_of(article, self._session, self._policy, self.names)


def _begun(entry: Entry, response: Response, reading: Reading, task: PageTask) -> MultipageArticle:
    return MultipageArticle(entry, response, [reading.content] if reading.content else [], reading, task.known_as)
