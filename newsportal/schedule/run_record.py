"""The record of a schedule entry's last start: one small file, replaced whole or not at all.

It is changed only by the holder of the lock beside it, which is the crawl's own watchdog: the process that starts a
crawl also records it, so a scheduler that dies at any moment cannot have started a crawl that is not recorded.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any


@dataclass(slots=True, kw_only=True)
class Run:
    """The last start of an entry."""

    when: str
    """Its `cron` or `every` at that time."""
    since: datetime
    """When the entry was first seen with this `when`."""
    due: datetime | None = None
    """The scheduled time that it was started for."""
    number: int = 0
    """Which start for that time it was, from 1; the second follows when the machine went down during the first."""
    started: datetime | None = None
    """When it was started."""
    ended: datetime | None = None
    """When it ended; None while it runs, and if watchdog and crawl were killed together."""
    exit_code: int | None = None
    """The exit code that the watchdog gave (`newsportal.exit_codes`)."""
    watchdog: int | None = None
    """Process id of its watchdog."""
    pid: int | None = None
    """Process id of the crawl."""
    log: str | None = None
    """Path of its log."""


_TIMES = ("since", "due", "started", "ended")
_CORRECTED = timedelta(minutes=1)
"""By how much a clock is set back in ordinary use."""


def load(path: Path, now: datetime | None = None) -> Run | None:
    """The record; None if there is none or it cannot be read (the entry then counts as new).

    With `now`, also if it was made while the clock was ahead: its entry would wait until the clock has caught up.
    """
    try:
        values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        times = {name: datetime.fromisoformat(values[name]) for name in _TIMES if values.get(name)}
        ahead = now is not None and any(time > now + _CORRECTED for name, time in times.items() if name != "due")
        return None if ahead else Run(**(values | times))
    except (OSError, ValueError, TypeError):
        return None


def save(path: Path, run: Run) -> None:
    """Replace the record; it is on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as file:
        json.dump(asdict(run), file, ensure_ascii=False, default=datetime.isoformat, indent=1)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)


def lock_of(path: Path) -> Path:
    """The lock beside a record, held as long as the crawl or its watchdog runs."""
    return path.with_suffix(".lock")
