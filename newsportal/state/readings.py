"""What the articles of a crawl tell of their portal, and what is remembered of that between crawls.

A row for each article read, and the page itself where what other pages tell may change its title: at the crawl's end
they are read again (`newsportal.crawl.second_reading`) and forgotten, and what they told joins the portal's memory.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import orjson

from newsportal.extraction.portal_memory import TIMES, PortalMemory, title_key
from newsportal.extraction.portal_traits import Traits
from newsportal.items import Kept, Visit
from newsportal.state.sqlite import SqliteState, address_key
from newsportal.zstandard import zstd

SCHEMA = """
CREATE TABLE IF NOT EXISTS readings (
    portal TEXT NOT NULL, key INTEGER NOT NULL, url TEXT NOT NULL, title INTEGER NOT NULL, text INTEGER NOT NULL,
    traits TEXT NOT NULL, PRIMARY KEY (portal, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS kept (
    portal TEXT NOT NULL, key INTEGER NOT NULL, about TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (portal, key));
CREATE TABLE IF NOT EXISTS portal_memory (portal TEXT PRIMARY KEY, pairs BLOB NOT NULL) WITHOUT ROWID;
"""
_ZSTD = b"\x28\xb5\x2f\xfd"
"""How a page begins that is packed so."""
_ENOUGH = TIMES + 3
"""Texts that stand in a place, from which on no page's is moved from there."""
_PLACES = 2_000
"""Places that are remembered; all are forgotten at once when they are too many."""
SHARED = 3
"""Articles of different texts that share a title which is doubtful."""


class Readings:
    """The articles read in one portal's open crawl, and its memory. Methods that write need an open transaction.

    `bound`: the bytes of pages that are kept at most, as they lie there.
    """

    def __init__(self, state: SqliteState, portal: str, *, bound: int) -> None:
        self._sql = state.connection
        self._portal, self._bound = portal, bound
        row = self._sql.execute("SELECT pairs FROM portal_memory WHERE portal = ?", (portal,)).fetchone()
        self.memory = PortalMemory.from_bytes(row[0]) if row else PortalMemory()
        """What earlier crawls told of the portal: the same while a crawl runs, so that no order of pages matters."""
        self._packer = zstd.ZstdCompressor(level=1)  # one for all pages: its memory is taken once
        self._held = False
        self._waiting: dict[str, dict[int, tuple[Any, ...]]] = {"readings": {}, "kept": {}}
        """In a block its rows by table and key."""
        self._bodies: dict[int, dict[str, int]] = {}
        """By the place where their text stands some pages of which nothing is in doubt, each with its text."""
        self.count_bytes()

    def hold(self) -> None:
        """Until `keep()` all is one transaction, and rows are written at its end: in order they cost half as much."""
        self._held = True

    def keep(self) -> None:
        """Write what waits; the block ends."""
        for table, rows in self._waiting.items():
            self._write(table, [rows[key] for key in sorted(rows)])
            rows.clear()
        self._held = False

    def _put(self, table: str, key: int, row: tuple[Any, ...]) -> None:
        if self._held:
            self._waiting[table][key] = row
        else:
            self._write(table, [row])

    def _write(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        for row in rows[:1]:
            self._sql.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({','.join('?' * len(row))})", rows)

    def count_bytes(self) -> None:
        """Forget what waits, and count the bytes of kept pages anew, as is needed after a rollback."""
        self._held = False
        self._bodies.clear()
        for rows in self._waiting.values():
            rows.clear()
        kept = "SELECT coalesce(sum(length(body)), 0) FROM kept WHERE portal = ?"
        (self._bytes,) = self._sql.execute(kept, (self._portal,)).fetchone()

    def add(self, visit: Visit) -> bool:
        """Take in a visit's article; False where its page was to be kept and there is no room for it."""
        article = visit.article or visit.known_article
        if visit.traits is None or article is None:
            return True
        self.put(visit.url, article.title or "", visit.traits)
        stands = self._stands(visit.url, visit.traits)
        if visit.kept is None or visit.article is None or (stands and article.pages == 1):
            return True
        return self._keep(visit.kept)

    def _stands(self, url: str, page: Traits) -> bool:
        """Whether nothing is in doubt of a page but where its text stands, and those of enough others stand there.

        More of these are asked for than decide it at the crawl's end, since one may be read once more until then."""
        if page.shows_body and not page.in_doubt:
            if page.body not in self._bodies and len(self._bodies) >= _PLACES:
                self._bodies.clear()
            texts = self._bodies.setdefault(page.body, {})
            if url in texts or len(texts) < _ENOUGH:  # what an address told before is forgotten
                texts[url] = page.text
        others = {*self._bodies.get(page.body, {}).values()} - {page.text}
        return page.borne_out and not page.other_places and len(others) >= _ENOUGH - 1

    def put(self, url: str, title: str, traits: Traits) -> None:
        """Keep what an article tells, in place of what was known of it."""
        key, told = address_key(url), orjson.dumps(traits).decode()
        self._put("readings", key, (self._portal, key, url, title_key(title), traits.text, told))

    def _keep(self, page: Kept) -> bool:
        body = self._packed(page.body)
        if self._bytes + len(body) > self._bound:
            return False
        self._bytes += len(body)
        about = {name: getattr(page, name) for name in page.__slots__ if name != "body"}
        told = orjson.dumps(about | {"fetched": page.fetched.isoformat()}).decode()
        key = address_key(page.url)
        self._put("kept", key, (self._portal, key, told, body))
        return True

    def _packed(self, body: bytes) -> bytes:
        """A page as it is kept: by Zstandard, as small as by zlib at its fastest and in a quarter of the time."""
        return self._packer.compress(body, zstd.ZstdCompressor.FLUSH_FRAME)

    def parts(self) -> Iterable[Readings]:
        """Those of each portal: these alone, where there are others in their place those of several."""
        return (self,)

    def counts(self) -> tuple[int, int]:
        """Of how many articles of this crawl the pages are kept, and how many there are."""
        query = "SELECT count(about), count(*) FROM readings LEFT JOIN kept USING (portal, key) WHERE portal = ?"
        counted: tuple[int, int] = self._sql.execute(query, (self._portal,)).fetchone()
        return counted

    def traits(self) -> Iterator[tuple[str, Traits]]:
        """The addresses of the articles read in this crawl, with what each tells."""
        query = "SELECT url, traits FROM readings WHERE portal = ?"
        return ((url, Traits.of(orjson.loads(told))) for url, told in self._sql.execute(query, (self._portal,)))

    def traits_of(self, url: str) -> Traits:
        """What one of them tells."""
        return Traits.of(orjson.loads(self._value("traits", "readings", url)))

    def kept(self) -> Iterator[Kept]:
        """The articles whose pages are kept, without the pages (`body`)."""
        query = "SELECT about FROM kept WHERE portal = ? ORDER BY key"
        return (_page(told) for (told,) in self._sql.execute(query, (self._portal,)))

    def kept_of(self, url: str) -> Kept | None:
        """The same of one article; None where its page is not kept."""
        return _page(told) if (told := self._value("about", "kept", url)) else None

    def body(self, url: str) -> bytes:
        """The kept page of an article; one that an earlier version kept is packed by zlib."""
        kept = self._kept(url)
        return zstd.decompress(kept) if kept.startswith(_ZSTD) else zlib.decompress(kept)

    def _kept(self, url: str) -> bytes:
        """What `_packed` gave of it."""
        return bytes(self._value("body", "kept", url))

    def _value(self, column: str, table: str, url: str) -> Any:
        query = f"SELECT {column} FROM {table} WHERE portal = ? AND key = ?"
        row = self._sql.execute(query, (self._portal, address_key(url))).fetchone()
        return row and row[0]

    def shared_titles(self) -> int:
        """How many articles of this crawl have a title that articles of three different texts or more have."""
        query = (
            "SELECT coalesce(sum(articles), 0) FROM (SELECT count(*) AS articles FROM readings WHERE portal = ? "
            "GROUP BY title HAVING count(DISTINCT text) >= ?)"
        )
        return int(self._sql.execute(query, (self._portal, SHARED)).fetchone()[0])

    def remember(self, memory: PortalMemory) -> None:
        """Keep what is known of the portal for later crawls, and forget the articles of this one."""
        self.memory = memory
        self._sql.execute("INSERT OR REPLACE INTO portal_memory VALUES (?, ?)", (self._portal, bytes(memory)))
        self.clear()

    def clear(self) -> None:
        """Forget the articles of a crawl: a new one begins."""
        for table in ("readings", "kept"):
            self._sql.execute(f"DELETE FROM {table} WHERE portal = ?", (self._portal,))
        self._bytes = 0


def _page(told: str) -> Kept:
    about = orjson.loads(told)
    return Kept(**about | {"fetched": datetime.fromisoformat(about["fetched"]), "body": b""})
