"""The books of a portal: what its visits come to. Which headlines are new, where they stood, the lines, the figures.

They are kept visit by visit in one order, and ask nothing of the crawl but what stands in the visit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from newsportal.crawl.counters import NOT_KEPT
from newsportal.crawl.revision import revise
from newsportal.dedup import decide
from newsportal.download.refusal import NOT_ASKED
from newsportal.items import Visit, completed
from newsportal.output.store import Store
from newsportal.state.portal_state import PortalState
from newsportal.text.keys import key_of, name_of


class TakesVisits(Protocol):
    """What becomes of visits, each in the transaction that is open."""

    def identify(self, visit: Visit, revision: int) -> None:
        """Decide what of a visit is new; its article, if it has one, becomes the revision after this one."""

    def keep(self, visit: Visit) -> None:
        """Keep a visit."""

    def together(self) -> AbstractContextManager[None]:
        """The visits of the block are one transaction."""


class Books:
    """Takes in visits, each in the transaction that is open: `identify()`, then `keep()`. Both count in `counts`."""

    def __init__(self, memory: PortalState, store: Store, counts: Counter[str]) -> None:
        self._memory, self._store, self._counts = memory, store, counts

    def identify(self, visit: Visit, revision: int) -> None:
        """Decide what of a visit is new; its article, if it has one, becomes the revision after this one."""
        if visit.article is not None:
            article, body, sure = visit.article, visit.body, visit.written is not None
            visit.article = revise(self._memory, article, revision, self._counts, body, sure=sure)
        if visit.sightings:
            self._identify_headlines(visit)
        visit.news = len(visit.headlines)

    def _identify_headlines(self, visit: Visit) -> None:
        first = self._memory.pending_sightings.first(visit.sightings)
        asked = [*map(decide.seen_of, first)]
        for sighting, seen, decision in zip(first, asked, self._memory.page.headlines(asked), strict=True):
            self._memory.seen_links.add(seen.url, seen.text)
            if decision.kind in ("repeat", "changed") and decision.headline != name_of(key_of(seen.url)):
                self._memory.link_words.add(seen.url, seen.text)
            decide.fill(sighting, decide.sighting_fields(decision))
            headline = decide.new_headline(decision, sighting)
            if headline is not None:
                visit.headlines.append(headline)
                self._counts["headlines_new"] += 1

    def keep(self, visit: Visit) -> None:
        """Keep what was decided: the lines, where the headlines stood, what the article tells, the figures."""
        if article := visit.article:
            self._store.append("articles", [completed(visit.written.line, article) if visit.written else article])
        if visit.headlines:
            self._store.append("headlines", visit.headlines)
        self._memory.pending_sightings.keep_page(visit.url, hub=visit.role != "article")
        if not self._memory.readings.add(visit):
            self._counts[f"dropped/{NOT_KEPT}"] += 1
        self._count_page(visit)

    @contextmanager
    def together(self) -> Iterator[None]:
        """The lines of all visits of the block are written at its end."""
        self._memory.hold()
        with self._store.together():
            yield
            self._memory.keep()

    def _count_page(self, visit: Visit) -> None:
        stats, fetch = self._memory.stats, visit.fetch
        hub = fetch.kind in ("seed", "hub")
        if visit.role in ("article", "hub", "other"):
            stats.add(visit, hub=hub)
        elif hub and fetch.unchanged:
            stats.add_unchanged(visit.url)
        elif hub and visit.role == "failed" and fetch.reason not in NOT_ASKED:
            stats.add_failed(visit.url)
