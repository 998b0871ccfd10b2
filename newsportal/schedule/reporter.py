"""The report of a schedule (`[report]`): `scrapy report` in a process of its own, whenever crawls have ended."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from newsportal.messages import say
from newsportal.schedule.plan import Report
from newsportal.schedule.runner import Process

logger = logging.getLogger(__name__)
Run = Callable[[Sequence[str]], Process]
"""Starts `scrapy` with arguments."""


class Reporter:
    """Writes the report anew when the records of crawls have changed: one process at a time, never two in a row for
    one change."""

    def __init__(self, crawls: Path, run: Run) -> None:
        self._crawls, self._run = crawls, run
        self._told = self._size()
        self._process: Process | None = None

    def look(self, report: Report | None) -> None:
        """Note whether a report was written, and begin one if crawls have ended since the last."""
        if self._process is not None:
            if (code := self._process.poll()) is None:
                return
            self._process = None
            if code:
                words = say("the report was not written: scrapy report ended with exit code {code}", code=code)
                logger.warning("%s", words)
        size = self._size()
        if report is not None and size != self._told:
            self._told = size
            self._process = self._run(report.command)

    def _size(self) -> int:
        try:
            return self._crawls.stat().st_size
        except OSError:
            return 0


def in_project(project: Path) -> Run:
    """Starts `scrapy` in the project's folder; what it says on stdout is not shown."""

    def run(arguments: Sequence[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "scrapy", *arguments],
            cwd=project, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    return run
