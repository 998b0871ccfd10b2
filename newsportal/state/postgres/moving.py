"""A walk moves: from a state file into a database, and back. What the books hold stays where it is.

Both are changed in one transaction each, the database's first: moved twice is moved once, also where the state file's
did not come to its end.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, LiteralString, NamedTuple

import psycopg

from newsportal.messages import marked, say
from newsportal.state.postgres.database import Row, connect, errors, safe
from newsportal.state.postgres.schema import MOVED_BACK, check_here
from newsportal.state.sqlite import SqliteState, StateError
from newsportal.state.walk import LOG_NAME, LOG_PLACE, UNTOLD
from newsportal.text.keys import key_of
from newsportal.urls.canonical import with_or_without_slash

_WORDS = """
SELECT a.key, coalesce(own.text, other.text) FROM address a LEFT JOIN headline own ON own.row = a.row
LEFT JOIN address led ON led.key = a.headline LEFT JOIN headline other ON other.row = led.row
WHERE coalesce(own.text, other.text) IS NOT NULL
"""
"""How links call the pages that they lead to, as identity has it."""


class _Table(NamedTuple):
    """A table that is the same in both places, but for names."""

    name: LiteralString
    columns: LiteralString
    there: LiteralString = ""
    """Its columns in the database, where they are called otherwise."""

    def copy_in(self) -> LiteralString:
        """The statement that fills it in the database."""
        return f"COPY newsportal.{self.name} ({self.there or self.columns}) FROM STDIN"


_CRAWLS = _Table(
    "crawls", "portal, id, spider, arguments, begin, starts, counts",
    "portal, id, spider, arguments, begin_, starts, counts",
)  # fmt: skip
_FRONTIER = _Table("frontier", "portal, key, host, priority, n, kind, depth, tries, url")
_OTHERS = (
    _Table("deferred", "portal, key, kind, depth, since, url"),
    _Table(
        "pages", "key, portal, role, crawl, last, due, quiet, revision, hash, etag, modified, depth, url",
    ),
    _Table("versions", "key, hashes"),
    _Table("parking", "host, until"),
)  # fmt: skip
_WITH_TWIN = _FRONTIER._replace(columns=f"{_FRONTIER.columns}, twin")
_LEARNED, _LINK_WORDS = _Table("learned", "portal, n, pairs"), _Table("link_words", "key, words")


def to_database(state: SqliteState, url: str) -> int:
    """Move the walk of a state file, in whose transaction, into a database that no crawl used; gives its pages.

    From then on the state is that of a reader of the database's log. Raises StateLost, and StateError where the
    database has been crawled into.
    """
    read = state.connection.execute
    if read("SELECT 1 FROM meta WHERE key = ?", (LOG_NAME,)).fetchone():
        raise StateError(say("{file} is a reader's state already", file=state.path))
    with errors(), connect(url) as connection, connection.transaction():
        ((log, end),) = connection.execute("SELECT log, n FROM log_end FOR UPDATE").fetchall()
        check_here(log)
        if end:
            words = marked("this database has a log already: a state is moved into an empty one, that createdb makes")
            raise StateError(say(words))
        for table in (_CRAWLS, *_OTHERS):
            _fill(connection, table, read(f"SELECT {table.columns} FROM {table.name}"))
        _fill(connection, _WITH_TWIN, _with_twins(read(f"SELECT {_FRONTIER.columns} FROM frontier")))
        _fill(connection, _LEARNED, read("SELECT portal, 0, pairs FROM portal_memory"))
        own = dict(read("SELECT key, words FROM link_words"))
        _fill(connection, _LINK_WORDS, ((key, own.get(key) or text.decode("gb18030")) for key, text in read(_WORDS)))
    # What an open crawl has counted goes with its walk, and is added to what the books count from here on.
    for statement in ("UPDATE crawls SET counts = '{}'", "DELETE FROM frontier", "DELETE FROM deferred"):
        read(statement)
    state.connection.executemany("INSERT INTO meta VALUES (?, ?)", ((LOG_NAME, log), (LOG_PLACE, 0)))
    (pages,) = read("SELECT count(*) FROM pages").fetchone()
    return int(pages)


def from_database(state: SqliteState, url: str) -> int:
    """Move the walk back into the state of a reader that kept all of the log, in whose transaction; gives its pages.

    The log's name says so from then on: no crawl and no reader of it goes on. Raises StateLost, and StateError where
    the state is behind or of another log, or a crawl uses the database.
    """
    read = state.connection.execute
    noted = dict(read("SELECT key, value FROM meta WHERE key IN (?, ?)", (LOG_NAME, LOG_PLACE)).fetchall())
    if LOG_NAME not in noted:
        words = marked(
            "{file} is no state that scrapy keep kept, nothing is to be moved back: "
            "run this in the folder of scrapy keep, or take NEWSPORTAL_STATE out of the settings"
        )
        raise StateError(say(words, file=state.path))
    with errors(), connect(url) as connection, connection.transaction():
        ask = connection.execute
        ((log, end),) = ask("SELECT log, n FROM log_end FOR UPDATE").fetchall()
        # It has the mark already where the state file's part of the move did not come to its end.
        name = log.removeprefix(MOVED_BACK)
        if (noted[LOG_NAME], noted.get(LOG_PLACE)) != (name, end):
            raise StateError(say("{file} has not kept all of this log: run scrapy keep --once first", file=state.path))
        used = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM "
        used += "pg_database WHERE datname = current_database())"
        if ask(used).fetchall()[0][0]:
            raise StateError(say(marked("crawls or the schedule use the database: let them end, then move")))
        counted = {portal: Counter(json.loads(counts)) for portal, counts in read("SELECT portal, counts FROM crawls")}
        for table in (_CRAWLS, *_OTHERS, _FRONTIER):
            rows: Iterable[Row] = ask(f"SELECT {table.there or table.columns} FROM {table.name}").fetchall()
            if table is _CRAWLS:
                rows = [(*row[:-1], json.dumps(Counter(json.loads(row[-1])) + counted[row[0]])) for row in rows]
            read(f"DELETE FROM {table.name}")
            places = ", ".join("?" * len(table.columns.split(",")))
            state.connection.executemany(f"INSERT INTO {table.name} ({table.columns}) VALUES ({places})", rows)
        ask("UPDATE log_end SET log = %s", (MOVED_BACK + name,))
    read("DELETE FROM meta WHERE key IN (?, ?) OR key GLOB ?", (LOG_NAME, LOG_PLACE, f"{UNTOLD}*"))
    (pages,) = read("SELECT count(*) FROM pages").fetchone()
    return int(pages)


def _fill(connection: psycopg.Connection[Row], table: _Table, rows: Iterable[Any]) -> None:
    # Filled already by a move that did not come to its end in the state file.
    connection.execute(f"DELETE FROM newsportal.{table.name}")
    with connection.cursor().copy(table.copy_in()) as copy:
        for row in rows:
            copy.write_row([safe(value) if isinstance(value, str) else value for value in row])


def _with_twins(rows: Iterable[Any]) -> Iterator[Row]:
    for row in rows:
        twin = with_or_without_slash(row[-1])
        yield (*row, key_of(twin) if twin else None)
