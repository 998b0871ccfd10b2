"""Ends a crawl that takes too long or stands still, from outside the crawl's process.

    python -m newsportal.schedule.watchdog --longest 2h --stall 15m --logs output/logs/demo -- scrapy crawl demo

A stalled process cannot end itself: Scrapy's own limits are timers of the event loop that stalls. The sign of life is
the crawl's log: `extensions.Progress` writes a line a minute into it from within that loop. The crawl has the log open
itself, so nothing of it is lost if the watchdog is killed.

Exit code: the crawl's own; `Exit.STALLED` if the watchdog ended it; 128 + N after signal N; `Exit.LOCKED` if another
start of the same schedule entry runs, or was made for the same time already.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsportal import standard_streams
from newsportal.exit_codes import Exit
from newsportal.lock import Held, hold
from newsportal.messages import duration, say
from newsportal.schedule import run_record, values
from newsportal.schedule.posix_signals import Signals, caught

ASKED = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
"""The signals by which the watchdog is asked to end the crawl; SIGHUP: its terminal was closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a crawl may take."""

    longest: timedelta
    """How long it may run."""
    stall: timedelta
    """How long it may run without a new line in its log."""
    grace: timedelta
    """How long it may take to end when asked to (SIGTERM) before it is killed."""
    log_size: int
    """Bytes after which its log is begun anew."""
    parent: int | None = None
    """The process with which it is to end, if there is one: the parent of the watchdog's own."""


class Watch:
    """One crawl and its limits."""

    def __init__(self, command: Sequence[str], log: Path, limits: Limits, held: Sequence[int] = ()) -> None:
        log.parent.mkdir(parents=True, exist_ok=True)
        self._log, self._limits = log, limits
        self._begin = self._alive = time.monotonic()
        self._seen = (0, 0)
        self._asked: float | None = None
        self._why = ""
        # Kept open: the log goes on being watched where somebody moves it away.
        self._out = log.open("ab", buffering=0)
        # In a session of its own: a signal to its group reaches only it and its children. It inherits the lock.
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=self._out, stderr=self._out, start_new_session=True, pass_fds=held
        )

    def run(self, signals: Signals) -> int:
        """Wait for the crawl's end, passing on signals that ask for it; gives the exit code."""
        shortest = min(self._limits.stall, self._limits.longest, self._limits.grace).total_seconds()
        while (code := self.process.poll()) is None:
            for signum in signals.wait(min(1.0, shortest / 10)):
                if signum in ASKED:
                    self.ask()
            self.look()
        if self._why:
            return Exit.STALLED
        if code == -signal.SIGTERM and self._asked is not None:
            self._note("INFO: " + say("asked to end before the crawl could begin"))
            return Exit.INTERRUPTED
        return code if code >= 0 else 128 - code

    def look(self) -> None:
        """Ask a crawl beyond its limits to end, kill one that does not, keep its log small."""
        now = time.monotonic()
        stat = os.fstat(self._out.fileno())
        if (stat.st_size, stat.st_mtime_ns) != self._seen:
            self._seen, self._alive = (stat.st_size, stat.st_mtime_ns), now
        if stat.st_size > self._limits.log_size:
            # A full disk: the log then grows on, or grows no more.
            with suppress(OSError):
                self._begin_log_anew()
        if self._limits.parent not in (None, os.getppid()) and self._asked is None:
            self._note("WARNING: " + say("asked to end, since the worker that started it is gone"))
            self.ask()
        if self._asked is not None:
            if now - self._asked > self._limits.grace.total_seconds():
                self._signal(signal.SIGKILL)
        elif now - self._begin > self._limits.longest.total_seconds():
            self._end(say("it took longer than {duration}", duration=duration(self._limits.longest)))
        elif now - self._alive > self._limits.stall.total_seconds():
            self._end(say("it wrote nothing into its log for {duration}", duration=duration(self._limits.stall)))

    def ask(self) -> None:
        """Ask the crawl to end; asked twice, Scrapy drops the requests in flight."""
        self._asked = self._asked or time.monotonic()
        self._signal(signal.SIGTERM)

    def _end(self, why: str) -> None:
        self._why = why
        print(self._note("ERROR: " + say("ended, since {why}", why=why)), end="", file=sys.stderr, flush=True)
        self.ask()

    def _note(self, what: str) -> str:
        """Write a line into the crawl's log; gives the line."""
        line = f"{datetime.now():%Y-%m-%d %H:%M:%S} [watchdog] {what}\n"
        with suppress(OSError):
            self._out.write(line.encode())
        return line

    def _signal(self, signum: int) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signum)

    def _begin_log_anew(self) -> None:
        # Copied, not renamed: the crawl goes on writing to the end of the file that it has open (O_APPEND).
        shutil.copyfile(self._log, f"{self._log}.1")
        os.truncate(self._out.fileno(), 0)


def recorded(
    path: Path, due: datetime, number: int, command: Sequence[str], log: Path, limits: Limits, signals: Signals
) -> int:
    """Run and record the crawl of a schedule entry, if it was not started for that time yet; gives the exit code."""
    try:
        with hold(run_record.lock_of(path), f"process {os.getpid()}, since {datetime.now():%Y-%m-%d %H:%M:%S}") as fd:
            run = run_record.load(path) or run_record.Run(when="", since=due)
            if run.due is not None and (run.due, run.number) >= (due, number):
                return Exit.LOCKED
            run.due, run.number, run.started, run.ended, run.exit_code = due, number, datetime.now(UTC), None, None
            run.watchdog, run.pid, run.log = os.getpid(), None, str(log)
            run_record.save(path, run)
            watch = Watch(command, log, limits, [fd])
            run.pid = watch.process.pid
            run_record.save(path, run)
            run.exit_code = watch.run(signals)
            run.ended = datetime.now(UTC)
            run_record.save(path, run)
            return run.exit_code
    except Held:
        return Exit.LOCKED


def prune(folder: Path, keep: int) -> None:
    """Remove all but the newest `keep` logs of a folder; their names begin with their time."""
    for old in sorted(folder.glob("*.log"))[:-keep]:
        for path in (old, Path(f"{old}.1")):
            path.unlink(missing_ok=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; gives the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m newsportal.schedule.watchdog", description="End a crawl at its limits."
    )
    parser.add_argument("--longest", type=values.duration, default="6h", help="how long it may take (default 6h)")
    parser.add_argument("--stall", type=values.duration, default="15m", help="without a line in its log (default 15m)")
    parser.add_argument("--grace", type=values.duration, default="2m", help="from SIGTERM to SIGKILL (default 2m)")
    parser.add_argument("--logs", type=Path, required=True, help="folder for its logs, one a start, named by its time")
    parser.add_argument("--log-size", type=values.size, default="20 MB", help="of one log, at most (default 20 MB)")
    parser.add_argument("--keep", type=int, default=14, help="how many logs are kept (default 14)")
    parser.add_argument("--parent", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--record", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--due", type=datetime.fromisoformat, help=argparse.SUPPRESS)
    parser.add_argument("--number", type=int, default=1, help=argparse.SUPPRESS)
    parser.add_argument("command", nargs="+", help="the crawl, behind --")
    given = parser.parse_args(arguments)
    limits = Limits(
        longest=given.longest, stall=given.stall, grace=given.grace, log_size=given.log_size, parent=given.parent
    )
    log = (given.logs / f"{datetime.now():%Y%m%dT%H%M%S}.log").absolute()
    with caught(*(signum for signum in ASKED if signal.getsignal(signum) is not signal.SIG_IGN)) as signals:
        if given.record:
            code = recorded(given.record, given.due, given.number, given.command, log, limits, signals)
        else:
            code = Watch(given.command, log, limits).run(signals)
    if given.parent and code == Exit.LOCKED:
        log.unlink(missing_ok=True)  # it is tried again and again: no older log shall give way to that
    prune(given.logs, given.keep)
    return code


if __name__ == "__main__":
    standard_streams.secure()
    sys.exit(main())
