"""Backing off from a host that is overloaded or dead: Retry-After is obeyed, a dead host is left alone.

A paused host does not hold up the others: its requests wait in the scheduler (`host_queue.py`) and take up none of the
downloader's places.
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

from newsportal import settings as defaults
from newsportal.download.meta_keys import BUSY, GUESSED, PLAIN, ROBOTS
from newsportal.download.politeness.host_state import HostState, host_of, host_states
from newsportal.download.politeness.retry_after import retry_after
from newsportal.download.refusal import refuse
from newsportal.messages import marked, say
from newsportal.state.parked_hosts import LONGEST_PARKING
from newsportal.state.signals import state_opened

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from newsportal.state.walk import Parking

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
"""Errors by which a host counts as dead. A body cut short (ResponseDataLossError) comes from a host that is alive."""

DEAD_BEHIND_GATEWAY = frozenset({502, 504, 522, 523, 524})
"""Statuses with which a gateway says that the host behind it does not answer."""

LONGEST_PAUSE = 60.0
"""Longest pause in seconds after a failed connection."""

ROBOTS_WAIT = 30.0
"""Longest Retry-After in seconds that is waited for before robots.txt is asked for again; a longer one counts as
unreachable."""


class Backoff:
    """Pauses, parks and gives up hosts. Stands above RetryMiddleware, so that it sees answers first.

    A paused host is asked again in this crawl, a parked one in a later crawl after some time, a dead one in the next.

    Settings:
        NEWSPORTAL_LONGEST_WAIT: seconds; a longer Retry-After, or one beyond CLOSESPIDER_TIMEOUT, parks the host.
        NEWSPORTAL_BACKOFF: seconds of the first pause after 429 or 503 without Retry-After; doubled each time.
        NEWSPORTAL_REFUSALS: answers 429 or 503 in a row that park a host.
        NEWSPORTAL_PARKING: seconds for which these park it.
        NEWSPORTAL_DEAD_AFTER: failed connections in a row after which a host is given up for this crawl.
    """

    parked_hosts: Parking | None = None
    """Remembers parked hosts for the next crawl, from the moment that the crawl's state is open."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._longest_wait = settings.getfloat("NEWSPORTAL_LONGEST_WAIT", defaults.NEWSPORTAL_LONGEST_WAIT)
        self._backoff = settings.getfloat("NEWSPORTAL_BACKOFF", defaults.NEWSPORTAL_BACKOFF)
        self._busy_limit = settings.getint("NEWSPORTAL_REFUSALS", defaults.NEWSPORTAL_REFUSALS)
        self._parking_time = settings.getfloat("NEWSPORTAL_PARKING", defaults.NEWSPORTAL_PARKING)
        self._dead_after = settings.getint("NEWSPORTAL_DEAD_AFTER", defaults.NEWSPORTAL_DEAD_AFTER)
        self._crawl_length = settings.getfloat("CLOSESPIDER_TIMEOUT")
        self._crawler = crawler
        self._hosts = host_states(crawler)
        self._looked_up: set[str] = set()
        self._begin = time.monotonic()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """A middleware with the crawler's settings."""
        middleware = cls(crawler)
        crawler.signals.connect(middleware.remember, signal=state_opened)
        return middleware

    def remember(self, parked_hosts: Parking) -> None:
        """Keep parked hosts in the crawl's state."""
        self.parked_hosts = parked_hosts

    def process_request(self, request: Request) -> None:
        """Raise Refused (parked, dead_host) for a host that is no longer asked in this crawl."""
        name = host_of(request)
        host = self._hosts[name]
        if self.parked_hosts and name not in self._looked_up:
            self._looked_up.add(name)
            if self.parked_hosts.parked(name):
                host.unavailable = "parked"
        if host.unavailable:
            raise refuse(host.unavailable, request, self._crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The response; after 429 or 503 the host is paused and the result is the request to repeat."""
        if PLAIN in request.meta:
            return response  # the browser's: it says nothing of the host
        name = host_of(request)
        host = self._hosts[name]
        if response.status in DEAD_BEHIND_GATEWAY:
            if GUESSED not in request.meta:
                self._failed(name, host)
        elif response.status in (429, 503):
            return self._back_off(request, response, name, host)
        else:
            host.failures = host.busy = 0
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Count failed connections; raise Refused (dead_host) once there were too many in a row."""
        if isinstance(exception, NO_ANSWER) and GUESSED not in request.meta:
            name = host_of(request)
            host = self._hosts[name]
            self._failed(name, host)
            if host.unavailable:
                raise refuse(host.unavailable, request, self._crawler) from exception

    def _failed(self, name: str, host: HostState) -> None:
        host.failures += 1
        self._hosts.pause(name, min(host.delay * 2 ** (host.failures - 1), LONGEST_PAUSE))
        if host.failures >= self._dead_after and not host.unavailable:
            host.unavailable = "dead_host"
            words = marked("gave up host {host!r} for this crawl: {n:,} connections in a row failed")
            self._report(say(words, host=name[:200], n=host.failures), name)

    def _back_off(self, request: Request, response: Response, name: str, host: HostState) -> Request | Response:
        host.failures = 0
        host.busy += 1
        asked = retry_after(_header(response, "Retry-After"), _header(response, "Date"))
        pause = self._backoff * 2 ** (host.busy - 1) if asked is None else asked
        if pause > self._left():
            self._park(name, host, pause)
        elif host.busy >= self._busy_limit:
            self._park(name, host, max(pause, self._parking_time))
        if host.unavailable:
            raise refuse(host.unavailable, request, self._crawler)
        self._hosts.pause(name, pause)
        times = request.meta.get(BUSY, 0) + 1
        # All pages of a host wait for its robots.txt, so that is asked for again only after a short time that it named.
        if times > self._busy_limit or (ROBOTS in request.meta and (asked is None or asked > ROBOTS_WAIT or times > 2)):
            request.meta["dont_retry"] = True
            return response
        assert self._crawler.stats
        self._crawler.stats.inc_value(f"newsportal/rests/{response.status}")
        return request.replace(dont_filter=True, meta={**request.meta, BUSY: times})

    def _left(self) -> float:
        """Longest pause in seconds that fits into this crawl."""
        if not self._crawl_length:
            return self._longest_wait
        return min(self._longest_wait, self._begin + self._crawl_length - time.monotonic())

    def _park(self, name: str, host: HostState, seconds: float) -> None:
        host.unavailable = "parked"
        until = datetime.now(UTC) + min(timedelta(seconds=seconds), LONGEST_PARKING)
        if self.parked_hosts:
            self.parked_hosts.park(name, until)
        when = until.isoformat(timespec="seconds")
        self._report(say("parked host {host!r} until {when}, as it asked", host=name[:200], when=when), name)

    def _report(self, words: str, name: str) -> None:
        logger.warning("%s", words)
        assert self._crawler.stats
        self._crawler.stats.inc_value(f"newsportal/hosts/{self._hosts[name].unavailable}")


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")
