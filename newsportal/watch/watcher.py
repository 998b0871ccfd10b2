"""One watcher at work: it reads what is new, and delivers; once, or until it is told to end."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Self

from newsportal.collector import paused
from newsportal.messages import counted, say
from newsportal.os_errors import told
from newsportal.output.jsonl_store import path_of
from newsportal.output.schema import KINDS
from newsportal.reading.records import Records
from newsportal.watch.channels import Channel
from newsportal.watch.config import Config
from newsportal.watch.delivery import Delivery
from newsportal.watch.gather import Gatherer
from newsportal.watch.known import Known
from newsportal.watch.queue import Queue
from newsportal.watch.watch_file import WatchFile

logger = logging.getLogger(__name__)
_LOOK = 0.1
"""Seconds between two looks at the files' lengths while following."""
_PATIENT = 90.0
"""Seconds that a single run waits for a receiver that is busy, or whose minute is full."""


class Watcher:
    """The watches of one file over one output folder. A context manager: at its end no message is on its way."""

    def __init__(
        self, folder: Path, file: WatchFile, config: Config, channels: Mapping[str, Channel], titles: Mapping[str, str]
    ) -> None:
        self._folder, self._file = folder, file
        self._gatherer, self._channels = Gatherer(file, config), config.channels
        self.begins = not Known(file).marks()
        """Whether no watcher has read these files before."""
        self.delivery = Delivery(file, config, channels, titles)
        self._known: object = None
        self._pruned = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.delivery.__exit__()

    def begin(self, since: datetime | None = None) -> None:
        """Take up what a watcher before this one left, and read what was written meanwhile. Raises OSError."""
        Queue(self._file).open(self._channels)
        self.gather(since)

    def gather(self, since: datetime | None = None) -> int:
        """Take what is new in the files, or all since then; gives how much of it is to be told. Raises OSError."""
        now = datetime.now(UTC)
        try:
            with self._file.transaction():
                found = self.take(since)
                if self._pruned != f"{now:%Y%m%d}":
                    self._pruned = f"{now:%Y%m%d}"
                    self._file.prune(now.timestamp())
        except BaseException:
            self._gatherer.forget()
            raise
        if found:
            logger.info("%s", counted("{n:,} match", "{n:,} matches", found))
        return found

    def take(self, since: datetime | None) -> int:
        """The same in a transaction of the caller's."""
        with Records(self._folder) as records, paused():
            return self._gatherer.gather(records, datetime.now(UTC), since)

    def deliver(self, stopped: Callable[[float], bool]) -> None:
        """Send what is due, until nothing is left that is taken now; `stopped` waits, and says whether to end."""
        while not stopped(0.0):
            seconds = self.delivery.step()
            if seconds > _PATIENT:
                return
            if seconds:
                logger.warning("%s", say("waiting {n:,.0f} s: a receiver takes so many messages a minute", n=seconds))
                if stopped(seconds):
                    return
            else:
                self.delivery.wait(1.0)

    def follow(self, stopped: Callable[[float], bool], changed: Callable[[], bool]) -> Literal["stopped", "changed"]:
        """Read and deliver as crawls write, until `stopped` or until the watches have `changed`."""
        failing = False
        while not stopped(_LOOK):
            if changed():
                return "changed"
            # Before it is read: what is written meanwhile is found by the next look.
            lengths = self._lengths()
            if lengths != self._known:
                try:
                    self.gather()
                    self._known, failing = lengths, False
                except OSError as error:
                    if not failing:
                        logger.error("%s", say("the files cannot be read: {why}", why=told(error)))
                    failing = True
            self.delivery.step()
        return "stopped"

    def _lengths(self) -> object:
        return [_length(path_of(self._folder, kind)) for kind in KINDS]


def _length(path: Path) -> tuple[int, int]:
    try:
        stat = path.stat()
    except OSError:
        return 0, 0
    return stat.st_ino, stat.st_size
