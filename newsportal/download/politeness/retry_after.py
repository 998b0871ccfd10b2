"""Retry-After: for how long a server wants to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def retry_after(value: str, date: str = "") -> float | None:
    """Seconds that the header Retry-After asks for (RFC 9110, 10.2.3), None where it cannot be read or is over.

    `date` is the answer's Date; where it is given, a time counts from there, since the server's clock may be wrong.
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:12])
    until = _time(value)
    if until is None:
        return None
    seconds = (until - (_time(date) or datetime.now(UTC))).total_seconds()
    return seconds if seconds > 0 else None


def _time(text: str) -> datetime | None:
    try:
        time = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
