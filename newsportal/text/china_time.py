"""China's time, which has no summer time: the zone by which days are told apart, and times told."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
"""The zone of portals that name none, of days, and of every time in the files."""
MAX_DAYS = 36_600
"""The days, back from now, that can be asked for: a century."""


def iso(when: datetime) -> str:
    """An aware time as every file has it: ISO 8601 in China's time, always 32 characters long.

    Readers that guess a column's format from its first lines meet no other; the first ten characters are the day.
    """
    return _here(when).isoformat(timespec="microseconds")


def day_of(when: datetime) -> int:
    """The day of an aware time in China, as a number that rises by one a day."""
    return _here(when).toordinal()


def _here(when: datetime) -> datetime:
    return when if when.tzinfo == CHINA else when.astimezone(CHINA)
