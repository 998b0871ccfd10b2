"""In how many articles of its host each sentence stood.

The sentences of an article lie anywhere in the table. So in blocks of many articles counts are kept in memory, from
block to block; what a block counted is one row of a log, and rows of the table are written for many blocks at once, in
order. Nobody sees less: who asks outside a block, and a process that goes on after a kill, writes them first."""

from __future__ import annotations

import sqlite3
import struct
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable

import orjson

MOST = 400_000
"""Sentences that are kept in memory, 40 MB."""
FEW = 2_000
"""Sentences of a block that are written into the table at once: those of few articles."""
_DAY = 22
"""Bits of a day, those of the year 9999 among them; above them in one number, how many articles a sentence stood in."""
_COUNT = (
    "INSERT INTO host_sentence SELECT value, 1, ? FROM json_each(?) WHERE true"
    " ON CONFLICT (key) DO UPDATE SET articles = articles + 1, day = max(day, excluded.day)"
    " RETURNING key, articles"
)
_KNOWN = (
    f"SELECT known.key, known.articles << {_DAY} | known.day FROM json_each(?) AS asked"
    " CROSS JOIN host_sentence AS known ON known.key = asked.value"
)


class SentenceCounts:
    """Counts by key, in which host and sentence are mixed. Needs an open transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection
        self._open = False
        """Whether a block is open."""
        self._near: dict[int, int] = {}
        """In a block articles and newest day of sentences that were asked for last; 0 where they stood in none."""
        self._held: dict[int, int] = {}
        """Those of sentences that were counted before, since the log was empty."""
        self._counted = array("q"), array("q")
        """What the block counted: keys, and beside each what `_held` has of it."""
        self._logged: list[tuple[int, int]] = []
        """The log's rows that this object wrote: while they are all of it, nobody else counted anything."""

    def frequent(self, keys: Collection[int], least: int) -> set[int]:
        """Those that stood in `least` articles."""
        near = self._asked(keys)
        return {key for key in keys if near[key] >> _DAY >= least}

    def count(self, keys: Collection[int], day: int, least: int) -> set[int]:
        """One article more holds these sentences; gives those that stood in `least` before."""
        if not self._open:
            self.settle()
            counted = self._sql.execute(_COUNT, (day, _listed(keys)))
            return {key for key, articles in counted.fetchall() if articles > least}
        near, found = self._asked(keys), set[int]()
        before = [*map(near.__getitem__, keys)]
        near.update(dict.fromkeys(keys, 1 << _DAY | day))
        # Most articles have no sentence that stood anywhere.
        for key, known in zip(keys, before, strict=True) if any(before) else ():
            if not known:
                continue
            articles, newest = known >> _DAY, known & (1 << _DAY) - 1
            near[key] = articles + 1 << _DAY | max(newest, day)
            if articles >= least:
                found.add(key)
        return found

    def _asked(self, keys: Collection[int]) -> dict[int, int]:
        """What is known of sentences, these among them."""
        if not self._open:
            self.settle()
            return self._known(keys)
        if not all(map(self._near.__contains__, keys)):
            self._near |= self._known([key for key in keys if key not in self._near])
        return self._near

    def _known(self, keys: Collection[int]) -> dict[int, int]:
        """What is known of sentences."""
        found, held = dict.fromkeys(keys, 0), self._held
        counted = held.keys() & found.keys()
        found.update(self._sql.execute(_KNOWN, (_listed(found.keys() - counted if counted else found),)))
        found.update(zip(counted, map(held.__getitem__, counted), strict=True))
        return found

    def hold(self) -> None:
        """A block begins."""
        rows = self._sql.execute("SELECT n, mark FROM counted ORDER BY n").fetchall()
        if not rows or rows != self._logged:
            self.settle()
        self._open = True

    def expect(self, keys: Collection[int]) -> None:
        """Ask for sentences that will be counted, in a block."""
        if self._open:
            self._remember()
            self._near = self._known(keys)

    def _remember(self) -> None:
        """What was counted becomes what is held. Each time some articles were: their sentences alone are found fast."""
        counted = {key: known for key, known in self._near.items() if known}
        self._held.update(counted)
        keys, stood = self._counted
        # Not extend(), which takes ten times as long for numbers of this size.
        layout = struct.Struct(f"{len(counted)}q")
        keys.frombytes(layout.pack(*counted))
        stood.frombytes(layout.pack(*counted.values()))
        self._near = {}

    def keep(self) -> None:
        """Write what was counted in the block, which ends."""
        self._remember()
        (keys, stood), self._counted, self._open = self._counted, (array("q"), array("q")), False
        if len(keys) < FEW and not self._logged:
            self._write(dict(zip(keys, stood, strict=True)))
            self._forget()
            return
        log = "INSERT INTO counted VALUES (NULL, random(), ?, ?) RETURNING n, mark"
        self._logged += self._sql.execute(log, (keys.tobytes(), stood.tobytes())).fetchall()
        if len(self._held) > MOST:
            self.settle()

    def settle(self) -> None:
        """Write into the table what the log has; outside a block."""
        self._forget()
        rows = self._sql.execute("SELECT keys, stood FROM counted ORDER BY n").fetchall()
        if not rows:
            return
        last = dict[int, int]()
        for keys, stood in rows:
            last.update(zip(array("q", keys), array("q", stood), strict=True))
        self._write(last)
        self._sql.execute("DELETE FROM counted")

    def _write(self, counts: dict[int, int]) -> None:
        alike = defaultdict[int, list[int]](list)
        for key, value in counts.items():
            alike[value].append(key)
        for value, keys in alike.items():
            # Most stood in one article, of few days: these need no parameters of their own.
            given = value >> _DAY, value & (1 << _DAY) - 1, _listed(sorted(keys))
            self._sql.execute("INSERT OR REPLACE INTO host_sentence SELECT value, ?, ? FROM json_each(?)", given)

    def forget(self) -> None:
        """Forget the block, and what is kept in memory."""
        self._open, self._near, self._counted = False, {}, (array("q"), array("q"))
        self._forget()

    def _forget(self) -> None:
        # Not cleared: a dictionary that was large stays so.
        self._held, self._logged = {}, []


def _listed(keys: Iterable[int]) -> str:
    return orjson.dumps([*keys]).decode()
