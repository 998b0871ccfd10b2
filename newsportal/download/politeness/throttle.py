"""One request at a time a host, no two closer than its delay, also where several processes crawl it at once.

Every request passes here, robots.txt and redirects too. The delay counts from the moment the earlier answer began, the
first at which the earlier request has certainly arrived; a slow connection cannot bring two requests together.
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
from scrapy.utils.project import data_path

from newsportal.download.politeness.host_state import closing, host_of, hosts_of
from newsportal.download.refusal import refuse
from newsportal.download.safety.handler import GuardedHandler

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings

POLL = 0.05
"""Seconds after which a host is tried again that another process is asking."""

CLOSING_STEP = 0.5
"""Seconds after which a request that waits for its turn looks whether the crawl is ending; then it is not made."""

FORGET = 24 * 3600
"""Seconds after which the mark of a host that nobody asked is removed."""


class Marks:
    """A folder with one small file a host: locked while a request is under way, it says when the last one was.

    Locks die with their process. Times are of `time.monotonic()`, which all processes of a machine share; a mark from
    before a restart costs at most one delay.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        for path in folder.glob("*.pace"):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > FORGET and (file := self._lock(path)) is not None:
                    path.unlink()
                    os.close(file)

    def take(self, host: str, delay: float) -> tuple[int, float]:
        """Lock a host's mark: its file and 0.0, or -1 and the seconds after which to try again."""
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
        """Write into a locked mark that a request is being made now."""
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
            # Whoever tidied up may have removed it before it was locked: then others lock another file of this name.
            if os.fstat(file).st_ino == path.stat().st_ino:
                return file
        except OSError:
            pass
        os.close(file)
        return None


class Turns:
    """The turns of a crawl's requests, host by host.

    Settings: NEWSPORTAL_PACE_FOLDER ("pace" beside the state file): where the marks are that processes share. Where
    CONCURRENT_REQUESTS_PER_DOMAIN is more than 1, so many may be under way, and their starts are kept apart.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._hosts = hosts_of(crawler)
        self._at_once = max(1, crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN", 1))
        self._marks = Marks(_folder(crawler.settings))
        self._rooms: dict[str, asyncio.Semaphore] = {}
        self._unanswered: dict[Request, int] = {}
        crawler.signals.connect(self._answered, signals.headers_received)

    @asynccontextmanager
    async def turn(self, request: Request) -> AsyncIterator[None]:
        """Wait until the request may be made, and hold its host while it is. Raises Refused for a host given up."""
        name = host_of(request)
        async with self._rooms.setdefault(name, asyncio.Semaphore(self._at_once)):
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
            if host.gone:
                raise refuse(host.gone, request, self._crawler)
            wait = self._hosts.wait(name)
            if wait <= 0:
                file, wait = self._marks.take(name, host.delay)
                if wait <= 0:
                    break
            await asyncio.sleep(min(wait, CLOSING_STEP))
        self._hosts.rest(name, host.delay)
        self._marks.note(file, host.delay)
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
        self._hosts.rest(name, delay)
        self._marks.note(file, delay)


def _folder(settings: BaseSettings) -> Path:
    told, state = settings.get("NEWSPORTAL_PACE_FOLDER"), settings.get("NEWSPORTAL_STATE")
    if told:
        return Path(told)
    return Path(state).parent / "pace" if state else Path(data_path("newsportal")) / "pace"


_crawls: WeakKeyDictionary[Crawler, Turns] = WeakKeyDictionary()


class PacedHandler(GuardedHandler):
    """The guarded handler, each of whose downloads waits for its turn."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # One handler for http and one for https, but one turn a host.
        if crawler not in _crawls:
            _crawls[crawler] = Turns(crawler)
        self._turns = _crawls[crawler]

    async def download_request(self, request: Request) -> Response:
        """As the guarded handler, in turn; the wait is no part of DOWNLOAD_TIMEOUT."""
        async with self._turns.turn(request):
            return await super().download_request(request)
