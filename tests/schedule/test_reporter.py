"""The report that the scheduler has written after crawls, with processes that the test ends."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from newsportal.schedule.config import read
from newsportal.schedule.plan import Report
from newsportal.schedule.reporter import Reporter
from newsportal.toml_file import TomlError


class Written:
    """Processes that write a report: their commands, and the exit code of the one that runs."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.code: int | None = None
        self.pid = 0

    def __call__(self, command) -> Written:
        self.commands.append(list(command))
        self.code = None
        return self

    def poll(self) -> int | None:
        return self.code


def test_a_report_is_written_once_for_all_crawls_that_ended_meanwhile(tmp_path: Path, caplog) -> None:
    crawls, written, report = tmp_path / "crawls.jsonl", Written(), Report(days=3, file="page.html")
    crawls.write_text("before\n")
    reporter = Reporter(crawls, written)
    reporter.look(report)
    assert written.commands == []
    for _ in range(3):
        crawls.write_text(f"{crawls.read_text()}another\n")
        reporter.look(report)
    assert written.commands == [["report", "--days=3", "-o", "page.html"]]
    written.code = 0
    reporter.look(report)
    written.code = 74
    with caplog.at_level(logging.WARNING):
        reporter.look(report)
        reporter.look(report)
    assert len(written.commands) == 2
    assert "exit code 74" in caplog.text
    reporter.look(None)
    crawls.unlink()
    reporter.look(Report())
    assert written.commands[2] == ["report"]


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ("days = 0", "days: a number above 0 is needed, not 0"),
        ("days = true", "days: a number above 0 is needed, not True"),
        ('file = ""', "file: a path is needed"),
        ("hours = 3", "no such key: hours"),
    ],
)
def test_a_wrong_table_is_named_with_its_line(tmp_path: Path, table: str, problem: str) -> None:
    path = tmp_path / "schedule.toml"
    path.write_text(f'[crawl.demo]\nevery = "1h"\n\n[report]\n{table}\n', "utf-8")
    with pytest.raises(TomlError) as wrong:
        read(path, ["demo"])
    assert f"line 4: report: {problem}" in str(wrong.value)
    path.write_text('[report]\ndays = 2.5\n[crawl.demo]\nevery = "1h"\n', "utf-8")
    assert read(path, ["demo"]).report == Report(days=2.5)
    path.write_text('[crawl.demo]\nevery = "1h"\n', "utf-8")
    assert read(path, ["demo"]).report is None
