"""Pages read by processes beside the crawl: the files are those of a crawl that reads them itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.generated_portal import HOST, generate
from newsportal.crawl.readers.beside import REREAD
from newsportal.crawl.session import CrawlSession
from newsportal.spiders.base import PortalSpider
from tests.crawl.offline import HOME, River, story
from tests.crawl.readers.ahead import ALWAYS, HANGS, NOW, ONCE, crawl, deadly, files

PORTAL = generate(60)
WEB = {HOME: "".join(f'<p><a href="/{n}.html">栖川县第{n}座河口新桥今天上午通车</a></p>' for n in range(1, 9))}
WEB |= {f"{HOME}{n}.html": story(n) for n in range(1, 9)}
TITLE = "栖川县第{}座河口新桥今天上午通车，两岸居民往来只要五分钟"
"""What a page's own heading does not say."""


def column(number: int) -> str:
    """An article whose heading is its column's name, and under it the links to the next ones."""
    lines = "".join(
        f"<p>栖川县交通局说，第{number}座桥的第{n}个桥墩已经建成，往来的车辆可以通行。</p>" for n in "一二三四五"
    )
    links = "".join(f'<li><a href="/{n}.html">{TITLE.format(n)}</a></li>' for n in range(number + 1, number + 4))
    return (
        f"<html><head><title>桥上来信_栖川网</title></head><body><h1>桥上来信</h1><div>{TITLE.format(number)}</div>"
        f"<p>2026-11-24 08:00 来源：栖川日报</p><div>{lines}</div><h3>相关阅读</h3><ul>{links}</ul></body></html>"
    )


CUT = {HOME: "".join(f'<p><a href="/{n}.html">栖川县第{n}座河口新桥…</a></p>' for n in range(1, 9))}
CUT |= {f"{HOME}{n}.html": column(n) for n in range(1, 12)}
"""The home page cuts its links short; what they say in full stands on pages that come at once with those they name."""
LATER = {url: text.replace("八，", "八，随后") for url, text in PORTAL.pages.items()}


class Weilan(PortalSpider):
    """The generated portal."""

    name = "weilan"
    seeds = (f"{HOST}/",)
    domains = ("weilan.example",)
    article = r"/\d{6}/\d+\.html$"
    default_depth = 99


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """One time for all crawls: what differs between two of them is not the clock."""
    monkeypatch.setattr(CrawlSession, "now", lambda _: NOW)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of two crawls of the generated portal, the second of which knows what the first one learned."""
    folder = tmp_path_factory.mktemp("alone")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CrawlSession, "now", lambda _: NOW)
        for web in (PORTAL.pages, LATER):
            crawl(folder, Weilan, web, 0, NEWSPORTAL_REVISIT_HOURS="0,0")
    return files(folder)


@pytest.mark.parametrize("readers", [1, 2])
def test_the_files_are_the_same_byte_for_byte_however_many_processes_read(
    readers: int, alone: dict[str, bytes], tmp_path: Path
) -> None:
    for web in (PORTAL.pages, LATER):
        crawl(tmp_path, Weilan, web, readers, NEWSPORTAL_REVISIT_HOURS="0,0")
    assert files(tmp_path) == alone
    assert len(files(tmp_path)["articles.jsonl"].splitlines()) > len(PORTAL.truth)


def test_a_page_is_read_with_what_those_before_it_tell_though_it_was_read_before_they_were_stored(
    tmp_path: Path,
) -> None:
    crawl(tmp_path / "alone", River, CUT, 0)
    made, _ = crawl(tmp_path / "with", River, CUT, 2)
    assert made.crawler.stats.get_value(REREAD) >= 5
    assert files(tmp_path / "with") == files(tmp_path / "alone")


def test_a_reader_that_is_killed_costs_nothing(
    alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(deadly(tmp_path / "deadly", list(PORTAL.truth)[5], ONCE))
    for web in (PORTAL.pages, LATER):
        crawl(tmp_path, Weilan, web, 2, NEWSPORTAL_REVISIT_HOURS="0,0")
    assert (tmp_path / "deadly" / "done").exists()
    assert files(tmp_path) == alone


@pytest.mark.parametrize("does", [ALWAYS, HANGS])
def test_a_page_over_which_readers_end_is_named_and_costs_no_other(
    does: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    crawl(tmp_path / "without", River, {url: text for url, text in WEB.items() if "4.html" not in url}, 0)
    monkeypatch.syspath_prepend(deadly(tmp_path / "deadly", "4.html", does))
    _, record = crawl(tmp_path / "with", River, WEB, 2, NEWSPORTAL_READER_SECONDS=1.5)
    assert (record.set_aside, record.errors) == ([f"{HOME}4.html"], {"process-ended": 1})
    assert f"set aside: '{HOME}4.html'" in caplog.text
    assert files(tmp_path / "with")["articles.jsonl"] == files(tmp_path / "without")["articles.jsonl"]


def test_where_no_reader_can_be_started_the_crawl_reads_by_itself_and_says_so_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    crawl(tmp_path / "alone", River, WEB, 0)
    monkeypatch.setattr("sys.executable", str(tmp_path / "none"))
    crawl(tmp_path / "with", River, WEB, 2)
    assert files(tmp_path / "with") == files(tmp_path / "alone")
    assert caplog.text.count("no reader can be started") == 1
