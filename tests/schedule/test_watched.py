"""How a crawl of the schedule is started: under a watchdog, with the bounds that schedule.toml gives."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsportal.schedule.config import read
from newsportal.schedule.runner import Start, watched

DUE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
PLAN = """
grace = "1m30s"
keep_logs = 5
log_size = "500 KB"

[crawl.small]
portal = "portal"
arguments = { url = "https://news.example/", depth = 2 }
settings = { DOWNLOAD_DELAY = "3" }
every = "1h"
longest = "20m"
stall = "5m"
"""


def test_a_crawl_is_started_under_a_watchdog_with_the_bounds_of_its_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "schedule.toml").write_text(PLAN, encoding="utf-8")
    plan, told = read(tmp_path / "schedule.toml", ("portal",)), list[str]()
    monkeypatch.setattr("subprocess.Popen", lambda command, **_: told.extend(command))
    watched(plan, tmp_path / "logs", tmp_path)(Start(entry=plan.entries[0], due=DUE, number=2), tmp_path / "small.json")
    limits, crawl = told[: told.index("--")], told[told.index("--") + 1 :]
    assert limits[1:3] == ["-m", "newsportal.schedule.watchdog"]
    for bound in ("longest=1200s", "stall=300s", "grace=90s", "log-size=500 KB", "keep=5", "number=2"):
        assert f"--{bound}" in limits
    places = {f"--logs={tmp_path}/logs/small", f"--record={tmp_path}/small.json", f"--due={DUE.isoformat()}"}
    assert places <= set(limits)
    given = ["-a", "url=https://news.example/", "-a", "depth=2", "-s", "DOWNLOAD_DELAY=3"]
    assert crawl[1:] == ["-m", "scrapy", "crawl", "portal", *given]
