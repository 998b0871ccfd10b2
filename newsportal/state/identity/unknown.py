"""Keys that no row of a table has: found for many at once, so that each need not be asked for by itself."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable


class Unknown:
    """Keys of one column of which no row is known, while only the owner of this object writes that table."""

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self._sql = connection
        self._query = f"SELECT DISTINCT key FROM {table} WHERE key IN (SELECT value FROM json_each(?))"
        self._keys: set[int] = set()

    def __contains__(self, key: int) -> bool:
        return key in self._keys

    def all(self, keys: Collection[int]) -> bool:
        """Whether no row has any of these."""
        return self._keys.issuperset(keys)

    def ask(self, keys: Iterable[int]) -> None:
        """Find out which of these no row has."""
        asked = set(keys)
        found = self._sql.execute(self._query, (json.dumps([*asked]),))
        self._keys |= asked.difference(key for (key,) in found)

    def known(self, keys: Iterable[int]) -> None:
        """Rows of these are written."""
        if self._keys:
            self._keys.difference_update(keys)

    def forget(self) -> None:
        """Others may write the table from now on."""
        self._keys.clear()
