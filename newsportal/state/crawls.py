"""What a crawl keeps of itself in the state while it runs: its figures, and the sightings to be written at its end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from newsportal.state.sqlite import SqliteState, address_key

_KNOWN = 20_000
"""Sightings that are known again without a look at the disk; forgotten together when they are too many."""
_PAGES = 100
"""Pages whose appearances are added up at once."""


@dataclass(slots=True)
class OpenCrawl:
    """A crawl that runs, or was interrupted."""

    id: str
    portal: str
    spider: str
    arguments: dict[str, str]
    begin: datetime
    starts: int
    counts: dict[str, int]


class CrawlState:
    """The SQL of one portal's crawl. Writing methods need an open transaction of `state`."""

    def __init__(self, state: SqliteState, portal: str) -> None:
        self._sql = state.connection
        self.portal = portal
        row = self._sql.execute("SELECT max(n) FROM pending WHERE portal = ?", (portal,)).fetchone()
        self._sighting = row[0] or 0
        self._known: dict[int, int] = {}
        """Keys of sightings of this crawl, by the hash of their words."""
        self._here: dict[int, int] = {}
        """Keys of what stands on the page under way, each with its best rank there."""
        self._unread = 0

    def interrupted(self) -> OpenCrawl | None:
        """The crawl that was begun and not closed."""
        row = self._sql.execute(
            "SELECT id, spider, arguments, begin, starts, counts FROM crawls WHERE portal = ?", (self.portal,)
        ).fetchone()
        if row is None:
            return None
        crawl, spider, arguments, begin, starts, counts = row
        begun = datetime.fromisoformat(begin)
        return OpenCrawl(crawl, self.portal, spider, json.loads(arguments), begun, starts, json.loads(counts))

    def resume(self, crawl: OpenCrawl) -> OpenCrawl:
        """Go on with an interrupted crawl."""
        self._sql.execute("UPDATE crawls SET starts = starts + 1 WHERE portal = ?", (self.portal,))
        return replace(crawl, starts=crawl.starts + 1)

    def open(self, spider: str, arguments: dict[str, str], now: datetime) -> OpenCrawl:
        """Begin a crawl."""
        crawl = f"{now.astimezone(UTC):%Y%m%dT%H%M%S%fZ}-{self.portal}"
        told = json.dumps(arguments, ensure_ascii=False)
        self._sql.execute(
            "INSERT OR REPLACE INTO crawls VALUES (?, ?, ?, ?, ?, 1, '{}')",
            (self.portal, crawl, spider, told, now.isoformat()),
        )
        return OpenCrawl(crawl, self.portal, spider, arguments, now, 1, {})

    def save_counts(self, counts: dict[str, int]) -> None:
        """Remember the open crawl's figures, so that a resumed crawl goes on counting."""
        self._sql.execute("UPDATE crawls SET counts = ? WHERE portal = ?", (json.dumps(counts), self.portal))

    def close(self) -> None:
        """Forget the open crawl."""
        self._sql.execute("DELETE FROM crawls WHERE portal = ?", (self.portal,))

    def sight(self, words: str, rank: int) -> bool:
        """Count a sighting of this crawl on the page under way; gives whether it is the first under these words.

        Such a one must be told by `first()`: a page's hundred headlines are mostly those of the page before.
        """
        key = self._known.get(hash(words))
        if key is None:
            key = address_key(words)
            if not self._sql.execute(
                "SELECT 1 FROM pending WHERE portal = ? AND key = ?", (self.portal, key)
            ).fetchone():
                return True
            self._remember(words, key)
        self._here[key] = min(rank, self._here.get(key, rank))
        return False

    def first(self, words: str, rank: int, page: str, record: dict[str, Any]) -> None:
        """Keep the record of the first sighting under these words."""
        key, self._sighting = address_key(words), self._sighting + 1
        self._sql.execute(
            "INSERT INTO pending VALUES (?, ?, ?, ?, 0, ?, ?)",
            (self.portal, key, self._sighting, rank, page, json.dumps(record, ensure_ascii=False, allow_nan=False)),
        )
        self._remember(words, key)
        self._here[key] = rank

    def _remember(self, words: str, key: int) -> None:
        if len(self._known) >= _KNOWN:
            self._known.clear()
        self._known[hash(words)] = key

    def keep(self, page: str) -> None:
        """Keep what was sighted on the page under way."""
        if not self._here:
            return
        # One row a page, added up later: to count each in its own row is a third of what a page's transaction costs.
        places = json.dumps([*self._here, *self._here.values()])
        self._sql.execute("INSERT INTO shown VALUES (?, ?, ?)", (self.portal, page, places))
        self._here.clear()
        self._unread += 1
        if self._unread >= _PAGES:
            self._add_up()

    def forget(self) -> None:
        """Forget the page under way, after a rollback, and what is known without a look at the disk."""
        self._known.clear()
        self._here.clear()

    def _add_up(self) -> None:
        """Count the appearances of the pages kept since the last time, at the best place of each sighting."""
        found: dict[int, tuple[int, int, str]] = {}
        rows = self._sql.execute("DELETE FROM shown WHERE portal = ? RETURNING page, places", (self.portal,))
        for page, places in rows.fetchall():
            numbers = json.loads(places)
            half = len(numbers) // 2
            for key, rank in zip(numbers[:half], numbers[half:], strict=True):
                pages, best, where = found.get(key, (0, rank, page))
                # Of equal ranks the smaller address wins, so that the order of reading does not show.
                best, where = min((best, where), (rank, page))
                found[key] = pages + 1, best, where
        self._sql.executemany(
            "UPDATE pending SET pages = pages + ?1, page = iif((?2, ?3) < (rank, page), ?3, page), "
            "rank = min(rank, ?2) WHERE portal = ?4 AND key = ?5",
            [(pages, rank, page, self.portal, key) for key, (pages, rank, page) in found.items()],
        )
        self._unread = 0

    def sighted(self, limit: int) -> Iterator[dict[str, Any]]:
        """Take out the first sightings, in the order they were first seen, with their final rank, page and pages."""
        self._add_up()
        self.forget()
        rows = self._sql.execute(
            "SELECT key, rank, pages, page, record FROM pending WHERE portal = ? ORDER BY n LIMIT ?",
            (self.portal, limit),
        ).fetchall()
        for key, rank, pages, page, record in rows:
            self._sql.execute("DELETE FROM pending WHERE portal = ? AND key = ?", (self.portal, key))
            yield json.loads(record) | {"rank": rank, "pages": pages, "page": page}
