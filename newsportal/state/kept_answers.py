"""What is known of the archive: the file that a crawl writes, and the newest answer that is kept of each address."""

from __future__ import annotations

from dataclasses import dataclass

from newsportal.state.sqlite import SqliteState, address_key

SCHEMA = """
CREATE TABLE IF NOT EXISTS warc_files (portal TEXT PRIMARY KEY, path TEXT NOT NULL, size INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS kept_answers (
    portal TEXT NOT NULL, key INTEGER NOT NULL, digest TEXT NOT NULL, record TEXT NOT NULL, date TEXT NOT NULL,
    file TEXT NOT NULL, PRIMARY KEY (portal, key)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """A record of the archive, to which later ones of the same address may refer."""

    digest: str
    """The digest of its payload."""
    record: str
    """Its id."""
    date: str
    """Its WARC-Date."""
    file: str
    """The name of the file that holds it."""


class KeptAnswers:
    """The archive's records of one portal, and its file. Methods that write need an open transaction of `state`."""

    def __init__(self, state: SqliteState, portal: str) -> None:
        self._sql, self._portal = state.connection, portal

    def get(self, url: str) -> KeptAnswer | None:
        """The newest answer of an address that is kept whole."""
        query = "SELECT digest, record, date, file FROM kept_answers WHERE portal = ? AND key = ?"
        row = self._sql.execute(query, (self._portal, address_key(url))).fetchone()
        return KeptAnswer(*row) if row else None

    def put(self, url: str, kept: KeptAnswer) -> None:
        """Remember the newest answer of an address."""
        row = (self._portal, address_key(url), kept.digest, kept.record, kept.date, kept.file)
        self._sql.execute("INSERT OR REPLACE INTO kept_answers VALUES (?, ?, ?, ?, ?, ?)", row)

    def file(self) -> tuple[str, int] | None:
        """The file that the open crawl writes, and its length after the last committed transaction."""
        query = "SELECT path, size FROM warc_files WHERE portal = ?"
        row = self._sql.execute(query, (self._portal,)).fetchone()
        return (row[0], row[1]) if row else None

    def grown(self, path: str, size: int) -> None:
        """Remember the file that the open crawl writes, and its length."""
        self._sql.execute("INSERT OR REPLACE INTO warc_files VALUES (?, ?, ?)", (self._portal, path, size))

    def done(self) -> None:
        """Forget the file: the crawl has come to its end."""
        self._sql.execute("DELETE FROM warc_files WHERE portal = ?", (self._portal,))

    def written(self) -> set[str]:
        """The files that crawls of all portals write, or will go on with."""
        return {path for (path,) in self._sql.execute("SELECT path FROM warc_files")}
