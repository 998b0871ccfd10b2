"""In how many articles of its host each sentence stood. In a block of many articles that is asked and kept at once:
their sentences lie anywhere in the table, and in the order of their keys each part of it is read and written once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable

_COUNT = (
    "INSERT INTO host_sentence SELECT value, 1, ? FROM json_each(?) WHERE true"
    " ON CONFLICT (key) DO UPDATE SET articles = articles + 1, day = max(day, excluded.day)"
    " RETURNING key, articles"
)
_NEVER = (0, 0)


class SentenceCounts:
    """Counts by key, in which host and sentence are mixed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection
        self._held: dict[int, tuple[int, int]] | None = None
        """In a block articles and newest day of each sentence that was asked for; None outside one."""
        self._counted: set[int] = set()

    def frequent(self, keys: Collection[int], least: int) -> set[int]:
        """Those that stood in `least` articles."""
        held = self._asked(keys)
        return {key for key in keys if held[key][0] >= least}

    def count(self, keys: Collection[int], day: int, least: int) -> set[int]:
        """One article more holds these sentences; gives those that stood in `least` before."""
        if self._held is None:
            counted = self._sql.execute(_COUNT, (day, json.dumps([*keys])))
            return {key for key, articles in counted.fetchall() if articles > least}
        held, found = self._asked(keys), set[int]()
        for key in keys:
            articles, newest = held[key]
            held[key] = (articles + 1, max(newest, day))
            if articles >= least:
                found.add(key)
        self._counted.update(keys)
        return found

    def _asked(self, keys: Iterable[int]) -> dict[int, tuple[int, int]]:
        """What is known of sentences, these among them."""
        held = {} if self._held is None else self._held
        if unknown := [key for key in keys if key not in held]:
            held.update(dict.fromkeys(unknown, _NEVER))
            query = "SELECT key, articles, day FROM host_sentence WHERE key IN (SELECT value FROM json_each(?))"
            for key, articles, day in self._sql.execute(query, (json.dumps(unknown),)):
                held[key] = (articles, day)
        return held

    def hold(self) -> None:
        """A block begins."""
        self._held = {}

    def expect(self, keys: Iterable[int]) -> None:
        """Ask for sentences that will be counted, in a block."""
        if self._held is not None:
            self._asked(keys)

    def keep(self) -> None:
        """Write what was counted in the block, which ends."""
        held = self._held or {}
        rows = [(key, *held[key]) for key in sorted(self._counted)]
        self._sql.executemany("INSERT OR REPLACE INTO host_sentence VALUES (?, ?, ?)", rows)
        self.forget()

    def forget(self) -> None:
        """Forget the block."""
        self._held = None
        self._counted.clear()
