"""When a watch tells: at once or at the times of its digest, and not in its quiet hours. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from newsportal.text.china_time import CHINA


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a watch may tell."""

    times: tuple[time, ...] = ()
    """Of a digest; none: at once."""
    quiet: tuple[time, time] | None = None
    """Nothing is told from the first one until before the second one, which may be on the next day."""
    zone: tzinfo = CHINA

    def due(self, now: datetime) -> datetime:
        """When what is found now may be told.

        >>> night = Rhythm((time(8, 30), time(18)), (time(23), time(9)))
        >>> night.due(datetime(2026, 11, 29, 18, 1, tzinfo=CHINA)).astimezone(CHINA).isoformat()
        '2026-11-30T09:00:00+08:00'
        """
        here = now.astimezone(self.zone)
        due = min((at for at in self._moments(here) if at.astimezone(UTC) >= here.astimezone(UTC)), default=here)
        return self._awake(due).astimezone(UTC)

    def _moments(self, here: datetime) -> list[datetime]:
        days = (here.date(), here.date() + timedelta(days=1))
        return [datetime.combine(day, at, self.zone) for day in days for at in self.times]

    def _awake(self, due: datetime) -> datetime:
        """The time itself, or the end of the quiet hours that it lies in."""
        if self.quiet is None:
            return due
        begin, end = self.quiet
        at = due.timetz().replace(tzinfo=None)
        inside = begin <= at < end if begin < end else at >= begin or at < end
        if not inside:
            return due
        day = due.date() if at < end else due.date() + timedelta(days=1)
        return datetime.combine(day, end, self.zone)


AT_ONCE = Rhythm()
