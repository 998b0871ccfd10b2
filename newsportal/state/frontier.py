"""The frontier: the addresses that wait to be asked for in a portal's crawl. It is the crawl's only queue."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from newsportal.state.pages import PAGE_COLUMNS, KnownPage
from newsportal.state.sqlite import SqliteState, address_key

SCHEMA = """
CREATE TABLE IF NOT EXISTS frontier (
    portal TEXT NOT NULL, key INTEGER NOT NULL, host TEXT NOT NULL, priority INTEGER NOT NULL, n INTEGER NOT NULL,
    kind TEXT NOT NULL, depth INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0, url TEXT NOT NULL,
    PRIMARY KEY (portal, key)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS frontier_order ON frontier (portal, host, priority DESC, n);
-- Addresses of hosts that did not answer, kept for later crawls, and since when (seconds since 1970) they are.
CREATE TABLE IF NOT EXISTS deferred (
    portal TEXT NOT NULL, key INTEGER NOT NULL, kind TEXT NOT NULL, depth INTEGER NOT NULL, since REAL NOT NULL,
    url TEXT NOT NULL, PRIMARY KEY (portal, key)) WITHOUT ROWID;
"""
DEFERRED_DAYS, DEFERRED = 7, 5_000
"""For how long an address is deferred at most, and how many of a portal are: articles before others, newer ones first.
"""
_KNOWN = ", ".join(f"pages.{column}" for column in PAGE_COLUMNS)
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
    known: KnownPage | None = field(default=None, compare=False)
    """What was known of its page when the frontier handed it out."""


class Frontier:
    """The addresses that wait in one portal's crawl. Methods that write need an open transaction of `state`."""

    def __init__(self, state: SqliteState, portal: str) -> None:
        self._sql = state.connection
        self._portal = portal
        row = self._sql.execute("SELECT max(n) FROM frontier WHERE portal = ?", (portal,)).fetchone()
        self._n = row[0] or 0
        self.hosts: Counter[str] = Counter()
        """How many addresses wait for each host."""
        self.articles: Counter[str] = Counter()
        """How many of them look like articles'."""
        self.count_hosts()

    def count_hosts(self) -> None:
        """Count `hosts` and `articles` anew, as is needed after a rollback."""
        rows = self._sql.execute(
            "SELECT host, count(*), sum(kind = 'article') FROM frontier WHERE portal = ? GROUP BY host", (self._portal,)
        ).fetchall()
        self.hosts = Counter({host: waiting for host, waiting, _ in rows})
        self.articles = Counter({host: articles for host, _, articles in rows})
        deferred = "SELECT 1 FROM deferred WHERE portal = ? LIMIT 1"
        self._defers = self._sql.execute(deferred, (self._portal,)).fetchone() is not None

    def push(self, entries: Iterable[Entry]) -> None:
        """Add the addresses that neither wait already nor were read in the open crawl."""
        for e in entries:
            new = self._sql.execute(
                "INSERT OR IGNORE INTO frontier SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE NOT EXISTS "
                "(SELECT 1 FROM pages JOIN crawls ON crawls.id = pages.crawl WHERE key = ?2 AND crawls.portal = ?1)",
                (self._portal, address_key(e.url), e.host, e.priority, self._n + 1, e.kind, e.depth, e.tries, e.url),
            ).rowcount
            self._n += 1
            self.hosts[e.host] += new
            self.articles[e.host] += new * (e.kind == "article")

    def drop(self, url: str) -> None:
        """Take an address out; it is deferred no more."""
        if not (self.hosts or self._defers):
            return
        key = (self._portal, address_key(url))
        delete = "DELETE FROM frontier WHERE portal = ? AND key = ? RETURNING host, kind"
        if self.hosts and (row := self._sql.execute(delete, key).fetchone()):
            self.hosts[row[0]] -= 1
            self.articles[row[0]] -= row[1] == "article"
        if self._defers:
            self._sql.execute("DELETE FROM deferred WHERE portal = ? AND key = ?", key)

    def clear(self) -> None:
        """Take out all addresses."""
        self._sql.execute("DELETE FROM frontier WHERE portal = ?", (self._portal,))
        self.hosts.clear()
        self.articles.clear()

    def defer(self, hosts: Collection[str], now: float) -> int:
        """Keep the addresses that wait for these hosts for later crawls; gives how many, too old now, are given up."""
        sql, portal = self._sql, self._portal
        self._defers = True
        sql.execute(
            "INSERT OR IGNORE INTO deferred SELECT portal, key, kind, depth, ?, url FROM frontier "
            "WHERE portal = ? AND kind <> 'seed' AND host IN (SELECT value FROM json_each(?))",
            (now, portal, json.dumps([*hosts])),
        )
        # Those of a time when the clock was ahead would stay for as long as it was.
        sql.execute("UPDATE deferred SET since = ? WHERE portal = ? AND since > ?", (now, portal, now))
        oldest = now - DEFERRED_DAYS * 86_400
        given_up = sql.execute("DELETE FROM deferred WHERE portal = ? AND since < ?", (portal, oldest)).rowcount
        sql.execute(
            "DELETE FROM deferred WHERE portal = ?1 AND key IN (SELECT key FROM deferred WHERE portal = ?1 "
            "ORDER BY kind = 'article' DESC, since DESC LIMIT -1 OFFSET ?2)",
            (portal, DEFERRED),
        )
        return given_up

    def deferred(self) -> list[tuple[str, str, int]]:
        """The addresses that are deferred, each with its kind and depth, those first that have waited longest."""
        found = self._sql.execute(
            "SELECT url, kind, depth FROM deferred WHERE portal = ? ORDER BY since, url", (self._portal,)
        )
        return found.fetchall()

    def left_over(self) -> int:
        """How many addresses wait that are neither seeds nor deferred."""
        found = self._sql.execute(
            "SELECT count(*) FROM frontier AS f WHERE portal = ? AND kind <> 'seed' AND NOT EXISTS "
            "(SELECT 1 FROM deferred AS d WHERE d.portal = f.portal AND d.key = f.key)",
            (self._portal,),
        )
        count: int = found.fetchone()[0]
        return count

    def waiting(self, host: str, limit: int, kinds: tuple[str, ...] | None = None) -> list[Entry]:
        """The next addresses of a host, of all kinds or only of these, with what is known of their pages.

        They stay in the frontier until dropped.
        """
        only = f" AND kind IN ({','.join('?' * len(kinds))})" if kinds else ""
        rows = self._sql.execute(
            f"SELECT frontier.url, host, kind, frontier.depth, priority, tries, {_KNOWN} FROM frontier "
            f"LEFT JOIN pages USING (key) WHERE frontier.portal = ? AND host = ?{only} "
            "ORDER BY priority DESC, n LIMIT ?",
            (self._portal, host, *(kinds or ()), limit),
        )
        return [_entry(*row) for row in rows]

    def count_crash(self, url: str) -> int:
        """Count that the process ended while this page was read; gives the count, 0 if the address does not wait.

        It keeps its place: reading in the same order, a killed crawl writes what an undisturbed one writes.
        """
        key = (self._portal, address_key(url))
        self._sql.execute("UPDATE frontier SET tries = tries + 1 WHERE portal = ? AND key = ?", key)
        row = self._sql.execute("SELECT tries FROM frontier WHERE portal = ? AND key = ?", key).fetchone()
        return int(row[0]) if row else 0


def _entry(url: str, host: str, kind: str, depth: int, priority: int, tries: int, *known: Any) -> Entry:
    """An entry with what is known of its page, whose role comes first: None where it was never read."""
    return Entry(url, host, kind, depth, priority, tries, KnownPage(*known) if known[0] else None)
