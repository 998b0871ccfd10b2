"""The open crawl of a portal: the one that runs, or was interrupted and may be resumed."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from newsportal.messages import say
from newsportal.state.sqlite import SqliteState, StateError

SCHEMA = """
CREATE TABLE IF NOT EXISTS crawls (
    portal TEXT PRIMARY KEY, id TEXT NOT NULL, spider TEXT NOT NULL, arguments TEXT NOT NULL,
    begin TEXT NOT NULL, starts INTEGER NOT NULL, counts TEXT NOT NULL);
"""
_COLUMNS = "portal, id, spider, arguments, begin, starts, counts"
_PORTAL = "_portal"
"""Key of the portal's name among the stored arguments: no argument of a spider begins with an underscore."""


@dataclass(slots=True)
class OpenCrawl:
    """A crawl that runs, or was interrupted."""

    id: str
    """Its id: its begin, a dash, the name under which it is kept."""
    portal: str
    """The portal crawled, as the records name it."""
    spider: str
    """The spider's name."""
    arguments: dict[str, str]
    """The spider's arguments."""
    begin: datetime
    """When it first started."""
    starts: int
    """How many processes it took so far."""
    counts: dict[str, int]
    """Its counters by name."""


class OpenCrawls:
    """The open crawl kept under a name: the portal's, or the spider's where it crawls any portal a page at a time.

    Methods that write need an open transaction of `state`.
    """

    def __init__(self, state: SqliteState, name: str) -> None:
        self._sql = state.connection
        self._name = name

    def interrupted(self) -> OpenCrawl | None:
        """The crawl that was opened and not closed, if there is one."""
        row = self._sql.execute(f"SELECT {_COLUMNS} FROM crawls WHERE portal = ?", (self._name,)).fetchone()
        return None if row is None else open_crawl(*row)

    def resume(self, crawl: OpenCrawl) -> OpenCrawl:
        """Go on with an interrupted crawl."""
        self._sql.execute("UPDATE crawls SET starts = starts + 1 WHERE portal = ?", (self._name,))
        return replace(crawl, starts=crawl.starts + 1)

    def open(self, portal: str, spider: str, arguments: dict[str, str], now: datetime) -> OpenCrawl:
        """Begin a crawl."""
        row = new_row(self._name, portal, spider, arguments, now)
        self._sql.execute("INSERT OR REPLACE INTO crawls VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        return open_crawl(*row)

    def save_counts(self, counts: dict[str, int]) -> None:
        """Remember the open crawl's counters, so that a resumed crawl goes on counting."""
        self._sql.execute("UPDATE crawls SET counts = ? WHERE portal = ?", (json.dumps(counts), self._name))

    def close(self) -> None:
        """Forget the open crawl."""
        self._sql.execute("DELETE FROM crawls WHERE portal = ?", (self._name,))


def new_row(
    name: str, portal: str, spider: str, arguments: dict[str, str], now: datetime
) -> tuple[str, str, str, str, str, int, str]:
    """The row of a crawl that begins now."""
    stored = json.dumps(arguments | {_PORTAL: portal}, ensure_ascii=False)
    return name, f"{now.astimezone(UTC):%Y%m%dT%H%M%S%fZ}-{name}", spider, stored, now.isoformat(), 1, "{}"


def open_crawls(path: Path) -> dict[str, tuple[OpenCrawl, int]]:
    """All open crawls of a state file, which is not changed, by the name under which each is kept.

    With each the number of addresses that wait in its frontier. Raises StateError if the file cannot be read.
    """
    if not path.exists():
        return {}
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as sql:
            waiting = "(SELECT count(*) FROM frontier WHERE frontier.portal = crawls.portal)"
            rows = sql.execute(f"SELECT {waiting}, {_COLUMNS} FROM crawls").fetchall()
    except sqlite3.Error as error:
        raise StateError(say("the state file {file} cannot be read: {why}", file=path, why=error)) from error
    return {name: (open_crawl(name, *values), count) for count, name, *values in rows}


def open_crawl(name: str, crawl: str, spider: str, stored: str, begin: str, starts: int, counts: str) -> OpenCrawl:
    """The open crawl that a row holds."""
    arguments = json.loads(stored)
    # A crawl that an earlier version opened lacks it.
    portal = arguments.pop(_PORTAL, name)
    return OpenCrawl(crawl, portal, spider, arguments, datetime.fromisoformat(begin), starts, json.loads(counts))
