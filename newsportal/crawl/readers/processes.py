"""The processes that read a crawl's pages. One that ends over a page is replaced, and the page given to another once.

Why not the standard library's: ProcessPoolExecutor ends every reading when one process is killed (BrokenProcessPool),
and knows no reading that takes too long.
"""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from typing import TYPE_CHECKING, Any

from newsportal.crawl.readers.wire import SIZE, Deadly, NoReader, PageTask, ReadingError, Terms
from newsportal.messages import say
from newsportal.os_errors import told

if TYPE_CHECKING:
    from newsportal.extraction.page import Page

logger = logging.getLogger(__name__)
DEATHS = 2
"""Processes that may end over one page before it is given up."""
_LOST = (OSError, asyncio.IncompleteReadError)
"""Errors at the pipes of a process that has ended."""
WAITS, GRACE = 10, 6.0
"""A process is killed whose answer did not come in so many waits, each as long as the CPU a page may take and so many
seconds more: one that is stopped or waits for what never comes takes no CPU. A crawl that is itself stopped for a
while loses one wait at most."""


class Readers:
    """So many processes, started when they are needed. `terms` is what each is told."""

    def __init__(self, most: int, terms: Terms) -> None:
        self._terms = terms
        self._free = asyncio.Semaphore(most)
        self._idle: list[_Reader] = []
        self._all: set[_Reader] = set()
        self._told = False

    async def read(self, task: PageTask) -> Page:
        """The page of a task. Raises Deadly, ReadingError and NoReader."""
        code: int | None = None
        async with self._free:
            for _ in range(DEATHS):
                reader = await self._ready()
                try:
                    page = await reader.read(task)
                except _LOST:
                    code = await self._lost(reader)
                    if code == -signal.SIGPROF:
                        break  # it would take as long again
                    continue
                except BaseException:
                    reader.kill()  # its answer is not waited for any more
                    await self._lost(reader)
                    raise
                self._idle.append(reader)
                if isinstance(page, str):
                    raise ReadingError(page)
                return page  # type: ignore[no-any-return]
        raise Deadly(_how(code))

    async def _ready(self) -> _Reader:
        """A process that waits for a page. One that ended meanwhile ended over none."""
        while self._idle:
            reader = self._idle.pop()
            if reader.is_alive:
                return reader
            reader.kill()
            await self._lost(reader)
        return await self._started()

    async def _started(self) -> _Reader:
        """Another process, ready to read."""
        try:
            reader = await _Reader.start(self._terms)
        except _LOST as error:
            if not self._told:
                words = say("no reader can be started, the crawl reads its pages itself: {why}", why=told(error))
                logger.error("%s", words)
            self._told = True
            raise NoReader from error
        self._all.add(reader)
        return reader

    async def _lost(self, reader: _Reader) -> int | None:
        self._all.discard(reader)
        return await reader.end()

    async def stop(self) -> None:
        """End the processes."""
        readers, self._idle = [*self._all], []
        self._all.clear()
        for reader in readers:
            reader.kill()
        for reader in readers:
            await reader.end()


class _Reader:
    """One process."""

    def __init__(self, process: Process, seconds: float) -> None:
        assert process.stdin
        assert process.stdout
        self._process, self._tasks, self._pages = process, process.stdin, process.stdout
        self._wait, self._overdue = seconds + GRACE, False

    @classmethod
    async def start(cls, terms: Terms) -> _Reader:
        """A process that is ready. Raises OSError and IncompleteReadError."""
        # It imports from where this one does, and no signal of the terminal reaches it.
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        command = (sys.executable, "-m", "newsportal.crawl.readers.process")
        reader = cls(
            await asyncio.create_subprocess_exec(
                *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment, start_new_session=True
            ),
            terms.seconds,
        )
        try:
            await reader._asked(terms)
        except BaseException:
            reader.kill()
            await reader.end()
            raise
        return reader

    async def read(self, task: PageTask) -> Any:
        """The page of a task, or the traceback of an error. Raises OSError and IncompleteReadError."""
        return pickle.loads(await self._asked(task))

    async def _asked(self, message: Terms | PageTask) -> bytes:
        body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
        self._watch(WAITS)
        try:
            await self._send(SIZE.pack(len(body)) + body)
            (size,) = SIZE.unpack(await self._pages.readexactly(SIZE.size))
            return await self._pages.readexactly(size)
        finally:
            self._timer.cancel()

    async def _send(self, message: bytes) -> None:
        try:
            self._tasks.write(message)
            await self._tasks.drain()
        except RuntimeError as error:  # so says uvloop where the pipe is closed
            raise BrokenPipeError(str(error)) from error

    def _watch(self, waits: int) -> None:
        """Kill it unless it answers within so many waits."""
        if waits:
            self._timer = asyncio.get_running_loop().call_later(self._wait, self._watch, waits - 1)
        else:
            self._overdue = True
            self.kill()

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended, as far as is known."""
        return self._process.returncode is None and not self._pages.at_eof()

    def kill(self) -> None:
        """End it at once, if it has not ended."""
        if self._process.returncode is None:
            self._process.kill()

    async def end(self) -> int | None:
        """Let it end; gives its exit code, and that of a page that takes too long where no answer came in time."""
        self._tasks.close()
        code = await self._process.wait()
        return -signal.SIGPROF if self._overdue else code


def _how(code: int | None) -> str:
    if code == -signal.SIGPROF:
        return say("reading it takes too long")
    return say("the process that read it ended with code {code}", code=code)
