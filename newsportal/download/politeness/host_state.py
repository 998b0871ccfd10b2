"""What a crawl knows of each host: how far apart its requests stand, until when it rests, whether it is asked at all.

Shared by the components of one crawl: robots.txt sets the delay, patience the rests, pace and the queue keep to them.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from scrapy.utils.httpobj import urlparse_cached

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings


@dataclass(slots=True)
class Host:
    """One host. Times are of `time.monotonic()`."""

    delay: float
    """Seconds between two of its requests."""
    not_before: float = 0.0
    """When the next request may start."""
    gone: str = ""
    """Why nothing more is asked of it in this crawl: parked or dead_host; "" while it is."""
    failures: int = 0
    """Connections that failed since the last answer."""
    refusals: int = 0
    """Answers 429 and 503 since the last other answer."""


class Hosts:
    """The hosts of a crawl by name. DOWNLOAD_DELAY and DOWNLOAD_SLOTS give the delay that each begins with."""

    def __init__(self, settings: BaseSettings) -> None:
        self._hosts: dict[str, Host] = {}
        self._delay = settings.getfloat("DOWNLOAD_DELAY")
        self._slots = settings.getdict("DOWNLOAD_SLOTS")

    def __getitem__(self, name: str) -> Host:
        host = self._hosts.get(name)
        if host is None:
            delay = float(self._slots.get(name, {}).get("delay", self._delay))
            host = self._hosts[name] = Host(delay)
        return host

    def rest(self, name: str, seconds: float) -> None:
        """Ask nothing of a host for so long; a longer rest that was set before stays."""
        host = self[name]
        host.not_before = max(host.not_before, time.monotonic() + seconds)

    def wait(self, name: str) -> float:
        """Seconds until a host may be asked; 0 for one that is gone, whose requests are refused without being sent."""
        host = self[name]
        return 0.0 if host.gone else max(0.0, host.not_before - time.monotonic())


_crawls: WeakKeyDictionary[Crawler, Hosts] = WeakKeyDictionary()


def hosts_of(crawler: Crawler) -> Hosts:
    """The hosts that the components of this crawl share."""
    if crawler not in _crawls:
        _crawls[crawler] = Hosts(crawler.settings)
    return _crawls[crawler]


def host_of(request: Request) -> str:
    """The name under which requests to one host are counted together, whatever their port and scheme."""
    return (urlparse_cached(request).hostname or "").rstrip(".")


def closing(crawler: Crawler) -> bool:
    """Whether the crawl is ending, so that nothing new is to be asked."""
    engine = crawler.engine
    slot = engine._slot if engine else None
    return slot is None or slot.closing is not None
