"""The order of an import's pages: what it costs to go through it does not grow with how many there are."""

from __future__ import annotations

import sqlite3
from types import SimpleNamespace

from newsportal.archive.work import _INDEXES, _SCHEMA, Order


def steps(folder, pages):
    """Steps of SQLite, in hundreds, that going through so many pages takes, of which each tenth leads to the next."""
    path = folder / f"{pages}.sqlite"
    sql = sqlite3.connect(path)
    sql.executescript(_SCHEMA)
    rows = [(n, n, n + 1 if n % 10 == 0 else 0, 0, 0, n) for n in range(1, pages + 1)]
    sql.executemany("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?)", rows)
    sql.executescript(_INDEXES)
    sql.commit()
    sql.close()
    order, counted = Order(SimpleNamespace(order_file=path, tasks=[])), [0]

    def count():
        counted[0] += 1

    order._sql.set_progress_handler(count, 100)
    further = [place.key for place in order.places() if order.is_further(place)]
    assert further == list(range(11, pages + 1, 10))
    return counted[0]


def test_twice_as_many_pages_take_twice_as_long(tmp_path):
    assert steps(tmp_path, 4_000) < 2.5 * steps(tmp_path, 2_000)
