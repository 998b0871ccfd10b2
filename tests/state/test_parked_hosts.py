"""Hosts that are left alone for a while."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsportal.state.parked_hosts import SCHEMA, ParkedHosts
from newsportal.state.sqlite import SqliteState


def test_parking_outlives_the_process_and_ends_at_its_time(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    until = datetime.now(UTC) + timedelta(hours=1)
    ParkedHosts(SqliteState(path, schemas=(SCHEMA,))).park("a.cn", until)
    parking = ParkedHosts(SqliteState(path, schemas=(SCHEMA,)))
    assert parking.parked("a.cn") == until
    assert parking.parked("b.cn") is None
    parking.park("b.cn", datetime.now(UTC) - timedelta(seconds=1))
    assert parking.parked("b.cn") is None
    parking.park("a.cn", datetime.now(UTC) + timedelta(seconds=0.2))
    time.sleep(0.3)
    assert parking.parked("a.cn") is None


def test_parking_by_a_clock_that_was_ahead_is_not_believed() -> None:
    parking = ParkedHosts(SqliteState(":memory:", schemas=(SCHEMA,)))
    parking.park("a.cn", datetime.now(UTC) + timedelta(days=365))
    assert parking.parked("a.cn") is None
