"""An import from its begin to its last visit: files read by an engine, then visits in one pass in the order of time."""

from __future__ import annotations

import asyncio
import logging
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from zipfile import BadZipFile

from scrapy import signals
from scrapy.exceptions import CloseSpider

from newsportal import paths
from newsportal import settings as defaults
from newsportal.archive.choice import Choice
from newsportal.archive.engine import Engine, EngineError
from newsportal.archive.extract_file import INTERNAL
from newsportal.archive.readings import PortalReadings
from newsportal.archive.sources import SourceError, find
from newsportal.archive.store import store
from newsportal.archive.visits import Visits
from newsportal.archive.work import Order, Work
from newsportal.crawl.session import CrawlSession
from newsportal.exit_codes import Exit
from newsportal.items import Visit
from newsportal.messages import counted, duration, marked, say
from newsportal.os_errors import told

logger = logging.getLogger(__name__)
_DONE, _TOLD, _BEGUN = "archive/done", "archive/told", "archive/begun"
"""Counts of an import, kept with its visits: pages stored; what was left out is counted; it has begun."""
_LOOK = 0.02
"""Seconds between two looks at what the engine has done."""
_MB = 1_000_000
_CACHE = 128
"""Megabytes of the state that are held: each article changes twenty rows anywhere in it."""


class Import:
    """The import of a crawl's archives. What it has read lies in a folder of the crawl until that has ended."""

    def __init__(self, session: CrawlSession, choice: Choice) -> None:
        self._session, self._choice = session, choice
        settings = session.crawler.settings
        kept = settings.getint("NEWSPORTAL_KEPT_MB", defaults.NEWSPORTAL_KEPT_MB) * _MB
        self._readings = PortalReadings(session.memory.file, bound=kept)
        session.memory.file.hold(_CACHE)
        self._folder = paths.archive_folder(settings)
        session.memory.readings = self._readings  # type: ignore[assignment]
        session.crawler.signals.connect(self.ended, signal=signals.engine_stopped)
        counts = session.counters.crawl
        if not counts[_BEGUN]:
            with session.unit.outside_visits():
                self._readings.clear()
                counts[_BEGUN] = 1
                session.memory.crawls.save_counts(counts)

    def ended(self) -> None:
        """Remove what was read, once it is stored."""
        code = self._session.crawler.stats.get_value("newsportal/exit_code") if self._session.crawler.stats else None
        if code is not None and code not in (Exit.INTERRUPTED, Exit.STORAGE, Exit.LOCKED):
            shutil.rmtree(self._folder, ignore_errors=True)

    async def run(self, path: str, engine: Engine) -> None:
        """Read the archives, then store all pages in the order of time, behind those that an earlier process stored.

        Raises CloseSpider where nothing can be read or kept.
        """
        try:
            folder = self._folder / self._session.memory.crawl.id
            work = Work(folder, [] if folder.exists() else find(path))
            await self._read(work, engine)
            await asyncio.to_thread(work.put_in_order)
            order = Order(work)
            self._tell(order)
        except (SourceError, EngineError) as error:
            disk = isinstance(error, EngineError) and error.disk
            raise self._failed(error, "storage" if disk else "settings") from error
        except (OSError, BadZipFile, sqlite3.Error) as error:
            raise self._failed(error, "storage") from error
        await store(self._session, self._in_order(order, work))
        with self._session.unit.outside_visits():
            self._session.memory.ahead.settle()

    def _failed(self, error: Exception, reason: str) -> CloseSpider:
        self._session.failure = told(error)
        return CloseSpider(reason)

    async def _read(self, work: Work, engine: Engine) -> None:
        begin, at_first = time.monotonic(), work.read()[0]
        self._session.more_progress = lambda: _reading(work, begin, at_first)
        engine.begin([task for task in work.tasks if not task.out.exists()])
        try:
            while engine.step():
                await asyncio.sleep(_LOOK)
        finally:
            engine.stop()
        for task, why in engine.failed.items():
            logger.error("%s", say("{file} is not read: {why}", file=task.source.shown, why=why))
            self._session.counters.count("errors/file")

    def _tell(self, order: Order) -> None:
        """Count what was left out, and name the records that cannot be read, once an import."""
        session, counts = self._session, self._session.counters.crawl
        if counts[_TOLD]:
            return
        for source, found in order.unread():
            words = marked("{file}, record {number} at byte {offset}, is not read ({reason}): {url!r}")
            place = {"file": source.shown, "number": found.number, "offset": found.offset, "url": found.url}
            logger.warning("%s", say(words, reason=say(found.reason), **place))
        with session.unit.outside_visits():
            for reason, count in order.left.items():
                counts[f"{'errors' if reason == INTERNAL else 'dropped'}/{reason}"] += count
            counts[_TOLD] = 1
            session.memory.crawls.save_counts(counts)

    def _in_order(self, order: Order, work: Work) -> Callable[[], Iterator[Visit]]:
        """Gives the visits behind the last one that is stored, each time it is called."""
        session, counts, begin = self._session, self._session.counters.crawl, time.monotonic()
        at_first = counts[_DONE]
        session.more_progress = lambda: _storing(counts[_DONE], order.pages, begin, at_first)
        memory = session.memory
        saw, expect = memory.seen_links.holds, memory.expect
        made = Visits(order, work.tasks, self._choice, self._readings, memory.words_of, saw, expect)

        def visits() -> Iterator[Visit]:
            for done, visit in enumerate(made.visits(session.memory.crawl.id, counts[_DONE]), counts[_DONE] + 1):
                # Kept with the visit: one that is killed goes on behind it.
                counts[_DONE] = done
                if visit is not None:
                    yield visit

        return visits


def _reading(work: Work, begin: float, at_first: int) -> list[str]:
    done, of, at = work.read()
    words = [say("{done:,} of {of:,} MB read", done=done // _MB, of=of // _MB)]
    words.append(counted("{n:,} page", "{n:,} pages", at.pages))
    words.append(counted("{n:,} article", "{n:,} articles", at.articles))
    return words + _left(begin, done - at_first, of - done)


def _storing(done: int, of: int, begin: float, at_first: int) -> list[str]:
    return [say("{done:,} of {of:,} pages stored", done=done, of=of), *_left(begin, done - at_first, of - done)]


def _left(begin: float, done: int, left: int) -> list[str]:
    if done <= 0:
        return []
    seconds = (time.monotonic() - begin) * left / done
    return [say("{duration} left", duration=duration(timedelta(seconds=seconds)))]
