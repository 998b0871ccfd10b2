"""Plans, their records in the database, and workers whose crawls are small scripts."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from apscheduler.triggers.cron import CronTrigger

from newsportal.schedule.cluster.queue import Queue
from newsportal.schedule.cluster.worker import Worker
from newsportal.schedule.plan import Entry, Plan

HOUR = timedelta(hours=1)
EVER = "import time; time.sleep(600)"
"""A crawl that runs until it is ended."""


def entry(name: str, trigger: timedelta | str = HOUR, portal: str | None = None, priority: int = 0) -> Entry:
    """A crawl of the schedule, each hour unless told otherwise."""
    meant = trigger if isinstance(trigger, timedelta) else CronTrigger.from_crontab(trigger, timezone="UTC")
    return Entry(
        name=name, portal=portal or name, when=str(trigger), trigger=meant, longest=HOUR, stall=HOUR, priority=priority
    )


def plan(*entries: Entry) -> Plan:
    """A schedule."""
    return Plan(at_once=2, grace=timedelta(seconds=9), keep_logs=3, log_size=100_000, entries=entries)


class Scripts:
    """Starts a script for each crawl, by its portal's name, and knows what was started."""

    def __init__(self, **scripts: str) -> None:
        self.scripts, self.started, self.processes = scripts, list[str](), list[subprocess.Popen[bytes]]()

    def __call__(self, told: dict[str, Any]) -> subprocess.Popen[bytes]:
        self.started.append(told["name"])
        script = self.scripts.get(told["portal"], "")
        self.processes.append(subprocess.Popen([sys.executable, "-S", "-c", script]))
        return self.processes[-1]


def worker(database: str, launch: Callable[[dict[str, Any]], Any], at_once: int = 2, **times: float) -> Worker:
    """A worker that looks for the dead at once, and starts again at once, unless told otherwise."""
    return Worker(database, launch, at_once=at_once, **({"beat": 0.1, "again": 0.0} | times))


def end(one: Worker) -> None:
    """Kill what a worker left running."""
    for crawl in one._crawls.values():
        crawl.process.kill()
        crawl.process.wait()
    if one._records is not None:
        one._records.close()


def record(queue: Queue, name: str = "one") -> tuple[Any, ...]:
    """Of the last start of a crawl: how many starts, whether it runs, its exit code, the job's status."""
    query = (
        "SELECT number, started IS NOT NULL AND ended IS NULL, exit_code, status::text FROM starts "
        "LEFT JOIN procrastinate_jobs ON id = job WHERE name = %s"
    )
    return queue.ask(query, (name,))[0]


def looked(one: Worker, scripts: Scripts) -> None:
    """Look, let what was started end, look again."""
    one.look()
    for process in scripts.processes:
        process.wait()
    one.look()
