"""A scheduler queue that hands out requests only to hosts that may be asked now.

Scrapy's own hands out requests to a paused host too, and to one whose robots.txt is being read. They fill the
downloader (CONCURRENT_REQUESTS) while they wait, so that one slow host stops all others. Here they wait outside it.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from scrapy.pqueues import DownloaderAwarePriorityQueue, DownloaderInterface
from scrapy.utils.asyncio import call_later

from newsportal.download.politeness.host_state import host_of, host_states

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler


class ReadyHosts(DownloaderInterface):
    """What the queue sees of the downloader: only hosts that may be asked, with their requests in flight."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._crawler = crawler
        self._hosts = host_states(crawler)
        self._at_once = max(1, crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN", 1))
        self._wake_at = 0.0

    def get_slot_key(self, request: Request) -> str:
        """The host."""
        return host_of(request)

    def stats(self, possible_slots: Iterable[str]) -> list[tuple[int, str]]:
        """Of these hosts those that may be asked now; if there is none, the engine is woken as soon as one may."""
        busy = Counter(host_of(request) for request in self.downloader.active)
        free = {name: self._hosts.wait(name) for name in possible_slots if busy[name] < self._at_once}
        ready = [(busy[name], name) for name, wait in free.items() if wait <= 0]
        if free and not ready:
            self._wake_in(min(free.values()))
        return ready

    def _wake_in(self, seconds: float) -> None:
        now = time.monotonic()
        if now < self._wake_at <= now + seconds:
            return
        self._wake_at = now + seconds
        call_later(seconds, self._wake)

    def _wake(self) -> None:
        # The host may have been paused again meanwhile: then stats() sets a new time to wake at.
        self._wake_at = 0.0
        engine = self._crawler.engine
        if engine is not None and engine._slot is not None:
            engine._slot.nextcall.schedule()


class HostQueue(DownloaderAwarePriorityQueue):
    """Scrapy's queue by host, without the hosts that may not be asked now. Set as SCHEDULER_PRIORITY_QUEUE."""

    def __init__(self, crawler: Crawler, *args: Any, **kwargs: Any) -> None:
        super().__init__(crawler, *args, **kwargs)
        self._downloader_interface = ReadyHosts(crawler)

    def push(self, request: Request) -> None:
        """Store a request; that of a redirect loses the download slot of the host that redirected it."""
        request.meta.pop("download_slot", None)
        super().push(request)
