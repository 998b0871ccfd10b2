"""The processes that read, on both event loops a crawl may have: what one of them that ended or stopped costs."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import uvloop

from newsportal.crawl.readers.processes import Readers, _Reader
from newsportal.crawl.readers.wire import Deadly, PageTask, Terms
from newsportal.extraction import extract
from newsportal.extraction.portal_memory import PortalMemory
from tests.crawl.offline import HOME, story
from tests.crawl.readers.ahead import NOW

TASK = PageTask(story(1).encode(), f"{HOME}1.html", "utf-8", NOW, ())
PAGE = extract(*TASK[:3], fetched=NOW, known_as=(), portal=PortalMemory())
With = Callable[[Callable[[Readers], Awaitable[Any]]], None]


@pytest.fixture(params=[asyncio.new_event_loop, uvloop.new_event_loop], ids=["asyncio", "uvloop"])
def with_two(request: pytest.FixtureRequest) -> With:
    """Runs something with two readers that wait for a page, each of which has read one."""

    def run(check: Callable[[Readers], Awaitable[Any]]) -> None:
        async def whole() -> None:
            readers = Readers(2, Terms(30, bytes(PortalMemory())))
            try:
                assert await asyncio.gather(readers.read(TASK), readers.read(TASK)) == [PAGE, PAGE]
                assert len(readers._idle) == 2
                await check(readers)
            finally:
                await readers.stop()

        with asyncio.Runner(loop_factory=request.param) as runner:
            runner.run(whole())

    return run


async def _ended(reader: _Reader) -> None:
    reader.kill()
    await reader._process.wait()


def test_readers_that_ended_while_they_waited_cost_no_page(with_two: With) -> None:
    async def check(readers: Readers) -> None:
        for reader in readers._idle:
            await _ended(reader)
        assert await readers.read(TASK) == PAGE
        assert len(readers._all) == len(readers._idle) == 1

    with_two(check)


def test_a_reader_whose_end_was_not_seen_costs_no_page(with_two: With, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_Reader, "is_alive", True)

    async def check(readers: Readers) -> None:
        await _ended(readers._idle[-1])
        assert await readers.read(TASK) == PAGE

    with_two(check)


def test_a_reader_that_is_stopped_is_killed_in_time_and_its_page_takes_too_long(with_two: With) -> None:
    async def check(readers: Readers) -> None:
        stopped = readers._idle[-1]
        os.kill(stopped._process.pid, signal.SIGSTOP)
        stopped._wait = 0.01
        with pytest.raises(Deadly, match="takes too long"):
            await readers.read(TASK)
        assert stopped._process.returncode == -signal.SIGKILL
        assert await readers.read(TASK) == PAGE

    with_two(check)
