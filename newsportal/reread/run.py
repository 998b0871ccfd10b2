"""One portal's kept pages read again: what changed is stored as by a crawl, some revisions a transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from newsportal.crawl.revision import keep_revision
from newsportal.items import Article, item_of
from newsportal.output.store import Store
from newsportal.reread.changes import Changes
from newsportal.reread.kept_pages import KeptPage, KeptPages
from newsportal.reread.reading import KeptReader
from newsportal.state.portal_state import PortalState
from newsportal.version import rules

_CHUNK = 50
"""Revisions a transaction: crawls of other portals wait for one that long."""


@dataclass(slots=True)
class Outcome:
    """What rereading a portal came to."""

    pages: int = 0
    """Kept pages looked at."""
    articles: int = 0
    """Those that are articles today."""
    new: int = 0
    """Those of them that were none when they came."""
    gone: int = 0
    """Articles whose page is none today; what is stored of them stays."""
    changes: Changes = field(default_factory=Changes)
    """What changed, by field."""


class Rereading:
    """Rereads one portal. Without a `store` to write into (a dry run) nothing is stored.

    `tell` hears after each page how many were read, and how many articles changed. Raises OSError and
    sqlite3.Error; what was committed until then stays.
    """

    def __init__(
        self,
        memory: PortalState,
        pages: KeptPages,
        reader: KeptReader,
        newest: Callable[[str], dict[str, object] | None],
        store: Store | None,
        tell: Callable[[int, int], None],
    ) -> None:
        self._memory, self._pages, self._reader = memory, pages, reader
        self._newest, self._store, self._tell = newest, store, tell
        self._waiting: list[tuple[Article | None, Article]] = []
        self._outcome = Outcome()

    def run(self) -> Outcome:
        """Read every kept page in the order they came, and store what changed."""
        for kept in self._pages:
            self._outcome.pages += 1
            self._page(kept)
            if len(self._waiting) >= _CHUNK:
                self._keep()
            self._tell(self._outcome.pages, self._outcome.changes.articles)
        self._keep()
        return self._outcome

    def _page(self, kept: KeptPage) -> None:
        line, outcome = self._newest(kept.url), self._outcome
        before = item_of(Article, line) if line else None
        known = self._memory.pages.get(kept.url)
        # What is no article and was taken for none: a hub, a listing, a further page of an article.
        if before is None and (known is None or known.role != "other"):
            return
        article = self._reader.read(kept, before)
        outcome.articles += article is not None
        if article is None:
            outcome.gone += before is not None
        elif before is None:
            outcome.new += 1
            self._waiting.append((None, self._dated(article, kept, kept.crawl, kept.rules)))
        elif outcome.changes.take(before, article):
            told = self._dated(article, kept, before.crawl, before.rules_after or kept.rules)
            self._waiting.append((before, told))

    def _dated(self, article: Article, kept: KeptPage, crawl: str, before: str) -> Article:
        """The article as it is stored: dated by now, since readers of the files go by the order of times."""
        return replace(
            article, crawl=crawl, fetched=datetime.now(UTC), reread=kept.answer.date,
            rules_before=before or None, rules_after=rules(),
        )  # fmt: skip

    def _keep(self) -> None:
        waiting, self._waiting = self._waiting, []
        if self._store is None or not waiting:
            return
        memory, counts = self._memory, Counter[str]()
        memory.file.begin()
        for before, after in waiting:
            keep_revision(memory, before, after, counts)
        self._store.append("articles", [after for _, after in waiting])
        if memory.crawls.interrupted() is None:
            # What articles showed of headlines; an interrupted crawl writes it with its own.
            self._store.append("sightings", list(memory.pending_sightings.take(len(waiting) * 100)))
        memory.file.commit()
