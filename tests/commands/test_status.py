"""`scrapy status`: a line a portal, what runs and what waits, one portal in detail, and what is forgotten."""

from __future__ import annotations

import signal
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsportal import lock
from newsportal.exit_codes import Exit
from newsportal.items import Crawl, line
from tests.run import records, scrapy, start
from tests.waiting import LONGEST, wait_for

NOW = datetime.now(UTC)
CRAWL = Crawl(
    id="20261124T080000Z-people", portal="people", spider="people", arguments={}, begin=NOW - timedelta(hours=14),
    end=NOW - timedelta(hours=12.5), reason="finished", exit_code=0, outcome="did its job", articles_new=12_345,
    headlines_new=123_456, newest=NOW - timedelta(hours=20.5),
)  # fmt: skip
ALARM = {"what": "hub gives no headlines", "where": "http://x.example/[要闻]", "expected": "at least 9", "found": "0"}
BAD = replace(CRAWL, portal="sina", spider="sina", exit_code=5, outcome="alarm", alarms=[ALARM, ALARM | {"found": "1"}])


def write(folder: Path, *crawls: Crawl) -> None:
    (folder / "output").mkdir(parents=True, exist_ok=True)
    text = "".join(f"{line(crawl)}\n" for crawl in crawls)
    (folder / "output" / "crawls.jsonl").write_text(text, encoding="utf-8")


def test_each_portal_is_one_line_of_80_columns(tmp_path: Path):
    long = replace(CRAWL, portal="a-very-long-name-of-a-portal.with-many.parts.example.com.cn")
    write(tmp_path, CRAWL, long, BAD, replace(CRAWL, portal="seen.cn", spider="page"))
    run = scrapy(tmp_path, "status")
    assert run.returncode == Exit.ALARM
    rows = run.stdout.splitlines()
    assert all(len(row) <= 80 for row in rows)
    assert [row.split()[0][:6] for row in rows] == ["portal", "sina", "a-very", "people", "`scrap"]
    assert rows[3].split() == ["people", "learning", "12", "h", "ago", "12,345", "123,456", "20", "h"]
    assert "PORTAL` says why" in rows[-1]


def test_one_portal_is_shown_with_all_its_alarms_and_its_last_crawls(tmp_path: Path):
    write(tmp_path, CRAWL, replace(BAD, alarms=[]), BAD)
    run = scrapy(tmp_path, "status", "sina")
    assert run.returncode == Exit.ALARM
    assert run.stdout.splitlines()[0].startswith("sina: alarm: hub gives no headlines: http://x.example/[要闻]")
    assert "found 1" in run.stdout
    assert run.stdout.count("12,345") == 3
    assert scrapy(tmp_path, "status", "people").returncode == Exit.OK
    unknown = scrapy(tmp_path, "status", "poeple")
    assert unknown.returncode == Exit.USAGE
    assert "no crawl of 'poeple' is known; is people meant?" in unknown.stderr.splitlines()[-1]


def test_a_crawl_is_shown_while_it_runs_and_while_it_waits_and_status_writes_nothing(tmp_path: Path):
    process = start(tmp_path, "crawl", "demo", "-s", "DOWNLOAD_DELAY=0.2")
    wait_for(lambda: records(tmp_path, "articles"))
    assert scrapy(tmp_path, "status").stdout.splitlines()[1].split() == ["demo", "learning", "none", "yet", "running"]
    assert f"process {process.pid}" in scrapy(tmp_path, "status", "demo").stdout
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=LONGEST)
    before = files(tmp_path)
    assert scrapy(tmp_path, "status").stdout.splitlines()[1].split()[-1] == "waiting"
    told = scrapy(tmp_path, "status", "demo").stdout
    assert "addresses wait; scrapy crawl demo goes on" in told
    assert files(tmp_path) == before


def files(folder: Path) -> dict[str, bytes]:
    """What lies in a folder, SQLite's index of its log left out: it belongs to whoever has the database open."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(("-shm", "-wal")))
    return {str(path): path.read_bytes() for path in found}


def test_a_portal_is_forgotten_until_it_is_crawled_again(tmp_path: Path):
    write(tmp_path, CRAWL, BAD)
    with lock.hold(tmp_path / ".scrapy" / "newsportal" / "locks" / "sina.lock", "process 4711"):
        assert "a crawl of sina runs" in scrapy(tmp_path, "status", "--forget", "sina").stderr
    assert scrapy(tmp_path, "status", "--forget", "sina").returncode == Exit.OK
    left = scrapy(tmp_path, "status")
    assert left.returncode == Exit.OK
    assert "people" in left.stdout
    assert "sina" not in left.stdout
    later = datetime.now(UTC) + timedelta(minutes=1)
    write(tmp_path, CRAWL, BAD, replace(BAD, begin=later, end=later, exit_code=0, alarms=[]))
    assert "sina" in scrapy(tmp_path, "status").stdout
    assert scrapy(tmp_path, "status", "--forget", "../x").returncode == Exit.USAGE


@pytest.mark.parametrize("state", [b"", b"no database at all, but long enough to be looked at" * 40])
def test_a_state_that_cannot_be_read_hides_no_portal(tmp_path: Path, state: bytes):
    write(tmp_path, CRAWL)
    (tmp_path / ".scrapy" / "newsportal").mkdir(parents=True)
    (tmp_path / ".scrapy" / "newsportal" / "state.sqlite").write_bytes(state)
    run = scrapy(tmp_path, "status")
    assert run.returncode == Exit.OK
    assert "people" in run.stdout
    assert "which crawls run or wait is not known: the state file" in run.stderr
    assert "Traceback" not in run.stderr
