"""When an entry is due: by a clock that the test moves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from newsportal.schedule import values
from newsportal.schedule.plan import Entry

BEIJING, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")


def entry(when: str, zone: ZoneInfo = BEIJING) -> Entry:
    trigger = values.cron(when, zone) if " " in when else values.duration(when)
    hour = timedelta(hours=1)
    return Entry(name="demo", portal="demo", when=when, trigger=trigger, longest=hour, stall=hour, priority=0)


def at(words: str, zone: ZoneInfo = BEIJING) -> datetime:
    return datetime.fromisoformat(f"2026-{words}").replace(tzinfo=zone)


def starts(
    one: Entry, since: datetime, until: datetime, takes: timedelta, down: tuple[datetime, datetime]
) -> list[str]:
    """Move the clock minute by minute: when a scheduler that is down for a while would start it, in its own zone."""
    zone, started, ended, found = since.tzinfo, None, None, []
    now, until = since.astimezone(UTC), until.astimezone(UTC)
    while now < until:
        running = ended is not None and ended > now
        if not running and not down[0] <= now < down[1] and one.due(since, started, ended) <= now:
            started, ended = now, now + takes
            found.append(f"{now.astimezone(zone):%d %H:%M}")
        now += timedelta(minutes=1)
    return found


def clock(words: str) -> datetime:
    return datetime.strptime(words, "%d %H:%M")


NEVER = (at("01-01"), at("01-01"))


def test_a_cron_entry_starts_at_its_times_in_its_own_zone() -> None:
    got = starts(entry("30 6,18 * * *"), at("11-24 00:00"), at("11-26 00:00"), timedelta(minutes=5), NEVER)
    assert got == ["24 06:30", "24 18:30", "25 06:30", "25 18:30"]


def test_an_interval_is_counted_from_start_to_start_and_the_first_is_at_once() -> None:
    got = starts(entry("40m"), at("11-24 00:10"), at("11-24 02:30"), timedelta(minutes=15), NEVER)
    assert got == ["24 00:10", "24 00:50", "24 01:30", "24 02:10"]


@pytest.mark.parametrize(("when", "last"), [("0 * * * *", "24 13:00"), ("1h", "24 13:20")])
def test_times_missed_while_the_scheduler_was_down_are_made_up_for_once(when: str, last: str) -> None:
    down = (at("11-24 01:30"), at("11-24 12:20"))
    got = starts(entry(when), at("11-23 23:59"), at("11-24 13:30"), timedelta(minutes=5), down)
    assert got[-2:] == ["24 12:20", last]
    assert len(got) == 4


def test_a_first_time_missed_while_the_scheduler_was_down_is_made_up_for_too() -> None:
    down = (at("11-24 05:00"), at("11-24 09:00"))
    assert starts(entry("0 6 * * *"), at("11-24 04:00"), at("11-24 23:00"), timedelta(0), down) == ["24 09:00"]


@pytest.mark.parametrize("when", ["*/30 * * * *", "30m"])
def test_times_that_pass_while_it_runs_are_skipped(when: str) -> None:
    got = starts(entry(when), at("11-24 00:00"), at("11-24 04:00"), timedelta(minutes=45), NEVER)
    assert len(got) == 4
    assert all(later - earlier == timedelta(hours=1) for earlier, later in pairwise(map(clock, got)))


def test_a_time_that_the_clock_skips_or_repeats_in_spring_and_autumn_is_taken_once_a_day() -> None:
    nightly = entry("30 2 * * *", BERLIN)
    spring = starts(nightly, at("03-28 00:00", BERLIN), at("03-31 00:00", BERLIN), timedelta(0), NEVER)
    autumn = starts(nightly, at("10-24 00:00", BERLIN), at("10-27 00:00", BERLIN), timedelta(0), NEVER)
    assert [day[:2] for day in spring] == ["28", "29", "30"]
    assert [day[:2] for day in autumn] == ["24", "25", "26"]


def test_an_interval_is_real_time_whatever_the_clocks_are_set_to() -> None:
    one, since = entry("1h", BERLIN), datetime(2026, 10, 24, 22, tzinfo=UTC)
    got = starts(one, since, since + timedelta(hours=6), timedelta(0), NEVER)
    assert got == ["24 22:00", "24 23:00", "25 00:00", "25 01:00", "25 02:00", "25 03:00"]
