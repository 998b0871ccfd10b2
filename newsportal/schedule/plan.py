"""What to crawl, when, and within which limits: schedule.toml as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from apscheduler.triggers.cron import CronTrigger


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One table [crawl.NAME] of schedule.toml."""

    name: str
    """NAME."""
    portal: str
    """The spider."""
    arguments: dict[str, str] = field(default_factory=dict)
    """The spider's arguments (-a)."""
    settings: dict[str, str] = field(default_factory=dict)
    """Settings of its crawls (-s)."""
    when: str
    """Its `cron` or `every` as written: when that changes, times count from the moment the change is first seen."""
    trigger: CronTrigger | timedelta
    """What `when` means."""
    longest: timedelta
    """A crawl that runs longer is ended."""
    stall: timedelta
    """A crawl that writes nothing into its log for so long is ended."""
    priority: int
    """Of several that wait, the one with the higher priority starts first."""

    def due(self, since: datetime, started: datetime | None, ended: datetime | None) -> datetime:
        """When it is to start next: its first time after the last crawl began that did not pass while that crawl ran.

        `since`: when this entry was first seen; `started`, `ended`: its last crawl. A time that was missed is still
        due; of several missed ones only one crawl is made.
        """
        if isinstance(self.trigger, timedelta):
            if started is None:
                return since
            passed = max((ended or started) - started, timedelta(0)) // self.trigger
            return started + (passed + 1) * self.trigger
        # In UTC: times of one zone are compared by wall clock, which in autumn shows one hour twice.
        after = max(time.astimezone(UTC) for time in (since, started or since, ended or since))
        while True:
            # The check of the file has refused an expression that never comes, so this is never None.
            due: datetime = self.trigger.get_next_fire_time(None, after + timedelta(microseconds=1))
            after = due.astimezone(UTC)
            # APScheduler gives a time in that hour twice; a nightly crawl must run once.
            if not due.fold:
                return after


@dataclass(frozen=True, slots=True)
class Report:
    """The table [report]."""

    days: float | None = None
    """Of how many days it tells; None: as the settings say."""
    file: str | None = None
    """Where it is written; None: report.html in the output folder."""

    @property
    def command(self) -> list[str]:
        """The arguments of `scrapy` that write it."""
        days = [] if self.days is None else [f"--days={self.days:g}"]
        return ["report", *days, *(["-o", self.file] if self.file else [])]


@dataclass(frozen=True)
class Watch:
    """The table [watch]."""

    file: str = "watches.toml"
    """The watches."""

    @property
    def command(self) -> list[str]:
        """The arguments of `scrapy` that tell of them."""
        return ["watch", "--follow", self.file]


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
    """Bytes after which a log is begun anew (the part before is kept beside it as NAME.1)."""
    report: Report | None = None
    """The report that is written after crawls."""
    watch: Watch | None = None
    """The watches that are told of while crawls write."""
    entries: tuple[Entry, ...]
    """The crawls."""
