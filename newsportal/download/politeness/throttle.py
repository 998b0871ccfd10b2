"""The throttle: one request at a time per host, no two closer than its delay, across all processes that crawl it.

Every request passes here, those for robots.txt and of redirects too. The delay is measured from the moment when the
previous answer began: only then is it certain that the previous request has arrived, however slow the connection.
"""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import os
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from scrapy import signals

from newsportal import paths
from newsportal.download.politeness.host_state import closing, host_of, host_states
from newsportal.download.refusal import refuse
from newsportal.download.safety.handler import GuardedHandler
from newsportal.state.signals import state_opened

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from newsportal.state.walk import Pace

POLL = 0.05
"""Seconds after which a host that another process is asking is tried again."""

CLOSING_STEP = 0.5
"""Seconds between two looks of a waiting request whether the crawl is ending; if it is, the request is not made."""

FORGET = 24 * 3600
"""Seconds after which the lock file of a host that nobody asked is removed."""


class HostLocks:
    """A folder with one small file for each host, locked while a request is in flight; it holds the last one's time.

    Locks die with their process. Times are those of `time.monotonic()`, which all processes of a machine share; a time
    from before a restart of the machine costs one delay at most.
    """

    def __init__(self, folder: Path) -> None:
        # A folder that cannot be made ends the crawl when its session opens; here Scrapy would log a traceback.
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        for path in folder.glob("*.pace"):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > FORGET and (file := self._lock(path)) is not None:
                    path.unlink()
                    os.close(file)

    def take(self, host: str, delay: float) -> tuple[int, float]:
        """Lock a host: its file descriptor and 0.0, or -1 and the seconds after which to try again."""
        file = self._lock(self._path(host))
        if file is None:
            return -1, POLL
        last, asked = self._read(file)
        delay = max(delay, asked)
        wait = min(last + delay - time.monotonic(), delay)
        if wait <= 0:
            return file, 0.0
        os.close(file)
        return -1, wait

    def note(self, file: int, delay: float) -> None:
        """Write into a locked file that a request is made now, and with which delay."""
        os.pwrite(file, f"{time.monotonic():020.6f} {delay:010.3f}\n".encode(), 0)

    def _path(self, host: str) -> Path:
        name = re.sub(r"[^a-z0-9.-]", "_", host.lower())[:80]
        return self._folder / f"{name}-{hashlib.sha256(host.encode()).hexdigest()[:16]}.pace"

    def _read(self, file: int) -> tuple[float, float]:
        try:
            last, delay = os.pread(file, 64, 0).split()
            return float(last), float(delay)
        except ValueError:
            return 0.0, 0.0

    def _lock(self, path: Path) -> int | None:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Another process may have removed the file before it was locked: then others lock a new file of its name.
            if os.fstat(file).st_ino == path.stat().st_ino:
                return file
        except OSError:
            pass
        os.close(file)
        return None


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

    @asynccontextmanager
    async def turn(self, request: Request) -> AsyncIterator[None]:
        """Wait until the request may be made and keep its host locked meanwhile.

        Raises Refused (closing, parked, dead_host) if the crawl ends or the host is given up before.
        """
        name = host_of(request)
        async with self._semaphores.setdefault(name, asyncio.Semaphore(self._at_once)):
            file = await self._begin(name, request)
            self._unanswered[request] = file
            try:
                yield
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
        async with self._throttle.turn(request):
            return await super().download_request(request)
