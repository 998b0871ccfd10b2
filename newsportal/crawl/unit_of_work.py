"""The unit of work: a visit's records, and all that the state learns by it, are one transaction.

The walk learns what it gained by the visit, and the books take it in."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from scrapy.exceptions import CloseSpider, DropItem

from newsportal.crawl.books import TakesVisits
from newsportal.crawl.counters import Counters
from newsportal.crawl.revisit import known_after
from newsportal.items import Visit
from newsportal.messages import say
from newsportal.state.current_page import CurrentPage
from newsportal.state.pages import KnownPage
from newsportal.state.sqlite import is_unwritable
from newsportal.state.walk import Walk

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
        walk: Walk,
        books: TakesVisits,
        current_page: CurrentPage,
        counters: Counters,
        *,
        archive: WarcArchive | None,
        revisit: Sequence[float],
        cannot_write: Callable[[Exception], None],
    ) -> None:
        self._walk, self._books, self._current_page, self._counters = walk, books, current_page, counters
        self._archive, self._revisit, self._cannot_write = archive, revisit, cannot_write
        self._asked: Visit | None = None
        self._known: dict[str, KnownPage] = {}
        self._together = False
        """Whether a block of visits is open."""
        self._begun = False
        """Whether a visit of a block was begun and came to no end yet."""

    def begin(self) -> None:
        """Open the transaction of one visit; in a block raises NotStored where the one before it came to no end."""
        self._asked = None
        if self._together:
            self._check_ended()
            self._begun = True
            self._counters.visit.clear()
            return
        if self._walk.in_transaction:
            # A pipeline of somebody else's between Deduplicate and JsonLines dropped the last visit or suspended it.
            words = say("a visit was not stored: keep other pipelines before Deduplicate or behind JsonLines")
            logger.error("%s", words)
            self.abort()
            self._counters.count("errors/internal")
        self._walk.begin()
        self._counters.visit.clear()

    def abort(self) -> None:
        """Forget the current visit; in a block all of its visits."""
        self._walk.rollback()

    @contextmanager
    def together(self) -> Iterator[None]:
        """The visits of the block are one transaction, which ends with it; nothing else may be written in it.

        What one of them meets is raised, and all are forgotten; raises CloseSpider where the disk refuses.
        """
        try:
            with self._counters.together():
                self._walk.begin()
                self._together = True
                with self._books.together():
                    yield
                    self._check_ended()
                self._end(self._counters.crawl)
        except BaseException as error:
            if not (isinstance(error, Exception) and is_unwritable(error)):
                self.abort()
                raise
            self._fail(error)
            raise CloseSpider("storage") from error
        finally:
            self._together, self._begun = False, False

    def _check_ended(self) -> None:
        if self._begun:
            raise NotStored

    def commit(self, visit: Visit) -> None:
        """Keep a visit: in the books, and what the walk learns by it."""
        counters = self._counters
        self._books.keep(visit)
        self.know(visit)
        self._walk.frontier.push(visit.follow)
        if not self._together:
            self._end(counters.with_visit())
        self._begun = False
        counters.keep_visit()

    def _end(self, counts: dict[str, int]) -> None:
        """End the transaction, with the crawl's figures."""
        walk = self._walk
        self._counters.count_requests()
        walk.crawls.save_counts(counts)
        if self._archive:
            self._archive.append(walk.crawl)
        walk.commit()
        if self._archive:
            self._archive.committed()
        self._current_page.done()

    def known(self, visit: Visit) -> dict[str, KnownPage]:
        """What was known of a visit's pages before it, by address; asked once a visit, in its transaction."""
        if self._asked is not visit:
            self._asked, self._known = visit, self._walk.pages.known(_addresses(visit))
        return self._known

    def know(self, visit: Visit) -> None:
        """Remember the page of a visit under its addresses and those of its further pages; they wait no more."""
        # A further page is read again with the first, never by itself: it would be an article of its own.
        pages, own, found = self._walk.pages, (visit.url, visit.fetch.asked), self.known(visit)
        for url in _addresses(visit):
            before = found.get(url)
            known = known_after(before, visit, self._walk.crawl.id, self._revisit)
            if before and before.role == "article" and before.hash and before.hash != known.hash:
                pages.add_version(url, before.hash)
            pages.save(url, known if url in own else replace(known, due=None))
            self._walk.frontier.drop(url)

    @contextmanager
    def outside_visits(self) -> Iterator[None]:
        """A transaction for what belongs to no visit. Raises CloseSpider where the disk refuses."""
        try:
            self.begin()
            yield
            self._walk.commit()
        except Exception as error:
            if not is_unwritable(error):
                raise
            self._fail(error)
            raise CloseSpider("storage") from error

    def give_up(self, error: Exception) -> None:
        """Forget the current visit, which met `error`; raises DropItem where that ends the crawl: the disk failed.

        In a block nothing is done: whoever calls this raises the error, and the block ends with it.
        """
        if self._together:
            return
        if is_unwritable(error):
            self._fail(error)
            raise DropItem("not stored", log_level="DEBUG") from error
        self.abort()

    def _fail(self, error: Exception) -> None:
        self._cannot_write(error)
        self.abort()


def _addresses(visit: Visit) -> set[str]:
    return {visit.url, visit.fetch.asked, *visit.fetch.further_pages}
