"""In how many articles of its host each sentence stood.

The sentences of an article lie anywhere in the table, and most stand in no other article. So in blocks of many articles
only those are asked for that stood in several, which an index of their own tells; what a block counted is a row of a
log, and rows of the table are written for many blocks at once, in order. Nobody sees less: who asks outside a block,
and a process that goes on after a kill, writes them first."""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import orjson

MOST = 400_000
"""Sentences that are kept in memory, 30 MB."""
SEVERAL = 50_000
"""Of those that stood in several articles, so many are kept in memory, 5 MB; where there are more, none is."""
FEW = 2_000
"""Sentences of a block that are written into the table at once: those of few articles, behind which no more follow."""
_COUNT = (
    "INSERT INTO host_sentence SELECT value, 1, ? FROM json_each(?) WHERE true"
    " ON CONFLICT (key) DO UPDATE SET articles = articles + 1, day = max(day, excluded.day)"
)
_SEVERAL = (
    "SELECT known.key, known.articles FROM json_each(?) AS asked"
    " CROSS JOIN host_sentence AS known INDEXED BY several ON known.key = asked.value WHERE known.articles > 1"
)
_EVERY = "SELECT key, articles FROM host_sentence INDEXED BY several WHERE articles > 1 LIMIT ?"
_OFTEN = f"{_SEVERAL} AND known.articles >= ?"
_LEAST = "SELECT key, articles FROM host_sentence WHERE key IN (SELECT value FROM json_each(?)) AND articles >= ?"


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
        self._every: dict[int, int] | None = None
        """The same of all that the table has, while nobody else counts anything; None where that is not known."""
        self._looked = False
        """Whether that was asked for since the log was empty."""
        self._once: set[int] = set()
        """Those that were counted since the log was empty, and those of `_every`: one question tells of both."""
        self._again: dict[int, int] = {}
        """In how many articles, of those that were counted in more than one, and of those of `_every`, in all."""
        self._counted: defaultdict[int, list[int]] = defaultdict(list)
        """What the block counted: sentences by day, once for each article."""
        self._logged: list[tuple[int, int]] = []
        """The log's rows that this object wrote: while they are all of it, nobody else counted anything."""

    def frequent(self, keys: Collection[int], least: int) -> set[int]:
        """Those that stood in `least` articles."""
        if self._open:
            self._ask(keys)
            return {key for key in keys if self._stood(key, least)}
        self.settle()
        return {key for key, _ in self._sql.execute(_OFTEN if least > 1 else _LEAST, (_listed(keys), least))}

    def count(self, keys: Collection[int], day: int, least: int) -> set[int]:
        """One article more holds these sentences; gives those that stood in `least` before."""
        if not self._open:
            found = self.frequent(keys, least)
            self._sql.execute(_COUNT, (day, _listed(keys)))
            return found
        several = self._ask(keys)
        self._counted[day].extend(keys)
        # Most articles have few sentences that stood anywhere.
        before = self._once.intersection(keys)
        known = () if several is self._every else several.keys() & keys
        some = keys if least < 2 else before.union(known) if known else before
        found = {key for key in some if self._stood(key, least)}
        self._once.update(keys)
        for key in before:
            self._again[key] = self._again.get(key, 1) + 1
        return found

    def _stood(self, key: int, least: int) -> bool:
        """Whether a sentence that was asked for stood in `least` articles."""
        several = self._several.get(key, 0) if self._every is None else 0
        stood = self._again.get(key, int(key in self._once)) + several
        if stood != least - 1 or several or (self._every and key in self._every):
            return stood >= least
        # The table may know of one: rarely does it matter.
        return bool(self._sql.execute("SELECT 1 FROM host_sentence WHERE key = ?", (key,)).fetchone())

    def _ask(self, keys: Iterable[int]) -> dict[int, int]:
        """In how many articles sentences stood that stood in several, as the table knows: these among others."""
        if self._every is not None:
            return self._every
        more = set(keys).difference(self._asked)
        if more:
            self._several.update(self._sql.execute(_SEVERAL, (_listed(more),)))
            self._asked |= more
        return self._several

    def hold(self) -> None:
        """A block begins."""
        rows = self._sql.execute("SELECT n, mark FROM sentence_log ORDER BY n").fetchall()
        if not rows or rows != self._logged:
            self.settle()
        self._open = True

    def expect(self, keys: Iterable[int]) -> None:
        """Ask for sentences that will be counted, in a block."""
        if not self._open or self._every is not None:
            return
        if len(asked := [*keys]) >= FEW and not self._looked:
            self._look()  # many more may follow
        self._asked, self._several = set(), {}
        self._ask(asked)

    def _look(self) -> None:
        """Take all into memory that stood in several articles, if these are not too many."""
        self._looked, every = True, self._sql.execute(_EVERY, (SEVERAL + 1,)).fetchall()
        if len(every) <= SEVERAL:
            self._every = dict(every)
            again, once = self._again, self._once
            self._again |= {key: n + again.get(key, int(key in once)) for key, n in every}
            once.update(self._every)

    def keep(self) -> None:
        """Write what was counted in the block, which ends."""
        counted = dict(self._counted)
        self._counted.clear()
        self._open, self._asked, self._several = False, set(), {}
        if not self._logged and sum(map(len, counted.values())) < FEW:
            self._write(counted)
            self._forget()
            return
        log = "INSERT INTO sentence_log VALUES (NULL, random(), ?, ?) RETURNING n, mark"
        for day, keys in counted.items():
            self._logged += self._sql.execute(log, (day, array("q", keys).tobytes())).fetchall()
        if len(self._once) - len(self._every or ()) > MOST:
            self.settle()

    def settle(self) -> None:
        """Write into the table what the log has; outside a block."""
        self._forget()
        counted: defaultdict[int, array[int]] = defaultdict(lambda: array("q"))
        for day, keys in self._sql.execute("SELECT day, keys FROM sentence_log"):
            counted[day].frombytes(keys)
        if counted:
            self._write(counted)
            self._sql.execute("DELETE FROM sentence_log")

    def _write(self, counted: Mapping[int, Sequence[int]]) -> None:
        # Nearly in the order of the table: exact sorting takes longer. One of several articles is counted as often.
        for day, keys in counted.items():
            self._sql.execute(_COUNT, (day, _listed(sorted(keys, key=float))))

    def forget(self) -> None:
        """Forget the block, and what is kept in memory."""
        self._open, self._asked, self._several = False, set(), {}
        self._counted.clear()
        self._forget()

    def _forget(self) -> None:
        # Not cleared: a set that was large stays so.
        self._once, self._again, self._logged = set(), {}, []
        self._every, self._looked = None, False


def _listed(keys: Iterable[int]) -> str:
    return orjson.dumps([*keys]).decode()
