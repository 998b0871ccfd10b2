"""The pages read: enough to recognize each, to ask for it conditionally (ETag), and to know when it is due again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from newsportal.state.identity.unknown import Unknown
from newsportal.state.sqlite import SqliteState, address_key

SCHEMA = """
CREATE TABLE IF NOT EXISTS pages (
    key INTEGER PRIMARY KEY, portal TEXT NOT NULL, role TEXT NOT NULL, crawl TEXT NOT NULL, last REAL NOT NULL,
    due REAL, quiet INTEGER NOT NULL DEFAULT 0, revision INTEGER NOT NULL DEFAULT 0, hash TEXT, etag TEXT,
    modified TEXT, depth INTEGER, url TEXT);
CREATE INDEX IF NOT EXISTS pages_due ON pages (portal, due) WHERE due IS NOT NULL;
CREATE INDEX IF NOT EXISTS pages_hubs ON pages (portal) WHERE role = 'hub';
-- Earlier versions of an article: their content hashes, the newest last, with spaces between.
CREATE TABLE IF NOT EXISTS versions (key INTEGER PRIMARY KEY, hashes TEXT NOT NULL);
"""
VERSIONS = 32
"""Earlier versions by which an article that comes back is recognized: half a kilobyte, and only where it changed."""
PAGE_COLUMNS = ("role", "crawl", "last", "due", "quiet", "revision", "hash", "etag", "modified", "depth")
"""The columns of a `KnownPage`, in its order."""
_COLUMNS = ", ".join(PAGE_COLUMNS)


@dataclass(slots=True)
class KnownPage:
    """What is remembered of a page read before. Not frozen: two are made for each page that is read."""

    role: str
    """article, hub, other, feed, sitemap or failed."""
    crawl: str
    """The crawl that read it last."""
    last: float
    """When, as seconds since 1970."""
    due: float | None
    """When it is due to be read again, as seconds since 1970; None: never by its own age."""
    quiet: int
    """How many times in a row it was found unchanged."""
    revision: int
    """Revision of its article; 0 if it has none."""
    hash: str | None
    """Content hash of what was read."""
    etag: str | None
    """The server's ETag; after a ! where it stayed the same while the page changed."""
    modified: str | None
    """The server's Last-Modified, likewise."""
    depth: int = 0
    """Links away from a seed."""


class Pages:
    """The known pages of one portal. Methods that write need an open transaction of `state`."""

    def __init__(self, state: SqliteState, portal: str) -> None:
        self._sql = state.connection
        self._portal = portal
        self.unread = Unknown(self._sql, "pages")
        """Pages that were asked for ahead and never read."""
        self._waiting: dict[int, tuple[Any, ...]] = {}
        """Rows of these that are read meanwhile, by key: written together."""

    def expect(self, urls: Iterable[str]) -> None:
        """Ask ahead which of these pages were never read; until `keep()` only this object writes pages."""
        self.unread.ask(map(address_key, urls))

    def keep(self) -> None:
        """Write what waits; pages are told ahead no more."""
        rows = [self._waiting[key] for key in sorted(self._waiting)]
        self._sql.executemany(f"INSERT INTO pages VALUES ({','.join('?' * (len(PAGE_COLUMNS) + 3))})", rows)
        self.forget()

    def forget(self) -> None:
        """Forget what waits, after a rollback."""
        self._waiting.clear()
        self.unread.forget()

    def get(self, url: str) -> KnownPage | None:
        """What is known of the page at an address; None if it was never read."""
        key = address_key(url)
        if waiting := self._waiting.get(key):
            return KnownPage(*waiting[2:-1])
        if key in self.unread:
            return None
        row = self._sql.execute(f"SELECT {_COLUMNS} FROM pages WHERE key = ?", (key,)).fetchone()
        return KnownPage(*row) if row else None

    def known(self, urls: Iterable[str]) -> dict[str, KnownPage]:
        """What is known of the pages at these addresses, in one question; those never read are left out."""
        keys = {address_key(url): url for url in urls}
        if len(keys) < 2 or self._waiting:
            return {url: page for url in keys.values() if (page := self.get(url))}
        query = f"SELECT key, {_COLUMNS} FROM pages WHERE key IN (SELECT value FROM json_each(?))"
        return {keys[key]: KnownPage(*row) for key, *row in self._sql.execute(query, (json.dumps([*keys]),))}

    def save(self, url: str, page: KnownPage) -> None:
        """Remember a page. Its address itself is kept only for a hub, and for an article while it is due again.

        A page stays with the portal that read it first: `scrapy crawl page` takes none away.
        """
        key, kept = address_key(url), url if page.due or page.role == "hub" else None
        row = (
            key, self._portal, page.role, page.crawl, page.last, page.due, page.quiet, page.revision, page.hash,
            page.etag, page.modified, page.depth, kept,
        )  # fmt: skip
        if key in self.unread:
            self._waiting[key] = row
            return
        self._sql.execute(
            "INSERT OR REPLACE INTO pages VALUES (?1, coalesce((SELECT portal FROM pages WHERE key = ?1), ?2), "
            "?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            row,
        )

    def versions(self, url: str) -> list[str]:
        """Content hashes of an article's earlier versions, the newest last."""
        row = self._sql.execute("SELECT hashes FROM versions WHERE key = ?", (address_key(url),)).fetchone()
        return row[0].split() if row else []

    def add_version(self, url: str, content: str) -> None:
        """Remember an earlier version of an article; the oldest is forgotten when they are too many."""
        kept = [*(known for known in self.versions(url) if known != content), content][-VERSIONS:]
        self._sql.execute("INSERT OR REPLACE INTO versions VALUES (?, ?)", (address_key(url), " ".join(kept)))

    def forget_answers(self) -> None:
        """Forget the ETags and dates of pages that lead to others, so that servers send each of them whole again.

        For a crawl that ends before it read what they link to: a page called unchanged (304) would not show its links.
        """
        self._sql.execute(
            "UPDATE pages SET etag = NULL, modified = NULL WHERE portal = ? AND role <> 'article'", (self._portal,)
        )

    def due(self, now: float, limit: int) -> list[str]:
        """Addresses of this portal that are due to be read again, longest overdue first.

        A date that was set while the clock was ahead is not believed: a page read after `now` is due.
        """
        rows = self._sql.execute(
            "SELECT url FROM pages WHERE portal = ?1 AND due IS NOT NULL AND (due <= ?2 OR last > ?2) "
            "ORDER BY due LIMIT ?3",
            (self._portal, now, limit),
        )
        return [url for (url,) in rows if url]

    def hubs(self, now: float, age: float) -> list[tuple[str, int]]:
        """Known hubs with their depths: those read longer ago than `age` (seconds), those near a seed unless long
        unchanged, and those read after `now`, while the clock was ahead."""
        rows = self._sql.execute(
            "SELECT url, depth FROM pages WHERE portal = ? AND role = 'hub' AND url IS NOT NULL "
            "AND (last NOT BETWEEN ? AND ? OR (depth <= 1 AND quiet < 50)) ORDER BY depth LIMIT 1000",
            (self._portal, now - age, now),
        )
        return rows.fetchall()
