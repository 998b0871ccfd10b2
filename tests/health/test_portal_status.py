"""How each portal stands, and the table that shows it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsportal.health.portal_status import portal_statuses
from newsportal.items import Crawl, line

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def crawl(portal: str, ago: timedelta) -> Crawl:
    begin = NOW - ago
    return Crawl(
        id=f"{begin:%Y%m%dT%H%M%SZ}-{portal}", portal=portal, spider=portal, arguments={}, begin=begin,
        end=begin + timedelta(minutes=5), reason="finished", exit_code=0, outcome="did its job", articles_new=3,
        headlines_new=1200, repeats={"url": 40, "text": 2}, newest=begin - HOUR,
    )  # fmt: skip


HOURLY = [crawl("people", n * HOUR) for n in range(9, 0, -1)]
ALARM = {"what": "hub gives no headlines", "where": "http://x.example/", "expected": "at least 9", "found": "0"}


def test_a_portal_crawled_as_usual_is_well_and_as_fresh_as_its_newest_item() -> None:
    (status,) = portal_statuses(HOURLY, NOW)
    assert (status.health, status.why) == ("well", "")
    assert status.newest == NOW - 2 * HOUR
    assert status.last is HOURLY[-1]


def test_freshness_outlasts_crawls_that_read_nothing_new() -> None:
    (status,) = portal_statuses([*HOURLY[:-2], *(replace(c, newest=None) for c in HOURLY[-2:])], NOW)
    assert status.newest == NOW - 4 * HOUR


@pytest.mark.parametrize(
    ("last", "health", "why"),
    [
        ({"exit_code": 3, "outcome": "no page"}, "failed", "no page (exit code 3, finished)"),
        ({"exit_code": 5, "alarms": [ALARM, ALARM]}, "alarm",
         "hub gives no headlines: http://x.example/: expected at least 9, found 0 (and 1 more)"),
        ({"begin": NOW - 5 * HOUR, "end": NOW - 4 * HOUR}, "late", "usually crawled every 1 h"),
    ],
)  # fmt: skip
def test_a_portal_that_needs_a_look_says_why(last: dict[str, object], health: str, why: str) -> None:
    (status,) = portal_statuses([*HOURLY[:-4], replace(HOURLY[-1], **last)], NOW)
    assert (status.health, status.why) == (health, why)


def test_a_portal_with_few_crawls_is_learning_and_never_late() -> None:
    (status,) = portal_statuses(HOURLY[:3], NOW + 99 * HOUR)
    assert status.health == "learning"


def test_a_portal_is_known_from_its_first_start_on_and_says_what_it_is_doing() -> None:
    doing = {"new": "running", "people": "waiting"}
    assert [(s.portal, s.health, s.last is None, s.doing) for s in portal_statuses(HOURLY, NOW, doing)] == [
        ("new", "learning", True, "running"),
        ("people", "well", False, "waiting"),
    ]


def test_those_that_need_a_look_come_first() -> None:
    bad = replace(crawl("zhan", HOUR), exit_code=5, alarms=[ALARM])
    new = crawl("aaa", HOUR)
    assert [s.portal for s in portal_statuses([*HOURLY, new, bad], NOW)] == ["zhan", "aaa", "people"]


def status(folder: Path) -> subprocess.CompletedProcess[str]:
    here = Path(__file__).parents[2]
    environment = os.environ | {
        "PYTHONPATH": str(here),
        "SCRAPY_SETTINGS_MODULE": "newsportal.settings",
    }
    command = [sys.executable, "-m", "scrapy", "status", "-s", f"NEWSPORTAL_OUTPUT={folder}"]
    return subprocess.run(command, env=environment, cwd=here, capture_output=True, text=True, check=False, timeout=60)


def test_the_command_shows_every_portal_and_its_exit_code_says_whether_one_needs_a_look(tmp_path: Path) -> None:
    assert "no crawl of a portal has ended yet" in status(tmp_path).stdout
    now = datetime.now(UTC)
    fresh = replace(crawl("people", HOUR), begin=now - HOUR, end=now - HOUR, newest=now - 3 * HOUR)
    path = tmp_path / "crawls.jsonl"
    path.write_text(line(fresh) + "\n", encoding="utf-8")
    well = status(tmp_path)
    assert well.returncode == 0, well.stderr
    row = next(text for text in well.stdout.splitlines() if text.startswith("people")).split()
    assert row == ["people", "learning", "60", "min", "ago", "3", "1,200", "3", "h"]
    bad = replace(fresh, portal="sina", exit_code=5, alarms=[ALARM | {"where": "[要闻]"}])
    path.write_text(line(fresh) + "\n" + line(bad) + "\n", encoding="utf-8")
    alarmed = status(tmp_path)
    assert alarmed.returncode == 5
