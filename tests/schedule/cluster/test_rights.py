"""What the role of workers and schedulers may do, and what `scrapy status` tells each role."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsportal.exit_codes import Exit
from tests.run import scrapy
from tests.schedule.cluster.plans import Scripts, end, entry, plan, worker

pytest.importorskip("procrastinate", reason="procrastinate is not installed: newsportal[cluster]")
import psycopg

from newsportal.schedule.cluster.leader import Leader
from newsportal.schedule.cluster.overview import cluster
from newsportal.schedule.cluster.queue import Queue

_REFUSED = (
    "SELECT FROM newsportal.log", "DELETE FROM newsportal.frontier", "CREATE TABLE newsportal_jobs.more (n int)",
    "DROP TABLE newsportal_jobs.starts", "TRUNCATE newsportal_jobs.starts",
)  # fmt: skip


def test_a_worker_and_a_scheduler_need_one_role_that_can_neither_make_tables_nor_touch_the_walk(
    tmp_path: Path, database: str
) -> None:
    printed = scrapy(tmp_path, "cluster", "--sql").stdout
    roles = {kind: f"machine_{kind}" for kind in ("crawler", "reader", "worker")}
    with psycopg.connect(database, autocommit=True) as admin:
        admin.execute(printed)
        admin.execute(printed)
        for kind, role in roles.items():
            made = f"CREATE ROLE {role} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL"
            admin.execute(f"DO $$ BEGIN {made}; END $$; GRANT newsportal_{kind} TO {role}")
    url = {kind: database.replace("//news@", f"//{role}@") for kind, role in roles.items()}
    queue, scripts = Queue(url["worker"]), Scripts()
    assert queue.lead()
    Leader(queue).look(plan(entry("one"), entry("two")))
    one = worker(url["worker"], scripts, at_once=1)
    for _ in range(2):
        one.look()
        scripts.processes[-1].wait()
    known = {kind: cluster(told) for kind, told in url.items()}
    assert {kind: len(one.workers) for kind, one in known.items()} == {"crawler": 0, "reader": 1, "worker": 1}
    one.look()
    assert queue.ask("SELECT name, exit_code FROM starts ORDER BY name") == [("one", 0), ("two", 0)]
    for statement in _REFUSED:
        with pytest.raises(OSError, match=r"permission denied|must be owner"):
            queue.ask(statement)  # type: ignore[arg-type]
    with psycopg.connect(database, autocommit=True) as admin:
        admin.execute("DO $$ BEGIN CREATE ROLE machine_none LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    told = scrapy(tmp_path, "status", "-s", "NEWSPORTAL_STATE=" + database.replace("//news@", "//machine_none@"))
    assert "is not known: the database cannot be used: permission denied for schema newsportal" in told.stderr
    assert told.returncode == Exit.STORAGE
    end(one)
    queue.close()
