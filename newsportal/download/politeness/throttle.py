"""The throttle: one request at a time per host, no two closer than its delay, across all processes that crawl it.

Every request passes here, those for robots.txt and of redirects too. The delay is measured from the moment when the
previous answer began: only then is it certain that the previous request has arrived, however slow the connection.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from scrapy import signals

from newsportal import paths
from newsportal.download.politeness.host_locks import HostLocks
from newsportal.download.politeness.host_state import closing, host_of, host_states
from newsportal.download.refusal import refuse
from newsportal.download.safety.handler import GuardedHandler
from newsportal.state.signals import state_opened

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from newsportal.state.walk import Pace

CLOSING_STEP = 0.5
"""Seconds between two looks of a waiting request whether the crawl is ending; if it is, the request is not made."""


class Throttle:
    """Lets each request of a crawl wait for its turn at its host.

    Settings:
        NEWSPORTAL_PACE_FOLDER: folder of the lock files that processes share ("pace" beside the state file).
        CONCURRENT_REQUESTS_PER_DOMAIN: requests in flight at a host; with more than 1 their starts are kept apart.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._hosts = host_states(crawler)
        self._at_once = max(1, crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN", 1))
        self._locks = HostLocks(paths.pace_folder(crawler.settings))
        self._semaphores: dict[str, asyncio.Semaphore] = {}
        self._unanswered: dict[Request, int] = {}
        self._shared: Pace | None = None
        crawler.signals.connect(self._answered, signals.headers_received)
        crawler.signals.connect(self._share, state_opened)

    def _share(self, pace: Pace | None = None) -> None:
        self._shared = pace

    async def in_turn(self, request: Request, ask: Callable[[Request], Awaitable[Response]]) -> Response:
        """The answer to a request, which is made once it may be; its host is locked meanwhile.

        Raises Refused (closing, parked, dead_host) if the crawl ends or the host is given up before.
        """
        name = host_of(request)
        if name not in self._semaphores:
            self._semaphores[name] = asyncio.Semaphore(self._at_once)
        async with self._semaphores[name]:
            file = await self._begin(name, request)
            self._unanswered[request] = file
            try:
                return await ask(request)
            finally:
                if request in self._unanswered:
                    self._answered(request)
                if file >= 0:
                    os.close(file)

    async def _begin(self, name: str, request: Request) -> int:
        while True:
            if closing(self._crawler):
                raise refuse("closing", request, self._crawler)
            host = self._hosts[name]
            if host.unavailable:
                raise refuse(host.unavailable, request, self._crawler)
            wait = self._hosts.wait(name)
            if wait <= 0:
                file, wait = self._take(name, host.delay)
                if wait <= 0:
                    break
            await asyncio.sleep(min(wait, CLOSING_STEP))
        self._hosts.pause(name, host.delay)
        self._locks.note(file, host.delay)
        if self._at_once > 1:
            os.close(file)
            return -1
        return file

    def _answered(self, request: Request) -> None:
        file = self._unanswered.pop(request, None)
        if file is None or self._at_once > 1:
            return
        name = host_of(request)
        delay = self._hosts[name].delay
        self._hosts.pause(name, delay)
        self._locks.note(file, delay)
        if self._shared:
            with suppress(OSError):  # StateLost: the turn went with the connection, and who asks next meets it
                self._shared.note(name, delay)

    def _take(self, name: str, delay: float) -> tuple[int, float]:
        """Take a host's turn among the processes of this machine, then among those of all machines."""
        file, wait = self._locks.take(name, delay)
        if wait > 0 or not self._shared:
            return file, wait
        try:
            wait = self._shared.take(name, delay, held=self._at_once == 1)
        except BaseException:
            os.close(file)
            raise
        if wait > 0:
            os.close(file)
        return file, wait


_crawls: WeakKeyDictionary[Crawler, Throttle] = WeakKeyDictionary()


class ThrottledHandler(GuardedHandler):
    """The guarded handler with a throttle: each download waits for its turn."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # Scrapy makes one handler for http and one for https, but both share one throttle.
        if crawler not in _crawls:
            _crawls[crawler] = Throttle(crawler)
        self._throttle = _crawls[crawler]

    async def download_request(self, request: Request) -> Response:
        """As the guarded handler, after waiting for its turn; the wait is not part of DOWNLOAD_TIMEOUT."""
        return await self._throttle.in_turn(request, super().download_request)
