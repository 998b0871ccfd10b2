"""What the articles of a crawl tell of their portal, and what is remembered of that between crawls.

A row for each article read, with the page itself where what other pages tell may change it, and the article where it
was known as it is, so that no file has it: at the crawl's end these pages are read again
(`newsportal.crawl.second_reading`), all are forgotten, and what they told joins the portal's memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from newsportal.extraction.portal_memory import TIMES, PortalMemory, title_key
from newsportal.extraction.portal_traits import Traits
from newsportal.items import Article, Kept, Visit
from newsportal.state import kept_page
from newsportal.state.sqlite import SqliteState, address_key
from newsportal.zstandard import zstd

SCHEMA = """
-- Rows lie in the order in which they were written: in that of their keys each would change a page of the file.
CREATE TABLE IF NOT EXISTS told (
    portal TEXT NOT NULL, key INTEGER NOT NULL, url TEXT NOT NULL, title INTEGER NOT NULL, text INTEGER NOT NULL,
    traits TEXT NOT NULL, about TEXT, body BLOB, PRIMARY KEY (portal, key));
CREATE TABLE IF NOT EXISTS portal_memory (portal TEXT PRIMARY KEY, pairs BLOB NOT NULL) WITHOUT ROWID;
"""
_KEEP = (
    "INSERT INTO told VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (portal, key) DO UPDATE SET title = excluded.title, "
    "text = excluded.text, traits = excluded.traits, "
    "about = CASE WHEN ?9 THEN coalesce(about, excluded.about) ELSE excluded.about END, "
    "body = CASE WHEN ?9 THEN coalesce(body, excluded.body) ELSE excluded.body END"
)
"""A page that was kept stays where the article is read once more and known as it is."""
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
        self._waiting: list[tuple[Any, ...]] = []
        """In a block its rows."""
        self._bodies: dict[int, dict[str, int]] = {}
        """By the place where their text stands some pages of which nothing is in doubt, each with its text."""
        self.count_bytes()

    def hold(self) -> None:
        """Until `keep()` all is one transaction, and rows are written at its end, one after the other."""
        self._held = True

    def keep(self) -> None:
        """Write what waits; the block ends."""
        self._sql.executemany(_KEEP, self._waiting)
        self._waiting.clear()
        self._held = False

    def count_bytes(self) -> None:
        """Forget what waits, and count the bytes of kept pages anew, as is needed after a rollback."""
        self._held = False
        self._bodies.clear()
        self._waiting.clear()
        kept = "SELECT coalesce(sum(length(body)), 0) FROM told WHERE portal = ?"
        (self._bytes,) = self._sql.execute(kept, (self._portal,)).fetchone()

    def add(self, visit: Visit) -> bool:
        """Take in a visit's article; False where its page was to be kept and there is no room for it."""
        article = visit.article or visit.known_article
        if visit.traits is None or article is None:
            return True
        title = visit.written.title if visit.written else title_key(article.title or "")
        stands = self._stands(visit.url, visit.traits)
        page = None if stands and article.pages == 1 else visit.kept
        about, body, has_room = None, None, True
        if page:
            packed = self._packed(page.body)
            if has_room := self._bytes + len(packed) <= self._bound:
                about, body = kept_page.told(page, visit.url, visit.known_article), packed
                self._bytes += len(packed)
        self.put(visit.url, title, visit.traits, about, body, known=bool(visit.known_article))
        return has_room

    def _stands(self, url: str, page: Traits) -> bool:
        """Whether nothing is in doubt of a page but where its text stands, and those of enough others stand there.

        More of these are asked for than decide it at the crawl's end, since one may be read once more until then."""
        if page.shows_body and not page.in_doubt:
            if page.body not in self._bodies and len(self._bodies) >= _PLACES:
                self._bodies.clear()
            texts = self._bodies.setdefault(page.body, {})
            if url in texts or len(texts) < _ENOUGH:  # what an address told before is forgotten
                texts[url] = page.text
        if not page.borne_out or page.other_places:
            return False
        others = {*self._bodies.get(page.body, {}).values()} - {page.text}
        return len(others) >= _ENOUGH - 1

    def put(
        self, url: str, title: int, traits: Traits, about: str | None = None, body: bytes | None = None, *,
        known: bool = False,
    ) -> None:  # fmt: skip
        """Keep what an article tells, in place of what was known of it, its title as a thing, and its page, packed,
        with what is told of that; `known`: whether the article was known as it is."""
        told = orjson.dumps(traits.told()).decode()
        row = (self._portal, address_key(url), url, title, traits.text, told, about, body, known)
        if self._held:
            self._waiting.append(row)
        else:
            self._sql.execute(_KEEP, row)

    def _packed(self, body: bytes) -> bytes:
        """A page as it is kept: by Zstandard, as small as by zlib at its fastest and in a quarter of the time."""
        return self._packer.compress(body, zstd.ZstdCompressor.FLUSH_FRAME)

    def parts(self) -> Iterable[Readings]:
        """Those of each portal: these alone, where there are others in their place those of several."""
        return (self,)

    def counts(self) -> tuple[int, int]:
        """Of how many articles of this crawl the pages are kept, and how many there are."""
        query = "SELECT count(about), count(*) FROM told WHERE portal = ?"
        counted: tuple[int, int] = self._sql.execute(query, (self._portal,)).fetchone()
        return counted

    def traits(self) -> Iterator[tuple[str, Traits]]:
        """The addresses of the articles read in this crawl, with what each tells."""
        query = "SELECT url, traits FROM told WHERE portal = ?"
        return ((url, Traits.of(orjson.loads(told))) for url, told in self._sql.execute(query, (self._portal,)))

    def traits_of(self, url: str) -> Traits:
        """What one of them tells."""
        return Traits.of(orjson.loads(self._value("traits", url)))

    def kept(self) -> Iterator[Kept]:
        """The articles whose pages are kept, without the pages (`body`)."""
        query = "SELECT about, url FROM told WHERE portal = ? AND about IS NOT NULL ORDER BY key"
        return (kept_page.page(*row) for row in self._sql.execute(query, (self._portal,)))

    def kept_of(self, url: str) -> Kept | None:
        """The same of one article; None where its page is not kept."""
        return kept_page.page(told, url) if (told := self._value("about", url)) else None

    def known_of(self, url: str) -> Article | None:
        """The article of a kept page as it was read, where it was known; None where it is stored, or none is kept."""
        return kept_page.known(self._value("about", url))

    def body(self, url: str) -> bytes:
        """The kept page of an article."""
        return zstd.decompress(self._kept(url))

    def _kept(self, url: str) -> bytes:
        """What `_packed` gave of it."""
        return bytes(self._value("body", url))

    def _value(self, column: str, url: str) -> Any:
        query = f"SELECT {column} FROM told WHERE portal = ? AND key = ?"
        row = self._sql.execute(query, (self._portal, address_key(url))).fetchone()
        return row and row[0]

    def shared_titles(self) -> int:
        """How many articles of this crawl have a title that articles of three different texts or more have."""
        query = (
            "SELECT coalesce(sum(articles), 0) FROM (SELECT count(*) AS articles FROM told WHERE portal = ? "
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
        self._sql.execute("DELETE FROM told WHERE portal = ?", (self._portal,))
        self._bytes = 0


def portals(state: SqliteState, prefix: str) -> list[str]:
    """The names with that prefix under which there are readings."""
    query = "SELECT DISTINCT portal FROM told WHERE portal GLOB ?"
    return [name for (name,) in state.connection.execute(query, (f"{prefix}*",))]
