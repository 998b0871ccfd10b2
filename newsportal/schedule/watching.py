"""The watches of a schedule (`[watch]`): `scrapy watch --follow`, kept running as long as the scheduler runs."""

from __future__ import annotations

import logging
import os
import signal
from contextlib import suppress
from datetime import datetime, timedelta

from newsportal.messages import say
from newsportal.schedule.plan import Watch
from newsportal.schedule.reporter import Run
from newsportal.schedule.runner import Process

logger = logging.getLogger(__name__)
_PAUSE = timedelta(minutes=1)
"""After its start, before it is started again: a file that is wrong is told once a minute."""


class Watching:
    """One process that watches, started again where it ended."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._process: Process | None = None
        self._watch: Watch | None = None
        self._started = datetime.min

    def look(self, watch: Watch | None, now: datetime) -> None:
        """Note whether it ended, and start it where it is due; end it where the schedule has no watches any more."""
        if self._process is not None:
            if watch != self._watch:
                self.end()
            if (code := self._process.poll()) is None:
                return
            self._process = None
            if code and watch == self._watch:
                words = say("the watches stopped: scrapy watch ended with exit code {code}", code=code)
                logger.warning("%s", words)
        if watch is not None and (watch != self._watch or now - self._started >= _PAUSE):
            self._watch, self._started = watch, now
            self._process = self._run(watch.command)

    def end(self) -> None:
        """Ask it to end: it lets the messages arrive that are on their way."""
        if self._process is not None and self._process.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGTERM)
