"""The processes that read a crawl's pages. One that ends over a page is replaced, and the page given to another once.

Why not the standard library's: ProcessPoolExecutor ends every reading when one process is killed (BrokenProcessPool),
and knows no reading that takes too long.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from newsportal.crawl.readers.asking import ReaderProcess, Unread
from newsportal.crawl.readers.origin import Origin
from newsportal.crawl.readers.packing import unpacked
from newsportal.crawl.readers.wire import Deadly, NoReader, PageTask, ReadingError, Terms
from newsportal.crawl.reading import Reading
from newsportal.messages import say
from newsportal.os_errors import told

logger = logging.getLogger(__name__)
AT_ONCE = 2
"""Pages that a process is given at a time: it begins with the second once the first is read, and waits for nobody."""
DEATHS = 2
"""Processes that may end over one page before it is given up."""


class Readers:
    """So many processes, started when they are needed. `terms` is what they are told."""

    def __init__(self, most: int, terms: Terms) -> None:
        self._terms = terms
        self._free, self._starting = asyncio.Semaphore(most * AT_ONCE), asyncio.Lock()
        self._origin: Origin | None = None
        self._places = [_Place() for _ in range(most)]
        self._told = False

    async def read(self, task: PageTask) -> Reading:
        """What a task gives. Raises Deadly, ReadingError and NoReader."""
        async with self._free:
            answer = await self._answer(task)
        reading = unpacked(answer)
        if isinstance(reading, str):
            raise ReadingError(reading)
        return reading

    async def _answer(self, task: PageTask) -> bytearray:
        how, deaths = "", 0
        while deaths < DEATHS:
            with min(self._places, key=_Place.load).taken() as place:
                reader = await self._ready(place)
                try:
                    return await reader.ask(task)
                except Unread:
                    continue
                except OSError:
                    code = await reader.end()
                    how, deaths = _how(code, overdue=reader.is_overdue), deaths + 1
                    if code == -signal.SIGPROF:
                        break  # it would take as long again
        raise Deadly(how)

    async def _ready(self, place: _Place) -> ReaderProcess:
        """The process at a place. One that ended meanwhile ended over none of its pages."""
        async with place.starting:
            if place.reader is None or not place.reader.is_alive:
                try:
                    place.reader = await ReaderProcess.start(await self._forks(), self._terms.seconds)
                except OSError as error:
                    self._tell(error)
                    raise NoReader from error
            return place.reader

    def _tell(self, error: OSError) -> None:
        if not self._told:
            words = say("no reader can be started, the crawl reads its pages itself: {why}", why=told(error))
            logger.error("%s", words)
        self._told = True

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
        if self._origin:
            await self._origin.stop()


class _Place:
    """Room for one process."""

    def __init__(self) -> None:
        self.reader: ReaderProcess | None = None
        self.starting = asyncio.Lock()
        self.pages = 0
        """How many it has, read or to be read."""

    def load(self) -> tuple[int, bool]:
        """How much stands in the way of one more page: first others, then that a process is to be started."""
        return self.pages, self.reader is None or not self.reader.is_alive

    @contextmanager
    def taken(self) -> Iterator[_Place]:
        """The place, with one page more."""
        self.pages += 1
        try:
            yield self
        finally:
            self.pages -= 1


def _how(code: int | None, *, overdue: bool) -> str:
    if overdue or code == -signal.SIGPROF:
        return say("reading it takes too long")
    return say("the process that read it ended with code {code}", code=code)
