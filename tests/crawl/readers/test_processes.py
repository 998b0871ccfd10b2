"""The processes that read, on both event loops a crawl may have: what one of them that ended or stopped costs."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
import uvloop

from newsportal.crawl.answer import page_of
from newsportal.crawl.readers.asking import ReaderProcess
from newsportal.crawl.readers.origin import Origin
from newsportal.crawl.readers.processes import Readers
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
    reading.visit.body = replace(body, title=article.title, text=article.text)
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
                assert len(_alive(readers)) == 2
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


def _alive(readers: Readers) -> list[ReaderProcess]:
    return [place.reader for place in readers._places if place.reader and place.reader.is_alive]


async def _ended(readers: Readers, reader: ReaderProcess) -> int | None:
    assert readers._origin
    reader.kill()
    return await readers._origin.code(reader.pid)


def test_readers_that_ended_while_they_waited_cost_no_page(with_two: With) -> None:
    async def check(readers: Readers) -> None:
        for reader in _alive(readers):
            assert await _ended(readers, reader) == -signal.SIGKILL
        assert await readers.read(TASK) == READING
        assert len(_alive(readers)) == 1

    with_two(check)


def test_a_reader_whose_end_was_not_seen_costs_no_page(with_two: With) -> None:
    async def check(readers: Readers) -> None:
        os.kill(_alive(readers)[0].pid, signal.SIGKILL)
        assert len(_alive(readers)) == 2
        assert await readers.read(TASK) == READING

    with_two(check)


def _stop(reader: ReaderProcess) -> None:
    os.kill(reader.pid, signal.SIGSTOP)
    reader._wait = 0.01


def test_a_reader_that_is_stopped_is_killed_in_time_and_costs_no_page(with_two: With) -> None:
    async def check(readers: Readers) -> None:
        stopped = _alive(readers)[0]
        _stop(stopped)
        assert await readers.read(TASK) == READING
        assert stopped.is_overdue
        assert not stopped.is_alive

    with_two(check)


def test_a_page_over_which_two_readers_stop_takes_too_long(with_two: With) -> None:
    async def check(readers: Readers) -> None:
        for reader in _alive(readers):
            _stop(reader)
        with pytest.raises(Deadly, match="takes too long"):
            await readers.read(TASK)
        assert _alive(readers) == []
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
        for reader in _alive(readers):
            os.kill(reader.pid, signal.SIGKILL)
            reader.is_alive = False  # as when its end was heard of
        assert await readers.read(TASK) == READING
        assert readers._origin is not first

    with_two(check)


def test_pages_that_wait_behind_one_over_which_readers_end_are_read_by_others(with_two: With) -> None:
    async def check(readers: Readers) -> None:
        for reader in _alive(readers):
            _stop(reader)
        answers = await asyncio.gather(*(readers.read(TASK) for _ in range(4)))
        assert answers == [READING] * 4

    with_two(check)


def test_the_answer_to_a_page_that_is_not_waited_for_any_more_is_no_other_pages(with_two: With) -> None:
    async def check(readers: Readers) -> None:
        before = _alive(readers)
        given_up = [asyncio.ensure_future(readers.read(TASK._replace(body=b""))) for _ in range(2)]
        await asyncio.sleep(0)  # they are asked for
        for one in given_up:
            one.cancel()
        assert await asyncio.gather(readers.read(TASK), readers.read(TASK)) == [READING, READING]
        assert _alive(readers) == before

    with_two(check)
