"""Hosts that asked not to be asked for longer than a crawl lasts: until when each is left alone, across crawls."""

from __future__ import annotations

from datetime import UTC, datetime

from newsportal.state.sqlite import SqliteState

SCHEMA = """
CREATE TABLE IF NOT EXISTS parking (host TEXT PRIMARY KEY, until REAL NOT NULL) WITHOUT ROWID;
"""


class ParkedHosts:
    """Parked hosts in the state file. Each call is a statement of its own, or part of the transaction that is open."""

    def __init__(self, state: SqliteState) -> None:
        self._sql = state.connection

    def parked(self, host: str) -> datetime | None:
        """When the host may be asked again, None where it may be asked now."""
        found = self._sql.execute("SELECT until FROM parking WHERE host = ?", (host,)).fetchone()
        until = datetime.fromtimestamp(found[0], UTC) if found else None
        return until if until and until > datetime.now(UTC) else None

    def park(self, host: str, until: datetime) -> None:
        """Leave the host alone until then, in this crawl and the next ones; forget hosts whose time is over."""
        self._sql.execute("DELETE FROM parking WHERE until <= ?", (datetime.now(UTC).timestamp(),))
        self._sql.execute("INSERT OR REPLACE INTO parking VALUES (?, ?)", (host, until.timestamp()))
