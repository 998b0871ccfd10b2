"""What a worker does with jobs that the scheduler did not make: what stands in a database is data, of any kind."""

from __future__ import annotations

from typing import Any

import pytest

from tests.schedule.cluster.plans import Scripts, end, entry, looked, plan, record, worker

pytest.importorskip("procrastinate", reason="procrastinate is not installed: newsportal[cluster]")
from newsportal.schedule.cluster.job import job_of, launcher
from newsportal.schedule.cluster.leader import Leader
from newsportal.schedule.cluster.queue import Queue
from newsportal.schedule.cluster.records import Records
from newsportal.schedule.cluster.worker import TRIES


def test_a_job_that_the_scheduler_did_not_make_is_not_started(database: str, queue: Queue, tmp_path: Any) -> None:
    good = job_of(plan(entry("one")), entry("one"))
    launch = launcher(tmp_path / "logs", tmp_path, {})
    for bad in ({}, good | {"name": "../../x"}, good | {"portal": "--nolog"}, good | {"limits": {}}):
        with pytest.raises(ValueError, match="not made by scrapy schedule"):
            launch(bad)
    Leader(queue).look(plan(entry("one")))
    queue.ask("UPDATE procrastinate_jobs SET args = '{}'")
    one = worker(database, launch)
    one.look()
    assert record(queue) == (1, False, 1, None)
    end(one)


@pytest.mark.parametrize("args", ["[]", '"x"', "5", "null", '{"arguments": null}', '{"arguments": []}', '{"name": []}'])
def test_a_job_of_any_form_that_cannot_be_started_ends_and_the_worker_goes_on(
    database: str, queue: Queue, tmp_path: Any, args: str
) -> None:
    Leader(queue).look(plan(entry("one"), entry("two")))
    change = "CASE WHEN jsonb_typeof(%s::jsonb) = 'object' THEN args || %s::jsonb ELSE %s::jsonb END"
    queue.ask(f"UPDATE procrastinate_jobs SET args = {change} WHERE args->>'name' = 'one'", (args,) * 3)  # type: ignore[arg-type]
    started = Scripts(two="")
    real = launcher(tmp_path / "logs", tmp_path, {})
    one = worker(database, lambda told: started(told) if told == job_of(plan(), entry("two")) else real(told))
    looked(one, started)
    assert (record(queue), record(queue, "two"), started.started) == (
        (1, False, 1, None), (1, False, 0, None), ["two"]
    )  # fmt: skip
    end(one)


def test_a_malformed_job_whose_worker_is_gone_is_taken_up_and_one_without_a_start_is_given_up_at_last(
    database: str, queue: Queue
) -> None:
    Leader(queue).look(plan(entry("one")))
    queue.ask("UPDATE procrastinate_jobs SET args = '[]'")
    queue.ask("DELETE FROM starts")
    records = Records(queue)
    for left in range(TRIES):
        assert queue.ask("SELECT attempts FROM procrastinate_jobs") == [(left,)]
        assert records.take(records.register(None, "machine", 1))
        queue.ask("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")
        one = worker(database, Scripts(), at_once=0)
        one.look()
        one._trusted = 0.0
        one.look()
        end(one)
    assert queue.ask("SELECT FROM procrastinate_jobs") == []
