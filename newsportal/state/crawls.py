"""What a crawl keeps in the state: itself, its frontier, the pages known, the sightings to be written at its end."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from newsportal.state.sqlite import SqliteState, address_key


@dataclass(frozen=True, slots=True)
class Entry:
    """An address waiting in the frontier."""

    url: str
    """Canonical URL."""
    host: str
    """Its host, which politeness counts by."""
    kind: str
    """What it is believed to be: seed, hub, article, feed, sitemap."""
    depth: int
    """Links away from a seed."""
    priority: int = 0
    """Higher is fetched earlier."""
    tries: int = 0
    """How often the process ended while this page was being read."""


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What is remembered of a page read before."""

    role: str
    """article, hub, other, feed, sitemap or failed."""
    crawl: str
    """The crawl that read it last."""
    last: float
    """When, as seconds since 1970."""
    due: float | None
    """When it is to be read again; None: by no policy of its own."""
    quiet: int
    """How many readings in a row found it unchanged."""
    revision: int
    """Revision of its article, 0 without one."""
    hash: str | None
    """Content hash of what was read."""
    etag: str | None
    """The server's ETag."""
    modified: str | None
    """The server's Last-Modified."""
    depth: int = 0
    """Links away from a seed."""


@dataclass(slots=True)
class OpenCrawl:
    """A crawl that runs, or was interrupted."""

    id: str
    portal: str
    begin: datetime
    starts: int
    counts: dict[str, int]


def _told(arguments: dict[str, str]) -> str:
    return json.dumps(arguments, ensure_ascii=False, sort_keys=True)


_PAGE_COLUMNS = "role, crawl, last, due, quiet, revision, hash, etag, modified, depth"


class CrawlState:
    """The SQL of one portal's crawl. Writing methods need an open transaction of `state`."""

    def __init__(self, state: SqliteState, portal: str) -> None:
        self._sql = state.connection
        self.portal = portal
        row = self._sql.execute("SELECT max(n) FROM frontier WHERE portal = ?", (portal,)).fetchone()
        self._n = row[0] or 0
        row = self._sql.execute("SELECT max(n) FROM pending WHERE portal = ?", (portal,)).fetchone()
        self._sighting = row[0] or 0
        self.hosts: Counter[str] = Counter()
        self.count_hosts()

    def open(self, spider: str, arguments: dict[str, str], now: datetime) -> OpenCrawl:
        """Begin a crawl, or go on with the one that was interrupted."""
        row = self._sql.execute(
            "SELECT id, begin, starts, counts FROM crawls WHERE portal = ?", (self.portal,)
        ).fetchone()
        if row:
            self._sql.execute("UPDATE crawls SET starts = starts + 1 WHERE portal = ?", (self.portal,))
            return OpenCrawl(row[0], self.portal, datetime.fromisoformat(row[1]), row[2] + 1, json.loads(row[3]))
        self._sql.execute("DELETE FROM frontier WHERE portal = ?", (self.portal,))
        crawl = f"{now.astimezone(UTC):%Y%m%dT%H%M%S%fZ}-{self.portal}"
        self._sql.execute(
            "INSERT OR REPLACE INTO crawls VALUES (?, ?, ?, ?, ?, 1, '{}')",
            (self.portal, crawl, spider, _told(arguments), now.isoformat()),
        )
        return OpenCrawl(crawl, self.portal, now, 1, {})

    def abandoned(self, arguments: dict[str, str], before: datetime) -> OpenCrawl | None:
        """An interrupted crawl that is not to be resumed: begun before that time, or with other arguments."""
        row = self._sql.execute(
            "SELECT id, begin, starts, counts, arguments FROM crawls WHERE portal = ?", (self.portal,)
        ).fetchone()
        if row is None or (row[4] == _told(arguments) and datetime.fromisoformat(row[1]) >= before):
            return None
        return OpenCrawl(row[0], self.portal, datetime.fromisoformat(row[1]), row[2], json.loads(row[3]))

    def save_counts(self, counts: dict[str, int]) -> None:
        """Remember the open crawl's figures, so that a resumed crawl goes on counting."""
        self._sql.execute("UPDATE crawls SET counts = ? WHERE portal = ?", (json.dumps(counts), self.portal))

    def close(self) -> None:
        """Forget the open crawl and its frontier."""
        self._sql.execute("DELETE FROM crawls WHERE portal = ?", (self.portal,))
        self._sql.execute("DELETE FROM frontier WHERE portal = ?", (self.portal,))

    def push(self, entries: Iterable[Entry]) -> int:
        """Add addresses that neither wait already nor were read in the open crawl; gives how many were added."""
        added = 0
        for e in entries:
            new = self._sql.execute(
                "INSERT OR IGNORE INTO frontier SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE NOT EXISTS "
                "(SELECT 1 FROM pages JOIN crawls ON crawls.id = pages.crawl WHERE key = ?2 AND crawls.portal = ?1)",
                (self.portal, address_key(e.url), e.host, e.priority, self._n + 1, e.kind, e.depth, e.tries, e.url),
            ).rowcount
            self._n += 1
            self.hosts[e.host] += new
            added += new
        return added

    def drop(self, url: str) -> None:
        """Take an address out of the frontier."""
        key = (self.portal, address_key(url))
        row = self._sql.execute("DELETE FROM frontier WHERE portal = ? AND key = ? RETURNING host", key).fetchone()
        if row:
            self.hosts[row[0]] -= 1

    def count_hosts(self) -> None:
        """Count anew, after a rollback, how many addresses wait for each host (`hosts`)."""
        rows = self._sql.execute("SELECT host, count(*) FROM frontier WHERE portal = ? GROUP BY host", (self.portal,))
        self.hosts = Counter(dict(rows.fetchall()))

    def waiting(self, host: str, limit: int, kinds: tuple[str, ...] | None = None) -> list[Entry]:
        """The next addresses of a host, of these kinds only where given; they stay in the frontier until dropped."""
        only = f" AND kind IN ({','.join('?' * len(kinds))})" if kinds else ""
        rows = self._sql.execute(
            "SELECT url, host, kind, depth, priority, tries FROM frontier WHERE portal = ? AND host = ?"
            f"{only} ORDER BY priority DESC, n LIMIT ?",
            (self.portal, host, *(kinds or ()), limit),
        )
        return [Entry(*row) for row in rows]

    def suspect(self, url: str) -> int:
        """Count an end of the process while this page was read, and put it last; gives the count, 0 if unknown."""
        key = (self.portal, address_key(url))
        self._sql.execute("UPDATE frontier SET tries = tries + 1, priority = -1000 WHERE portal = ? AND key = ?", key)
        row = self._sql.execute("SELECT tries FROM frontier WHERE portal = ? AND key = ?", key).fetchone()
        return int(row[0]) if row else 0

    def page(self, url: str) -> KnownPage | None:
        """What is known of an address."""
        row = self._sql.execute(f"SELECT {_PAGE_COLUMNS} FROM pages WHERE key = ?", (address_key(url),)).fetchone()
        return KnownPage(*row) if row else None

    def save_page(self, url: str, page: KnownPage) -> None:
        """Remember a page; in words only a hub's address, and an article's while it is to be read again."""
        self._sql.execute(
            "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (address_key(url), self.portal, page.role, page.crawl, page.last, page.due, page.quiet, page.revision,
             page.hash, page.etag, page.modified, page.depth, url if page.due or page.role == "hub" else None),
        )  # fmt: skip

    def due(self, now: float, limit: int) -> list[str]:
        """Addresses of this portal whose policy asks for another reading, longest overdue first."""
        rows = self._sql.execute(
            "SELECT url FROM pages WHERE portal = ? AND due <= ? ORDER BY due LIMIT ?", (self.portal, now, limit)
        )
        return [url for (url,) in rows if url]

    def hubs(self, before: float) -> list[tuple[str, int]]:
        """Known hubs with their depths: those near a seed (none long the same), deeper ones last read before then."""
        rows = self._sql.execute(
            "SELECT url, depth FROM pages WHERE portal = ? AND role = 'hub' AND url IS NOT NULL "
            "AND (last < ? OR (depth <= 1 AND quiet < 50)) ORDER BY depth LIMIT 1000",
            (self.portal, before),
        )
        return rows.fetchall()

    def sight(self, key: int, rank: int, page: str, record: dict[str, Any] | None) -> bool:
        """Count a sighting of this crawl; gives whether it is the first under its key and so needs `record`.

        Called without a record first: a page's hundred headlines are mostly sightings that stood on the page before.
        """
        if record is None:
            return not self._sql.execute(
                "UPDATE pending SET pages = pages + 1, page = iif(? < rank, ?, page), rank = min(rank, ?) "
                "WHERE portal = ? AND key = ?",
                (rank, page, rank, self.portal, key),
            ).rowcount
        self._sighting += 1
        self._sql.execute(
            "INSERT INTO pending VALUES (?, ?, ?, ?, 1, ?, ?)",
            (self.portal, key, self._sighting, rank, page, json.dumps(record, ensure_ascii=False, allow_nan=False)),
        )
        return False

    def sighted(self, limit: int) -> Iterator[dict[str, Any]]:
        """Take out the first sightings, in the order they were first seen, with their final rank, page and pages."""
        rows = self._sql.execute(
            "SELECT key, rank, pages, page, record FROM pending WHERE portal = ? ORDER BY n LIMIT ?",
            (self.portal, limit),
        ).fetchall()
        for key, rank, pages, page, record in rows:
            self._sql.execute("DELETE FROM pending WHERE portal = ? AND key = ?", (self.portal, key))
            yield json.loads(record) | {"rank": rank, "pages": pages, "page": page}
