"""The log of a crawl tells its story, and cron, which mails what stands on stderr, has nothing to mail."""

from __future__ import annotations

import re
import socket
from pathlib import Path

from newsportal.exit_codes import Exit
from tests.run import records, scrapy

TIME = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d "
LOGGED = ("--logfile", "log", "-s", "NEWSPORTAL_PROGRESS_SECONDS=0.1")


def positions(log: str, *patterns: str) -> list[int]:
    found = [re.search(pattern, log) for pattern in patterns]
    return [match.start() if match else -1 for match in found]


def test_a_log_file_tells_the_whole_story_and_nothing_is_said_beside_it(tmp_path: Path) -> None:
    run = scrapy(tmp_path, "crawl", "demo", *LOGGED)
    assert (run.returncode, run.stdout, run.stderr) == (Exit.OK, "", "")
    (crawl,) = records(tmp_path, "crawls")
    log = (tmp_path / "log").read_text("utf-8")
    places = positions(
        log,
        rf"INFO: crawl {crawl['id']} begins",
        r"INFO: demo: [1-9]\d* pages, .* addresses wait, \d+ errors, \d+ left out \(robots \d+\)",
        r"INFO: demo: did its job \(exit code 0, finished, [\d a-z]+, \d+ requests\)",
        rf"headlines +{crawl['headlines_new']} new and distinct",
    )
    assert -1 not in places, log
    assert places == sorted(places)
    # A record begins with its time, and nothing in it can pass for another: its further lines are indented.
    assert all(re.match(f"{TIME}|    ", line) for line in log.splitlines()), log


def test_what_is_not_well_is_told_on_stderr_too(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    allowed = ("-s", "NEWSPORTAL_ALLOWED_NETWORKS=127.0.0.0/8", "-s", f"NEWSPORTAL_ALLOWED_PORTS={port}")
    run = scrapy(tmp_path, "crawl", "portal", "-a", f"url=http://127.0.0.1:{port}/", *allowed, *LOGGED)
    assert run.returncode == Exit.UNREACHABLE
    said = "127.0.0.1: no page could be read (exit code 3, finished"
    assert run.stderr.startswith(f"\n{said}")
    assert "errors      connection-refused 1" in run.stderr
    log = (tmp_path / "log").read_text("utf-8")
    assert f"ERROR: {said}" in log
    assert log.count("WARNING") == 1
    assert "could not be read (the host refuses the connection)" in log


def test_a_log_that_is_full_costs_a_sentence_not_the_crawl(tmp_path: Path) -> None:
    (tmp_path / "log").symlink_to("/dev/full")
    run = scrapy(tmp_path, "crawl", "demo", "--logfile", "log")
    assert run.returncode == Exit.STORAGE
    assert run.stderr == "cannot write (exit code 74): log: No space left on device\n"
