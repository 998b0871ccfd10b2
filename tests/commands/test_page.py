"""`scrapy page` shows pages and stores nothing; `scrapy crawl page` shows the same and stores it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from newsportal import lock
from newsportal.exit_codes import Exit
from tests.run import ROOT, records, scrapy, start

ADDRESS = "https://news.river.example.cn/2026/1124/1.html"


def page(number: int, head: str = "") -> str:
    """A saved page: an article, and three headlines beside it of which one is this page's own."""
    own = f'<li><a href="/2026/1123/{number}0.html">第{number}条航线下月开通，票价尚未公布</a></li>'
    others = "".join(f'<li><a href="/2026/1122/{n}.html">候鸟飞抵第{n}处湿地，观鸟者清晨守候</a></li>' for n in (7, 8))
    return (
        f"<html><head>{head}<meta charset=utf-8><title>栖川县第{number}座新桥通车 - 栖川在线</title></head><body>"
        f"<h1>栖川县第{number}座新桥通车</h1><p>2026-11-24 08:00 来源：栖川日报</p>"
        f"<div>{'<p>栖川县河口大桥今天上午正式通车，两岸居民往来只要五分钟。</p>' * 8}</div>"
        f"<div><h3>相关阅读</h3><ul>{own}{others}</ul></div></body></html>"
    )


@pytest.fixture
def saved(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"页{number}.html" for number in (1, 2)]
    for number, path in enumerate(paths, 1):
        path.write_text(page(number), "utf-8")
    return paths


def test_many_files_are_shown_in_one_call_and_nothing_is_written(tmp_path: Path, saved: list[Path]):
    addresses = [argument for n in (1, 2) for argument in ("--address", ADDRESS.replace("1.html", f"{n}.html"))]
    run = scrapy(tmp_path, "page", *map(str, saved), *addresses)
    assert (run.returncode, run.stderr) == (0, "")
    for number in (1, 2):
        assert re.search(rf"title +栖川县第{number}座新桥通车\n", run.stdout)
        assert re.search(rf" 1  第{number}条航线下月开通", run.stdout)
    for words in ("source +栖川日报", "published +2026-11-24 08:00", "相关阅读: related, 3 headlines", "3  候鸟飞抵"):
        assert len(re.findall(words, run.stdout)) == 2, words
    assert sorted(path.name for path in tmp_path.iterdir()) == ["scrapy.cfg", "页1.html", "页2.html"]


def test_the_json_has_a_line_for_each_page(tmp_path: Path, saved: list[Path]):
    run = scrapy(tmp_path, "page", "--json", *map(str, saved), "-s", "DOWNLOAD_MAXSIZE=0")
    told = [json.loads(text) for text in run.stdout.splitlines()]
    assert [one["place"] for one in told] == list(map(str, saved))
    assert [one["article"]["source"] for one in told] == ["栖川日报"] * 2
    assert [one["blocks"] for one in told] == [[], []], "relative links lead nowhere without an address"


@pytest.mark.parametrize(
    "head", [f"<!-- saved from url=(0046){ADDRESS} -->", f'<link rel="canonical" href="{ADDRESS}">']
)
def test_a_saved_file_that_says_where_it_was_needs_no_address(tmp_path: Path, head: str):
    (tmp_path / "a.html").write_text(page(1, head), "utf-8")
    run = scrapy(tmp_path, "page", "--json", "a.html")
    told = json.loads(run.stdout)
    assert told["url"] == ADDRESS
    assert len(told["blocks"][0]["headlines"]) == 3


def test_saved_files_are_stored_under_the_address_that_they_state_and_none_under_anothers(tmp_path: Path):
    head = f'<link rel="canonical" href="{ADDRESS}">'
    for n in (1, 2):
        (tmp_path / f"{n}.html").write_text(page(n, head), "utf-8")
    run = scrapy(tmp_path, "crawl", "page", "-a", "url=*.html")
    assert run.returncode == Exit.OK, run.stderr
    urls = [article["url"] for article in records(tmp_path, "articles")]
    assert urls == [ADDRESS, (tmp_path / "2.html").as_uri()]
    assert len(records(tmp_path, "headlines")) == 3, "relative links are addresses there"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "takes files and addresses"),
        (["missing.html"], "'missing.html': there is no such file"),
        (["页1.html", "--address", "gopher://x"], "--address='gopher://x' is not an http or https address"),
        (["页1.html", "页2.html", "--address", ADDRESS], "as many --address as files (2)"),
    ],
)
def test_what_cannot_be_shown_is_said_in_one_sentence(tmp_path: Path, saved: list[Path], arguments, says):
    run = scrapy(tmp_path, "page", *arguments)
    assert run.returncode == Exit.USAGE
    assert says in run.stderr.splitlines()[-1]


def test_a_page_of_the_web_that_cannot_be_read_is_told_beside_a_file_that_can(tmp_path: Path, saved: list[Path]):
    run = scrapy(tmp_path, "page", str(saved[0]), "http://127.0.0.1/1.html")
    assert run.returncode == Exit.UNREACHABLE
    assert "栖川县第1座新桥通车" in run.stdout
    why = "its host is not on the public internet; NEWSPORTAL_ALLOWED_NETWORKS can allow its network"
    assert run.stderr == f"http://127.0.0.1/1.html: cannot be read: network ({why})\n"


def test_a_stored_page_is_shown_the_same_and_belongs_to_the_portal_of_its_address(tmp_path: Path, saved: list[Path]):
    shown = scrapy(tmp_path, "page", str(saved[0]), "--address", ADDRESS).stdout.splitlines()
    run = scrapy(tmp_path, "crawl", "page", "-a", f"url={saved[0]}", "-a", f"address={ADDRESS}")
    assert run.returncode == Exit.OK, run.stderr
    # The place is the address here, and the file there.
    assert run.stdout.splitlines()[1:] == shown[2:]
    (article,) = records(tmp_path, "articles")
    assert (article["url"], article["portal"]) == (ADDRESS, "example.cn")
    assert len(records(tmp_path, "sightings")) == 3


def test_a_page_makes_no_headline_of_another_one_gone(tmp_path: Path, saved: list[Path]):
    for number, path in enumerate(saved, 1):
        address = ADDRESS.replace("1.html", f"{number}.html")
        assert scrapy(tmp_path, "crawl", "page", "-a", f"url={path}", "-a", f"address={address}").returncode == 0
    assert len(records(tmp_path, "articles")) == 2
    assert {sighting["kind"] for sighting in records(tmp_path, "sightings")} == {"new", "repeat"}


def test_two_pages_are_stored_at_once_and_many_files_in_one_call(tmp_path: Path, saved: list[Path]):
    with lock.hold(tmp_path / ".scrapy" / "newsportal" / "locks" / "page.lock", "process 4711, a page"):
        crawls = [start(tmp_path, "crawl", "page", "-a", f"url={path}") for path in saved]
        assert [crawl.communicate(timeout=120) and crawl.returncode for crawl in crawls] == [0, 0]
    assert len(records(tmp_path, "articles")) == 2
    both = scrapy(tmp_path, "crawl", "page", "-a", f"url={tmp_path}/*.html")
    assert both.returncode == 0, both.stderr
    assert records(tmp_path, "crawls")[-1]["pages"] == 2
    assert both.stdout.count("栖川日报") == 2


def test_a_crawl_ends_by_itself_not_when_scrapy_looks_again_after_five_seconds(tmp_path: Path, saved: list[Path]):
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = newsportal.settings\n")
    never = "from scrapy.core.engine import ExecutionEngine; ExecutionEngine._SLOT_HEARTBEAT_INTERVAL = 1e6"
    for crawl in (["page", "-a", f"url={tmp_path}/*.html"], ["demo", "-a", "articles=1", "-a", "depth=1"]):
        code = f"{never}; from scrapy.cmdline import execute; execute({['scrapy', 'crawl', *crawl]})"
        command = [sys.executable, "-c", code]
        run = subprocess.run(
            command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=120,
            check=False,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
