"""`scrapy status` of a database that machines share: workers, what waits, crawls under way, how far readers are."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsportal.exit_codes import Exit
from tests.run import scrapy
from tests.schedule.cluster.plans import EVER, Scripts, end, entry, plan, worker

pytest.importorskip("procrastinate", reason="procrastinate is not installed: newsportal[cluster]")
from newsportal.schedule.cluster.leader import Leader
from newsportal.schedule.cluster.overview import cluster
from newsportal.schedule.cluster.queue import Queue
from newsportal.state.postgres.connection import Wire
from newsportal.state.postgres.walk import PostgresWalk


@pytest.fixture
def wire(database: str) -> Iterator[Wire]:
    made = Wire(database)
    yield made
    made.close()


def test_nothing_is_known_of_a_database_without_workers_and_nothing_is_made_in_it(database: str, wire: Wire) -> None:
    known = cluster(database)
    assert (known.workers, known.waiting, known.running, known.readers) == ([], [], {}, [])
    assert wire.ask("SELECT to_regnamespace('newsportal_jobs')") == [(None,)]


def test_workers_what_they_run_and_what_waits_are_shown_and_that_no_worker_lives_is_an_alarm(
    database: str, tmp_path: Path
) -> None:
    queue = Queue(database)
    Leader(queue).look(plan(entry("one"), entry("two"), entry("first", priority=9)))
    status = ("status", "-s", f"NEWSPORTAL_STATE={database}")
    told = scrapy(tmp_path, *status)
    assert "waiting     3 crawls of the schedule: first, one, two" in told.stdout
    assert "start `scrapy work`" in told.stdout
    assert told.returncode == Exit.ALARM
    one = worker(database, Scripts(first=EVER), at_once=1)
    one.look()
    told = scrapy(tmp_path, *status)
    assert "alive, heard of" in told.stdout
    assert "runs 1 of 1, first (" in told.stdout
    assert "waiting     2 crawls of the schedule: one, two" in told.stdout
    assert told.returncode == Exit.OK
    begin = time.monotonic()
    queue.ask("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '31 seconds'")
    told = scrapy(tmp_path, *status)
    passed = int(time.monotonic() - begin) + 1  # of a slow machine's time
    assert any(f"silent, heard of {31 + more} s ago" in told.stdout for more in range(passed + 1))
    assert told.returncode == Exit.ALARM
    end(one)
    queue.close()


def test_a_crawl_is_under_way_as_long_as_its_process_is_connected(database: str, wire: Wire) -> None:
    begin = datetime(2026, 11, 30, tzinfo=UTC)
    for name in ("runs", "waits"):
        walk = PostgresWalk(wire, name)
        walk.begin()
        walk.crawl = walk.crawls.open(name, name, {}, begin)
        walk.commit()
    assert wire.lock("runs")
    assert cluster(database).running == {"runs": begin}


def test_how_far_a_reader_is_behind_is_told_in_visits_and_in_time(database: str, wire: Wire, tmp_path: Path) -> None:
    walk = PostgresWalk(wire, "river")
    walk.begin()
    walk.crawl = walk.crawls.open("river", "river", {}, datetime.now(UTC))
    walk.commit()
    for kind in ("begin", "visit", "visit", "visit"):
        walk.begin()
        walk.append(kind, b"")
        walk.commit()
    told = scrapy(tmp_path, "status", "-s", f"NEWSPORTAL_STATE={database}")
    assert "reader      none, 3 visits wait in the log\nno reader keeps" in told.stdout
    assert (told.returncode, cluster(database).unread) == (Exit.ALARM, 3)
    wire.run("UPDATE log SET written = now() - interval '1 minute' * (5 - n)", ())
    wire.run("INSERT INTO readers VALUES ('near', 4, now()), ('far', 2, now() - interval '8 s')", ())
    far, near = cluster(database).readers
    assert (far.name, far.visits, far.behind // timedelta(minutes=1), far.silent // timedelta(seconds=8)) == (
        "far", 2, 2, 1
    )  # fmt: skip
    assert (near.name, near.visits, near.behind) == ("near", 0, timedelta(0))
    told = scrapy(tmp_path, "status", "-s", f"NEWSPORTAL_STATE={database}")
    assert "reader      far: 2 visits behind, 2 min" in told.stdout
    assert "reader      near: 0 visits behind, 0 s, heard of" in told.stdout
    assert (told.returncode, cluster(database).unread) == (Exit.OK, 0)


def test_scrapy_keep_tells_its_place(database: str, tmp_path: Path) -> None:
    assert scrapy(tmp_path, "keep", "--once", "-s", f"NEWSPORTAL_STATE={database}").returncode == 0
    (reader,) = cluster(database).readers
    assert reader.name.endswith(f":{tmp_path / 'output'}")


def test_a_database_that_is_away_hides_no_portal(tmp_path: Path) -> None:
    told = scrapy(tmp_path, "status", "-s", f"NEWSPORTAL_STATE=postgresql:///x?host={tmp_path}")
    assert told.returncode == Exit.STORAGE
    assert "which crawls run or wait is not known: the database cannot be used" in told.stderr
