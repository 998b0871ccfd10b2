"""What to crawl, when, and within which limits: schedule.toml as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from apscheduler.triggers.cron import CronTrigger


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One [crawl.NAME]."""

    name: str
    portal: str
    """The spider."""
    arguments: dict[str, str] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    when: str
    """Its `cron` or `every`, as written: another one counts from when it is first seen."""
    trigger: CronTrigger | timedelta
    longest: timedelta
    """A crawl that takes longer is ended."""
    stall: timedelta
    """So is one that writes nothing into its log for so long."""
    priority: int
    """Where several wait, the higher one starts first."""

    def due(self, since: datetime, started: datetime | None, ended: datetime | None) -> datetime:
        """When it is to start next: the first of its times after its last start that did not pass while it ran.

        `since`: when this entry was first seen. A time that was missed is simply still due, several of them once.
        """
        if isinstance(self.trigger, timedelta):
            if started is None:
                return since
            passed = max((ended or started) - started, timedelta(0)) // self.trigger
            return started + (passed + 1) * self.trigger
        # In UTC: times of one zone are compared by their wall clock, which in autumn shows an hour twice.
        after = max(time.astimezone(UTC) for time in (since, started or since, ended or since))
        while True:
            # The check of the file has refused an expression that never comes, so this is never None.
            due: datetime = self.trigger.get_next_fire_time(None, after + timedelta(microseconds=1))
            after = due.astimezone(UTC)
            # APScheduler gives a time in that hour twice; a nightly crawl is to run once.
            if not due.fold:
                return after


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole file."""

    at_once: int
    """How many crawls run at the same time."""
    grace: timedelta
    """How long a crawl that is asked to end may take before it is killed."""
    keep_logs: int
    """How many logs of each crawl are kept."""
    log_size: int
    """Bytes of a log, after which it is begun anew (the part before is kept beside it as NAME.1)."""
    entries: tuple[Entry, ...]
