"""A scheduler queue that hands out requests only to hosts that may be asked now.

Scrapy's own hands out requests to a paused host too, and to one whose robots.txt is being read. They fill the
downloader (CONCURRENT_REQUESTS) while they wait, so that one slow host stops all others. Here they wait outside it.
"""

from __future__ import annotations

import time
from collections import Counter
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any, Self

from scrapy.utils.asyncio import call_later

from newsportal.download.politeness.host_state import host_of, host_states

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

Place = tuple[int, bool, int]
"""A request's place among those of its host: the smallest is next."""


class HostQueue:
    """The requests that wait, by host. Set as SCHEDULER_PRIORITY_QUEUE.

    The host with the fewest requests in flight is next, hosts with as many take turns; of one host's requests those of
    the highest priority come first, among them the newest, and last what the spider's start gave, in its order: as in
    Scrapy's queue, which makes and drops a queue of queues for each request. Nothing is on the disk: what waits stands
    in the crawl's state.
    """

    def __init__(self, crawler: Crawler) -> None:
        assert crawler.engine
        self._crawler, self._downloader = crawler, crawler.engine.downloader
        self._hosts = host_states(crawler)
        self._at_once = max(1, crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN", 1))
        self._waiting: dict[str, list[tuple[Place, Request]]] = {}
        self._pushed = 0
        self._last = ""
        """The host that was next last time."""
        self._wake_at = 0.0

    @classmethod
    def from_crawler(cls, crawler: Crawler, *_: Any, **__: Any) -> Self:
        """A queue of this crawl; Scrapy names classes of queues and a folder besides, which it does not need."""
        return cls(crawler)

    def push(self, request: Request) -> None:
        """Store a request; that of a redirect loses the download slot of the host that redirected it."""
        meta = request.meta
        meta.pop("download_slot", None)
        self._pushed += 1
        start = bool(meta.get("is_start_request", False))
        place = -request.priority, start, self._pushed if start else -self._pushed
        heappush(self._waiting.setdefault(host_of(request), []), (place, request))

    def pop(self) -> Request | None:
        """The next request; None where no host that requests wait for may be asked now."""
        if not self._waiting or (host := self._next()) is None:
            return None
        waiting, self._last = self._waiting[host], host
        _, request = heappop(waiting)
        if not waiting:
            del self._waiting[host]
        return request

    def _next(self) -> str | None:
        """The next host of those that may be asked now; if there is none, the engine is woken as soon as one may."""
        busy = Counter(map(host_of, self._downloader.active))
        free = {host: self._hosts.wait(host) for host in self._waiting if busy[host] < self._at_once}
        ready = [host for host, wait in free.items() if wait <= 0]
        if not ready:
            if free:
                self._wake_in(min(free.values()))
            return None
        least = min(busy[host] for host in ready)
        turns = [host for host in ready if busy[host] == least]
        return min([host for host in turns if host > self._last] or turns)

    def _wake_in(self, seconds: float) -> None:
        now = time.monotonic()
        if now < self._wake_at <= now + seconds:
            return
        self._wake_at = now + seconds
        call_later(seconds, self._wake)

    def _wake(self) -> None:
        # The host may have been paused again meanwhile: then `pop()` sets a new time to wake at.
        self._wake_at = 0.0
        engine = self._crawler.engine
        if engine is not None and engine._slot is not None:
            engine._slot.nextcall.schedule()

    def close(self) -> dict[str, list[int]]:
        """End; what Scrapy keeps of a queue on the disk, nothing."""
        self._waiting.clear()
        return {}

    def __len__(self) -> int:
        return sum(map(len, self._waiting.values()))
