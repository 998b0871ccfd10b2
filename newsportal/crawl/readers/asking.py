"""The crawl's end of a process that reads: pages go out, and their answers come back in the same order."""

from __future__ import annotations

import asyncio
import pickle
from collections import deque

from newsportal.crawl.readers.origin import Origin
from newsportal.crawl.readers.wire import SIZE, PageTask

WAITS, GRACE = 10, 6.0
"""A process is killed whose answer did not come in so many waits, each as long as the CPU a page may take and so many
seconds more: one that is stopped or waits for what never comes takes no CPU. A crawl that is itself stopped for a
while loses one wait at most."""


class Unread(Exception):
    """The process ended over a page before this one."""


class ReaderProcess(asyncio.Protocol):
    """One process. It answers in the order in which it is asked."""

    def __init__(self, origin: Origin, seconds: float) -> None:
        self._origin, self._wait = origin, seconds + GRACE
        self._asked, self._got = deque[asyncio.Future[bytearray]](), bytearray()
        self._timer: asyncio.TimerHandle | None = None
        self.is_alive = True
        """Whether it has not ended, as far as is known."""
        self.is_overdue = False
        """Whether it was killed, since its answer did not come in time."""
        self.pid = 0
        """Its number."""

    @classmethod
    async def start(cls, origin: Origin, seconds: float) -> ReaderProcess:
        """A process that is ready. Raises OSError."""
        reader = cls(origin, seconds)
        await asyncio.get_running_loop().create_unix_connection(lambda: reader, sock=origin.fork())
        (reader.pid,) = SIZE.unpack(await reader._first)
        return reader

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It is there, and tells its number."""
        self._asks: asyncio.Transport = transport  # type: ignore[assignment]  # uvloop's is none of asyncio's classes
        self._first = self._expected()

    def data_received(self, data: bytes) -> None:
        """Take in a part of its answers."""
        got = self._got
        got += data
        while len(got) >= SIZE.size and len(got) >= (end := SIZE.size + SIZE.unpack_from(got)[0]):
            answer = self._asked.popleft()
            self._watch()
            if not answer.done():  # it may not be waited for any more
                answer.set_result(got[SIZE.size : end])
            del got[:end]

    def connection_lost(self, exc: Exception | None) -> None:
        """It has ended."""
        self.is_alive = False
        how: Exception = ConnectionResetError()
        while self._asked:
            if not (answer := self._asked.popleft()).done():
                answer.set_exception(how)
            how = Unread()
        self._watch()

    async def ask(self, task: PageTask) -> bytearray:
        """Its answer to a task. Raises OSError where it ends over it, Unread where it ends before."""
        if not self.is_alive:
            raise ConnectionResetError
        body = pickle.dumps(task, pickle.HIGHEST_PROTOCOL)
        self._asks.writelines((SIZE.pack(len(body)), body))
        return await self._expected()

    def _expected(self) -> asyncio.Future[bytearray]:
        """Its next answer behind those that are waited for."""
        answer: asyncio.Future[bytearray] = asyncio.get_running_loop().create_future()
        self._asked.append(answer)
        if len(self._asked) == 1:
            self._watch()
        return answer

    def _watch(self, waits: int = WAITS) -> None:
        """Kill it unless it gives the next answer, if one is waited for, within so many waits."""
        if self._timer:
            self._timer.cancel()
        if self._asked and waits:
            self._timer = asyncio.get_running_loop().call_later(self._wait, self._watch, waits - 1)
        elif self._asked:
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
