"""China's time, which has no summer time: the zone by which days are told apart, and times told."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
"""The zone of portals that name none, of days, and of every time in the files."""


def day_of(when: datetime) -> int:
    """The day of an aware time in China, as a number that rises by one a day."""
    return when.astimezone(CHINA).toordinal()
