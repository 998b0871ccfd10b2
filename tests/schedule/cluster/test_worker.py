"""What a worker does with crawls that end in each way, that are cancelled, and whose worker is gone."""

from __future__ import annotations

import time

import pytest

from tests.postgres import Server
from tests.schedule.cluster.plans import EVER, Scripts, end, entry, looked, plan, record, worker
from tests.waiting import wait_for

pytest.importorskip("procrastinate", reason="procrastinate is not installed: newsportal[cluster]")
from newsportal.schedule.cluster.leader import Leader
from newsportal.schedule.cluster.queue import Queue
from newsportal.schedule.cluster.records import Records
from newsportal.schedule.cluster.worker import TRIES
from newsportal.state.walk import StateLost


@pytest.mark.parametrize("code", [0, 1, 2, 5, 6, 124, 137])
def test_how_a_crawl_ended_is_recorded_and_it_is_not_started_again(database: str, queue: Queue, code: int) -> None:
    Leader(queue).look(plan(entry("one")))
    scripts = Scripts(one=f"raise SystemExit({code})")
    one = worker(database, scripts)
    looked(one, scripts)
    one.look()
    assert (record(queue), scripts.started) == ((1, False, code, None), ["one"])
    end(one)


def test_a_crawl_whose_portal_another_one_crawls_is_started_again_later_and_that_counts_as_no_start(
    database: str, queue: Queue
) -> None:
    Leader(queue).look(plan(entry("one")))
    scripts = Scripts(one="raise SystemExit(75)")
    one = worker(database, scripts, again=3600)
    looked(one, scripts)
    one.look()
    assert (record(queue), scripts.started) == ((0, False, None, "todo"), ["one"])
    assert Leader(queue).look(plan(entry("one")))
    queue.ask("UPDATE procrastinate_jobs SET scheduled_at = now()")
    scripts.scripts["one"] = ""
    looked(one, scripts)
    assert record(queue) == (1, False, 0, None)
    end(one)


def test_a_crawl_that_lost_the_database_is_started_again_a_few_times(database: str, queue: Queue) -> None:
    Leader(queue).look(plan(entry("one")))
    scripts = Scripts(one="raise SystemExit(74)")
    one = worker(database, scripts)
    for _ in range(2 * TRIES):
        looked(one, scripts)
    assert (record(queue), len(scripts.started)) == ((TRIES, False, 74, None), TRIES)
    end(one)


def test_a_crawl_that_is_cancelled_ends_and_is_not_started_again(database: str, queue: Queue) -> None:
    Leader(queue).look(plan(entry("one")))
    scripts = Scripts(one=EVER)
    one = worker(database, scripts)
    one.look()
    assert Records(queue).cancel("one")
    looked(one, scripts)
    assert (record(queue), scripts.started) == ((1, False, 143, None), ["one"])
    end(one)


def test_the_crawls_of_a_worker_that_is_gone_are_started_by_another_one_and_its_late_word_changes_nothing(
    database: str, queue: Queue
) -> None:
    Leader(queue).look(plan(entry("one")))
    late, scripts = Scripts(one=""), Scripts(one=EVER)
    gone, one = worker(database, late), worker(database, scripts)
    gone.look()
    one.look()
    assert scripts.started == []
    wait_for(lambda: one.look() or scripts.started)
    looked(gone, late)
    assert record(queue) == (2, True, None, "doing")
    end(one)
    end(gone)


def test_a_crawl_whose_workers_die_again_and_again_is_given_up(database: str, queue: Queue) -> None:
    Leader(queue).look(plan(entry("one")))
    records = Records(queue)
    for _ in range(TRIES):
        assert records.take(records.register(None, "machine", 1))
        queue.ask("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")
        one = worker(database, Scripts(), at_once=0)
        one.look()
        one._trusted = 0.0
        one.look()
        end(one)
    assert record(queue) == (TRIES, False, None, None)


def test_what_a_worker_took_without_hearing_of_it_is_put_back(database: str, queue: Queue) -> None:
    Leader(queue).look(plan(entry("one"), entry("two")))
    scripts = Scripts(one=EVER, two=EVER)
    one = worker(database, scripts, at_once=1)
    one.look()
    assert one._id is not None
    assert Records(queue).take(one._id)
    assert one._records is not None
    one._records.close()
    with pytest.raises(StateLost):
        one.look()
    one.look()
    assert (record(queue)[3], record(queue, "two")[3], scripts.started) == ("doing", "todo", ["one"])
    end(one)


def test_a_worker_goes_on_when_the_database_was_restarted_and_records_what_ended_meanwhile(
    database: str, queue: Queue, postgres: Server
) -> None:
    Leader(queue).look(plan(entry("one"), entry("two")))
    queue.close()
    scripts = Scripts(one="", two=EVER)
    one = worker(database, scripts)
    one.look()
    postgres.stop("immediate")
    scripts.processes[0].wait()
    for _ in range(2):
        with pytest.raises(StateLost):
            one.look()
    postgres.start()
    one.look()
    # All heartbeats are old now: nobody is taken for dead before he could give a sign of life.
    again = Queue(database)
    assert (record(again), record(again, "two")) == ((1, False, 0, None), (1, True, None, "doing"))
    again.close()
    end(one)


def test_a_worker_that_ends_gives_its_crawls_back(database: str, queue: Queue) -> None:
    Leader(queue).look(plan(entry("one"), entry("two")))
    scripts = Scripts(one=EVER)
    one = worker(database, scripts, at_once=1)
    one.look()
    one.ask_to_end()
    while one.running:
        time.sleep(0.01)
        one.look()
    one.close()
    assert (record(queue), record(queue, "two"), scripts.started) == (
        (0, False, None, "todo"), (0, False, None, "todo"), ["one"]
    )  # fmt: skip
    assert queue.ask("SELECT count(*) FROM procrastinate_workers") == [(0,)]
