"""`scrapy feed` as a user runs it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path

import feedparser
import pytest
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from newsportal.commands.feed import Command
from newsportal.exit_codes import Exit
from tests.reading.test_search import headline, write
from tests.run import scrapy

WATCH = """
[[channel]]
name = "desk"
url = "json://127.0.0.1"
[[watch]]
name = "桥"
words = "大橋 +第1段"
what = ["gone"]
to = ["desk"]
"""


def test_feeds_are_written_for_all_a_block_or_a_watch_with_the_address_that_serves_them(tmp_path: Path) -> None:
    nothing = scrapy(tmp_path, "feed")
    assert (nothing.returncode, "no crawl has written" in nothing.stderr) == (Exit.USAGE, True)
    (tmp_path / "output").mkdir()
    write(tmp_path / "output", "headlines", [headline(n, f"大桥第{n}段合龙") for n in range(3)])
    run = scrapy(tmp_path, "feed", "--portal", "river", "--block", "要/闻", "--url", "https://a.example/feeds")
    assert (run.returncode, run.stderr) == (Exit.OK, "")
    assert run.stdout.endswith("output/feeds/river-要-闻.atom and .json: 0 entries\n")
    run = scrapy(tmp_path, "feed", "--url", "https://a.example/feeds", "-o", "new.atom", "--most", "2")
    assert run.stdout == "new.atom and .json: 2 entries\n"
    told = feedparser.parse((tmp_path / "new.atom").read_bytes())
    assert [link.href for link in told.feed.links] == ["https://a.example/feeds/", "https://a.example/feeds/new.atom"]
    assert json.loads((tmp_path / "new.json").read_text("utf-8"))["items"][0]["title"] == "大桥第2段合龙"
    (tmp_path / "watches.toml").write_text(WATCH, "utf-8")
    run = scrapy(tmp_path, "feed", "--watch", "桥")
    assert (run.stdout.endswith("feeds/桥.atom and .json: 1 entry\n"), run.stderr) == (True, "")
    (tmp_path / "file").write_text("")
    unwritten = scrapy(tmp_path, "feed", "-o", "file/feed")
    assert (unwritten.returncode, unwritten.stderr.startswith("the feed cannot be written: ")) == (Exit.STORAGE, True)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [(["--url", "here"], "an address such as"), (["--url", "http://a b/"], "an address such as"), (["x"], "-o NAME"),
     (["--days", "0"], "above 0"), (["--watch", "nowhere"], "watches.toml"), (["-o", ""], "the name of a file")],
)  # fmt: skip
def test_a_wrong_option_is_told_in_one_sentence(words: list[str], sentence: str) -> None:
    command, parser = Command(), ArgumentParser()
    command.settings = Settings({"NEWSPORTAL_OUTPUT": "output"})
    command.add_options(parser)
    with pytest.raises(UsageError, match=sentence):
        command.run(*reversed(parser.parse_known_args(words)))
