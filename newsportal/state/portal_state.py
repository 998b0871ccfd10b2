"""All that the state remembers for the crawls of one portal, on one connection: its walk and its books."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from newsportal.dedup.identity import Identity
from newsportal.extraction.portal_memory import PortalMemory
from newsportal.state.crawl_stats import CrawlStats
from newsportal.state.crawls import OpenCrawl, OpenCrawls
from newsportal.state.frontier import Frontier
from newsportal.state.identity.ahead import Ahead, Coming
from newsportal.state.identity.headline_index import SqliteIndex
from newsportal.state.identity.page import Page
from newsportal.state.link_words import LinkWords
from newsportal.state.pages import Pages
from newsportal.state.parked_hosts import ParkedHosts
from newsportal.state.pending_sightings import PendingSightings
from newsportal.state.readings import Readings
from newsportal.state.seen_links import SeenLinks
from newsportal.state.sqlite import SqliteState


class PortalState:
    """The tables of one portal, and identity, which all portals share. Writing needs an open transaction of `file`.

    `name` is what its rows are kept under: the portal's name, or that of a spider that keeps one set for all portals;
    `kept_bytes`: how much of pages is kept until the crawl's end.
    """

    crawl: OpenCrawl
    """The crawl that runs."""

    def __init__(self, file: SqliteState, name: str, *, window_days: int, kept_bytes: int = 0) -> None:
        self.file = file
        self.crawls, self.pending_sightings = OpenCrawls(file, name), PendingSightings(file, name)
        self.frontier, self.pages, self.stats = Frontier(file, name), Pages(file, name), CrawlStats(file, name)
        self.link_words, self.parked_hosts = LinkWords(file, name), ParkedHosts(file)
        self.seen_links = SeenLinks()
        self.readings = Readings(file, name, bound=kept_bytes)
        index = SqliteIndex(file.connection)
        self.identity, self.ahead = Identity(index, window_days=window_days), Ahead(index)
        self.page = Page(self.identity, index, self.ahead)

    @property
    def learned(self) -> PortalMemory:
        """What earlier crawls told of the portal."""
        return self.readings.memory

    def words(self, urls: Iterable[str]) -> set[str]:
        """The words of the links that crawls saw to these addresses."""
        return {words for url in urls for words in self.words_of(url)}

    def words_of(self, url: str) -> tuple[str, ...]:
        """The words of the links to one address: none, or those that this crawl keeps of several."""
        return self.link_words.of(url) or self.identity.known_as(url)

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self.file.in_transaction

    def begin(self) -> None:
        """Open a transaction."""
        self.file.begin()

    def commit(self) -> None:
        """Keep the open transaction."""
        self.file.commit()

    def hold(self) -> None:
        """Until `keep()` only this crawl writes, in one transaction: what can wait is written at its end."""
        self.ahead.hold()
        self.stats.hold()
        self.readings.hold()

    def expect(self, pages: Collection[Coming]) -> None:
        """Ask for what is known of pages that come next; nothing outside such a block."""
        if self.ahead.expect(pages):
            self.pages.expect([page.url for page in pages])

    def keep(self) -> None:
        """Write what waited; the block ends."""
        self.ahead.keep()
        self.stats.keep()
        self.readings.keep()
        self.pages.keep()

    def rollback(self) -> None:
        """Forget the open transaction, and what was remembered of its rows outside the database."""
        self.file.rollback()
        self.stats.forget()
        self.pages.forget()
        self.frontier.count_hosts()
        self.pending_sightings.forget_page()
        self.readings.count_bytes()
        self.seen_links.clear()
        self.ahead.forget()
