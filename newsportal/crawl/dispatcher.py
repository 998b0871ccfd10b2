"""The dispatcher: hands out the frontier's addresses, host by host, and hears what became of each."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator

from scrapy import signals

from newsportal.crawl.follow import FollowPolicy
from newsportal.crawl.in_flight import InFlight
from newsportal.crawl.session import CrawlSession
from newsportal.items import Visit
from newsportal.state.frontier import LISTINGS, Entry
from newsportal.text.keys import key_of

_PATIENCE = 30.0
"""Seconds without an end after which it is looked whether what is waited for is still in flight."""


class Dispatcher:
    """Decides which address is asked for next.

    All others wait in the state, where a kill cannot lose them, in the order that the follow policy says.
    `articles` is how many are read at most, 0 for all.
    """

    def __init__(self, session: CrawlSession, policy: FollowPolicy, *, articles: int) -> None:
        crawler = session.crawler
        self._session, self._policy, self._articles = session, policy, articles
        self._frontier = session.memory.frontier
        self._ahead = max(1, crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN", 1))
        self.in_flight = InFlight()
        self.in_flight.watch(crawler)
        crawler.signals.connect(self.stored, signal=signals.item_scraped)

    async def entries(self, seeds: Iterable[str]) -> AsyncIterator[Entry]:
        """The addresses to ask for, until the frontier is empty and nothing is in flight."""
        # At each start: one that was killed before it did left an empty frontier; what was read is not added again.
        self.seed(seeds)
        in_flight = self.in_flight
        while True:
            for host in [host for host, count in self._frontier.hosts.items() if count > 0]:
                for entry in self._next(host):
                    yield entry
            if not in_flight.urls:
                return
            if not await in_flight.wait(_PATIENCE):
                for _ in in_flight.forgotten(self._session.crawler.engine):
                    self._session.counters.count("errors/internal")

    def seed(self, seeds: Iterable[str]) -> None:
        """Put into the frontier what a crawl begins with."""
        with self._session.unit.outside_visits():
            self._frontier.push(self._policy.seeds(seeds))

    def _next(self, host: str) -> Iterator[Entry]:
        """The next addresses of a host that may be in flight beside those that are."""
        in_flight = self.in_flight
        while host not in in_flight.given_up:
            room = self._ahead - in_flight.at(host)
            kinds = None
            if self._articles:
                counts = self._session.counters.crawl
                done = counts["articles_new"] + counts["articles_changed"]
                left = self._articles - done - len(in_flight.urls)
                room, kinds = (min(room, left), None) if left > 0 else (room, ("seed", "hub", *LISTINGS))
            if room <= 0:
                return
            among = self._frontier.waiting(host, room + in_flight.at(host) + len(in_flight.lost), kinds)
            fresh = [entry for entry in among if entry.url not in in_flight.urls and entry.url not in in_flight.lost]
            if not fresh:
                return
            for entry in filter(self._admitted, fresh[:room]):
                in_flight.take(entry)
                yield entry

    def _admitted(self, entry: Entry) -> bool:
        """Whether an address is no part of a trap; one that is leaves the frontier."""
        fresh = entry.kind in ("hub", "article") and self._session.memory.pages.get(entry.url) is None
        trap = self._session.traps.admit(entry.url, entry.depth) if fresh else None
        if trap:
            with self._session.unit.outside_visits():
                self._frontier.drop(entry.url)
        return trap is None

    def stored(self, item: object) -> None:
        """A visit is stored: its address has come to its end."""
        if not isinstance(item, Visit):
            return
        fetch, traps = item.fetch, self._session.traps
        if fetch.gone:
            traps.dead(fetch.asked)
        elif fetch.answered and not fetch.unchanged:
            useful = item.article is not None or bool(item.headlines) or (item.role in LISTINGS and bool(item.follow))
            traps.report(fetch.asked, useful, key_of(fetch.hash) if fetch.hash else 0)
        self.in_flight.end(fetch.asked)

    def give_up_host(self, entry: Entry, reason: str) -> None:
        """Ask no more of an address's host, whose fault it is that this one failed: it waits for the next start."""
        self.in_flight.given_up.add(entry.host)
        self._session.counters.count(f"errors/{reason}")
        self.in_flight.end(entry.url)
