"""`scrapy export` and `scrapy sql` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

from newsportal.exit_codes import Exit
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
