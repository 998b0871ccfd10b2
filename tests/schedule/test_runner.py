"""The scheduler with a clock that the test moves and processes that the test ends."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsportal.lock import hold
from newsportal.schedule import run_record, values
from newsportal.schedule.plan import Entry, Plan
from newsportal.schedule.runner import LOOK, Runner, Start

BEGIN = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def entry(name: str, every: str = "1h", priority: int = 0) -> Entry:
    trigger = values.duration(every)
    return Entry(name=name, portal=name, when=every, trigger=trigger, longest=HOUR, stall=HOUR, priority=priority)


def plan(*entries: Entry, at_once: int = 2) -> Plan:
    return Plan(at_once=at_once, grace=MINUTE, keep_logs=3, log_size=1000, entries=entries)


class Crawl:
    """A watchdog and its crawl, as the scheduler sees them: a lock, a record and an exit code."""

    def __init__(self, machine: Machine, start: Start, record: Path) -> None:
        self.pid, self.start, self._machine, self._record = 0, start, machine, record
        self._code: int | None = None
        self._held = ExitStack()
        self._held.enter_context(hold(run_record.lock_of(record), "a test"))
        run = run_record.load(record)
        assert run is not None
        assert run.due is None or (run.due, run.number) < (start.due, start.number), "started twice for one time"
        run.due, run.number, run.started, run.ended = start.due, start.number, machine.now, None
        run_record.save(record, run)

    def end(self, code: int = 0) -> None:
        run = run_record.load(self._record)
        assert run is not None
        run.ended, run.exit_code = self._machine.now, code
        run_record.save(self._record, run)
        self.die(code)

    def die(self, code: int = 137) -> None:
        """End without a word, as when the machine goes down."""
        self._held.close()
        self._code = code

    def poll(self) -> int | None:
        return self._code


class Machine:
    """A clock, the crawls that run, and the scheduler, which can be killed and started again."""

    def __init__(self, folder: Path, scheduled: Plan) -> None:
        self.now, self.folder, self.plan = BEGIN, folder, scheduled
        self.running: dict[str, Crawl] = {}
        self.started: list[str] = []
        self.restart()

    def restart(self) -> None:
        self.runner = Runner(self.plan, self.folder, self.launch)

    def launch(self, start: Start, record: Path) -> Crawl:
        self.started.append(f"{start.entry.name} {self.now - BEGIN}")
        self.running[start.entry.name] = Crawl(self, start, record)
        return self.running[start.entry.name]

    def move(self, step: timedelta) -> timedelta:
        self.now += step
        return self.runner.look(self.now)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "schedule"


def test_no_more_crawls_run_than_may_and_the_higher_priority_goes_first(folder: Path) -> None:
    machine = Machine(folder, plan(entry("low", priority=-1), entry("a"), entry("high", priority=5), at_once=1))
    machine.move(MINUTE)
    assert machine.started == ["high 0:01:00"]
    machine.move(MINUTE)
    assert len(machine.started) == 1
    machine.running["high"].end()
    machine.move(MINUTE)
    machine.running["a"].end(5)
    machine.move(MINUTE)
    assert machine.started == ["high 0:01:00", "a 0:03:00", "low 0:04:00"]


def test_a_crawl_never_starts_while_it_runs(folder: Path) -> None:
    machine = Machine(folder, plan(entry("a", "30m"), at_once=4))
    for _ in range(100):
        machine.move(MINUTE)
    assert machine.started == ["a 0:01:00"]
    machine.running["a"].end()
    for _ in range(30):
        machine.move(MINUTE)
    assert machine.started == ["a 0:01:00", "a 2:01:00"]


def test_a_killed_scheduler_starts_nothing_twice_and_finds_what_runs(folder: Path) -> None:
    machine = Machine(folder, plan(entry("a"), entry("b"), entry("c"), at_once=2))
    machine.move(MINUTE)
    assert [words.split()[0] for words in machine.started] == ["a", "b"]
    for _ in range(20):
        machine.restart()
        machine.move(MINUTE)
    assert len(machine.started) == 2
    machine.running["b"].end()
    machine.move(MINUTE)
    machine.restart()
    machine.move(MINUTE)
    assert machine.started[2:] == ["c 0:22:00"]


def test_what_was_missed_while_the_scheduler_was_down_runs_once(folder: Path) -> None:
    machine = Machine(folder, plan(entry("a")))
    machine.move(MINUTE)
    machine.running["a"].end()
    machine.move(10 * HOUR)
    machine.restart()
    for _ in range(59):
        machine.move(MINUTE)
        if "a" in machine.running and machine.running["a"].poll() is None:
            machine.running["a"].end()
    assert machine.started == ["a 0:01:00", "a 10:01:00"]


def test_a_clock_that_was_ahead_once_stops_no_entry(folder: Path) -> None:
    machine = Machine(folder, plan(entry("a"), entry("b", "12h")))
    machine.now += timedelta(days=3650)
    machine.move(MINUTE)
    machine.running["a"].end()
    machine.running["b"].end()
    machine.now, machine.started = BEGIN, []
    machine.restart()
    machine.move(MINUTE)
    machine.running["a"].end()
    machine.running["b"].end()
    machine.move(HOUR)
    assert machine.started == ["a 0:01:00", "b 0:01:00", "a 1:01:00"]


def test_a_crawl_that_went_down_with_the_machine_is_started_once_more_at_once(folder: Path) -> None:
    machine = Machine(folder, plan(entry("a", "12h")))
    machine.move(MINUTE)
    machine.running["a"].die()
    machine.restart()
    machine.move(MINUTE)
    machine.running["a"].die()
    machine.restart()
    for _ in range(120):
        machine.move(MINUTE)
    assert machine.started == ["a 0:01:00", "a 0:02:00"]


def test_a_crawl_that_fails_is_not_started_again_before_its_next_time(folder: Path) -> None:
    machine = Machine(folder, plan(entry("a")))
    machine.move(MINUTE)
    machine.running["a"].end(1)
    for _ in range(59):
        machine.move(MINUTE)
    assert machine.started == ["a 0:01:00"]
    machine.move(MINUTE)
    assert machine.started == ["a 0:01:00", "a 1:01:00"]


def test_a_start_that_could_not_even_be_noted_is_tried_again_after_a_while(folder: Path) -> None:
    class Broken:
        pid = 0

        def poll(self) -> int | None:
            return 1

    tries = []
    runner = Runner(plan(entry("a")), folder, lambda start, record: tries.append(start) or Broken())
    for second in range(100):
        runner.look(BEGIN + timedelta(seconds=second))
    assert 3 <= len(tries) <= 1 + 100 / LOOK.total_seconds()


def test_another_time_for_an_entry_counts_from_when_it_is_first_seen(folder: Path) -> None:
    machine = Machine(folder, plan(entry("a", "12h")))
    machine.move(MINUTE)
    machine.running["a"].end()
    morning = values.cron("0 8 * * *", values.zone("UTC"))
    changed = Entry(
        name="a", portal="a", when="0 8 * * *", trigger=morning, longest=HOUR, stall=HOUR, priority=0
    )  # fmt: skip
    machine.runner.change(plan(changed), machine.launch)
    machine.move(HOUR)
    assert len(machine.started) == 1
    for _ in range(24):
        machine.move(HOUR)
    assert machine.started[1:] == ["a 1 day, 0:01:00"]


def test_it_waits_until_the_next_start_and_no_longer_than_a_look(folder: Path) -> None:
    machine = Machine(folder, plan(entry("a")))
    machine.move(MINUTE)
    machine.running["a"].end()
    assert machine.move(MINUTE) == LOOK
    assert machine.move(58 * MINUTE + timedelta(seconds=50)) == timedelta(seconds=10)


def test_a_record_that_cannot_be_read_counts_as_none(folder: Path) -> None:
    path = folder / "a.json"
    assert run_record.load(path) is None
    run_record.save(path, run_record.Run(when="1h", since=BEGIN))
    assert run_record.load(path) == run_record.Run(when="1h", since=BEGIN)
    path.write_text(path.read_text()[:-20])
    assert run_record.load(path) is None
