"""The dispatcher: hands out the frontier's addresses, host by host, and hears what became of each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator

from scrapy import signals
from scrapy.exceptions import CloseSpider

from newsportal.crawl.bounds import Bounds
from newsportal.crawl.closing import Closing
from newsportal.crawl.counters import READ_BEFORE
from newsportal.crawl.follow import FollowPolicy
from newsportal.crawl.in_flight import InFlight
from newsportal.crawl.session import CrawlSession
from newsportal.items import Visit
from newsportal.messages import say
from newsportal.os_errors import told
from newsportal.state.frontier import LISTINGS, Entry
from newsportal.state.walk import StateLost
from newsportal.text.keys import key_of

_PATIENCE = 30.0
"""Seconds without an end after which it is looked whether what is waited for is still in flight."""


class Dispatcher:
    """Decides which address is asked for next.

    All others wait in the state, where a kill cannot lose them, in the order that the follow policy says.
    """

    def __init__(self, session: CrawlSession, policy: FollowPolicy, bounds: Bounds) -> None:
        crawler = session.crawler
        self._session, self._policy, self._bounds = session, policy, bounds
        self._frontier = session.walk.frontier
        self._ahead = max(1, crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN", 1))
        self.in_flight = InFlight()
        self.in_flight.watch(crawler)
        self._closing = Closing(crawler)
        crawler.signals.connect(self.stored, signal=signals.item_scraped)

    async def entries(self, seeds: Iterable[str]) -> AsyncIterator[Entry]:
        """The addresses to ask for, until the frontier is empty and nothing is in flight.

        Raises CloseSpider where a bound is reached; nothing is in flight then, for what is counts as read.
        """
        try:
            # At each start: one that was killed before it did left an empty frontier; what was read is not added again.
            self.seed(seeds)
            while not (reached := self._bounds.reached()):
                kinds = self._kinds()
                for host in [host for host, count in self._frontier.hosts.items() if count > 0]:
                    for entry in self._next(host, kinds):
                        yield entry
                if not self.in_flight.urls:
                    return
                await self._wait()
        except StateLost as error:
            raise self.lost(error) from error
        raise CloseSpider(reached)

    def lost(self, error: StateLost) -> CloseSpider:
        """End the crawl, since what waits cannot be known any more."""
        self._session.failure = self._session.failure or say("nothing can be kept: {why}", why=told(error))
        return CloseSpider("storage")

    async def end(self) -> None:
        """Wait until nothing is in flight, then end the crawl: raises CloseSpider.

        Scrapy by itself would notice at the next of its looks, five seconds apart, that nothing is left to do.
        """
        while self.in_flight.urls:
            await self._wait()
        engine = self._session.crawler.engine
        # A visit is stored before Scrapy is done with its item, and for an item of start() it would wait for ever.
        while engine.scraper.slot is not None and not engine.scraper.slot.is_idle():
            await asyncio.sleep(0.01)
        raise CloseSpider("finished")

    async def _wait(self) -> None:
        """Wait until an address comes to its end, or was lost."""
        if not await self.in_flight.wait(_PATIENCE):
            for _ in self.in_flight.forgotten(self._session.crawler.engine):
                self._session.counters.count("errors/internal")

    def seed(self, seeds: Iterable[str]) -> None:
        """Put into the frontier what a crawl begins with."""
        with self._session.unit.outside_visits():
            self._frontier.push(self._policy.seeds(seeds))

    def _kinds(self) -> tuple[str, ...] | None:
        """The kinds of address that are asked for now, None for all: with a bound, hubs wait while articles suffice."""
        left = self._bounds.left()
        if left is None:
            return None
        articles = sum(n for host, n in self._frontier.articles.items() if host not in self._session.given_up)
        return ("seed", "article") if articles >= left else None

    def _next(self, host: str, kinds: tuple[str, ...] | None) -> Iterator[Entry]:
        """The next addresses of a host, of these kinds, that may be in flight beside those that are."""
        in_flight = self.in_flight
        while host not in self._session.given_up:
            room, left = self._ahead - in_flight.at(host), self._bounds.left()
            if left is not None:
                room = min(room, left - len(in_flight.urls))
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
        """Whether an address is to be asked for: one in a trap, or that a page was read under, leaves the frontier."""
        if entry.kind not in ("hub", "article"):
            return True
        session = self._session
        double = self._policy.double(entry.url)
        if double and double.crawl == session.walk.crawl.id:
            session.counters.count(f"dropped/{READ_BEFORE}")
        elif entry.known or not session.traps.admit(entry.url, entry.depth):
            return True
        with session.unit.outside_visits():
            self._frontier.drop(entry.url)
        return False

    def stored(self, item: object, response: object) -> None:
        """An item is stored; if it is a visit, its address has come to its end."""
        if isinstance(item, Visit):
            self._learn(item)
            self.in_flight.end(item.fetch.asked)
        self._closing.ended(response)

    def _learn(self, visit: Visit) -> None:
        """Tell the traps what a page gave."""
        fetch, traps = visit.fetch, self._session.traps
        if fetch.gone:
            traps.dead(fetch.asked)
        elif fetch.answered and not fetch.unchanged:
            useful = visit.article is not None or visit.news > 0 or (visit.role in LISTINGS and bool(visit.follow))
            traps.report(fetch.asked, useful, key_of(fetch.hash) if fetch.hash else 0)

    def give_up_host(self, entry: Entry, reason: str) -> None:
        """Ask no more of an address's host, whose fault it is that this one failed: it waits for the next start."""
        self._session.given_up.setdefault(entry.host, reason)
        self._session.counters.count(f"errors/{reason}")
        self.in_flight.end(entry.url)
