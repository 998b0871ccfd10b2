"""A worker: takes crawls from the queue, runs each as a process under its watchdog, and records how it ended.

It can be killed at any moment: its crawls end with it (the watchdog sees to that), and other workers find by its
heartbeat that it is gone, and put its crawls back into the queue. A portal's lock tells all that this cannot.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import Any

from procrastinate.jobs import Job

from newsportal.exit_codes import Exit
from newsportal.messages import duration, say
from newsportal.os_errors import told
from newsportal.schedule.cluster.job import name_of
from newsportal.schedule.cluster.overview import DEAD
from newsportal.schedule.cluster.queue import Queue
from newsportal.schedule.cluster.records import Records
from newsportal.schedule.runner import Process
from newsportal.state.walk import StateLost

logger = logging.getLogger(__name__)
TRIES = 5
"""Starts for one scheduled time, of crawls whose worker, watchdog or database went down in the middle."""
_LONGEST = 10
"""A start that met a portal's lock waits twice as long as the one before, up to so many times as long as the first."""
_INTERRUPTED = (Exit.INTERRUPTED, 128 + signal.SIGTERM, -signal.SIGTERM)
_WENT_DOWN = (Exit.STORAGE, -signal.SIGKILL)
"""The database, or the disk, of a crawl; its watchdog."""
Launch = Callable[[dict[str, Any]], Process]
"""Starts a crawl, given what its job tells of it; raises OSError, KeyError, TypeError or ValueError."""


@dataclass
class _Crawl:
    """A crawl that this worker started."""

    job: Job
    process: Process
    begin: float
    cancelled: bool = False

    @property
    def name(self) -> str:
        """Its name in the schedule."""
        return name_of(self.job)


class Worker:
    """One worker. `look()` does what is to be done now; it raises StateLost and goes on at the next, reconnected."""

    def __init__(self, url: str, launch: Launch, *, at_once: int, beat: float, again: float) -> None:
        self._url, self._launch, self._at_once = url, launch, at_once
        self._dead, self._again = beat * DEAD, again
        self._records: Records | None = None
        self._id: int | None = None
        self._crawls: dict[int, _Crawl] = {}
        self._trusted = 0.0
        self._ending = False

    @property
    def running(self) -> list[str]:
        """The names of the crawls that run, or whose end is not recorded yet."""
        return [crawl.name for crawl in self._crawls.values()]

    @property
    def alive(self) -> bool:
        """Whether some crawl runs."""
        return any(crawl.process.poll() is None for crawl in self._crawls.values())

    def look(self) -> None:
        """Give a sign of life, record what ended, release what is stalled, start what waits."""
        try:
            if self._records is None:
                self._records = self._connected()
            self._look(self._records)
        except StateLost:
            if self._records is not None:
                self._records.close()
            self._records = None
            raise

    def _connected(self) -> Records:
        records = Records(Queue(self._url))
        try:
            name = f"{socket.gethostname()}:{os.getpid()}"
            self._id = records.register(self._id, name, self._at_once)
            for job in records.taken(self._id):
                if job.id not in self._crawls:  # the connection broke before this worker heard of it
                    records.again(job, 0, started=False)
        except StateLost:
            records.close()
            raise
        # After the database was away all heartbeats are old.
        self._trusted = monotonic() + self._dead
        return records

    def _look(self, records: Records) -> None:
        assert self._id is not None
        cancelled = records.beat(self._id)
        for number, crawl in [*self._crawls.items()]:
            if number in cancelled and not crawl.cancelled:
                logger.info("%s", say("{name} was cancelled: asking it to end", name=crawl.name))
                crawl.cancelled = True
                _ask(crawl)
            if (code := crawl.process.poll()) is not None:
                self._ended(records, crawl, code)
                del self._crawls[number]
        if monotonic() >= self._trusted:
            self._release(records)
        while not self._ending and len(self._crawls) < self._at_once and (job := records.take(self._id)):
            self._start(records, job)

    def _start(self, records: Records, job: Job) -> None:
        assert job.id is not None
        try:
            self._crawls[job.id] = crawl = _Crawl(job, self._launch(job.task_kwargs), monotonic())
            logger.info("%s", say("starting {name}", name=crawl.name))
        except (OSError, KeyError, TypeError, ValueError) as error:
            logger.error("%s", say("{name} cannot be started: {why}", name=name_of(job), why=told(error)))
            records.finish(job, Exit.INTERNAL)

    def _ended(self, records: Records, crawl: _Crawl, code: int) -> None:
        """Record how a crawl ended, or have it started again."""
        job, exit_code = crawl.job, code if code >= 0 else 128 - code
        took = duration(timedelta(seconds=monotonic() - crawl.begin))
        words = say(
            "{name} ended after {duration} with exit code {code}", name=crawl.name, duration=took, code=exit_code
        )
        logger.log(logging.WARNING if exit_code else logging.INFO, "%s", words)
        if crawl.cancelled:
            records.finish(job, exit_code)
        elif self._ending and code in _INTERRUPTED:
            records.again(job, 0, started=False)
        elif code == Exit.LOCKED:
            # Whoever crawls it may do so for hours, and each start costs a second of CPU.
            records.again(job, self._again * min(2**job.attempts, _LONGEST), started=False)
        elif code in _WENT_DOWN and records.starts(job) < TRIES:
            records.again(job, self._again)
        else:
            records.finish(job, exit_code)

    def _release(self, records: Records) -> None:
        with records.stalled(self._dead) as jobs:
            for job in jobs:
                name, again = name_of(job), records.starts(job) < TRIES
                words = say("the worker of {name} is gone: it is started again", name=name) if again else (
                    say("the worker of {name} is gone: it is given up, started too often already", name=name)
                )  # fmt: skip
                logger.warning("%s", words)
                records.again(job, 0) if again else records.finish(job, None)

    def ask_to_end(self) -> None:
        """Take no more, and ask all running crawls to end; their watchdogs make sure that they do."""
        self._ending = True
        for crawl in self._crawls.values():
            logger.info("%s", say("asking {name} to end", name=crawl.name))
            _ask(crawl)

    def close(self) -> None:
        """Sign off."""
        if self._records is not None and self._id is not None:
            with suppress(StateLost):  # then its heartbeat ends
                self._records.sign_off(self._id)
            self._records.close()


def _ask(crawl: _Crawl) -> None:
    with suppress(ProcessLookupError):
        os.kill(crawl.process.pid, signal.SIGTERM)
