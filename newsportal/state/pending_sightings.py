"""The sightings of an open crawl, which are written to the output at its end, with their best ranks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from newsportal.state.sqlite import SqliteState, address_key

SCHEMA = """
CREATE TABLE IF NOT EXISTS pending (
    portal TEXT NOT NULL, key INTEGER NOT NULL, n INTEGER NOT NULL, rank INTEGER NOT NULL, pages INTEGER NOT NULL,
    page TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (portal, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shown (portal TEXT NOT NULL, page TEXT NOT NULL, places TEXT NOT NULL);
"""
_KNOWN = 20_000
"""Sightings that are recognized without reading the disk; all are forgotten at once when they are too many."""
_PAGES = 100
"""Pages whose sightings are added up at once."""


class PendingSightings:
    """The sightings that wait for the end of one portal's crawl.

    By `words` the caller says which sightings are the same: of those the first one's record is kept, with the best rank
    of all, the page of that rank, and the number of pages. Methods that write need an open transaction of `state`.
    """

    def __init__(self, state: SqliteState, portal: str) -> None:
        self._sql = state.connection
        self._portal = portal
        row = self._sql.execute("SELECT max(n) FROM pending WHERE portal = ?", (portal,)).fetchone()
        self._last = row[0] or 0
        self._known: dict[int, int] = {}
        """Keys of sightings of this crawl, by the hash of their words."""
        self._here: dict[int, int] = {}
        """The best rank on the current page of each key that stands on it."""
        self._pages_kept = 0

    def count(self, words: str, rank: int) -> bool:
        """Count a sighting on the current page. False if it is the first under these words: `add()` must follow.

        In two calls, since a page's hundred headlines are mostly those of the page before: their records are not made.
        """
        key = self._known.get(hash(words))
        if key is None:
            key = address_key(words)
            if not self._sql.execute(
                "SELECT 1 FROM pending WHERE portal = ? AND key = ?", (self._portal, key)
            ).fetchone():
                return False
            self._remember(words, key)
        self._here[key] = min(rank, self._here.get(key, rank))
        return True

    def add(self, words: str, rank: int, page: str, record: dict[str, Any]) -> None:
        """Keep the record of the first sighting under these words."""
        key, self._last = address_key(words), self._last + 1
        self._sql.execute(
            "INSERT INTO pending VALUES (?, ?, ?, ?, 0, ?, ?)",
            (self._portal, key, self._last, rank, page, json.dumps(record, ensure_ascii=False, allow_nan=False)),
        )
        self._remember(words, key)
        self._here[key] = rank

    def _remember(self, words: str, key: int) -> None:
        if len(self._known) >= _KNOWN:
            self._known.clear()
        self._known[hash(words)] = key

    def keep_page(self, page: str) -> None:
        """Keep what was counted and added on the current page, whose address this is; the next page begins."""
        if not self._here:
            return
        # One row a page, added up later: to count each in its own row is a third of what a page's transaction costs.
        places = json.dumps([*self._here, *self._here.values()])
        self._sql.execute("INSERT INTO shown VALUES (?, ?, ?)", (self._portal, page, places))
        self._here.clear()
        self._pages_kept += 1
        if self._pages_kept >= _PAGES:
            self._add_up()

    def forget_page(self) -> None:
        """Forget the current page, after a rollback, and what is recognized without reading the disk."""
        self._known.clear()
        self._here.clear()

    def _add_up(self) -> None:
        """Bring ranks and numbers of pages up to date with the pages kept since the last time."""
        found: dict[int, tuple[int, int, str]] = {}
        rows = self._sql.execute("DELETE FROM shown WHERE portal = ? RETURNING page, places", (self._portal,))
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
            [(pages, rank, page, self._portal, key) for key, (pages, rank, page) in found.items()],
        )
        self._pages_kept = 0

    def take(self, limit: int) -> Iterator[dict[str, Any]]:
        """Take out at most `limit` records in the order they were first seen, with their final rank, page and pages."""
        self._add_up()
        self.forget_page()
        rows = self._sql.execute(
            "SELECT key, rank, pages, page, record FROM pending WHERE portal = ? ORDER BY n LIMIT ?",
            (self._portal, limit),
        ).fetchall()
        for key, rank, pages, page, record in rows:
            self._sql.execute("DELETE FROM pending WHERE portal = ? AND key = ?", (self._portal, key))
            yield json.loads(record) | {"rank": rank, "pages": pages, "page": page}
