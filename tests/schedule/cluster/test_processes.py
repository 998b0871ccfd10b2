"""`scrapy schedule --cluster` and `scrapy work` as processes, killed and ended, and their database with them.

Crawls are those of the demo portal.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.forks import Forked
from tests.postgres import Server
from tests.run import records, scrapy, scrapy_cfg, start
from tests.schedule.cluster.plans import Scripts, end, worker
from tests.waiting import LONGEST, wait_for

pytest.importorskip("procrastinate", reason="procrastinate is not installed: newsportal[cluster]")
from newsportal.schedule.cluster.queue import Queue
from newsportal.state.walk import StateLost

FAST = ("-s", "NEWSPORTAL_WORKER_BEAT=0.2", "-s", "NEWSPORTAL_WORKER_AGAIN=0.5", "-s", "DOWNLOAD_DELAY=0.1")
DUES = """
CREATE TABLE dues (due timestamptz, job bigint);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN INSERT INTO dues VALUES (new.due, new.job); RETURN new; END';
CREATE TRIGGER note AFTER UPDATE OF job ON starts FOR EACH ROW EXECUTE FUNCTION note()
"""
"""Notes each time for which a crawl is deferred."""
MORE = '[crawl.more]\nportal = "demo"\nevery = "1h"\n'
DEMO = '[crawl.demo]\nevery = "1h"\n'


class Cluster:
    """Machines, each a folder, and what they record in the database."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder, self.database, self._processes = folder, database, list[Forked]()
        self._queue: Queue | None = None

    def machine(self, name: str, *arguments: str) -> Forked:
        """A command on a machine."""
        one = start(self.folder / name, *arguments, "-s", f"NEWSPORTAL_STATE={self.database}", *FAST)
        self._processes.append(one)
        return one

    def schedule(self, name: str, text: str) -> Forked:
        """A scheduler on a machine."""
        (scrapy_cfg(self.folder / name) / "schedule.toml").write_text(text)
        return self.machine(name, "schedule", "--cluster")

    def ask(self, sql: Any) -> list[Any]:
        """What a question gives; nothing while the database, or a table, is not there."""
        try:
            self._queue = self._queue or Queue(self.database)
            return self._queue.ask(sql)
        except StateLost:
            self._queue = None
            return []

    def crawled(self, more: int) -> None:
        """Wait until the log has so many more entries."""
        before = sum(n for (n,) in self.ask("SELECT n FROM log_end"))
        wait_for(lambda: sum(n for (n,) in self.ask("SELECT n FROM log_end")) > before + more)

    def close(self) -> None:
        """Kill all that runs; crawls end with their workers."""
        for one in self._processes:
            one.kill()


@pytest.fixture
def cluster(tmp_path: Path, database: str) -> Iterator[Cluster]:
    made = Cluster(tmp_path, database)
    yield made
    made.close()


@contextmanager
def alone(folder: Path) -> Iterator[Forked]:
    """The same crawl on one machine, beside what happens in the block."""
    one = start(folder, "crawl", "demo", "-s", "DOWNLOAD_DELAY=0.1")
    yield one
    one.communicate(timeout=LONGEST)


def test_a_crawl_whose_worker_is_killed_or_ended_or_loses_the_database_goes_on_and_nothing_is_lost_or_doubled(
    cluster: Cluster, postgres: Server, tmp_path: Path
) -> None:
    with alone(tmp_path / "alone"):
        scheduler, first = cluster.schedule("one", DEMO), cluster.machine("one", "work")
        cluster.crawled(10)
        second = cluster.machine("two", "work")
        wait_for(lambda: cluster.ask("SELECT count(*) FROM workers") == [(2,)])
        first.kill()
        cluster.crawled(10)
        second.terminate()
        assert second.wait(LONGEST) == 0
        assert cluster.ask("SELECT status::text FROM procrastinate_jobs") == [("todo",)]
        third = cluster.machine("three", "work")
        cluster.crawled(10)
        postgres.stop("immediate")
        postgres.start()
        wait_for(lambda: cluster.ask("SELECT exit_code FROM starts") == [(0,)])
        assert (scheduler.poll(), third.poll()) == (None, None)
        scheduler.terminate()
        third.terminate()
        assert (scheduler.wait(LONGEST), third.wait(LONGEST)) == (0, 0)
    assert "the database is there again" in scheduler.stderr.read()
    assert "exit code 74" in third.stderr.read()
    books = scrapy(tmp_path / "books", "keep", "--once", "-s", f"NEWSPORTAL_STATE={cluster.database}")
    assert books.returncode == 0
    (crawl,) = records(tmp_path / "books", "crawls")
    assert (crawl["starts"], crawl["reason"]) == (4, "finished")
    for kind, field in (("articles", "url"), ("headlines", "id"), ("sightings", "headline")):
        one, other = ([line[field] for line in records(tmp_path / place, kind)] for place in ("books", "alone"))
        assert sorted(one) == sorted(other)


def test_of_two_schedulers_one_leads_and_each_time_is_deferred_once(cluster: Cluster) -> None:
    wait_for(lambda: cluster.ask(DUES) or cluster.ask("SELECT to_regclass('dues')") != [(None,)])
    schedulers = [cluster.schedule(name, '[crawl.demo]\nevery = "1s"\n') for name in ("one", "two")]
    scripts = Scripts()
    one = worker(cluster.database, scripts)
    wait_for(lambda: one.look() or len(scripts.started) > 2)
    leader = next(each for each in schedulers if "this scheduler leads" in first_word(each))
    leader.kill()
    before = len(scripts.started)
    wait_for(lambda: one.look() or len(scripts.started) > before + 2)
    follower = next(each for each in schedulers if each is not leader)
    (cluster.folder / "two" / "schedule.toml").write_text(MORE)
    (cluster.folder / "one" / "schedule.toml").write_text(MORE)
    os.kill(follower.pid, signal.SIGHUP)
    wait_for(lambda: one.look() or "more" in scripts.started)
    ((deferred, times, jobs, last),) = cluster.ask(
        "SELECT count(*), count(DISTINCT due), count(DISTINCT job), max(job) FROM dues"
    )
    assert deferred == times == jobs == last >= len(scripts.started)
    end(one)


def first_word(scheduler: Forked) -> str:
    """What a scheduler says first of its lead."""
    return next(line for line in iter(scheduler.stderr.readline, "") if "leads" in line)
