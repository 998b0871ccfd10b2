"""The scheduler: starts what is due, each crawl in a process of its own under a watchdog, and knows what runs.

It can be killed at any moment. Each crawl's last start is recorded by its watchdog (`run_record`), and the lock beside
that record is held as long as the crawl runs: a new scheduler finds the crawls that the one before it started, and
neither starts them twice nor forgets them.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from newsportal.exit_codes import Exit
from newsportal.lock import Held, held, hold
from newsportal.messages import duration, say
from newsportal.schedule import run_record
from newsportal.schedule.plan import Entry, Plan
from newsportal.schedule.run_record import Run
from newsportal.schedule.watched import under_watchdog

logger = logging.getLogger(__name__)
LOOK = timedelta(seconds=30)
"""The scheduler looks at least this often: the clock may have been set, the machine may have slept."""
_LOOK_AT_ORPHAN = timedelta(seconds=2)
"""So often while a crawl of an earlier scheduler runs: no signal tells of its end."""
TRIES = 2
"""Starts for one scheduled time: a crawl that went down with the machine is started once more, at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """An entry that waits to be started."""

    entry: Entry
    """The entry."""
    due: datetime
    """The scheduled time that it is started for."""
    number: int = 1
    """Which start for that time it is."""


class Process(Protocol):
    """What the scheduler needs of a process that it started."""

    pid: int

    def poll(self) -> int | None:
        """The exit code, None while it runs."""


Launch = Callable[[Start, Path], Process]
"""Starts a crawl, given the path of its record."""


def waiting(entries: Sequence[Entry], runs: dict[str, Run], now: datetime) -> list[Start]:
    """What is due, in the order of starting; `runs` has the last start of each entry that does not run now."""
    starts = []
    for entry in entries:
        if (run := runs.get(entry.name)) is None:
            continue
        if run.started and run.ended is None and run.due is not None and run.number < TRIES:
            starts.append(Start(entry=entry, due=run.due, number=run.number + 1))
        elif (due := entry.due(run.since, run.started, run.ended)) <= now:
            starts.append(Start(entry=entry, due=due))
    return sorted(starts, key=lambda start: (-start.entry.priority, start.due))


class Runner:
    """The scheduler's loop without its waiting: `look()` does what is to be done now."""

    def __init__(self, plan: Plan, folder: Path, launch: Launch) -> None:
        self.plan = plan
        self._folder, self._launch = folder, launch
        self._own: dict[str, tuple[Start, Process]] = {}
        """Crawls that this scheduler started and that still run, by entry."""
        self._orphans: set[str] = set()
        """Entries whose crawls an earlier scheduler started and that still run."""
        self._later: dict[str, datetime] = {}
        """Entries that are not started before a time."""

    def change(self, plan: Plan, launch: Launch) -> None:
        """Go on with another plan; crawls that run are left running."""
        self.plan, self._launch = plan, launch

    def record(self, entry: Entry) -> Path:
        """Where the last start of an entry is recorded."""
        return self._folder / f"{entry.name}.json"

    def look(self, now: datetime) -> timedelta:
        """Note what ended, start what is due; gives how long to wait before the next look."""
        running = self.running(now)
        idle = [e for e in self.plan.entries if e.name not in running and self._later.get(e.name, now) <= now]
        runs = {entry.name: run for entry in idle if (run := self._last(entry, now))}
        free = self.plan.at_once - len(running)
        starts = waiting(idle, runs, now)
        for start in starts[: max(0, free)]:
            due = start.due.astimezone()
            logger.info("%s", say("starting {name}, due {due:%Y-%m-%d %H:%M:%S}", name=start.entry.name, due=due))
            self._own[start.entry.name] = (start, self._launch(start, self.record(start.entry)))
        waits = [start.entry.name for start in starts]
        next_times = [
            entry.due(run.since, run.started, run.ended) - now
            for entry in idle
            if entry.name not in waits and (run := runs.get(entry.name))
        ]
        return min([LOOK, *next_times, *([_LOOK_AT_ORPHAN] if self._orphans else [])])

    def running(self, now: datetime) -> set[str]:
        """The names of the entries whose crawls run, started by this scheduler or by one before it."""
        for name, (start, process) in list(self._own.items()):
            if (code := process.poll()) is not None:
                del self._own[name]
                # A watchdog that the signal found before it could handle one.
                self._say_end(name, Exit.INTERRUPTED if code == -signal.SIGTERM else code)
                run = run_record.load(self._folder / f"{name}.json")
                if run is None or run.due != start.due:
                    # Its watchdog could not even record the start (a full disk): do not start it again and again.
                    self._later[name] = now + LOOK
        names = {entry.name for entry in self.plan.entries} | self._orphans
        orphans = {name for name in names - self._own.keys() if held(self._lock(name)) is not None}
        for name in sorted(orphans - self._orphans):
            logger.info("%s", say("{name} runs already ({who})", name=name, who=held(self._lock(name))))
        for name in sorted(self._orphans - orphans - self._own.keys()):
            self._say_end(name, None)
        self._orphans = orphans
        return set(self._own) | orphans

    def ask_to_end(self) -> None:
        """Ask all running crawls to end; their watchdogs make sure that they do."""
        for name, (_, process) in self._own.items():
            logger.info("%s", say("asking {name} to end", name=name))
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGTERM)
        for name in self._orphans:
            run = run_record.load(self._folder / f"{name}.json")
            for pid in (run.watchdog, run.pid) if run else ():
                # The first that lives: a watchdog passes the signal on to its crawl.
                with suppress(ProcessLookupError, PermissionError):
                    if pid:
                        os.kill(pid, signal.SIGTERM)
                        logger.info("%s", say("asking {name} to end", name=name))
                        break

    def _last(self, entry: Entry, now: datetime) -> Run | None:
        """The last start of an idle entry; one that is new, or has new times, is recorded as first seen now."""
        path = self.record(entry)
        run = run_record.load(path, now)
        if run is not None and run.when == entry.when:
            return run
        try:
            with hold(run_record.lock_of(path), f"the scheduler, process {os.getpid()}"):
                run = run_record.load(path, now) or Run(when=entry.when, since=now)
                run.when, run.since = entry.when, now
                run_record.save(path, run)
                return run
        except Held:
            return None

    def _lock(self, name: str) -> Path:
        return run_record.lock_of(self._folder / f"{name}.json")

    def _say_end(self, name: str, code: int | None) -> None:
        run = run_record.load(self._folder / f"{name}.json")
        code = run.exit_code if code is None and run else code
        took = duration(run.ended - run.started) if run and run.ended and run.started else say("an unknown time")
        told = {"duration": took, "code": say("unknown") if code is None else int(code)}
        log = run.log if run else say("none")
        words = say("{name} ended after {duration} with exit code {code}; log: {log}", name=name, log=log, **told)
        logger.log(logging.INFO if code == 0 else logging.WARNING, "%s", words)


def limits(plan: Plan, entry: Entry) -> dict[str, str]:
    """What a crawl may take, as options of the watchdog."""
    seconds = {"longest": entry.longest, "stall": entry.stall, "grace": plan.grace}
    return {name: f"{int(span.total_seconds())}s" for name, span in seconds.items()} | {
        "log-size": f"{plan.log_size // 1000} KB", "keep": str(plan.keep_logs),
    }  # fmt: skip


def watched(plan: Plan, logs: Path, project: Path) -> Launch:
    """How crawls are started: `scrapy crawl` in the project's folder, under a watchdog."""

    def launch(start: Start, record: Path) -> subprocess.Popen[bytes]:
        entry = start.entry
        own = {"record": str(record), "due": start.due.isoformat(), "number": str(start.number)}
        told = {"logs": str(logs / entry.name)} | limits(plan, entry) | own
        return under_watchdog(told, entry.portal, entry.arguments, entry.settings, project)

    return launch
