"""What a host that is overloaded, or gone, may cost: Retry-After is obeyed, a dead host is left alone.

A host rests without holding up others: its requests wait in the scheduler (`host_queue.py`), where they take none of
the downloader's room.
"""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost

from newsportal.download.meta_keys import REFUSED, ROBOTS
from newsportal.download.politeness.host_state import Host, host_of, hosts_of
from newsportal.download.politeness.retry_after import retry_after
from newsportal.download.refusal import refuse
from newsportal.state.parked_hosts import SqliteParking
from newsportal.state.signals import state_opened
from newsportal.state.sqlite import SqliteState

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

logger = logging.getLogger(__name__)

NO_ANSWER = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ConnectError,
    ConnectionDone,
    ConnectionLost,
    OSError,
)
"""What a dead host answers. A body cut short (ResponseDataLossError) comes from a host that lives."""

DEAD_BEHIND_GATEWAY = frozenset({502, 504, 522, 523, 524})
"""Statuses by which a gateway says that the host behind it gives no answer."""

LONGEST_PARKING = timedelta(days=7)
"""A host that asks for more is asked again after this time: nobody parks itself for ever by one header."""

LONGEST_PAUSE = 60.0
"""Longest rest in seconds after a connection that failed."""

ROBOTS_WAIT = 30.0
"""Longest Retry-After in seconds for which a robots.txt is waited for; after a longer one it counts as unreachable."""


class Patience:
    """Rests, parks and gives up hosts. Stands above RetryMiddleware, so that it sees answers first.

    Settings, in seconds: NEWSPORTAL_LONGEST_WAIT (600): a longer Retry-After, or one beyond CLOSESPIDER_TIMEOUT, parks
    the host; NEWSPORTAL_BACKOFF (10): first rest after 429 or 503 without Retry-After, doubled each time;
    NEWSPORTAL_PARKING (3600): how long a host is parked that gave only such answers, NEWSPORTAL_REFUSALS (5) in a row.
    NEWSPORTAL_DEAD_AFTER (8): connections in a row that fail before a host is given up for this crawl.
    """

    parking: SqliteParking | None = None
    """Remembers parked hosts for the next crawl, from the moment that the crawl's state is open."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._longest_wait = settings.getfloat("NEWSPORTAL_LONGEST_WAIT", 600)
        self._backoff = settings.getfloat("NEWSPORTAL_BACKOFF", 10)
        self._refusals = settings.getint("NEWSPORTAL_REFUSALS", 5)
        self._parking_time = settings.getfloat("NEWSPORTAL_PARKING", 3600)
        self._dead_after = settings.getint("NEWSPORTAL_DEAD_AFTER", 8)
        self._crawl_length = settings.getfloat("CLOSESPIDER_TIMEOUT")
        self._crawler = crawler
        self._hosts = hosts_of(crawler)
        self._looked_up: set[str] = set()
        self._begin = time.monotonic()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build from a crawler's settings."""
        middleware = cls(crawler)
        crawler.signals.connect(middleware.remember, signal=state_opened)
        return middleware

    def remember(self, state: SqliteState) -> None:
        """Keep parked hosts in the crawl's state."""
        self.parking = SqliteParking(state)

    def process_request(self, request: Request) -> None:
        """Raise Refused (parked, dead_host) for a host that is not asked any more."""
        name = host_of(request)
        host = self._hosts[name]
        if self.parking and name not in self._looked_up:
            self._looked_up.add(name)
            if self.parking.parked(name):
                host.gone = "parked"
        if host.gone:
            raise refuse(host.gone, request, self._crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Let the host rest after 429 and 503, and ask again later; what comes back is the request to repeat."""
        name = host_of(request)
        host = self._hosts[name]
        if response.status in DEAD_BEHIND_GATEWAY:
            self._failed(name, host)
        elif response.status in (429, 503):
            return self._refused(request, response, name, host)
        else:
            host.failures = host.refusals = 0
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Count connections that fail, and raise Refused (dead_host) where there were enough."""
        if isinstance(exception, NO_ANSWER):
            name = host_of(request)
            host = self._hosts[name]
            self._failed(name, host)
            if host.gone:
                raise refuse(host.gone, request, self._crawler) from exception

    def _failed(self, name: str, host: Host) -> None:
        host.failures += 1
        self._hosts.rest(name, min(host.delay * 2 ** (host.failures - 1), LONGEST_PAUSE))
        if host.failures >= self._dead_after and not host.gone:
            host.gone = "dead_host"
            self._tell("Gave up host %r: %d connections in a row failed", name, host.failures)

    def _refused(self, request: Request, response: Response, name: str, host: Host) -> Request | Response:
        host.failures = 0
        host.refusals += 1
        asked = retry_after(_header(response, "Retry-After"), _header(response, "Date"))
        pause = self._backoff * 2 ** (host.refusals - 1) if asked is None else asked
        if pause > self._left():
            self._park(name, host, pause)
        elif host.refusals >= self._refusals:
            self._park(name, host, max(pause, self._parking_time))
        if host.gone:
            raise refuse(host.gone, request, self._crawler)
        self._hosts.rest(name, pause)
        times = request.meta.get(REFUSED, 0) + 1
        # All pages of a host wait for its robots.txt: it is asked again only where the host named a time, a near one.
        if times > self._refusals or (ROBOTS in request.meta and (asked is None or asked > ROBOTS_WAIT or times > 2)):
            request.meta["dont_retry"] = True
            return response
        assert self._crawler.stats
        self._crawler.stats.inc_value(f"newsportal/rests/{response.status}")
        return request.replace(dont_filter=True, meta={**request.meta, REFUSED: times})

    def _left(self) -> float:
        """Seconds that a host may rest within this crawl."""
        if not self._crawl_length:
            return self._longest_wait
        return min(self._longest_wait, self._begin + self._crawl_length - time.monotonic())

    def _park(self, name: str, host: Host, seconds: float) -> None:
        host.gone = "parked"
        until = datetime.now(UTC) + min(timedelta(seconds=seconds), LONGEST_PARKING)
        if self.parking:
            self.parking.park(name, until)
        self._tell("Parked host %r until %s, as it asked", name, until.isoformat(timespec="seconds"))

    def _tell(self, message: str, name: str, *rest: object) -> None:
        logger.warning(message, name[:200], *rest)
        assert self._crawler.stats
        self._crawler.stats.inc_value(f"newsportal/hosts/{self._hosts[name].gone}")


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")
