"""Retry-After as servers write it."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from newsportal.download.politeness.retry_after import retry_after

NOW = datetime(2026, 11, 24, 8, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("9" * 5000, 999999999999.0),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        ("１０", None),
        ("Tue, 24 Nov 2026 08:00:30 GMT", 30.0),
        ("Tuesday, 24-Nov-26 08:00:30 GMT", 30.0),
        ("Tue, 24 Nov 2026 16:00:30 +0800", 30.0),
        ("Tue, 24 Nov 2026 07:59:00 GMT", None),
        ("Tue, 99 Nov 2026 07:59:00 GMT", None),
        ("Tue, 24 Nov 99999999 07:59:00 GMT", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date_by_the_servers_own_clock(
    value: str, seconds: float | None
) -> None:
    assert retry_after(value, format_datetime(NOW, usegmt=True)) == seconds
