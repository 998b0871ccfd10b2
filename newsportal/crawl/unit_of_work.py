"""The unit of work: a visit's records, and all that the state learns by it, are one transaction."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from scrapy.exceptions import CloseSpider, DropItem

from newsportal.crawl.counters import NOT_KEPT, Counters
from newsportal.crawl.revisit import known_after
from newsportal.download.refusal import NOT_ASKED
from newsportal.items import Visit
from newsportal.messages import say
from newsportal.output.store import Record, Store
from newsportal.state.current_page import CurrentPage
from newsportal.state.portal_state import PortalState
from newsportal.state.sqlite import is_unwritable

if TYPE_CHECKING:
    from newsportal.warc.archive import WarcArchive

logger = logging.getLogger(__name__)


class NotStored(Exception):
    """A visit was begun and came to no end: a pipeline of somebody else's dropped it or suspended it."""


class UnitOfWork:
    """Between `begin()` and `commit()` lies one visit; whatever fails in between is forgotten whole by `abort()`.

    Each visit is a transaction, or all of a block are one (`together()`).

    `archive` keeps the answers, if they are kept; `revisit` are the seconds from one reading of an article to the next;
    `cannot_write` ends the crawl.
    """

    def __init__(
        self,
        memory: PortalState,
        store: Store,
        current_page: CurrentPage,
        counters: Counters,
        *,
        archive: WarcArchive | None,
        revisit: Sequence[float],
        cannot_write: Callable[[Exception], None],
    ) -> None:
        self._memory, self._store, self._current_page, self._counters = memory, store, current_page, counters
        self._archive, self._revisit, self._cannot_write = archive, revisit, cannot_write
        self._together: dict[str, list[Record]] | None = None
        """Records of the visits of a block by kind; None outside one."""
        self._begun = False
        """Whether a visit of a block was begun and came to no end yet."""

    def begin(self) -> None:
        """Open the transaction of one visit; in a block raises NotStored where the one before it came to no end."""
        if self._together is not None:
            self._check_ended()
            self._begun = True
            self._counters.visit.clear()
            return
        if self._memory.file.in_transaction:
            # A pipeline of somebody else's between Deduplicate and JsonLines dropped the last visit or suspended it.
            words = say("a visit was not stored: keep other pipelines before Deduplicate or behind JsonLines")
            logger.error("%s", words)
            self.abort()
            self._counters.count("errors/internal")
        self._memory.file.begin()
        self._counters.visit.clear()

    def abort(self) -> None:
        """Forget the current visit; in a block all of its visits."""
        self._memory.rollback()

    @contextmanager
    def together(self) -> Iterator[None]:
        """The visits of the block are one transaction, which ends with it; nothing else may be written in it.

        What one of them meets is raised, and all are forgotten; raises CloseSpider where the disk refuses.
        """
        crawl = self._counters.crawl
        before = crawl.copy()
        try:
            self._memory.file.begin()
            self._together = records = dict[str, list[Record]]()
            yield
            self._check_ended()
            for kind, added in records.items():
                self._store.append(kind, added)
            self._end(crawl)
        except BaseException as error:
            crawl.clear()
            crawl.update(before)
            if not (isinstance(error, Exception) and is_unwritable(error)):
                self.abort()
                raise
            self._fail(error)
            raise CloseSpider("storage") from error
        finally:
            self._together, self._begun = None, False

    def _check_ended(self) -> None:
        if self._begun:
            raise NotStored

    def commit(self, visit: Visit, records: Mapping[str, Sequence[Record]]) -> None:
        """Keep a visit: its records by kind, what the frontier gains and loses, the page as known, and the figures."""
        memory, counters = self._memory, self._counters
        for kind, added in records.items():
            if added and self._together is not None:
                self._together.setdefault(kind, []).extend(added)
            elif added:
                self._store.append(kind, added)
        memory.pending_sightings.keep_page(visit.url, hub=visit.role != "article")
        if not memory.readings.add(visit):
            counters.visit[f"dropped/{NOT_KEPT}"] += 1
        self.know(visit, visit.url, visit.fetch.asked)
        counters.visit["frontier"] += memory.frontier.push(visit.follow)
        self._count_page(visit)
        if self._together is None:
            self._end(counters.crawl + counters.visit)
        self._begun = False
        counters.keep_visit()

    def _end(self, counts: Counter[str]) -> None:
        """End the transaction, with the crawl's figures."""
        memory = self._memory
        self._counters.count_requests()
        memory.crawls.save_counts(counts)
        if self._archive:
            self._archive.append(memory.crawl)
        memory.file.commit()
        if self._archive:
            self._archive.committed()
        self._current_page.done()

    def _count_page(self, visit: Visit) -> None:
        stats, fetch = self._memory.stats, visit.fetch
        hub = fetch.kind in ("seed", "hub")
        if visit.role in ("article", "hub", "other"):
            stats.add(visit, hub=hub)
        elif hub and fetch.unchanged:
            stats.add_unchanged(visit.url)
        elif hub and visit.role == "failed" and fetch.reason not in NOT_ASKED:
            stats.add_failed(visit.url)

    def know(self, visit: Visit, *addresses: str) -> None:
        """Remember the page of a visit under these addresses and those of its further pages; they wait no more."""
        # A further page is read again with the first, never by itself: it would be an article of its own.
        pages = self._memory.pages
        for url in {*addresses, *visit.fetch.further_pages}:
            before = pages.get(url)
            known = known_after(before, visit, self._memory.crawl.id, self._revisit)
            if before and before.role == "article" and before.hash and before.hash != known.hash:
                pages.add_version(url, before.hash)
            pages.save(url, known if url in addresses else replace(known, due=None))
            self._memory.frontier.drop(url)

    @contextmanager
    def outside_visits(self) -> Iterator[None]:
        """A transaction for what belongs to no visit. Raises CloseSpider where the disk refuses."""
        try:
            self.begin()
            yield
            self._memory.file.commit()
        except Exception as error:
            if not is_unwritable(error):
                raise
            self._fail(error)
            raise CloseSpider("storage") from error

    def give_up(self, error: Exception) -> None:
        """Forget the current visit, which met `error`; raises DropItem where that ends the crawl: the disk failed.

        In a block nothing is done: whoever calls this raises the error, and the block ends with it.
        """
        if self._together is not None:
            return
        if is_unwritable(error):
            self._fail(error)
            raise DropItem("not stored", log_level="DEBUG") from error
        self.abort()

    def _fail(self, error: Exception) -> None:
        self._cannot_write(error)
        self.abort()
