"""The books of a portal as a reader of the log keeps them: what the crawl's own process does where all is in one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from scrapy.settings import BaseSettings

from newsportal import paths
from newsportal import settings as defaults
from newsportal.crawl import finish
from newsportal.crawl.books import Books
from newsportal.crawl.known import settle
from newsportal.crawl.session import CrawlSession
from newsportal.crawl.unit_of_work import UnitOfWork
from newsportal.exit_codes import Exit
from newsportal.items import Crawl, Visit
from newsportal.output.store import Store
from newsportal.state.crawls import OpenCrawl
from newsportal.state.current_page import CurrentPage
from newsportal.state.portal_state import PortalState
from newsportal.state.sqlite import SqliteState


class HeldState(SqliteState):
    """A state file whose transactions can be held together: what happens in a block is kept whole or not at all."""

    _held = False

    def begin(self) -> None:
        """Open a transaction; in a block one is open."""
        if not self._held:
            super().begin()

    def commit(self) -> None:
        """Keep it; in a block that happens at its end."""
        if not self._held:
            super().commit()

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that is written in the block is one transaction."""
        self.begin()
        self._held = True
        try:
            yield
        except BaseException:
            self._held = False
            self.rollback()
            raise
        self._held = False
        self.commit()


class _NoStats:
    """The figures of a process, which no reader of the log tells."""

    def inc_value(self, name: str, count: int = 1) -> None: ...

    def get_value(self, name: str, default: Any = None) -> Any:
        """Nothing was sent."""
        return default


class KeptPortal(CrawlSession):
    """The session of a portal's crawl in the books: it takes visits, and time, from the log. `spiders` by name."""

    def __init__(
        self,
        settings: BaseSettings,
        name: str,
        state: HeldState,
        store: Store,
        page: CurrentPage,
        spiders: dict[str, Any],
    ) -> None:
        super().__init__(SimpleNamespace(settings=settings, stats=_NoStats(), spider=None))  # type: ignore[arg-type]
        self.store, self.current_page, self._spiders = store, page, spiders
        self._time, self._deferred = datetime.now(UTC), 0
        kept = settings.getint("NEWSPORTAL_KEPT_MB", defaults.NEWSPORTAL_KEPT_MB) * 1_000_000
        self.memory = self.walk = PortalState(state, name, window_days=self.window_days, kept_bytes=kept)
        self.books = Books(self.memory, store, self.counters.visit)
        self.unit = UnitOfWork(
            self.memory, self.books, page, self.counters, archive=None, revisit=self.revisit, cannot_write=_raise
        )
        if left := self.memory.crawls.interrupted():
            self._go_on(left)

    def now(self) -> datetime:
        """The time of the log's entry."""
        return self._time

    @property
    def deferred(self) -> int:
        """How many addresses wait for later crawls, as the log says."""
        return self._deferred

    def _go_on(self, crawl: OpenCrawl) -> None:
        self.memory.crawl, self.portal = crawl, crawl.portal
        self.counters.crawl.clear()
        self.counters.crawl.update(crawl.counts)
        cls = self._spiders.get(crawl.spider)
        told = {
            name: getattr(cls, name, default) for name, default in (("seeds", ()), ("bounds", {}), ("partial", False))
        }
        self.crawler.spider = type("Kept", (), told | {"archived": False, "portal": crawl.portal})()

    def begin(self, told: dict[str, Any]) -> None:
        """A crawl begins."""
        begin = datetime.fromisoformat(told["begin"])
        self._go_on(self.memory.crawls.open(told["portal"], told["spider"], told["arguments"], begin))
        self.memory.stats.clear()

    def resume(self) -> None:
        """The crawl goes on in another process."""
        left = self.memory.crawls.interrupted()
        assert left
        self._go_on(self.memory.crawls.resume(left))

    def take(self, visit: Visit) -> None:
        """Keep a visit."""
        unit = self.unit
        with unit.together():
            unit.begin()
            before = unit.known(visit).get(visit.url)
            settle(visit, before, self.memory.pages)
            self.books.identify(visit, before.revision if before else 0)
            unit.commit(visit)

    def finish(self, told: dict[str, Any]) -> Crawl:
        """The crawl ends: its sightings, what left blocks, its record as judged. Its own figures come from the log."""
        self._time, self._deferred = datetime.fromisoformat(told["end"]), told["waiting"]
        self.counters.crawl.update(Counter(told["counts"]))
        return finish.end(self, told["reason"], Exit(told["code"]))


def _raise(error: Exception) -> None:
    raise error


def current_page(settings: BaseSettings) -> CurrentPage:
    """The file of the page that a reader of the log is at: it reads none, and units of work ask for one."""
    return CurrentPage(paths.current_page_file(settings, "keep"))
