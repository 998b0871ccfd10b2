"""PortalSpider: seeds in, visits out. A known portal adds five to eight lines of data."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from typing import Any, ClassVar, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from newsportal.crawl.follow import Frontier
from newsportal.crawl.in_flight import UnderWay
from newsportal.crawl.reader import Divided, Reader, reason_of
from newsportal.crawl.session import Ledger
from newsportal.crawl.traps import Traps
from newsportal.download.refusal import LATER
from newsportal.items import Visit
from newsportal.spiders import arguments
from newsportal.state.frontier import LISTINGS, Entry
from newsportal.state.sqlite import address_key
from newsportal.urls.kind import Addresses

_GLANCE = 30.0
"""Seconds without a landing after which the spider looks whether what it waits for is still under way."""


class PortalSpider(Spider):
    """Crawls one portal: its hub pages each time, articles it does not know, known ones when they are due.

    A subclass is data: `name`, `seeds`, `domains` and, where it is known, `article`.
    """

    seeds: ClassVar[tuple[str, ...]] = ()
    """Addresses that each crawl begins with."""
    domains: ClassVar[tuple[str, ...]] = ()
    """Registered domains that belong to the portal."""
    article: ClassVar[str | None] = None
    """Regular expression that an article's address matches; None: told by its general shape."""
    known: ClassVar[dict[str, arguments.Check]] = {"depth": arguments.count, "articles": arguments.count}
    """Spider arguments: depth (links away from a seed, 3 unless set), articles (how many to read at most, 0: all)."""
    required: ClassVar[tuple[str, ...]] = ()
    """Arguments that must be given."""
    bounds: ClassVar[dict[str, Any]] = {}
    """What health is measured by where it is known: headlines, blocks, without_text, without_time, errors."""
    default_depth: ClassVar[int] = 3
    """Depth unless `-a depth` is given."""
    books: str = ""
    """Name under which lock, frontier and the open crawl are kept, where that is not the portal's."""
    proxy: str | None = None
    """Address of a proxy that every request takes; the demo's own server."""

    @classmethod
    def check(cls, given: dict[str, str]) -> dict[str, str]:
        """The arguments as they will be used; raises ArgumentError with one sentence."""
        return arguments.checked(given, cls.known, cls.required)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """A spider with checked arguments."""
        # scrapyd hands every spider a _job: what begins with _ is not for the spider.
        given = {name: value for name, value in kwargs.items() if not name.startswith("_")}
        return super().from_crawler(crawler, arguments=cls.check(given))

    def __init__(self, arguments: dict[str, str] | None = None) -> None:
        super().__init__()
        self.arguments = arguments or {}
        self.portal = self.name
        self.depth = int(self.arguments.get("depth", self.default_depth))
        self.articles = int(self.arguments.get("articles", 0))
        self.allowed_domains = list(self.domains)
        self.underway = UnderWay()

    def _open(self) -> None:
        self.ledger = Ledger.of(self.crawler)
        pattern = re.compile(self.article) if self.article else None
        self.addresses = Addresses(frozenset(self.domains or self.allowed_domains), pattern)
        self.traps = Traps()
        self.frontier = Frontier(self.ledger, self.addresses, self.depth)
        self.reader = Reader(self)
        # All others wait in the state, where a kill cannot lose them, in the order that the frontier says.
        self._ahead = max(1, self.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN", 1))
        self.underway.watch(self.crawler)

    async def start(self) -> AsyncIterator[Request]:
        """Hand out the frontier's addresses, host by host, until it is empty and nothing is under way."""
        self._open()
        # At each start: one that was killed before it sowed left an empty frontier; what was read is not sown again.
        self._sow()
        while True:
            for host in [host for host, count in self.ledger.queue.hosts.items() if count > 0]:
                for entry in self._next(host):
                    yield self.request(entry)
            if not self.underway.urls:
                return
            if not await self.underway.landing(_GLANCE):
                for _ in self.underway.forgotten(self.crawler.engine):
                    self.ledger.count_now("errors/internal")

    def _sow(self) -> None:
        with self.ledger.keeping():
            self.ledger.queue.push(self.frontier.seeds(self.seeds))

    def _next(self, host: str) -> Iterator[Entry]:
        """The next addresses of a host that may be under way beside those that are."""
        underway = self.underway
        while host not in underway.given_up:
            room = self._ahead - underway.at(host)
            kinds = None
            if self.articles:
                done = self.ledger.counts["articles_new"] + self.ledger.counts["articles_changed"]
                left = self.articles - done - len(underway.urls)
                room, kinds = (min(room, left), None) if left > 0 else (room, ("seed", "hub", *LISTINGS))
            if room <= 0:
                return
            among = self.ledger.queue.waiting(host, room + underway.at(host) + len(underway.lost), kinds)
            fresh = [entry for entry in among if entry.url not in underway.urls and entry.url not in underway.lost]
            if not fresh:
                return
            yield from filter(self._admitted, fresh[:room])

    def _admitted(self, entry: Entry) -> bool:
        """Whether an address is no part of a trap; one that is leaves the frontier."""
        fresh = entry.kind in ("hub", "article") and self.ledger.pages.get(entry.url) is None
        trap = self.traps.admit(entry.url, entry.depth) if fresh else None
        if trap:
            with self.ledger.keeping():
                self.ledger.queue.drop(entry.url)
        return trap is None

    def request(self, entry: Entry) -> Request:
        """The request of a frontier entry, conditional where the server told how."""
        self.underway.take(entry)
        known = self.ledger.pages.get(entry.url)
        headers = {}
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.modified:
            headers["If-Modified-Since"] = known.modified
        expects = entry.kind if entry.kind in LISTINGS else "page"
        meta = {"handle_httpstatus_list": [304], "seed": entry.kind == "seed", "expects": expects} | self.route()
        passed = {"entry": entry}
        return Request(entry.url, self.parse, headers=headers, meta=meta, cb_kwargs=passed, errback=self.failed)

    def route(self) -> dict[str, Any]:
        """The meta that leads a request through the spider's own proxy, if it has one."""
        return {"proxy": self.proxy} if self.proxy else {}

    def landed(self, visit: Visit) -> None:
        """Say that a visit is stored: its address has come to its end."""
        asked, content = visit.meta["asked"], visit.meta.get("hash")
        if visit.meta.get("gone"):
            self.traps.dead(asked)
        elif visit.meta.get("answered", True) and not visit.meta.get("unchanged"):
            useful = visit.article is not None or bool(visit.headlines) or (visit.role in LISTINGS and visit.follow)
            self.traps.report(asked, bool(useful), address_key(content) if content else 0)
        self.underway.land(asked)

    def parse(self, response: Response, entry: Entry) -> Iterator[Visit | Request]:
        """Response → Page → Visit; a divided article is read to its last page first."""
        yield from self._safely(self.reader.read(response, entry), entry)

    def failed(self, failure: Failure) -> Iterator[Visit]:
        """A request without an answer that can be read."""
        entry = failure.request.cb_kwargs["entry"]  # type: ignore[attr-defined]
        reason, gone = reason_of(failure)
        if reason in LATER:
            # It is the host's fault, not the address's, which stays in the state for the next start.
            self.underway.given_up.add(entry.host)
            self.ledger.count_now(f"errors/{reason}")
            self.underway.land(entry.url)
        else:
            yield self.reader.failure(entry, reason, gone, answered=hasattr(failure.value, "response"))

    def parse_part(self, response: Response, divided: Divided) -> Iterator[Visit | Request]:
        """A further page of a divided article."""
        yield from self._safely(self.reader.part(response, divided), divided.entry)

    def failed_part(self, failure: Failure) -> Iterator[Visit | Request]:
        """A further page that could not be read."""
        divided = failure.request.cb_kwargs["divided"]  # type: ignore[attr-defined]
        reason, gone = reason_of(failure)
        if reason == "closing":
            # The crawl ends; the next start reads the article whole.
            self.underway.lose(divided.entry.url)
        else:
            yield from self._safely(self.reader.missing_part(divided, reason, gone), divided.entry)

    def _safely(self, results: Iterator[Visit | Request], entry: Entry) -> Iterator[Visit | Request]:
        """The results; an error of our own is told and counted, and its page comes to an end all the same."""
        try:
            yield from results
        except Exception:
            self.logger.exception("error while reading %r", entry.url)
            yield self.reader.failure(entry, "internal")
