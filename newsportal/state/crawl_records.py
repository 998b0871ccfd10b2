"""The records of an open crawl's sightings, in the order they were first seen, until the crawl's end."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from typing import Any

import orjson

from newsportal.items import Sighting, current
from newsportal.items.columns import column, columns, rows
from newsportal.state.sqlite import SqliteState

SCHEMA = """
-- The records of those sightings that a page was the first to show, in columns: one row a page, since rows of their own
-- in the order of their keys would lie apart, and each be a page of the file to read and to write.
CREATE TABLE IF NOT EXISTS crawl_records (
    n INTEGER PRIMARY KEY, portal TEXT NOT NULL, keys TEXT NOT NULL, records TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS crawl_records_portal ON crawl_records (portal);
"""


class CrawlRecords:
    """The records of one portal's open crawl by the keys of their words. Methods that write need an open transaction of
    `state`."""

    def __init__(self, state: SqliteState, portal: str) -> None:
        self._sql, self._portal = state.connection, portal

    def keep(self, sightings: Mapping[int, Sighting]) -> None:
        """Keep the records of sightings by their keys, behind those that are kept."""
        told = orjson.dumps([*sightings]).decode(), orjson.dumps(columns([*sightings.values()])).decode()
        self._sql.execute("INSERT INTO crawl_records VALUES (NULL, ?, ?, ?)", (self._portal, *told))

    def take(self, limit: int) -> dict[int, dict[str, Any]]:
        """Take out the first records, `limit` at most, with their keys."""
        taken = dict[int, dict[str, Any]]()
        query = "SELECT n, keys, records FROM crawl_records WHERE portal = ? ORDER BY n LIMIT 1"
        while len(taken) < limit and (row := self._sql.execute(query, (self._portal,)).fetchone()):
            n, keys, told = row[0], orjson.loads(row[1]), orjson.loads(row[2])
            now = keys[: limit - len(taken)]
            # Of a row of which some were taken the last ones are left.
            records = [*rows(told)][-len(keys) :]
            taken.update(zip(now, map(_whole, records), strict=False))
            if left := keys[len(now) :]:
                self._sql.execute("UPDATE crawl_records SET keys = ? WHERE n = ?", (orjson.dumps(left).decode(), n))
            else:
                self._sql.execute("DELETE FROM crawl_records WHERE n = ?", (n,))
        return taken

    def words(self, urls: Collection[str], given: Collection[str]) -> dict[str, set[str]]:
        """For each of these addresses the words of the sightings that lead to it, as shown and in full.

        In full only where `given` names whence (`text_from`): else they are not the page's own. What an article showed
        of two headlines (settled) is no link.
        """
        found: dict[str, set[str]] = {}
        sought = {url.encode() for url in urls}
        # As bytes: what is not looked into is not decoded.
        query = "SELECT CAST(records AS BLOB) FROM crawl_records WHERE portal = ?"
        for (told,) in self._sql.execute(query, (self._portal,)):
            if not _may_lead(told, sought):
                continue
            read = orjson.loads(told)
            places = column(read, "url")
            kinds = column(read, "kind")
            leading = [place for place, url in enumerate(places) if url in urls and kinds[place] != "settled"]
            texts, whole, whence = (column(read, name) for name in ("text", "full_text", "text_from"))
            for place in leading:
                full = (whole[place],) if whence[place] in given else ()
                found.setdefault(places[place], set()).update((texts[place], *full))
        return found


def _may_lead(told: bytes, urls: Set[bytes]) -> bool:
    """Whether records can lead to one of these addresses: most do not, and their column tells without all the rest."""
    begin = told.find(b'"url":["')
    column = told[begin + 8 : told.find(b'"]', begin)] if begin >= 0 else b""
    if not column or b"\\" in column or b"null" in column:  # all have one address, or it is not written as it is
        return True
    return not urls.isdisjoint(column.split(b'","'))


def _whole(record: dict[str, Any]) -> dict[str, Any]:
    """A record with all fields: what a crawl left that version 0.1 began has not."""
    return record if "also" in record else current(Sighting, record)
