"""`scrapy portals` lists what can be crawled, and the arguments of one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.cells import cell_len

from newsportal.items import Crawl, line
from newsportal.spiders.demo import DemoSpider
from newsportal.spiders.portal_data import KINDS
from tests.run import scrapy
from tests.spiders.test_arguments import PROJECT


def test_every_portal_is_a_line_of_80_columns_with_its_name_seeds_and_last_crawl(tmp_path: Path):
    ended = datetime.now(UTC) - timedelta(hours=3)
    crawl = Crawl(
        id="1-demo", portal="demo", spider="demo", arguments={}, begin=ended, end=ended, reason="finished", exit_code=0,
        outcome="did its job",
    )  # fmt: skip
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "crawls.jsonl").write_text(f"{line(crawl)}\n", "utf-8")
    listed = scrapy(tmp_path, "portals")
    assert (listed.returncode, listed.stderr) == (0, "")
    lines = listed.stdout.splitlines()
    assert all(cell_len(text) <= 80 for text in lines), listed.stdout
    rows = {text.split()[0]: text.split() for text in lines}
    people = PROJECT.load("people")
    assert rows["people"][:-1] == ["people", "人民网", "never", people.checked[:7]]
    assert people.seeds[0].startswith(rows["people"][-1].rstrip("…"))
    assert rows["demo"][:-1] == ["demo", "演示门户", "3", "h", "ago"]
    assert rows["portal"][-1] == "url=…"


def test_the_portals_of_a_kind_stand_together_under_its_name(tmp_path: Path):
    lines = scrapy(tmp_path, "portals").stdout.splitlines()
    first = {text.split()[0]: place for place, text in enumerate(lines)}
    heads = [place for place, text in enumerate(lines) if text.strip() in KINDS.values()]
    assert [lines[place].strip() for place in heads] == list(KINDS.values())
    assert heads[0] < first["people"] < heads[1] < first["sohu"] < heads[2]


def test_a_portal_says_what_it_is_and_how_that_is_known(tmp_path: Path):
    shown = scrapy(tmp_path, "portals", "bbczhongwen").stdout
    spider = PROJECT.load("bbczhongwen")
    assert spider.checked
    assert spider.from_memory
    for text in ("overseas", *spider.seeds, *spider.feeds, *spider.paths, spider.checked, *spider.from_memory):
        assert text in shown


def test_a_portal_says_its_arguments_with_their_meaning(tmp_path: Path):
    shown = scrapy(tmp_path, "portals", "demo").stdout
    for name, argument in DemoSpider.known.items():
        assert f"-a {name}=…" in shown
        assert argument.meaning in shown
    assert "must be given" in scrapy(tmp_path, "portals", "portal").stdout


def test_a_name_that_is_none_is_told_with_the_nearest_one(tmp_path: Path):
    run = scrapy(tmp_path, "portals", "poeple")
    assert run.returncode == 2
    assert "there is no portal 'poeple'; is people meant?" in run.stderr.splitlines()[-1]
