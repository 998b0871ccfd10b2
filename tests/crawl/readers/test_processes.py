"""The processes that read, on both event loops a crawl may have: what one of them that ended or stopped costs."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import uvloop

from newsportal.crawl.answer import page_of
from newsportal.crawl.readers.origin import Origin
from newsportal.crawl.readers.processes import Readers, _Reader
from newsportal.crawl.readers.wire import Deadly, Names, PageTask, Terms
from newsportal.crawl.reading import Reading, reading_of
from newsportal.dedup.full_body import FullBody
from newsportal.extraction.portal_memory import PortalMemory
from tests.crawl.offline import HOME, story
from tests.crawl.readers.ahead import NOW

NAMES = Names("river", "river-1", 10)
TASK = PageTask(story(1).encode(), f"{HOME}1.html", "utf-8", NOW, (), f"{HOME}1.html")
With = Callable[[Callable[[Readers], Awaitable[Any]]], None]


def expected() -> Reading:
    """What the task gives, as read here."""
    reading = reading_of(page_of(TASK, PortalMemory()), TASK, NAMES)
    article = reading.visit.article
    assert article
    body = FullBody.of(article.title or "", article.text or "")
    reading.visit.body = body._replace(title=article.title, text=article.text)
    return reading


READING = expected()


@pytest.fixture(params=[asyncio.new_event_loop, uvloop.new_event_loop], ids=["asyncio", "uvloop"])
def with_two(request: pytest.FixtureRequest) -> With:
    """Runs something with two readers that wait for a page, each of which has read one."""

    def run(check: Callable[[Readers], Awaitable[Any]]) -> None:
        async def whole() -> None:
            readers = Readers(2, Terms(30, bytes(PortalMemory()), NAMES))
            try:
                assert await asyncio.gather(readers.read(TASK), readers.read(TASK)) == [READING, READING]
                assert len(readers._idle) == 2
                await check(readers)
            finally:
                await readers.stop()

        with asyncio.Runner(loop_factory=request.param) as runner:
            runner.run(whole())

    return run


def test_what_readers_are_forked_from_loads_neither_scrapy_nor_any_state() -> None:
    words = (
        "import sys; from newsportal.crawl.readers import process; from newsportal.crawl.readers.wire import *; "
        "process._loaded(Terms(30, bytes(8), Names('river', 'river-1', 10))); "
        "print([one for one in ('scrapy', 'twisted', 'sqlite3', 'newsportal.state') if sys.modules.get(one)])"
    )
    ran = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == ("[]\n", "")


async def _ended(readers: Readers, reader: _Reader) -> int | None:
    assert readers._origin
    reader.kill()
    return await readers._origin.code(reader.pid)


def test_readers_that_ended_while_they_waited_cost_no_page(with_two: With) -> None:
    async def check(readers: Readers) -> None:
        for reader in readers._idle:
            assert await _ended(readers, reader) == -signal.SIGKILL
        assert await readers.read(TASK) == READING
        assert len(readers._idle) == 1

    with_two(check)


def test_a_reader_whose_end_was_not_seen_costs_no_page(with_two: With) -> None:
    async def check(readers: Readers) -> None:
        os.kill(readers._idle[-1].pid, signal.SIGKILL)
        assert readers._idle[-1].is_alive
        assert await readers.read(TASK) == READING

    with_two(check)


def _stop(reader: _Reader) -> None:
    os.kill(reader.pid, signal.SIGSTOP)
    reader._wait = 0.01


def test_a_reader_that_is_stopped_is_killed_in_time_and_costs_no_page(with_two: With) -> None:
    async def check(readers: Readers) -> None:
        stopped = readers._idle[-1]
        _stop(stopped)
        assert await readers.read(TASK) == READING
        assert stopped.is_overdue
        assert not stopped.is_alive

    with_two(check)


def test_a_page_over_which_two_readers_stop_takes_too_long(with_two: With) -> None:
    async def check(readers: Readers) -> None:
        for reader in readers._idle:
            _stop(reader)
        with pytest.raises(Deadly, match="takes too long"):
            await readers.read(TASK)
        assert readers._idle == []
        assert await readers.read(TASK) == READING

    with_two(check)


def test_readers_whose_origin_ended_read_on_and_others_come_of_a_new_one(with_two: With) -> None:
    async def check(readers: Readers) -> None:
        first = readers._origin
        assert isinstance(first, Origin)
        first._process.kill()
        await first._process.wait()
        first._lose()  # as when its end was heard of
        assert await readers.read(TASK) == READING
        for reader in readers._idle:
            os.kill(reader.pid, signal.SIGKILL)
        readers._idle.clear()  # as when their end was heard of
        assert await readers.read(TASK) == READING
        assert readers._origin is not first

    with_two(check)
