"""What is remembered of a scheduled crawl's last start, in one small file that is replaced whole or not at all.

Only the holder of the lock beside it changes it, and that is the crawl's own watchdog: so a start is recorded by the
process that makes it, and no scheduler, however it dies, can have started a crawl and not know of it.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(slots=True, kw_only=True)
class Run:
    """The last start of an entry."""

    when: str
    """Its `cron` or `every` then."""
    since: datetime
    """When the entry was first seen with that."""
    due: datetime | None = None
    """The time that it was started for."""
    number: int = 0
    """The how manieth start for that time; more than 1 where the machine went down meanwhile."""
    started: datetime | None = None
    """When it was started."""
    ended: datetime | None = None
    """When it ended; None while it runs, and where watchdog and crawl were killed together."""
    exit_code: int | None = None
    """The crawl's exit code."""
    watchdog: int | None = None
    """Process id of its watchdog."""
    pid: int | None = None
    """Process id of the crawl."""
    log: str | None = None
    """Its log."""


_TIMES = ("since", "due", "started", "ended")


def load(path: Path) -> Run | None:
    """The record, None where there is none or it cannot be read (then the entry counts as new)."""
    try:
        values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        times = {name: datetime.fromisoformat(values[name]) for name in _TIMES if values.get(name)}
        return Run(**(values | times))
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
    """The lock beside a record, held as long as its crawl or the crawl's watchdog runs."""
    return path.with_suffix(".lock")
