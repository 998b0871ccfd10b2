"""What is due is deferred once, by the scheduler that leads, by the times of the scheduler of one machine."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from newsportal.schedule.plan import Plan
from tests.schedule.cluster.plans import HOUR, entry, plan

pytest.importorskip("procrastinate", reason="procrastinate is not installed: newsportal[cluster]")
from newsportal.schedule.cluster.job import lock_of
from newsportal.schedule.cluster.leader import Leader
from newsportal.schedule.cluster.queue import Queue
from newsportal.schedule.cluster.records import Records


def waiting(queue: Queue) -> list[str]:
    """The names of the crawls that wait, in the order in which they would be taken."""
    query = "SELECT args->>'name' FROM procrastinate_jobs WHERE status = 'todo' ORDER BY priority DESC, id"
    return [name for (name,) in queue.ask(query)]


def ran(queue: Queue, look: Plan, *, at: str = "now()") -> list[str]:
    """Let all that waits be started at a time, and end well; gives their names."""
    names = waiting(queue)
    queue.ask(f"UPDATE starts SET number = 1, started = {at}, ended = {at}, exit_code = 0")  # type: ignore[arg-type]
    queue.ask("DELETE FROM procrastinate_jobs")
    assert Leader(queue).look(look) is not None
    return names


def test_a_crawl_is_deferred_once_however_often_it_is_looked_and_whoever_leads(database: str, queue: Queue) -> None:
    hourly = plan(entry("one"), entry("two"))
    assert queue.lead()
    for _ in range(3):
        Leader(queue).look(hourly)
    other = Queue(database)
    assert not other.lead()
    queue.close()
    while not other.lead():
        pass
    Leader(other).look(hourly)
    assert waiting(other) == ["one", "two"]
    assert ran(other, hourly) == ["one", "two"]
    assert waiting(other) == []
    other.close()


def test_times_that_were_missed_make_one_crawl(queue: Queue) -> None:
    for trigger in (HOUR, "0 * * * *"):
        hourly = plan(entry(f"of {trigger}", trigger))
        Leader(queue).look(hourly)
        queue.ask("UPDATE starts SET since = since - interval '1 day'")
        Leader(queue).look(hourly)
        assert len(waiting(queue)) == 1
        # Three hours ago it ran last, and nobody looked since.
        ran(queue, hourly, at="now() - interval '3 hours'")
        assert len(ran(queue, hourly)) == 1
        assert waiting(queue) == []


def test_times_that_pass_while_a_crawl_runs_are_skipped_and_the_look_tells_when_the_next_comes(queue: Queue) -> None:
    hourly = plan(entry("one"))
    Leader(queue).look(hourly)
    queue.ask("UPDATE starts SET number = 1, started = now() - interval '150 minutes', ended = now(), exit_code = 0")
    queue.ask("DELETE FROM procrastinate_jobs")
    assert timedelta(minutes=29) < Leader(queue).look(hourly) <= timedelta(minutes=30)
    assert waiting(queue) == []


def test_the_highest_priority_is_taken_first_and_one_crawl_of_a_portal_at_a_time(queue: Queue) -> None:
    Leader(queue).look(plan(entry("low"), entry("high", priority=5), entry("high-too", portal="high")))
    records = Records(queue)
    worker = records.register(None, "machine", 3)
    taken = [records.take(worker) for _ in range(3)]
    assert [job.task_kwargs["name"] for job in taken if job] == ["high", "low"]
    assert taken[0]
    records.finish(taken[0], 0)
    third = records.take(worker)
    assert third
    assert third.task_kwargs["name"] == "high-too"


def test_an_address_of_any_length_keeps_no_other_crawl_from_being_deferred(queue: Queue) -> None:
    # Random, as the database compresses what it keeps.
    url = "https://news.example/" + Random(1).randbytes(20_000).hex()
    long = replace(entry("long"), arguments={"url": url})
    Leader(queue).look(plan(long, entry("one")))
    assert waiting(queue) == ["long", "one"]
    assert lock_of(long) != lock_of(replace(long, arguments={"url": url + "0"}))


def test_a_crawl_that_was_cancelled_waits_for_its_next_time(queue: Queue) -> None:
    hourly = plan(entry("one"))
    Leader(queue).look(hourly)
    records = Records(queue)
    assert records.cancel("one")
    assert not records.cancel("two")
    Leader(queue).look(hourly)
    assert waiting(queue) == []
    assert not records.cancel("one")
    queue.ask("UPDATE starts SET started = started - interval '1 hour', ended = ended - interval '1 hour'")
    Leader(queue).look(hourly)
    assert waiting(queue) == ["one"]


def test_changed_times_count_from_when_they_are_first_seen(queue: Queue) -> None:
    Leader(queue).look(plan(entry("one")))
    assert ran(queue, plan(entry("one"))) == ["one"]
    Leader(queue).look(plan(entry("one", "0 0 1 1 *")))
    assert waiting(queue) == []
    assert queue.ask('SELECT "when" FROM starts') == [("0 0 1 1 *",)]
