"""The follow policy: which of a page's links are worth a request in this crawl."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from newsportal import settings as defaults
from newsportal.crawl.revisit import DAY, is_due
from newsportal.crawl.session import CrawlSession
from newsportal.state.frontier import LISTINGS, Entry
from newsportal.state.pages import KnownPage
from newsportal.urls.canonical import canonical, with_or_without_slash
from newsportal.urls.ends import ends
from newsportal.urls.kind import PortalUrls

if TYPE_CHECKING:
    from newsportal.crawl.reading import Leads
    from newsportal.extraction.feeds import Listing

SEED, FIRST, LISTING, HUB, ARTICLE = 100, 60, 50, 20, 0
"""Priorities: what tells of new articles comes before the articles, but for those FIRST in a crawl with a bound."""
_DUE = 1_000
"""Articles that are read again in one crawl, those longest overdue."""
_PLACES = ("/sitemap.xml", "/news-sitemap.xml", "/rss.xml", "/feed")
"""Where portals keep feeds and sitemaps without telling."""
_SITEMAPS = 5
"""Sitemaps of a robots.txt or a sitemap index that are read: the newest, or the first and last where no time tells."""
_LISTED = 500
"""Newest entries of a feed or sitemap that are looked at in a crawl; the same of those at its ends."""
_DECIDED = 4_900
"""Addresses whose fate in this crawl is remembered (their hashes: from 4,915 on a set of them takes twice the 0.4 MB),
and as many that pages showed before these: what page after page shows is looked up once."""


def guessed(url: str, kind: str, depth: int) -> bool:
    """Whether an address is asked for only because portals keep a feed or sitemap there."""
    return kind in LISTINGS and depth == 0 and urlsplit(url).path in _PLACES


class FollowPolicy:
    """Decides by portal, depth and what is known of an address; the addresses wait in the frontier, in the state.

    `sitemaps` gives those that the robots.txt of an address's host lists. A crawl that is `bounded` takes articles on a
    seed's own page first, new ones before known ones, and seeks out no other article that is due again. `feeds` are
    the portal's own feeds, sitemaps and lists, also on hosts that it does not hold.
    """

    def __init__(
        self,
        session: CrawlSession,
        addresses: PortalUrls,
        depth: int,
        sitemaps: Callable[[str], Sequence[str]],
        *,
        feeds: Sequence[str] = (),
        bounded: bool = False,
    ) -> None:
        settings = session.crawler.settings
        self._walk, self.addresses, self._depth, self._sitemaps = session.walk, addresses, depth, sitemaps
        self.feeds, self._bounded = [canonical(url) for url in feeds], bounded
        """The portal's feeds, as it names them."""
        self._now = session.walk.crawl.begin.timestamp()
        self._listing = settings.getfloat("NEWSPORTAL_LISTING_HOURS", defaults.NEWSPORTAL_LISTING_HOURS) * 3600
        self._longest = settings.getint("URLLENGTH_LIMIT")
        self._decided, self._decided_before = set[int](), set[int]()

    def _entry(self, url: str, kind: str, depth: int, priority: int) -> Entry:
        """An address as it waits in the frontier."""
        return Entry(url, urlsplit(url).hostname or "", kind, depth, priority)

    def of_page(self, leads: Leads, url: str, depth: int, *, unchanged: bool) -> list[Entry]:
        """What a page at this depth adds. A hub `unchanged` since the last crawl tells nothing of deeper hubs."""
        added = self._links(leads, depth, unchanged=unchanged)
        if depth == 0 < self._depth:
            added += self._listings(ends(self._sitemaps(url), _SITEMAPS, newest_first=False), "sitemap", 0)
        return added

    def of_listing(self, listing: Listing, depth: int) -> list[Entry]:
        """What a feed or sitemap adds: pages that are not known, as if two links away, and an index's sitemaps."""
        newest_first = listing.newest_first
        pages = ends(listing.pages, _LISTED, newest_first=newest_first)
        added = list(self._wanted(pages, min(2, self._depth), unchanged=True))
        if depth == 0:
            sitemaps = ends(listing.sitemaps, _SITEMAPS, newest_first=newest_first)
            added += self._listings(sitemaps, "sitemap", 1)
        return added

    def _links(self, leads: Leads, depth: int, *, unchanged: bool) -> list[Entry]:
        found = list(self._wanted([leads.refresh] if leads.refresh else (), depth, unchanged=False))
        found += self._wanted(leads.urls, depth + 1, unchanged=unchanged)
        if depth < self._depth:
            found += self._listings((*(leads.feeds if depth == 0 else ()), *leads.data_lists), "feed", depth)
        return found

    def _listings(self, urls: Iterable[str], kind: str, depth: int) -> list[Entry]:
        """Feeds or sitemaps that a page, a robots.txt or a sitemap index tells of: the portal's own that are due."""
        return self._due_listings(filter(self.addresses.holds, urls), kind, depth)

    def _due_listings(self, urls: Iterable[str], kind: str, depth: int) -> list[Entry]:
        asked = [found for url in urls if (found := canonical(url))]
        priority = LISTING if depth == 0 else ARTICLE
        known = self._known(asked)
        return [self._entry(url, kind, depth, priority) for url in asked if self._due(known.get(url), depth, False)]

    def seeds(self, urls: Iterable[str]) -> list[Entry]:
        """What a crawl begins with: its seeds, and with depth the places of feeds, known hubs and articles due."""
        entries = [self._entry(canonical(url), "seed", 0, SEED) for url in urls]
        if not self._depth:
            return entries
        entries += self._due_listings(self.feeds, "feed", 0)
        for url in urls:
            entries += self._places(url)
        pages, holds = self._walk.pages, self.addresses.holds
        entries += self._deferred()
        if not self._bounded:
            due = filter(holds, pages.due(self._now, _DUE))
            entries += [self._entry(url, "article", 1, ARTICLE) for url in due]
        # A server that calls the home page unchanged shows no links: known hubs are added here, not found again.
        known = ((url, depth) for url, depth in pages.hubs(self._now, DAY) if depth <= self._depth and holds(url))
        return entries + [self._entry(url, "hub", depth, HUB - depth) for url, depth in known]

    def _places(self, seed: str) -> Iterator[Entry]:
        places = {canonical(urljoin(seed, place)): place for place in _PLACES}
        known = self._known(places)
        for url, place in places.items():
            if self.addresses.holds(url) and self._due(known.get(url), 0, unchanged=False):
                yield self._entry(url, "sitemap" if "sitemap" in place else "feed", 0, LISTING)

    def _deferred(self) -> Iterator[Entry]:
        """Addresses whose host did not answer in an earlier crawl."""
        deferred = self._walk.frontier.deferred()
        known = self._known(url for url, _, _ in deferred)
        for url, kind, depth in deferred:
            before = known.get(url)
            if depth <= self._depth and self.addresses.holds(url) and self._due(before, depth, False):
                yield self._entry(url, kind, depth, self._priority(kind, depth, before))

    def _wanted(self, urls: Iterable[str], depth: int, *, unchanged: bool) -> Iterator[Entry]:
        if depth > self._depth:
            return
        kinds = dict(self._undecided(urls))
        known = self._known(kinds)
        for url, kind in kinds.items():
            before = known.get(url)
            if self._due(before, depth, unchanged):
                yield self._entry(url, kind, depth, self._priority(kind, depth, before))

    def _undecided(self, urls: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The portal's own of these addresses that were not looked at yet, each with its kind."""
        for raw in urls:
            mark = hash(raw)
            if mark in self._decided:
                continue
            if len(self._decided) >= _DECIDED:
                self._decided, self._decided_before = set(), self._decided
            self._decided.add(mark)
            if mark in self._decided_before:
                continue
            # A route (#/news/17) is drawn by a script: what a server answers is the page before it.
            url = canonical(raw.partition("#")[0]) if self.addresses.holds(raw) else ""
            kind = self.addresses.kind(url) if url else None
            if kind is not None and len(url) <= self._longest:
                yield url, kind

    def _priority(self, kind: str, depth: int, known: KnownPage | None) -> int:
        if kind == "article" and depth <= 1 and self._bounded:
            return FIRST - (known is not None)
        return {"hub": HUB, "article": ARTICLE}.get(kind, LISTING) - depth

    def double(self, url: str) -> KnownPage | None:
        """What is known of the page read at the same address with, or without, a slash at its end."""
        other = with_or_without_slash(url)
        return _read(self._walk.pages.get(other)) if other else None

    def _known(self, urls: Iterable[str]) -> dict[str, KnownPage]:
        """What is known of the pages at these addresses, or at the same with, or without, a slash at the end."""
        others = {url: with_or_without_slash(url) for url in urls}
        found = self._walk.pages.known({*others, *filter(None, others.values())})
        known = {url: found.get(url) or _read(found.get(other or "")) for url, other in others.items()}
        return {url: page for url, page in known.items() if page}

    def _due(self, known: KnownPage | None, depth: int, unchanged: bool) -> bool:
        if known is None:
            return True
        if known.crawl == self._walk.crawl.id:
            return False
        return is_due(known, self._now, depth=depth, unchanged=unchanged, listing=self._listing)


def _read(page: KnownPage | None) -> KnownPage | None:
    """A known page, unless it could not be read."""
    return page if page and page.role != "failed" else None
