"""Retry-After: for how long a server wants to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def retry_after(value: str, date: str = "") -> float | None:
    """Seconds that the header Retry-After asks for (RFC 9110, 10.2.3); None if it cannot be read or has passed.

    `date` is the answer's Date header. A Retry-After that is a date is measured from there, if it is given, since the
    server's clock may be wrong.
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
