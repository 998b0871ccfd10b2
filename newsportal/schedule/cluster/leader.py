"""Defers what is due by a schedule: one scheduler leads, on whichever machine; the others wait for its end.

The times are those of the scheduler of one machine (`newsportal.schedule.runner.waiting`); the records of last starts
stand in the database, and all times are by its clock.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import LiteralString

from procrastinate.tasks import configure_task

from newsportal.messages import say
from newsportal.schedule.cluster.job import TASK, job_of, lock_of
from newsportal.schedule.cluster.queue import Queue
from newsportal.schedule.plan import Plan
from newsportal.schedule.run_record import Run
from newsportal.schedule.runner import LOOK, Start, waiting

logger = logging.getLogger(__name__)
_STARTS: LiteralString = """
SELECT name, "when", since, due, number, started, ended,
    EXISTS (SELECT FROM procrastinate_jobs WHERE id = job AND status IN ('todo', 'doing')),
    job IS NOT NULL AND ended IS NULL
FROM starts"""


class Leader:
    """Defers the crawls of a plan, on a connection that has the lead."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue

    def look(self, plan: Plan) -> timedelta:
        """Defer what is due now; gives how long to wait before the next look. Raises StateLost."""
        with self._queue.together():
            now: datetime = self._queue.ask("SELECT now()")[0][0]
            runs = self._idle(plan, now)
            starts = waiting(plan.entries, runs, now)
            for start in starts:
                self._defer(plan, start)
        for start in starts:
            due = start.due.astimezone()
            logger.info("%s", say("deferred {name}, due {due:%Y-%m-%d %H:%M:%S}", name=start.entry.name, due=due))
        left = runs.keys() - {start.entry.name for start in starts}
        idle = ((entry, runs[entry.name]) for entry in plan.entries if entry.name in left)
        return min((entry.due(run.since, run.started, run.ended) - now for entry, run in idle), default=LOOK)

    def _idle(self, plan: Plan, now: datetime) -> dict[str, Run]:
        """The last starts of the entries of which no job waits or runs; what is new, or has new times, is noted."""
        runs, waits = dict[str, Run](), set[str]()
        for name, when, since, due, number, started, ended, open_job, waited in self._queue.ask(_STARTS):
            runs[name] = Run(when=when, since=since, due=due, number=number, started=started, ended=ended)
            if open_job:
                waits.add(name)
            elif waited:
                # Cancelled, or given up: its time has passed.
                runs[name].started, runs[name].ended = started or now, now
                self._queue.ask(
                    "UPDATE starts SET started = %s, ended = %s WHERE name = %s", (started or now, now, name)
                )
        for entry in plan.entries:
            run = runs.setdefault(entry.name, Run(when="", since=now))
            if run.when != entry.when:
                run.when, run.since = entry.when, now
                self._queue.ask(
                    'INSERT INTO starts (name, "when", since) VALUES (%s, %s, %s) '
                    'ON CONFLICT (name) DO UPDATE SET "when" = excluded."when", since = excluded.since',
                    (entry.name, entry.when, now),
                )
        return {entry.name: runs[entry.name] for entry in plan.entries if entry.name not in waits}

    def _defer(self, plan: Plan, start: Start) -> None:
        entry = start.entry
        deferrer = configure_task(
            name=TASK, job_manager=self._queue.jobs, lock=lock_of(entry), priority=entry.priority
        )  # fmt: skip
        job = deferrer.defer(**job_of(plan, entry))
        self._queue.ask(
            "UPDATE starts SET due = %s, job = %s, number = 0, started = NULL, ended = NULL, exit_code = NULL, "
            "worker = NULL WHERE name = %s",
            (start.due, job, entry.name),
        )
