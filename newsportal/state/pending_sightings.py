"""The sightings of an open crawl, which are written to the output at its end, with the places where they stood."""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import orjson

from newsportal.items import Sighting, current
from newsportal.state.sqlite import SqliteState, address_key
from newsportal.state.stands import Stand, merged, placed

SCHEMA = """
CREATE TABLE IF NOT EXISTS pending_sighting (
    portal TEXT NOT NULL, key INTEGER NOT NULL, n INTEGER NOT NULL, pages INTEGER NOT NULL, rank INTEGER NOT NULL,
    page TEXT NOT NULL, place INTEGER NOT NULL, also TEXT NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (portal, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS read_page (
    portal TEXT NOT NULL, page TEXT NOT NULL, hub INTEGER NOT NULL, places TEXT NOT NULL);
-- What a crawl of version 0.1 left that was interrupted: the two tables that it kept, without the blocks' places.
CREATE TABLE IF NOT EXISTS pending (
    portal TEXT NOT NULL, key INTEGER NOT NULL, n INTEGER NOT NULL, rank INTEGER NOT NULL, pages INTEGER NOT NULL,
    page TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (portal, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shown (portal TEXT NOT NULL, page TEXT NOT NULL, places TEXT NOT NULL);
INSERT INTO pending_sighting SELECT portal, key, n, pages, rank, page, 0, '[]', record FROM pending;
INSERT INTO read_page SELECT portal, page, 0, (
    SELECT '[' || group_concat(key.value || ',0,' || rank.value) || ']' FROM json_each(places) AS key
    JOIN json_each(places) AS rank ON rank.key = key.key + json_array_length(places) / 2) FROM shown;
DELETE FROM pending;
DELETE FROM shown;
"""
_KNOWN = 20_000
"""Sightings that are recognized without reading the disk; all are forgotten at once when they are too many."""
_PAGES = 100
"""Pages whose sightings are added up at once."""


class PendingSightings:
    """The sightings that wait for the end of one portal's crawl.

    By `words` the caller says which sightings are the same: of those the first one's record is kept, with the number of
    pages, the place where it stood best, and on hubs the next best ones. Of equal ranks the smaller address wins, so
    that the order of reading does not show. Methods that write need an open transaction of `state`.
    """

    def __init__(self, state: SqliteState, portal: str) -> None:
        self._sql = state.connection
        self._portal = portal
        row = self._sql.execute("SELECT max(n) FROM pending_sighting WHERE portal = ?", (portal,)).fetchone()
        self._last = row[0] or 0
        self._known: dict[int, int] = {}
        """Keys of sightings of this crawl, by the hash of their words."""
        self._here: dict[tuple[int, int], int] = {}
        """The best rank on the current page by key and block."""
        self._unknown: dict[int, int] = {}
        """Keys of words on the current page that no sighting of this crawl has, by their hash."""
        self._pages_kept = 0
        self._order = array("q")
        """Keys of those that are left to be taken out, the first seen last; empty where that must be asked."""

    def look_up(self, words: Iterable[str]) -> None:
        """Look up all words of the current page: one question in place of one for each that is new."""
        unknown = {number: address_key(one) for one in words if (number := hash(one)) not in self._known}
        if not unknown:
            return
        query = "SELECT key FROM pending_sighting WHERE portal = ? AND key IN (SELECT value FROM json_each(?))"
        found = {key for (key,) in self._sql.execute(query, (self._portal, json.dumps([*unknown.values()])))}
        for number, key in unknown.items():
            if key in found:
                self._remember(number, key)
            else:
                self._unknown[number] = key

    def count(self, words: str, place: int = 0, rank: int = 0) -> bool:
        """Count a sighting on the current page. False if it is the first under these words: `add()` must follow.

        In two calls, since a page's hundred headlines are mostly those of the page before: their records are not made.
        """
        if hash(words) not in self._known and hash(words) not in self._unknown:
            self.look_up([words])
        key = self._known.get(hash(words))
        if key is None:
            return False
        self._here[key, place] = min(rank, self._here.get((key, place), rank))
        return True

    def add(self, words: str, record: dict[str, Any]) -> None:
        """Keep the record of the first sighting under these words."""
        number, self._last = hash(words), self._last + 1
        key = self._unknown.pop(number, 0) or address_key(words)
        self._order = array("q")
        rank, page, place = record["rank"], record["page"], record["place"]
        text = orjson.dumps(record).decode()
        self._sql.execute(
            "INSERT INTO pending_sighting VALUES (?, ?, ?, 0, ?, ?, ?, '[]', ?)",
            (self._portal, key, self._last, rank, page, place, text),
        )
        self._remember(number, key)
        self._here[key, place] = rank

    def _remember(self, number: int, key: int) -> None:
        if len(self._known) >= _KNOWN:
            self._known.clear()
        self._known[number] = key

    def keep_page(self, page: str, *, hub: bool) -> None:
        """Keep what was counted and added on the current page, whose address this is; the next page begins.

        `hub`: it is no article, so that all places on it count, and not the best one only."""
        self._unknown.clear()
        if not self._here:
            return
        # One row a page, added up later: to count each in its own row is a third of what a page's transaction costs.
        numbers = [number for (key, place), rank in self._here.items() for number in (key, place, rank)]
        self._sql.execute("INSERT INTO read_page VALUES (?, ?, ?, ?)", (self._portal, page, hub, json.dumps(numbers)))
        self._here.clear()
        self._pages_kept += 1
        if self._pages_kept >= _PAGES:
            self._add_up()

    def forget_page(self) -> None:
        """Forget the current page, after a rollback, and what is recognized without reading the disk."""
        self._known.clear()
        self._unknown.clear()
        self._here.clear()
        self._order = array("q")

    def _add_up(self) -> None:
        """Bring places and numbers of pages up to date with the pages kept since the last time."""
        pages: dict[int, int] = {}
        best: dict[int, Stand] = {}
        on_hubs: dict[int, list[Stand]] = {}
        rows = self._sql.execute("DELETE FROM read_page WHERE portal = ? RETURNING page, hub, places", (self._portal,))
        for page, hub, places in rows.fetchall():
            numbers = json.loads(places)
            for key in dict.fromkeys(numbers[::3]):
                pages[key] = pages.get(key, 0) + 1
            for key, place, rank in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
                stand = rank, page, place
                best[key] = min(stand, best.get(key, stand))
                if hub:
                    on_hubs.setdefault(key, []).append(stand)
        query = (
            "SELECT key, rank, page, place, also FROM pending_sighting "
            "WHERE portal = ? AND key IN (SELECT value FROM json_each(?))"
        )
        kept = self._sql.execute(query, (self._portal, json.dumps([*pages]))).fetchall()
        self._sql.executemany(
            "UPDATE pending_sighting SET pages = pages + ?, (rank, page, place, also) = (?, ?, ?, ?) "
            "WHERE portal = ? AND key = ?",
            [
                (pages[key], *merged((rank, page, place), also, best[key], on_hubs.get(key, ())), self._portal, key)
                for key, rank, page, place, also in kept
            ],
        )
        self._pages_kept = 0

    def words(self, urls: Collection[str], given: Collection[str]) -> dict[str, set[str]]:
        """For each of these addresses the words of the sightings that lead to it, as shown and in full.

        In full only where `given` names whence (`text_from`): else they are not the page's own.
        """
        rows = self._sql.execute(
            "SELECT json_extract(record, '$.url') AS url, json_extract(record, '$.text'), "
            "json_extract(record, '$.full_text'), json_extract(record, '$.text_from') FROM pending_sighting "
            "WHERE portal = ? AND url IN (SELECT value FROM json_each(?))",
            (self._portal, json.dumps([*urls])),
        )
        found: dict[str, set[str]] = {}
        for url, shown, full, text_from in rows:
            found.setdefault(url, set()).update((shown, full) if text_from in given else (shown,))
        return found

    def take(self, limit: int) -> Iterator[dict[str, Any]]:
        """Take out at most `limit` records in the order they were first seen, with places and numbers of pages."""
        self._add_up()
        self._known.clear()
        self._here.clear()
        if not self._order:
            # Once for all that wait: each time anew, their number would count twice.
            query = "SELECT key FROM pending_sighting WHERE portal = ? ORDER BY n DESC"
            self._order = array("q", [key for (key,) in self._sql.execute(query, (self._portal,))])
        begin = max(0, len(self._order) - limit)
        keys = self._order[begin:].tolist()
        del self._order[begin:]
        rows = self._sql.execute(
            "SELECT key, record, pages, also, rank, page, place FROM pending_sighting WHERE portal = ? "
            "AND key IN (SELECT value FROM json_each(?)) ORDER BY n",
            (self._portal, json.dumps(keys)),
        ).fetchall()
        for key, record, pages, also, *stand in rows:
            self._sql.execute("DELETE FROM pending_sighting WHERE portal = ? AND key = ?", (self._portal, key))
            more = [placed(*other) for other in json.loads(also)]
            line = json.loads(record)
            # What a crawl left that an earlier version began has no such field.
            line = line if "also" in line else current(Sighting, line)
            yield line | placed(*stand) | {"pages": pages, "also": more}
