"""The state of each host in a crawl: the delay between requests, until when it is paused, whether it is asked at all.

Shared by the components of one crawl: `robots` sets the delay, `backoff` the pauses; `throttle` and `host_queue` obey.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult
from weakref import WeakKeyDictionary

from scrapy.utils.httpobj import urlparse_cached

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings


@dataclass(slots=True)
class HostState:
    """The state of one host. Times are those of `time.monotonic()`."""

    delay: float
    """Seconds between two requests to it."""
    not_before: float = 0.0
    """When the next request may start."""
    unavailable: str = ""
    """Why it is no longer asked in this crawl: parked or dead_host; "" while it is asked."""
    failures: int = 0
    """Failed connections since the last answer."""
    busy: int = 0
    """Answers 429 and 503 since the last other answer."""


class HostStates:
    """The hosts of a crawl by name. DOWNLOAD_DELAY and DOWNLOAD_SLOTS give the delay of a host that is new."""

    def __init__(self, settings: BaseSettings) -> None:
        self._hosts: dict[str, HostState] = {}
        self._delay = settings.getfloat("DOWNLOAD_DELAY")
        self._slots = settings.getdict("DOWNLOAD_SLOTS")

    def __getitem__(self, name: str) -> HostState:
        host = self._hosts.get(name)
        if host is None:
            delay = float(self._slots.get(name, {}).get("delay", self._delay))
            host = self._hosts[name] = HostState(delay)
        return host

    def pause(self, name: str, seconds: float) -> None:
        """Ask nothing of a host for so long; a longer pause that was set before holds."""
        host = self[name]
        host.not_before = max(host.not_before, time.monotonic() + seconds)

    def wait(self, name: str) -> float:
        """Seconds until a host may be asked; 0 for one that is unavailable: its requests are refused, not sent."""
        host = self[name]
        return 0.0 if host.unavailable else max(0.0, host.not_before - time.monotonic())


_crawls: WeakKeyDictionary[Crawler, HostStates] = WeakKeyDictionary()


def host_states(crawler: Crawler) -> HostStates:
    """The host states that all components of this crawl share."""
    if crawler not in _crawls:
        _crawls[crawler] = HostStates(crawler.settings)
    return _crawls[crawler]


def host_of(request: Request) -> str:
    """The name of the host that a request goes to: one for all its ports and schemes."""
    return _host(urlparse_cached(request).netloc)


@lru_cache(1_000)  # asked for some ten times a request
def _host(netloc: str) -> str:
    return (SplitResult("", netloc, "", "", "").hostname or "").rstrip(".")


def origin_of(request: Request) -> str:
    """The scheme, host and port of a request: what a robots.txt is asked for and kept by."""
    parts = urlparse_cached(request)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def closing(crawler: Crawler) -> bool:
    """Whether the crawl is ending, so that no new request may be made."""
    engine = crawler.engine
    slot = engine._slot if engine else None
    return slot is None or slot.closing is not None
