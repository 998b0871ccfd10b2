"""The frontier: the addresses that wait to be asked for in a portal's crawl. It is the crawl's only queue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from newsportal.state.sqlite import SqliteState, address_key

SCHEMA = """
CREATE TABLE IF NOT EXISTS frontier (
    portal TEXT NOT NULL, key INTEGER NOT NULL, host TEXT NOT NULL, priority INTEGER NOT NULL, n INTEGER NOT NULL,
    kind TEXT NOT NULL, depth INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0, url TEXT NOT NULL,
    PRIMARY KEY (portal, key)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS frontier_order ON frontier (portal, host, priority DESC, n);
"""
LISTINGS = ("feed", "sitemap")
"""Kinds of address that only list others."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An address waiting in the frontier."""

    url: str
    """Canonical URL."""
    host: str
    """Its host."""
    kind: str
    """What it is believed to be: seed, hub, article, feed, sitemap."""
    depth: int
    """Links away from a seed."""
    priority: int = 0
    """The higher, the earlier it is fetched."""
    tries: int = 0
    """How often the process ended while this page was being read."""


class Frontier:
    """The addresses that wait in one portal's crawl. Methods that write need an open transaction of `state`."""

    def __init__(self, state: SqliteState, portal: str) -> None:
        self._sql = state.connection
        self._portal = portal
        row = self._sql.execute("SELECT max(n) FROM frontier WHERE portal = ?", (portal,)).fetchone()
        self._n = row[0] or 0
        self.hosts: Counter[str] = Counter()
        """How many addresses wait for each host."""
        self.count_hosts()

    def count_hosts(self) -> None:
        """Count `hosts` anew, as is needed after a rollback."""
        rows = self._sql.execute("SELECT host, count(*) FROM frontier WHERE portal = ? GROUP BY host", (self._portal,))
        self.hosts = Counter(dict(rows.fetchall()))

    def push(self, entries: Iterable[Entry]) -> int:
        """Add the addresses that neither wait already nor were read in the open crawl; gives how many were added."""
        added = 0
        for e in entries:
            new = self._sql.execute(
                "INSERT OR IGNORE INTO frontier SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE NOT EXISTS "
                "(SELECT 1 FROM pages JOIN crawls ON crawls.id = pages.crawl WHERE key = ?2 AND crawls.portal = ?1)",
                (self._portal, address_key(e.url), e.host, e.priority, self._n + 1, e.kind, e.depth, e.tries, e.url),
            ).rowcount
            self._n += 1
            self.hosts[e.host] += new
            added += new
        return added

    def drop(self, url: str) -> None:
        """Take an address out."""
        key = (self._portal, address_key(url))
        row = self._sql.execute("DELETE FROM frontier WHERE portal = ? AND key = ? RETURNING host", key).fetchone()
        if row:
            self.hosts[row[0]] -= 1

    def clear(self) -> None:
        """Take out all addresses."""
        self._sql.execute("DELETE FROM frontier WHERE portal = ?", (self._portal,))
        self.hosts.clear()

    def waiting(self, host: str, limit: int, kinds: tuple[str, ...] | None = None) -> list[Entry]:
        """The next addresses of a host, of all kinds or only of these; they stay in the frontier until dropped."""
        only = f" AND kind IN ({','.join('?' * len(kinds))})" if kinds else ""
        rows = self._sql.execute(
            "SELECT url, host, kind, depth, priority, tries FROM frontier WHERE portal = ? AND host = ?"
            f"{only} ORDER BY priority DESC, n LIMIT ?",
            (self._portal, host, *(kinds or ()), limit),
        )
        return [Entry(*row) for row in rows]

    def count_crash(self, url: str) -> int:
        """Count that the process ended while this page was read; gives the count, 0 if the address does not wait.

        It keeps its place: reading in the same order, a killed crawl writes what an undisturbed one writes.
        """
        key = (self._portal, address_key(url))
        self._sql.execute("UPDATE frontier SET tries = tries + 1 WHERE portal = ? AND key = ?", key)
        row = self._sql.execute("SELECT tries FROM frontier WHERE portal = ? AND key = ?", key).fetchone()
        return int(row[0]) if row else 0
