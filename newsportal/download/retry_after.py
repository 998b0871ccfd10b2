"""Retry-After: for how long a server wants to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy.http import Response


def retry_after(response: Response) -> float | None:
    """Seconds that Retry-After asks for (RFC 9110, 10.2.3), None without one that can be read.

    A date counts from the answer's own Date, if it has one: then the server's clock may be wrong.
    """
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isascii() and value.isdigit():
        return float(value[:12])
    until, now = _date(value), _date((response.headers.get("Date") or b"").decode("latin-1"))
    if until is None:
        return None
    seconds = (until - (now or datetime.now(UTC))).total_seconds()
    return seconds if seconds > 0 else None


def _date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
