"""Values that a process is through with for now, in a file that ends with it: they need no memory meanwhile."""

from __future__ import annotations

import pickle
import sqlite3
from typing import Generic, TypeVar

T = TypeVar("T")
_CACHE = 512
"""KiB that are kept in memory of those of one object."""


class OnDisk(Generic[T]):
    """Values by address, in a file without a name that is made with the first of them."""

    def __init__(self) -> None:
        self._sql: sqlite3.Connection | None = None
        self._urls: dict[str, None] = {}
        """The addresses that have a value: of most that are asked for there is none."""

    def __setitem__(self, url: str, value: T) -> None:
        if self._sql is None:
            self._sql = sqlite3.connect("", isolation_level=None)
            self._sql.execute("PRAGMA journal_mode=OFF")
            self._sql.execute(f"PRAGMA cache_size=-{_CACHE}")
            self._sql.execute("CREATE TABLE held (url TEXT PRIMARY KEY, value BLOB NOT NULL)")
        self._urls[url] = None
        row = url, pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        self._sql.execute("INSERT OR REPLACE INTO held VALUES (?, ?)", row)

    def get(self, url: str) -> T | None:
        """The value of an address; None where there is none."""
        if self._sql is None or url not in self._urls:
            return None
        row = self._sql.execute("SELECT value FROM held WHERE url = ?", (url,)).fetchone()
        value: T | None = pickle.loads(row[0]) if row else None
        return value

    def __contains__(self, url: str) -> bool:
        return url in self._urls

    def __delitem__(self, url: str) -> None:
        self._urls.pop(url, None)

    def urls(self) -> list[str]:
        """The addresses that have a value."""
        return [*self._urls]

    def close(self) -> None:
        """Forget all."""
        if self._sql is not None:
            self._sql.close()
            self._sql = None
            self._urls.clear()
