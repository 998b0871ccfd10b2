"""A state file that cannot be used says so, and a fault of the disk is told from one of ours."""

import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from newsportal.state.sqlite import SqliteState, StateError, is_unwritable
from newsportal.state.tables import TABLES
from tests.waiting import LONGEST


def test_a_state_of_another_format_is_refused_in_one_sentence(tmp_path):
    state = SqliteState(tmp_path / "state.sqlite")
    state.begin()
    state.connection.execute("UPDATE meta SET value = 99 WHERE key = 'format'")
    state.commit()
    with pytest.raises(StateError, match="has format 99, this version needs"):
        SqliteState(tmp_path / "state.sqlite")


def test_tables_of_another_format_that_do_not_fit_are_refused_by_their_format(tmp_path):
    with closing(sqlite3.connect(tmp_path / "state.sqlite", isolation_level=None)) as old:
        old.executescript("CREATE TABLE meta (key TEXT PRIMARY KEY, value); CREATE TABLE pages (address TEXT);")
        old.execute("INSERT INTO meta VALUES ('format', 0)")
    with pytest.raises(StateError, match="has format 0, this version needs"):
        SqliteState(tmp_path / "state.sqlite")


def test_a_state_that_is_no_database_is_refused_in_one_sentence(tmp_path):
    (tmp_path / "state.sqlite").write_text("not a database, but long enough to be taken for one " * 100)
    with pytest.raises(StateError, match="cannot be used: file is not a database: move it away, and the next crawl"):
        SqliteState(tmp_path / "state.sqlite")


def test_whoever_needs_a_state_that_is_being_rebuilt_waits_longer_than_for_a_locked_one_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("newsportal.state.sqlite._BUSY", 0.05)
    path, opened, rebuilds, end = tmp_path / "state.sqlite", threading.Event(), threading.Event(), threading.Event()

    def rebuild() -> None:
        state = SqliteState(path)
        state.begin()
        with state.rebuilding():
            rebuilds.set()
            end.wait(LONGEST)
            state.commit()

    def run() -> None:
        state = SqliteState(path)
        opened.set()
        rebuilds.wait(LONGEST)
        state.begin()
        state.commit()

    def begin() -> None:
        SqliteState(path, schemas=TABLES).close()

    with ThreadPoolExecutor() as crawls:
        running = crawls.submit(run)
        assert opened.wait(LONGEST)
        rebuilt = crawls.submit(rebuild)
        assert rebuilds.wait(LONGEST)
        began = crawls.submit(begin)
        deadline = time.monotonic() + LONGEST
        while caplog.text.count("waiting while the state") < 2 and time.monotonic() < deadline:
            time.sleep(0.01)
        assert not running.done()
        assert not began.done()
        end.set()
        for crawl in (running, rebuilt, began):
            crawl.result()
    assert caplog.text.count("waiting while the state") == 2
    locked = SqliteState(path)
    locked.begin()
    with pytest.raises(StateError, match="locked"):
        SqliteState(path)


def test_a_damaged_state_is_the_disk_s_fault_and_a_mistake_of_ours_is_not(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    state = SqliteState(path, schemas=TABLES)
    state.begin()
    for n in range(500):
        state.connection.execute("INSERT INTO shown VALUES ('p', ?, ?)", (f"page {n}", "x" * 900))
    state.commit()
    state.close()
    data = bytearray(path.read_bytes())
    data[-100_000:] = b"\xff" * 100_000
    path.write_bytes(data)
    damaged = SqliteState(path)
    with pytest.raises(sqlite3.DatabaseError, match="malformed") as caught:
        damaged.connection.execute("SELECT sum(length(places)) FROM shown").fetchall()
    assert is_unwritable(caught.value)
    assert is_unwritable(OSError("no space left on device"))
    assert not is_unwritable(sqlite3.IntegrityError("UNIQUE constraint failed"))
    assert not is_unwritable(ValueError("a page"))
