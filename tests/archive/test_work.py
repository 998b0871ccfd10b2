"""The order of an import's pages: what it costs to go through it does not grow with how many there are."""

from __future__ import annotations

import sqlite3
from types import SimpleNamespace

from newsportal.archive.choice import Choice
from newsportal.archive.extract_file import extract_file
from newsportal.archive.sources import Source
from newsportal.archive.work import _INDEXES, _SCHEMA, Order, Work
from tests.archive.made import answer, packed, page, record


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


def test_progress_counts_pages_of_files_that_are_read_to_their_end(tmp_path):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(packed(*(record(f"http://a.example/{n}", answer(page(f"第{n}号稿件今天刊出"))) for n in range(5))))
    work = Work(tmp_path / "work", [Source(str(path))])
    extract_file(work.tasks[0].source, work.tasks[0].out, Choice(keywords=0))
    done, of, at = work.read()
    assert done == of == path.stat().st_size
    assert at.pages == at.articles == 4  # noted before each page is read, so without the last one
