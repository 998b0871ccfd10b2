"""The state file: one SQLite database (WAL), shared by the crawls of all portals.

Every change belongs to a transaction that the caller opens with `begin()` and ends with `commit()` or `rollback()`; it
takes the database's write lock at once, so that whatever happens inside (appending to the output files included)
happens in one process at a time.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from newsportal.text.keys import key_of as address_key

__all__ = ["FORMAT", "SCHEMA", "SqliteState", "StateError", "address_key", "is_unwritable"]

FORMAT = 1
"""Version of the tables below; a file of another version is refused with a sentence that says what to do."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, size INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS crawls (
    portal TEXT PRIMARY KEY, id TEXT NOT NULL, spider TEXT NOT NULL, arguments TEXT NOT NULL,
    begin TEXT NOT NULL, starts INTEGER NOT NULL, counts TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS frontier (
    portal TEXT NOT NULL, key INTEGER NOT NULL, host TEXT NOT NULL, priority INTEGER NOT NULL, n INTEGER NOT NULL,
    kind TEXT NOT NULL, depth INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0, url TEXT NOT NULL,
    PRIMARY KEY (portal, key)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS frontier_order ON frontier (portal, host, priority DESC, n);
CREATE TABLE IF NOT EXISTS pages (
    key INTEGER PRIMARY KEY, portal TEXT NOT NULL, role TEXT NOT NULL, crawl TEXT NOT NULL, last REAL NOT NULL,
    due REAL, quiet INTEGER NOT NULL DEFAULT 0, revision INTEGER NOT NULL DEFAULT 0, hash TEXT, etag TEXT,
    modified TEXT, depth INTEGER, url TEXT);
CREATE INDEX IF NOT EXISTS pages_due ON pages (portal, due) WHERE due IS NOT NULL;
CREATE INDEX IF NOT EXISTS pages_hubs ON pages (portal) WHERE role = 'hub';
CREATE TABLE IF NOT EXISTS pending (
    portal TEXT NOT NULL, key INTEGER NOT NULL, n INTEGER NOT NULL, rank INTEGER NOT NULL, pages INTEGER NOT NULL,
    page TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (portal, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shown (portal TEXT NOT NULL, page TEXT NOT NULL, places TEXT NOT NULL);
"""
_CACHE = 16_384
"""KiB of the file that a process keeps in memory; four times as much made ten thousand articles cost 40 MB more."""
_PAGE = 2_048
"""Bytes of a page of a new file: a headline changes four pages somewhere in it, and each is written whole, twice."""
_LOG_PAGES = 16_000
"""Pages (32 MB) of the write-ahead log that are written back at once: what many commits changed is written once. With a
million headlines known that held a process .12 s, a log of half the size .08 s twice as often; on a disk of a few
thousand writes a second it takes some seconds, and more would take longer."""


class StateError(Exception):
    """The state file cannot be used; its message is one sentence for the user."""


def is_unwritable(error: Exception) -> bool:
    """Is it what a full or failing disk raises, a damaged state, or one that another process holds over a minute?"""
    # Of DatabaseError itself, not of its kinds: those but OperationalError are mistakes of ours.
    return isinstance(error, OSError | sqlite3.OperationalError) or type(error) is sqlite3.DatabaseError


class SqliteState:
    """A connection to the state file with its tables in place.

    `durable` makes every commit survive a power cut (synchronous=FULL); without it the last seconds may be lost then,
    never torn, and a kill of the process loses nothing either way. Raises StateError where the file is unusable.
    """

    def __init__(self, path: str | Path, *, durable: bool = False, schemas: tuple[str, ...] = ()) -> None:
        self.path = str(path)
        try:
            if self.path != ":memory:":
                Path(path).parent.mkdir(parents=True, exist_ok=True)
            # autocommit by hand: isolation_level=None, so that BEGIN IMMEDIATE is ours to say.
            self.connection = sqlite3.connect(self.path, timeout=60, isolation_level=None)
            self.connection.execute(f"PRAGMA page_size={_PAGE}")
            self.connection.execute("PRAGMA journal_mode=WAL")
            self.connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
            self.connection.execute("PRAGMA temp_store=MEMORY")
            self.connection.execute(f"PRAGMA cache_size=-{_CACHE}")
            self.connection.execute(f"PRAGMA wal_autocheckpoint={_LOG_PAGES}")
            # Before the tables: those of another format may not fit, and would say so in words of SQLite's.
            self._check_format()
            self.connection.executescript("\n".join(("BEGIN IMMEDIATE;", SCHEMA, *schemas, "COMMIT;")))
        except (sqlite3.Error, OSError) as error:
            raise StateError(f"the state file {self.path} cannot be used: {error}") from error

    def _check_format(self) -> None:
        self.begin()
        self.connection.execute("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value)")
        self.connection.execute("INSERT OR IGNORE INTO meta VALUES ('format', ?)", (FORMAT,))
        (found,) = self.connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
        self.commit()
        if found != FORMAT:
            self.close()
            raise StateError(
                f"the state file {self.path} has format {found}, this version needs {FORMAT}: "
                "move it away and run `scrapy stories` to rebuild it from the output files"
            )

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self.connection.in_transaction

    def begin(self) -> None:
        """Open a transaction and take the write lock, waiting up to a minute for another process."""
        self.connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """End the transaction and keep its changes."""
        self.connection.execute("COMMIT")

    def rollback(self) -> None:
        """End the transaction, if one is open, and forget its changes."""
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    def daily(self, name: str, day: date) -> bool:
        """Whether something is not noted as done on this day; then it is."""
        done = self.connection.execute("SELECT value FROM meta WHERE key = ?", (name,)).fetchone()
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, day.isoformat()))
        return done is None or done[0] != day.isoformat()

    def close(self) -> None:
        """Close the connection; an open transaction is forgotten."""
        self.connection.close()
