"""When a watch tells: at once, at the times of a digest, and not in its quiet hours."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsportal.text.china_time import CHINA
from newsportal.watch.when import Rhythm


@pytest.mark.parametrize(
    ("times", "quiet", "now", "due"),
    [
        ("", "", "12:00", "29 12:00"),
        ("08:30 18:00", "", "08:30", "29 08:30"),
        ("08:30 18:00", "", "08:31", "29 18:00"),
        ("08:30 18:00", "", "18:01", "30 08:30"),
        ("", "23:00 07:00", "22:59", "29 22:59"),
        ("", "23:00 07:00", "23:00", "30 07:00"),
        ("", "23:00 07:00", "06:59", "29 07:00"),
        ("", "23:00 07:00", "07:00", "29 07:00"),
        ("", "12:00 14:00", "13:00", "29 14:00"),
        ("06:00", "23:00 07:00", "05:00", "29 07:00"),
    ],
)
def test_what_is_found_is_due(times: str, quiet: str, now: str, due: str) -> None:
    read = [tuple(map(time.fromisoformat, words.split())) for words in (times, quiet)]
    rhythm = Rhythm(read[0], (read[1][0], read[1][1]) if read[1] else None)
    found = rhythm.due(datetime.fromisoformat(f"2026-11-29T{now}+08:00")).astimezone(CHINA)
    assert f"{found:%d %H:%M}" == due


clock = st.builds(time, st.integers(0, 23), st.integers(0, 59))


year = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31))


@given(st.lists(clock, max_size=3), st.none() | st.tuples(clock, clock), year)
def test_it_is_never_due_before_it_is_found_nor_two_days_later_nor_in_quiet_hours(times, quiet, now) -> None:
    zone = ZoneInfo("Europe/Berlin")
    found = now.replace(tzinfo=zone)
    quiet = quiet if quiet and quiet[0] != quiet[1] else None
    due = Rhythm(tuple(sorted(times)), quiet, zone).due(found)
    assert found <= due <= found + timedelta(days=2, hours=2)
    if quiet:
        at, (begin, end) = due.astimezone(zone).time(), quiet
        assert not (begin <= at < end if begin < end else at >= begin or at < end)
