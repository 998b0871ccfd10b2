"""The figures of a crawl are those of its files, whatever shape the portal has."""

from __future__ import annotations

from pathlib import Path

import pytest
from scrapy.http import Response

from newsportal.extensions.crawl_end import CrawlEnd
from newsportal.items import Crawl, Sighting, item_of
from newsportal.output.open import open_store
from newsportal.output.replay import rebuild
from tests.crawl.offline import HOME, OfflineCrawl, entry, story
from tests.recount import recounted, summary

SPORT, GONE, LATEST = HOME + "sport/", HOME + "gone/", HOME + "latest/"
BRIDGE, SHORT = "栖川县河口大桥今天上午正式通车两岸往来只要五分钟", "河口大桥通车啦渡轮停航"


def block(label: str, *links: tuple[str, int]) -> str:
    """A block of headlines: words and the number of the article each leads to."""
    heading = f"<h2>{label}</h2>" if label else ""
    return f"<div>{heading}<ul>{''.join(f'<li><a href=/{to}.html>{words}</a></li>' for words, to in links)}</ul></div>"


def page(*blocks: str) -> str:
    """A hub."""
    return f"<html><body>{''.join(blocks)}</body></html>"


def others(first: int, count: int = 4) -> list[tuple[str, int]]:
    """Headlines of their own."""
    return [(f"栖川县第{number}所乡镇卫生院年内完成改造", number) for number in range(first, first + count)]


TOP = block("头条", (BRIDGE, 1), *others(10))
WEB = {
    HOME: page(
        TOP,
        block("最新见闻", (SHORT, 1), (BRIDGE[:14] + "…", 1), (BRIDGE, 2), *others(20), *others(20, 1)),
        block("", *others(50)),
    ),
    SPORT: page(block("热点排行", *others(60), *others(10))),
    LATEST: page(block("热点排行", *others(70), *others(10))),
    HOME + "1.html": story(1) + block("推荐阅读", *others(80)),
    HOME + "2.html": story(2) + block("推荐阅读", *others(80), ("栖川县第80所乡镇卫生院年内完成改建", 90)),
}
NEXT_DAY = WEB | {
    HOME: page(TOP.replace("五分钟", "三分钟"), block("最新见闻", (SHORT, 1), *others(21, 2))),
    LATEST: page(block("热点排行", *others(72), *others(10))),
    HOME + "1.html": story(1, words="栖川县河口大桥昨天夜里因大雾临时封闭，两岸居民改乘渡轮往来，县交通局将另行通知。"),
}


def crawl(folder: Path, web: dict[str, str], unchanged: tuple[str, ...] = ()) -> None:
    """One crawl of all pages of a web, to its end."""
    run = OfflineCrawl(folder)
    for url in web:
        asked = entry(url, "seed" if url == HOME else "article" if url.endswith("html") else "hub")
        if url in unchanged:
            run.keep(run.spider.reader.read(Response(url, status=304), asked))
        else:
            run.read(web, asked)
    failed = run.spider.reader.failure
    run.keep(failed(entry(GONE, "hub"), "http 404", True, answered=True))
    run.keep(failed(entry("http://river.example:81/", "hub"), "port"))
    run.keep(failed(entry(HOME + "feed", "feed", 0), "http 404", True, answered=True))
    run.keep(failed(entry(HOME + "rss.xml", "feed", 0), "port"))
    run.keep(run.spider.reader.read(Response(HOME + "sitemap.xml", status=304), entry(HOME + "sitemap.xml", "sitemap")))
    CrawlEnd(run.crawler).close("finished")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Three crawls: the first, one in which only a hub was read again and the others called unchanged, the next day."""
    crawl(tmp_path, WEB)
    crawl(tmp_path, NEXT_DAY, (HOME, SPORT, HOME + "1.html", HOME + "2.html"))
    crawl(tmp_path, NEXT_DAY, (SPORT,))
    return tmp_path / "output"


def told(output: Path) -> list[Crawl]:
    """The records of the crawls."""
    return [item_of(Crawl, line) for line in open_store(output).all("crawls")]


def sightings(output: Path, number: int) -> list[Sighting]:
    """The sightings of a crawl."""
    crawl = told(output)[number].id
    return [item_of(Sighting, line) for line in open_store(output).all("sightings") if line["crawl"] == crawl]


def test_every_figure_of_record_and_summary_is_counted_in_the_files(
    output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(output) == [recounted(output, number) for number in range(3)]
    crawl(output.parent, NEXT_DAY)
    assert summary(output, 3) in capsys.readouterr().err
    kinds = {kind for record in told(output) for kind in record.sightings_by_kind}
    assert kinds == {"new", "repeat", "maybe", "changed", "settled", "gone"}


def test_two_wordings_in_two_places_of_one_crawl_are_variants_and_new_words_in_one_place_are_a_change(
    output: Path,
) -> None:
    first, third = sightings(output, 0), sightings(output, 2)
    (variant,) = [sighting for sighting in first if sighting.text == SHORT]
    assert (variant.kind, variant.rule) == ("repeat", "address")
    assert BRIDGE in (variant.evidence or "")
    assert [(sighting.block, sighting.other) for sighting in third if sighting.kind == "changed"] == [("头条", BRIDGE)]


def test_what_a_hub_called_unchanged_shows_is_not_gone(output: Path) -> None:
    """热点排行 was read on another page, so that the block was seen, but not on that one."""
    gone = [{s.text for s in sightings(output, number) if s.kind == "gone"} for number in range(3)]
    left = {words for words, _ in others(70, 2)}
    assert gone[:2] == [set(), left]
    assert gone[2] >= {words for words, _ in [*others(20, 1), *others(23, 1)]}
    assert not gone[2] & {words for words, _ in others(60)}


def test_a_feed_is_no_page_and_a_place_that_was_only_tried_is_neither_left_out_nor_an_error(output: Path) -> None:
    for record in told(output):
        assert (record.errors, record.dropped) == ({"http 404": 1}, {"port": 1})
    assert [record.unchanged for record in told(output)] == [0, 4, 1]


def test_an_article_read_again_as_it_was_counts_as_read(output: Path) -> None:
    assert [(record.articles_read, record.articles_new, record.articles_changed) for record in told(output)] == [
        (2, 2, 0), (0, 0, 0), (2, 0, 1),
    ]  # fmt: skip


def test_a_rebuild_gives_the_same_lines(output: Path, tmp_path: Path) -> None:
    rebuild(open_store(output), open_store(tmp_path / "new"))
    for name in ("articles.jsonl", "headlines.jsonl", "sightings.jsonl"):
        assert (tmp_path / "new" / name).read_bytes() == (output / name).read_bytes()
