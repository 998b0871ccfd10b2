"""`scrapy find` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

from newsportal.exit_codes import Exit
from tests.reading.test_search import headline, write
from tests.run import scrapy


def test_what_is_found_is_printed_newest_first_and_wrong_words_end_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    write(tmp_path / "output", "headlines", [headline(n, f"大桥第{n}段合龙") for n in range(25)])
    run = scrapy(tmp_path, "find", "大橋", "!第3段", "--most", "2")
    assert (run.returncode, run.stderr) == (Exit.OK, "")
    assert run.stdout.splitlines() == [
        "2026-11-20 12:24  river · 要闻  大桥第24段合龙", "    http://a.example/24",
        "2026-11-20 12:23  river · 要闻  大桥第23段合龙", "    http://a.example/23",
        "and 22 more: --most 0 shows all", "among 25 headlines, as of 2026-11-20 12:24",
    ]  # fmt: skip
    told = scrapy(tmp_path, "find", "第3段", "--json", "--since", "2026-11-20")
    assert [json.loads(line)["text"] for line in told.stdout.splitlines()] == ["大桥第3段合龙"]
    for words, sentence in ((["find"], "takes the words"), (["find", "桥", "--since", "soon"], "a day (2026-11-20)"),
                            (["find", "桥", "--most", "-1"], "0 or more"),
                            (["find", "桥", "--since", "0001-01-01T00:00+14:00"], "a day (2026-11-20)")):  # fmt: skip
        wrong = scrapy(tmp_path, *words)
        assert wrong.returncode == Exit.USAGE
        assert sentence in wrong.stderr.splitlines()[-1]


def test_what_is_not_found_is_said_and_an_index_that_is_damaged_is_named(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    write(tmp_path / "output", "headlines", [headline(1, "大桥合龙")])
    assert scrapy(tmp_path, "find", "隧道").stdout == "nothing found among 1 headline, as of 2026-11-20 12:01\n"
    (index,) = tmp_path.rglob("search.sqlite")
    whole = index.read_bytes()
    index.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    told = scrapy(tmp_path, "find", "大桥")
    assert (told.returncode, f"{index.name}: " in told.stderr, told.stderr.count("\n")) == (Exit.STORAGE, True, 1)
    index.unlink()
    assert "大桥合龙" in scrapy(tmp_path, "find", "大桥").stdout
