"""What a watcher remembers, in one SQLite file: how far it has read, what is to be told, which messages went out.

Every change belongs to one `transaction()`: place read, matches and outbox are kept together or not at all. The file
belongs to one process at a time (`newsportal.lock`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from newsportal.messages import say

FORMAT = 1
"""Version of the tables; a file of another version is refused."""
_KEPT = {"seen": 7, "stories": 7, "messages": 30, "matches": 90}
"""Days that rows are kept. A match is kept long after it was told: it tells what is not told again."""
_CACHE = 32_768
"""KiB of the file that are kept in memory."""
_TABLES = """
CREATE TABLE files (kind TEXT PRIMARY KEY, first INTEGER, place INTEGER, last INTEGER, read REAL) WITHOUT ROWID;
CREATE TABLE seen (
    id INTEGER PRIMARY KEY, headline TEXT, portal TEXT, words INTEGER, text TEXT, time REAL,
    UNIQUE (headline, portal, words));
CREATE TABLE stories (url INTEGER PRIMARY KEY, story TEXT, portal TEXT, title TEXT, time REAL);
CREATE INDEX stories_story ON stories (story);
CREATE TABLE alarms (portal TEXT, alarm TEXT, PRIMARY KEY (portal, alarm)) WITHOUT ROWID;
CREATE TABLE matches (
    id INTEGER PRIMARY KEY AUTOINCREMENT, watch TEXT, key TEXT, what TEXT, headline TEXT, story TEXT, url INTEGER,
    other TEXT, event TEXT, due REAL, time REAL, UNIQUE (watch, key));
CREATE INDEX matches_headline ON matches (headline);
CREATE INDEX matches_url ON matches (url);
CREATE INDEX matches_story ON matches (story);
CREATE TABLE outbox (match INTEGER, channel TEXT, message INTEGER, PRIMARY KEY (match, channel)) WITHOUT ROWID;
CREATE INDEX outbox_waiting ON outbox (channel, match) WHERE message IS NULL;
CREATE TABLE messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, channel TEXT, title TEXT, body TEXT, key TEXT, entries INTEGER, state TEXT,
    doubtful INTEGER DEFAULT 0, error TEXT DEFAULT '', time REAL, sent REAL);
CREATE INDEX messages_state ON messages (channel, state, id);
CREATE TABLE channels (
    name TEXT PRIMARY KEY, address INTEGER, fails INTEGER DEFAULT 0, until REAL DEFAULT 0, error TEXT DEFAULT ''
) WITHOUT ROWID;
"""
# outbox.message: NULL waits; 0 is told no more, since another wording of the same was told.
# messages.state: waiting, sending, sent, refused.


class WatchFileError(Exception):
    """The file cannot be used; its message is one sentence for the user."""


class WatchFile:
    """The file, made where it is not there. A context manager. Raises WatchFileError where it cannot be used."""

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.sql = sqlite3.connect(path, timeout=60, isolation_level=None)
            self.sql.execute("PRAGMA journal_mode = WAL")
            self.sql.execute("PRAGMA synchronous = FULL")
            self.sql.execute(f"PRAGMA cache_size = -{_CACHE}")
            with self.transaction():
                found = self.sql.execute("PRAGMA user_version").fetchone()[0]
                if found == 0:
                    for statement in _TABLES.split(";\n"):
                        self.sql.execute(statement)
                    self.sql.execute(f"PRAGMA user_version = {FORMAT}")
                elif found != FORMAT:
                    words = say("{file} was written by another version of newsportal", file=path)
                    raise WatchFileError(words)
        except (sqlite3.Error, OSError) as error:
            raise WatchFileError(say("{file} cannot be used: {why}", file=path, why=error)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.sql.close()

    @contextmanager
    def transaction(self, *, keep: bool = True) -> Iterator[None]:
        """What happens inside is kept together, or not at all: where an error leaves the block, or without `keep`."""
        self.sql.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.sql.execute("COMMIT" if keep else "ROLLBACK")
        except BaseException:
            if self.sql.in_transaction:
                self.sql.execute("ROLLBACK")
            raise

    def prune(self, now: float) -> None:
        """Forget what is old enough, and not waiting."""
        for table in ("seen", "stories"):
            self.sql.execute(f"DELETE FROM {table} WHERE time < ?", (now - 86_400 * _KEPT[table],))
        self.sql.execute(
            "DELETE FROM messages WHERE time < ? AND state <> 'waiting'", (now - 86_400 * _KEPT["messages"],)
        )
        old = now - 86_400 * _KEPT["matches"]
        self.sql.execute("DELETE FROM outbox WHERE match IN (SELECT id FROM matches WHERE time < ?)", (old,))
        self.sql.execute("DELETE FROM matches WHERE time < ?", (old,))
