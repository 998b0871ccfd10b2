"""The sightings of an open crawl, which are written to the output at its end, with the places where they stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import orjson

from newsportal.items import Sighting
from newsportal.state import crawl_records, earlier_sightings
from newsportal.state.crawl_records import CrawlRecords
from newsportal.state.page_places import PagePlaces, Sum, runs_of, words_of
from newsportal.state.sqlite import SqliteState, address_key
from newsportal.state.stands import merged, placed

SCHEMA = (
    crawl_records.SCHEMA
    + """
-- A sighting of an open crawl by the hash of its words: on how many pages it stood, and where best.
CREATE TABLE IF NOT EXISTS crawl_sighting (
    portal TEXT NOT NULL, key INTEGER NOT NULL, pages INTEGER NOT NULL, rank INTEGER NOT NULL, page TEXT NOT NULL,
    place INTEGER NOT NULL, also TEXT NOT NULL, PRIMARY KEY (portal, key)) WITHOUT ROWID;
-- What was counted on a page, until it is added up.
CREATE TABLE IF NOT EXISTS read_page (
    portal TEXT NOT NULL, page TEXT NOT NULL, hub INTEGER NOT NULL, places TEXT NOT NULL);
"""
    + earlier_sightings.SCHEMA
)
_KNOWN = 5_000
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
        self.records = CrawlRecords(state, portal)
        """Those of the first sightings."""
        self._new: dict[int, Sighting] = {}
        """The first sightings of the current page by key."""
        self._known: dict[int, int] = {}
        """Keys of sightings of this crawl, by the hash of their words."""
        self._places = PagePlaces()
        """Those of sightings on the current page that were seen before."""
        self._unknown: dict[int, int] = {}
        """Keys of words on the current page that no sighting of this crawl has, by their hash."""
        self._pages_kept = 0

    def first(self, sightings: Iterable[Sighting]) -> list[Sighting]:
        """Count the sightings of the current page; gives those that are the first of this crawl.

        A page's hundred headlines are mostly those of the page before: of a block of these none is looked at.
        """
        found = list[Sighting]()
        anew = [
            (number, run, [*map(words_of, run)])
            for number, place, run in runs_of(sightings)
            if not self._places.count_run(number, place)
        ]
        self._look_up(chain.from_iterable(words for *_, words in anew))
        for _, run, words in anew:
            for sighting, said in zip(run, words, strict=True):
                if not self.count(said, sighting.place, sighting.rank):
                    self.add(said, sighting)
                    found.append(sighting)
        for number, run, words in anew:
            self._places.learn(number, run, [self._known.get(hash(said)) for said in words])
        return found

    def _look_up(self, words: Iterable[str]) -> None:
        """Look up all words of the current page: one question in place of one for each that is new."""
        unknown = {number: address_key(one) for one in words if (number := hash(one)) not in self._known}
        if not unknown:
            return
        query = "SELECT key FROM crawl_sighting WHERE portal = ? AND key IN (SELECT value FROM json_each(?))"
        found = {key for (key,) in self._sql.execute(query, (self._portal, orjson.dumps([*unknown.values()]).decode()))}
        for number, key in unknown.items():
            if key in found or key in self._new:
                self._remember(number, key)
            else:
                self._unknown[number] = key

    def count(self, words: str, place: int = 0, rank: int = 0) -> bool:
        """Count a sighting on the current page. False if it is the first under these words: `add()` must follow."""
        number = hash(words)
        if number not in self._known and number not in self._unknown:
            self._look_up([words])
        key = self._known.get(number)
        if key is None:
            return False
        self._places.count(key, place, rank)
        return True

    def add(self, words: str, sighting: Sighting) -> None:
        """Keep the first sighting under these words, as it is once the page is kept."""
        number = hash(words)
        key = self._unknown.pop(number, 0) or address_key(words)
        self._remember(number, key)
        self._new[key] = sighting

    def _remember(self, number: int, key: int) -> None:
        if len(self._known) >= _KNOWN:
            self._known.clear()
        self._known[number] = key

    def keep_page(self, page: str, *, hub: bool) -> None:
        """Keep what was counted and added on the current page, whose address this is; the next page begins.

        `hub`: it is no article, so that all places on it count, and not the best one only."""
        self._unknown.clear()
        if self._new:
            self._keep_new(page)
        if not self._places:
            return
        # One row a page, added up later: to count each in its own row is a third of what a page's transaction costs.
        row = self._portal, page, hub, self._places.take()
        self._sql.execute("INSERT INTO read_page VALUES (?, ?, ?, ?)", row)
        self._pages_kept += 1
        if self._pages_kept >= _PAGES:
            self._add_up()

    def _keep_new(self, page: str) -> None:
        """Keep the records that were added; those that stand on the page once are counted with that."""
        twice, kept = {key for key, _ in self._places.counted}, list[tuple[str, int, int, int, str, int]]()
        for key, one in self._new.items():
            counted = one.page == page and key not in twice
            if not counted:
                self._places.count(key, one.place, one.rank)
            kept.append((self._portal, key, int(counted), one.rank, one.page, one.place))
        self._sql.executemany("INSERT INTO crawl_sighting VALUES (?, ?, ?, ?, ?, ?, '[]')", kept)
        self.records.keep(self._new)
        self._new.clear()

    def forget_page(self) -> None:
        """Forget the current page, after a rollback, and what is recognized without reading the disk."""
        self._known.clear()
        self._unknown.clear()
        self._places.forget()
        self._new.clear()

    def _add_up(self) -> None:
        """Bring places and numbers of pages up to date with the pages kept since the last time."""
        told = self._sql.execute("DELETE FROM read_page WHERE portal = ? RETURNING page, hub, places", (self._portal,))
        found = Sum(told.fetchall())
        query = (
            "SELECT key, rank, page, place, also FROM crawl_sighting "
            "WHERE portal = ? AND key IN (SELECT value FROM json_each(?))"
        )
        kept = self._sql.execute(query, (self._portal, orjson.dumps([*found.pages]).decode())).fetchall()
        self._sql.executemany(
            "UPDATE crawl_sighting SET pages = pages + ?, (rank, page, place, also) = (?, ?, ?, ?) "
            "WHERE portal = ? AND key = ?",
            [
                (
                    *(found.pages[key], *merged((*stand,), also, found.best[key], found.on_hubs.get(key, ()))),
                    *(self._portal, key),
                )
                for key, *stand, also in kept
            ],
        )
        self._places.added_up()
        self._pages_kept = 0

    def take(self, limit: int) -> Iterator[dict[str, Any]]:
        """Take out at most `limit` records in the order they were first seen, with places and numbers of pages."""
        self._add_up()
        self.forget_page()
        records = self.records.take(limit)
        stood = self._sql.execute(
            "DELETE FROM crawl_sighting WHERE portal = ? AND key IN (SELECT value FROM json_each(?)) "
            "RETURNING key, pages, also, rank, page, place",
            (self._portal, orjson.dumps([*records]).decode()),
        )
        found = {key: more for key, *more in stood.fetchall()}
        for key, record in records.items():
            pages, also, *stand = found[key]
            yield record | placed(*stand) | {"pages": pages, "also": [placed(*other) for other in orjson.loads(also)]}
