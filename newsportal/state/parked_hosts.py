"""Parked hosts: those that asked to be left alone for longer than a crawl lasts, and until when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from newsportal.state.sqlite import SqliteState

SCHEMA = """
CREATE TABLE IF NOT EXISTS parking (host TEXT PRIMARY KEY, until REAL NOT NULL) WITHOUT ROWID;
"""

LONGEST_PARKING = timedelta(days=7)
"""Longest time for which a host is parked, whatever it asks for: one header cannot end all crawls of a host."""


class ParkedHosts:
    """Parked hosts in the state file. Each call is a transaction of its own, or part of the one that is open."""

    def __init__(self, state: SqliteState) -> None:
        self._sql = state.connection

    def parked(self, host: str) -> datetime | None:
        """When the host may be asked again; None if it may be asked now.

        A time further ahead than LONGEST_PARKING was set while the clock was ahead, and is not believed.
        """
        found = self._sql.execute("SELECT until FROM parking WHERE host = ?", (host,)).fetchone()
        until = datetime.fromtimestamp(found[0], UTC) if found else None
        now = datetime.now(UTC)
        return until if until and now < until <= now + LONGEST_PARKING else None

    def park(self, host: str, until: datetime) -> None:
        """Leave the host alone until then, in this crawl and later ones; forget hosts whose time is over."""
        self._sql.execute("DELETE FROM parking WHERE until <= ?", (datetime.now(UTC).timestamp(),))
        self._sql.execute("INSERT OR REPLACE INTO parking VALUES (?, ?)", (host, until.timestamp()))
