"""What no headline is near to: found for all new headlines of a page at once, since it is true of most of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

import orjson

from newsportal.dedup.near import NearKeys
from newsportal.state.identity.rows import range_of

_TAKEN = """
SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM near WHERE key BETWEEN value AND value + ?)
UNION ALL SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM near WHERE key = value)
"""
_READ = "SELECT key FROM article WHERE key IN (SELECT value FROM json_each(?))"


class Far:
    """Beginnings and ends that no headline has, and addresses of no article, while only headlines are written, by the
    owner of this object."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection
        self._free, self._unread = set[int](), set[int]()
        """Beginnings (by the first number of their range) and ends; addresses."""

    def all(self, keys: NearKeys, address: int) -> bool:
        """Whether no headline begins or ends so, and no article at the address was read."""
        return keys.end in self._free and range_of(keys)[0] in self._free and address in self._unread

    def ask(self, keys: Collection[NearKeys], addresses: Collection[int]) -> None:
        """Find out which of these beginnings and ends no headline has, and of which addresses no article was read."""
        ranges, ends, read = dict(map(range_of, keys)), {one.end for one in keys}, self._sql.execute
        width = next((last - first for first, last in ranges.items()), 0)
        taken = read(_TAKEN, (_json(ranges), width, _json(ends)))
        self._free = {*ranges, *ends}.difference(key for (key,) in taken)
        self._unread = set(addresses).difference(key for (key,) in read(_READ, (_json(addresses),)))

    def known(self, keys: NearKeys) -> None:
        """A headline has these."""
        if self._free:
            self._free -= {keys.end, range_of(keys)[0]}

    def forget(self) -> None:
        """Others may write from now on."""
        self._free, self._unread = set(), set()


def _json(values: Collection[int]) -> str:
    return orjson.dumps([*values]).decode()
