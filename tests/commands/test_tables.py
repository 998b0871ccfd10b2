"""`scrapy export` and `scrapy sql` as a user runs them."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path

import pytest
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from newsportal.commands.sql import Command
from newsportal.exit_codes import Exit
from newsportal.lock import hold
from tests.reading.test_search import headline, write
from tests.run import scrapy


def test_what_was_written_is_exported_and_asked_and_wrong_questions_end_in_one_sentence(tmp_path: Path) -> None:
    nothing = scrapy(tmp_path, "export", "new")
    assert (nothing.returncode, "no crawl has written" in nothing.stderr) == (Exit.USAGE, True)
    (tmp_path / "output").mkdir()
    write(tmp_path / "output", "headlines", [headline(n, f"大桥第{n}段合龙") for n in range(3)])
    run = scrapy(tmp_path, "export", "new")
    assert run.returncode == Exit.OK, run.stderr
    assert run.stdout == "written into new: articles 0 days, headlines 1 day, sightings 0 days, crawls 0 days\n"
    question = "SELECT text, first_seen FROM headlines_now ORDER BY id LIMIT 1"
    table = scrapy(tmp_path, "sql", question)
    assert table.stdout.split() == ["text", "first_seen", "大桥第0段合龙", "2026-11-20", "12:00:00"], table.stderr
    told = scrapy(tmp_path, "sql", question, "--export", "new", "--json")
    assert json.loads(told.stdout) == {"text": "大桥第0段合龙", "first_seen": "2026-11-20T12:00:00.000000+08:00"}
    refused = scrapy(tmp_path, "sql", "SELECT * FROM articels")
    assert (refused.returncode, "articels" in refused.stderr.splitlines()[-1]) == (Exit.USAGE, True)
    assert "holds the records themselves" in scrapy(tmp_path, "export", "output", "--csv").stderr
    assert scrapy(tmp_path, "export", "").returncode == Exit.USAGE, "not the folder that the command runs in"
    with hold(tmp_path / "new" / ".lock", "another"):
        busy = scrapy(tmp_path, "export", "new", "--csv")
    assert (busy.returncode, busy.stderr) == (Exit.LOCKED, "another export writes into new\n")


def answer(capsys: pytest.CaptureFixture[str], question: str, *options: str) -> str:
    command = Command()
    parser = ArgumentParser()
    command.settings = Settings({"NEWSPORTAL_OUTPUT": "output"})
    command.add_options(parser)
    command.run([question], parser.parse_args(options))
    return capsys.readouterr().out


def test_every_answer_is_shown_whatever_its_columns_are_called_and_however_many_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert answer(capsys, """SELECT 1 AS "[/red]", 2 AS ":x:" """).split() == ["[/red]", ":x:", "1", "2"]
    assert json.loads(answer(capsys, "SELECT 1 AS a, 2 AS a", "--json")) == {"a": 1, "a_2": 2}
    narrow = answer(capsys, "SELECT repeat('x', 150) AS a, 1 AS b")
    assert "x" * 150 in narrow, "no terminal, no 80 columns"
    wide = answer(capsys, f"SELECT {', '.join(f'{n} AS c{n}' for n in range(30))}, NULL AS gone").split("\n")
    assert [line.split() for line in wide[:3]] == [["c0", "0"], ["c1", "1"], ["c2", "2"]]
    with pytest.raises(UsageError):
        answer(capsys, "SELECT 'infinity'::TIMESTAMPTZ")
    with pytest.raises(SystemExit):
        answer(capsys, "SELECT 1", "--most", "-1")
