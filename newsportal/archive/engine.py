"""What runs the tasks of an import: one file each, anywhere, in any order."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol
from zipfile import BadZipFile

from newsportal.archive.choice import Choice
from newsportal.archive.extract_file import extract_file
from newsportal.archive.sources import Source
from newsportal.os_errors import told
from newsportal.warc.library import WarcMissing


class Task(NamedTuple):
    """A source to be read."""

    source: Source
    """It."""
    out: Path
    """Its result file."""


DEATHS = 5
"""Processes that may end over one file before it is given up. A record that ends two is passed by the third."""
_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
"""Errors that every other task would meet, too."""


def attempt(task: Task, choice: Choice) -> tuple[str, bool]:
    """Do a task where it is called; gives "", or why it failed in words, and whether nothing can be written."""
    try:
        extract_file(task.source, task.out, choice)
    except (OSError, BadZipFile, WarcMissing) as error:
        return told(error), getattr(error, "errno", None) in _DISK
    return "", False


class EngineError(Exception):
    """Tasks cannot be run at all; the message is one sentence for the user. `disk`: since nothing can be written."""

    def __init__(self, words: str, *, disk: bool = False) -> None:
        super().__init__(words)
        self.disk = disk


class Engine(Protocol):
    """Runs tasks (`newsportal.archive.extract_file`) until they are all done or have failed."""

    failed: dict[Task, str]
    """The tasks that were given up, each with the reason in words."""

    def begin(self, tasks: Sequence[Task]) -> None:
        """Begin to run them. Raises EngineError."""

    def step(self) -> bool:
        """Take what has ended and hand out what waits, without waiting itself; whether any task is left.

        Raises EngineError.
        """

    def stop(self) -> None:
        """End what still runs; what it wrote stays."""
