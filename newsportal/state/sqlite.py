"""The state file: one SQLite database (WAL), shared by the crawls of all portals.

Every change belongs to a transaction that the caller opens with `begin()` and ends with `commit()` or `rollback()`. It
takes the database's write lock at once, so that what happens inside, appending to the output included, happens in one
process at a time.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from newsportal import lock
from newsportal.messages import marked, say
from newsportal.os_errors import told
from newsportal.text.keys import address_key

__all__ = ["FORMAT", "SqliteState", "StateError", "address_key", "is_unwritable"]

logger = logging.getLogger(__name__)
FORMAT = 1
"""Version of the tables (`newsportal.state.tables`); a file of another version is refused with what to do about it."""
_CACHE = 3_072
"""KiB of the file that a process keeps in memory. Four times as much makes no question faster, since the system keeps
what was read, and is 12 MB more."""
_PAGE = 2_048
"""Bytes of a database page in a new file: a headline changes four pages, and each is written whole, twice."""
_LOG_PAGES = 16_000
"""Pages (32 MB) of the write-ahead log at which it is written back: what many commits changed is written once. With
a million headlines known that holds a process for .12 s, at half the size for .08 s but twice as often; on a disk of a
few thousand writes a second it takes some seconds, and a larger log would take longer."""
_BUSY = 60
"""Seconds that SQLite waits for another process before it says that the file is locked."""
_SAY_AGAIN = 60
"""Seconds after which one that waits for a rebuild says so again: the watchdog takes silence for a stall."""
_ANEW = marked("move it away, and the next crawl fills a new one from the output files")


class StateError(Exception):
    """The state file cannot be used; its message is one sentence for the user."""


def is_unwritable(error: Exception) -> bool:
    """Whether an error means that nothing can be written: full or failing disk, state damaged or long locked."""
    # DatabaseError itself, not its subclasses: all of them but OperationalError are errors in our own code.
    return isinstance(error, OSError | sqlite3.OperationalError) or type(error) is sqlite3.DatabaseError


class SqliteState:
    """A connection to the state file; `schemas` are the statements that create the tables which the caller needs.

    `durable` makes every commit survive a power cut (synchronous=FULL). Without it a power cut may lose the last
    seconds, whole transactions only; a kill of the process loses nothing either way. Raises StateError if the file
    cannot be used.
    """

    def __init__(self, path: str | Path, *, durable: bool = False, schemas: tuple[str, ...] = ()) -> None:
        self.path = str(path)
        try:
            if self.path != ":memory:":
                Path(path).parent.mkdir(parents=True, exist_ok=True)
            # isolation_level=None: Python opens no transaction by itself.
            self.connection = sqlite3.connect(self.path, timeout=_BUSY, isolation_level=None)
            self.connection.execute(f"PRAGMA page_size={_PAGE}")
            self.connection.execute("PRAGMA journal_mode=WAL")
            self.connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
            self.connection.execute("PRAGMA temp_store=MEMORY")
            self.connection.execute(f"PRAGMA cache_size=-{_CACHE}")
            self.connection.execute("PRAGMA secure_delete=OFF")  # else pages that are forgotten are overwritten
            self.connection.execute(f"PRAGMA wal_autocheckpoint={_LOG_PAGES}")
            self._await_rebuild()
            self.begin()
            # Before the tables: those of another format may not fit, and SQLite would say so in its own words.
            self._check_format()
            for schema in schemas:
                self.script(schema)
            self.commit()
        except (sqlite3.Error, OSError) as error:
            words = say("the state file {file} cannot be used: {why}", file=self.path, why=told(error))
            if type(error) is sqlite3.DatabaseError:  # damaged, or no database
                words = say(": ").join((words, say(_ANEW)))
            raise StateError(words) from error

    def _check_format(self) -> None:
        self.connection.execute("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value)")
        self.connection.execute("INSERT OR IGNORE INTO meta VALUES ('format', ?)", (FORMAT,))
        (found,) = self.connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
        if found != FORMAT:
            self.close()
            words = say(
                "the state file {file} has format {found}, this version needs {needed}",
                file=self.path,
                found=found,
                needed=FORMAT,
            )
            raise StateError(say(": ").join((words, say(_ANEW))))

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self.connection.in_transaction

    def begin(self) -> None:
        """Open a transaction and take the write lock; waits two minutes for another process, and while one rebuilds."""
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            self._await_rebuild()
            self.connection.execute("BEGIN IMMEDIATE")

    def script(self, statements: str) -> None:
        """Run statements, each of which ends with a line, in the open transaction: `executescript` would end it."""
        statement = ""
        for line in statements.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                self.connection.execute(statement)
                statement = ""

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        """While the block runs, which may take minutes of one transaction, others wait and are told why."""
        if self.path == ":memory:":
            yield
            return
        with lock.hold(self._rebuild_lock, f"process {os.getpid()}, since {datetime.now():%Y-%m-%d %H:%M:%S}"):
            yield

    @property
    def _rebuild_lock(self) -> Path:
        return Path(f"{self.path}.rebuild")

    def _await_rebuild(self) -> None:
        said = -float(_SAY_AGAIN)
        while (who := lock.held(self._rebuild_lock)) is not None:
            if time.monotonic() - said >= _SAY_AGAIN:
                said = time.monotonic()
                words = marked("waiting while the state {file} is rebuilt from the output ({who})")
                logger.warning("%s", say(words, file=self.path, who=who))
            time.sleep(0.2)

    def commit(self) -> None:
        """Keep the transaction's changes and end it."""
        self.connection.execute("COMMIT")

    def rollback(self) -> None:
        """Drop the transaction's changes and end it, if one is open."""
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    def hold(self, megabytes: int) -> None:
        """Keep so much of the file in memory, and in its log: for work that goes through all of it at random, and
        writes the same pages again and again."""
        self.connection.execute(f"PRAGMA cache_size=-{megabytes << 10}")
        self.connection.execute(f"PRAGMA wal_autocheckpoint={max(_LOG_PAGES, (megabytes << 20) // _PAGE)}")

    def daily(self, name: str, day: date) -> bool:
        """Whether a daily task has not been done on this day yet; then it is noted as done."""
        done = self.connection.execute("SELECT value FROM meta WHERE key = ?", (name,)).fetchone()
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, day.isoformat()))
        return done is None or done[0] != day.isoformat()

    def close(self) -> None:
        """Close the connection; the changes of an open transaction are dropped."""
        self.connection.close()
