"""The processes that read a crawl's pages. One that ends over a page is replaced, and the page given to another once.

Why not the standard library's: ProcessPoolExecutor ends every reading when one process is killed (BrokenProcessPool),
and knows no reading that takes too long.
"""

from __future__ import annotations

import asyncio
import logging
import pickle
import signal

from newsportal.crawl.readers.origin import Origin
from newsportal.crawl.readers.packing import unpacked
from newsportal.crawl.readers.wire import SIZE, Deadly, NoReader, PageTask, ReadingError, Terms
from newsportal.crawl.reading import Reading
from newsportal.messages import say
from newsportal.os_errors import told

logger = logging.getLogger(__name__)
DEATHS = 2
"""Processes that may end over one page before it is given up."""
WAITS, GRACE = 10, 6.0
"""A process is killed whose answer did not come in so many waits, each as long as the CPU a page may take and so many
seconds more: one that is stopped or waits for what never comes takes no CPU. A crawl that is itself stopped for a
while loses one wait at most."""


class Readers:
    """So many processes, started when they are needed. `terms` is what they are told."""

    def __init__(self, most: int, terms: Terms) -> None:
        self._terms = terms
        self._free, self._starting = asyncio.Semaphore(most), asyncio.Lock()
        self._origin: Origin | None = None
        self._idle: list[_Reader] = []
        self._told = False

    async def read(self, task: PageTask) -> Reading:
        """What a task gives. Raises Deadly, ReadingError and NoReader."""
        how = ""
        async with self._free:
            for _ in range(DEATHS):
                reader = await self._ready()
                try:
                    reading = unpacked(await reader.ask(task))
                except OSError:
                    code = await reader.end()
                    how = _how(code, overdue=reader.is_overdue)
                    if code == -signal.SIGPROF:
                        break  # it would take as long again
                    continue
                except BaseException:
                    reader.kill()  # its answer is not waited for any more
                    raise
                self._idle.append(reader)
                if isinstance(reading, str):
                    raise ReadingError(reading)
                return reading
        raise Deadly(how)

    async def _ready(self) -> _Reader:
        """A process that waits for a page. One that ended meanwhile ended over none."""
        while self._idle:
            reader = self._idle.pop()
            if reader.is_alive:
                return reader
        try:
            return await _Reader.start(await self._forks(), self._terms.seconds)
        except OSError as error:
            if not self._told:
                words = say("no reader can be started, the crawl reads its pages itself: {why}", why=told(error))
                logger.error("%s", words)
            self._told = True
            raise NoReader from error

    async def _forks(self) -> Origin:
        """What they are forked from, started with the first of them."""
        async with self._starting:
            if self._origin is None or not self._origin.is_alive:
                if self._origin:
                    await self._origin.stop()
                self._origin = await Origin.start(self._terms)
            return self._origin

    async def stop(self) -> None:
        """End the processes."""
        self._idle = []
        if self._origin:
            await self._origin.stop()


class _Reader(asyncio.Protocol):
    """One process."""

    def __init__(self, origin: Origin, seconds: float) -> None:
        self._origin, self._wait = origin, seconds + GRACE
        self._answer: asyncio.Future[bytearray] = asyncio.get_running_loop().create_future()
        self._got = bytearray()
        self.is_alive = True
        """Whether it has not ended, as far as is known."""
        self.is_overdue = False
        """Whether it was killed, since its answer did not come in time."""
        self.pid = 0
        """Its number."""

    @classmethod
    async def start(cls, origin: Origin, seconds: float) -> _Reader:
        """A process that is ready. Raises OSError."""
        loop, reader = asyncio.get_running_loop(), cls(origin, seconds)
        await loop.create_unix_connection(lambda: reader, sock=origin.fork())
        reader._watch(WAITS)
        try:
            await reader._answer
        finally:
            reader._timer.cancel()
        return reader

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It is there."""
        self._asks: asyncio.Transport = transport  # type: ignore[assignment]  # uvloop's is none of asyncio's classes

    def data_received(self, data: bytes) -> None:
        """Take in a part of its answer; the first is its number."""
        self._got += data
        if len(self._got) < SIZE.size:
            return
        (size,) = SIZE.unpack_from(self._got)
        if not self.pid:
            self.pid, size = size, 0
        if len(self._got) == SIZE.size + size and not self._answer.done():
            self._answer.set_result(self._got[SIZE.size :])
            self._got = bytearray()

    def connection_lost(self, exc: Exception | None) -> None:
        """It has ended."""
        self.is_alive = False
        if not self._answer.done():
            self._answer.set_exception(ConnectionResetError())

    async def ask(self, task: PageTask) -> bytearray:
        """Its answer to a task. Raises OSError where it ends over it."""
        self._answer = asyncio.get_running_loop().create_future()
        if not self.is_alive:
            raise ConnectionResetError
        body = pickle.dumps(task, pickle.HIGHEST_PROTOCOL)
        self._watch(WAITS)
        try:
            self._asks.writelines((SIZE.pack(len(body)), body))
            return await self._answer
        finally:
            self._timer.cancel()

    def _watch(self, waits: int) -> None:
        """Kill it unless it answers within so many waits."""
        if waits:
            self._timer = asyncio.get_running_loop().call_later(self._wait, self._watch, waits - 1)
        else:
            self.is_overdue = True
            self.kill()
            self._asks.abort()

    def kill(self) -> None:
        """End it at once, if it has not ended."""
        self._origin.kill(self.pid)

    async def end(self) -> int | None:
        """Its exit code once it has ended."""
        self._asks.close()
        return await self._origin.code(self.pid)


def _how(code: int | None, *, overdue: bool) -> str:
    if overdue or code == -signal.SIGPROF:
        return say("reading it takes too long")
    return say("the process that read it ended with code {code}", code=code)
