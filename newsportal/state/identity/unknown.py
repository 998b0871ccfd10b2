"""Keys that no row of a table has: found for many at once, so that each need not be asked for by itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import orjson


class Unknown:
    """Keys of one column of which no row is known, while only the owner of this object writes that table."""

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self._sql = connection
        self._query = (
            "SELECT DISTINCT known.key FROM json_each(?) AS asked"
            f" CROSS JOIN {table} AS known ON known.key = asked.value"
        )
        self._asked = False
        self._keys: set[int] = set()
        self._known: set[int] = set()
        """Those of which rows are written since they were asked for."""

    def __contains__(self, key: int) -> bool:
        return key in self._keys

    def others(self, keys: Iterable[int]) -> list[int]:
        """Those of which a row may be known."""
        return [key for key in keys if key not in self._keys]

    def ask(self, keys: Iterable[int]) -> None:
        """Find out which of these no row has."""
        self._asked, asked = True, set(keys) - self._known
        found = self._sql.execute(self._query, (orjson.dumps([*asked]).decode(),))
        self._keys |= asked.difference([key for (key,) in found])

    def known(self, keys: Iterable[int]) -> None:
        """Rows of these are written."""
        if self._asked:
            self._keys.difference_update(keys)
            self._known.update(keys)

    def forget(self) -> None:
        """Others may write the table from now on."""
        self._asked = False
        self._keys.clear()
        self._known.clear()
