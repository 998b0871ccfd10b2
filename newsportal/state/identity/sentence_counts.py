"""In how many articles of its host each sentence stood.

The sentences of an article lie anywhere in the table, and most stand in no other article. So in blocks of many articles
only those are asked for that stood in several, which an index of their own tells; what a block counted is a row of a
log, and rows of the table are written for many blocks at once, in order. Nobody sees less: who asks outside a block,
and a process that goes on after a kill, writes them first."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

import orjson

MOST = 400_000
"""Sentences that are kept in memory, 40 MB."""
FEW = 2_000
"""Sentences of a block that are written into the table at once: those of few articles."""
_COUNT = (
    "INSERT INTO host_sentence SELECT value, ?, ? FROM json_each(?) WHERE true"
    " ON CONFLICT (key) DO UPDATE SET articles = articles + excluded.articles, day = max(day, excluded.day)"
)
_SEVERAL = (
    "SELECT known.key, known.articles FROM json_each(?) AS asked"
    " CROSS JOIN host_sentence AS known INDEXED BY several ON known.key = asked.value WHERE known.articles > 1"
)
_LEAST = "SELECT key FROM host_sentence WHERE key IN (SELECT value FROM json_each(?)) AND articles >= ?"


class SentenceCounts:
    """Counts by key, in which host and sentence are mixed. Needs an open transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection
        self._open = False
        """Whether a block is open."""
        self._asked = set[int]()
        """Sentences that the table was asked for."""
        self._several: dict[int, int] = {}
        """In how many articles each of them stood that has more than one, as the table knows."""
        self._held: dict[int, int] = {}
        """How many articles were counted since the log was empty."""
        self._counted: defaultdict[int, array[int]] = defaultdict(lambda: array("q"))
        """What the block counted: sentences by day, once for each article."""
        self._logged: list[tuple[int, int]] = []
        """The log's rows that this object wrote: while they are all of it, nobody else counted anything."""

    def frequent(self, keys: Collection[int], least: int) -> set[int]:
        """Those that stood in `least` articles."""
        if self._open:
            self._ask(keys)
            return {key for key in keys if self._stood(key, least)}
        self.settle()
        return {key for (key,) in self._sql.execute(_LEAST, (_listed(keys), least))}

    def count(self, keys: Collection[int], day: int, least: int) -> set[int]:
        """One article more holds these sentences; gives those that stood in `least` before."""
        if not self._open:
            self.settle()
            counted = self._sql.execute(f"{_COUNT} RETURNING key, articles", (1, day, _listed(keys)))
            return {key for key, articles in counted.fetchall() if articles > least}
        self._ask(keys)
        self._counted[day].extend(keys)
        # Most articles have few sentences that stood anywhere.
        held, several = self._held, self._several
        some = keys if least < 2 else held.keys() & keys | (several.keys() & keys if several else set())
        found = {key for key in some if self._stood(key, least)}
        again = {key: held[key] + 1 for key in some if key in held}
        held.update(dict.fromkeys(keys, 1))
        held.update(again)
        return found

    def _stood(self, key: int, least: int) -> bool:
        """Whether a sentence that was asked for stood in `least` articles."""
        counted, several = self._held.get(key, 0), self._several.get(key, 0)
        if counted + several >= least or several or counted < least - 1:
            return counted + several >= least
        # The table may know of one: rarely does it matter.
        return bool(self._sql.execute("SELECT 1 FROM host_sentence WHERE key = ?", (key,)).fetchone())

    def _ask(self, keys: Collection[int]) -> None:
        if not self._asked.issuperset(keys):
            more = set(keys) - self._asked
            self._several.update(self._sql.execute(_SEVERAL, (_listed(sorted(more)),)))
            self._asked |= more

    def hold(self) -> None:
        """A block begins."""
        rows = self._sql.execute("SELECT n, mark FROM sentence_log ORDER BY n").fetchall()
        if not rows or rows != self._logged:
            self.settle()
        self._open = True

    def expect(self, keys: Collection[int]) -> None:
        """Ask for sentences that will be counted, in a block."""
        if self._open:
            self._asked, self._several = set(), {}
            self._ask(keys)

    def keep(self) -> None:
        """Write what was counted in the block, which ends."""
        counted = dict(self._counted)
        self._counted.clear()
        self._open, self._asked, self._several = False, set(), {}
        if not self._logged and sum(map(len, counted.values())) < FEW:
            self._write(counted.items())
            self._forget()
            return
        log = "INSERT INTO sentence_log VALUES (NULL, random(), ?, ?) RETURNING n, mark"
        for day, keys in counted.items():
            self._logged += self._sql.execute(log, (day, keys.tobytes())).fetchall()
        if len(self._held) > MOST:
            self.settle()

    def settle(self) -> None:
        """Write into the table what the log has; outside a block."""
        self._forget()
        rows = self._sql.execute("SELECT day, keys FROM sentence_log").fetchall()
        if rows:
            self._write((day, array("q", keys)) for day, keys in rows)
            self._sql.execute("DELETE FROM sentence_log")

    def _write(self, counted: Iterable[tuple[int, array[int]]]) -> None:
        articles, newest = Counter[int](), dict[int, int]()
        for day, keys in sorted(counted, key=lambda one: one[0]):
            articles.update(keys)
            newest.update(dict.fromkeys(keys, day))
        alike = defaultdict[tuple[int, int], list[int]](list)
        for key, day in newest.items():
            alike[articles[key], day].append(key)
        for (stood, day), found in alike.items():
            # Most stood in one article, of few days: these need no parameters of their own.
            self._sql.execute(_COUNT, (stood, day, _listed(sorted(found))))

    def forget(self) -> None:
        """Forget the block, and what is kept in memory."""
        self._open, self._asked, self._several = False, set(), {}
        self._counted.clear()
        self._forget()

    def _forget(self) -> None:
        # Not cleared: a dictionary that was large stays so.
        self._held, self._logged = {}, []


def _listed(keys: Iterable[int]) -> str:
    return orjson.dumps([*keys]).decode()
