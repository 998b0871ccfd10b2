"""At its end a crawl reads again what it knows better by then; which page came first does not matter."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generated_portal import HOST, generate
from newsportal import SavedPage, read_portal
from newsportal.crawl import finish
from newsportal.crawl.second_reading import _SecondReading
from newsportal.exit_codes import Exit
from newsportal.items import Crawl
from newsportal.spiders.base import PortalSpider
from newsportal.state.frontier import Entry
from tests.crawl.offline import HOME, OfflineCrawl, River, answer, entry, story

PORTAL = generate(70)
FIELDS = ("title", "published", "source", "text")


class Weilan(PortalSpider):
    """The generated portal."""

    name = "weilan"
    seeds = (f"{HOST}/",)
    domains = ("weilan.example",)
    article = r"/\d{6}/\d+\.html$"


class Other(Weilan):
    """The same on another host."""

    name = "other"
    seeds = ("http://www.other.example/",)
    domains = ("other.example",)


def read(folder: Path, order: int, spider: type[PortalSpider] = Weilan, **settings: Any) -> OfflineCrawl:
    """A crawl that has read the portal's pages in some order, and has not ended."""
    crawl, host = OfflineCrawl(folder, spider, **settings), spider.seeds[0].rstrip("/")
    urls = list(PORTAL.pages)
    random.Random(order).shuffle(urls)
    web = {url.replace(HOST, host): page.replace(HOST, host) for url, page in PORTAL.pages.items()}
    for url in urls:
        kind = "article" if url in PORTAL.truth else "hub"
        crawl.read(web, Entry(url.replace(HOST, host), host.removeprefix("http://"), kind, 1))
    return crawl


def end(crawl: OfflineCrawl) -> Crawl:
    """The record of a crawl that ends now."""
    record = finish.end(crawl.session, "finished", Exit.OK)
    crawl.session.close()
    return record


def lines(folder: Path) -> list[dict[str, Any]]:
    """All lines of articles.jsonl."""
    text = (folder / "output" / "articles.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def last(folder: Path) -> dict[str, tuple[Any, ...]]:
    """What the files say last of each article."""
    return {line["url"]: tuple(line[name] for name in (*FIELDS, "title_from", "evidence")) for line in lines(folder)}


def test_whichever_page_comes_first_the_articles_are_the_same_and_right(tmp_path: Path) -> None:
    for order in (1, 2):
        end(read(tmp_path / str(order), order))
    found = last(tmp_path / "1")
    assert found == last(tmp_path / "2")
    pile = read_portal([SavedPage(url=url, body=body.encode()) for url, body in PORTAL.pages.items()])
    articles = {page.url: page.article for page in pile if page.article}
    assert articles.keys() == found.keys() == PORTAL.truth.keys()
    for url, (title, published, source, text, *_) in found.items():
        truth = PORTAL.truth[url]
        assert (title, published[:16], source, text) == (
            truth.title, f"{truth.published:%Y-%m-%dT%H:%M}", truth.source, truth.text,
        )  # fmt: skip
        assert (articles[url].title, articles[url].text) == (title, text)


def test_what_did_not_change_is_no_revision_and_what_did_says_why(tmp_path: Path) -> None:
    record = end(read(tmp_path, 1))
    again = [line for line in lines(tmp_path) if line["revision"] > 1]
    assert 0 < len(again) == record.articles_reread == record.articles_changed < len(PORTAL.truth)
    assert record.articles_new == len(PORTAL.truth)
    firsts = {line["url"]: line for line in lines(tmp_path) if line["revision"] == 1}
    for line in again:
        assert [line[name] for name in FIELDS] != [firsts[line["url"]][name] for name in FIELDS]
        assert line["evidence"]
        assert line["story"]
        assert line["keywords"]
    assert (record.shared_titles, record.dated_by_crawl) == (0, 0)


def test_crawls_of_several_portals_read_again_what_is_theirs_though_one_ends_among_the_others_lines(
    tmp_path: Path,
) -> None:
    early = read(tmp_path / "both", 1, Other)
    late = read(tmp_path / "both", 1)
    assert end(early).articles_reread
    assert end(late).articles_reread == end(read(tmp_path / "alone", 1)).articles_reread


def test_without_room_for_pages_the_titles_stay_and_are_told_to_be_shared(tmp_path: Path) -> None:
    record = end(read(tmp_path, 1, NEWSPORTAL_KEPT_MB=0))
    assert record.shared_titles
    assert record.shared_titles >= 3
    assert record.dropped["page beyond the bound of those that are kept to be read again"] > 5


def test_the_next_crawl_reads_right_at_once_and_a_page_that_says_the_same_is_known(tmp_path: Path) -> None:
    end(read(tmp_path, 1))
    before = last(tmp_path)
    record = end(read(tmp_path, 2))
    assert (record.articles_new, record.articles_changed, record.articles_reread) == (0, 0, 0)
    assert last(tmp_path) == before


def test_a_crawl_killed_while_it_reads_again_stores_nothing_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    end(read(tmp_path / "whole", 1))
    crawl, keep = read(tmp_path / "killed", 1), _SecondReading._keep
    monkeypatch.setattr("newsportal.crawl.second_reading._CHUNK", 5)

    def once(self: _SecondReading, chunk: list[Any]) -> None:
        monkeypatch.setattr(_SecondReading, "_keep", lambda *_: 1 / 0)
        keep(self, chunk)

    monkeypatch.setattr(_SecondReading, "_keep", once)
    with pytest.raises(ZeroDivisionError):
        finish.end(crawl.session, "finished", Exit.OK)
    crawl.session.close()
    assert 0 < sum(line["revision"] > 1 for line in lines(tmp_path / "killed")) <= 5
    monkeypatch.setattr(_SecondReading, "_keep", keep)
    record = end(OfflineCrawl(tmp_path / "killed", Weilan))
    assert last(tmp_path / "killed") == last(tmp_path / "whole")
    assert len(lines(tmp_path / "killed")) == len(lines(tmp_path / "whole"))
    assert record.articles_reread == sum(line["revision"] > 1 for line in lines(tmp_path / "killed"))


def test_links_to_the_address_that_was_asked_for_count_where_another_answered(tmp_path: Path) -> None:
    url, truth = next((url, truth) for url, truth in PORTAL.truth.items() if "/c5/" in url)
    crawl = OfflineCrawl(tmp_path, Weilan)
    answered = answer(url.replace("http:", "https:"), PORTAL.pages[url])
    crawl.follow({}, crawl.spider.parse(answered, Entry(url, "www.weilan.example", "article", 1)))
    assert [line["title"] for line in lines(tmp_path)] != [truth.title]
    crawl.read(PORTAL.pages, Entry(f"{HOST}/c5/", "www.weilan.example", "hub", 1))
    end(crawl)
    assert lines(tmp_path)[-1]["title"] == truth.title


@pytest.mark.parametrize("kept", [0, 50])
def test_lines_that_return_leave_what_was_stored_but_no_text_of_several_pages(tmp_path: Path, kept: int) -> None:
    line = "<p>河上观察读者热线全天有人接听，欢迎来电。</p></div>"
    web = {f"{HOME}{n}.html": story(n).replace("</div>", line, 1) for n in range(1, 6)}
    web[f"{HOME}6.html"] = story(6, after="6_2.html").replace("</div>", line, 1)
    web[f"{HOME}6_2.html"] = story(7)
    crawl = OfflineCrawl(tmp_path, River, NEWSPORTAL_KEPT_MB=kept)
    for n in range(1, 7):
        crawl.read(web, entry(f"{HOME}{n}.html"))
    end(crawl)
    found = {text["url"]: text for text in lines(tmp_path)}
    several = found.pop(f"{HOME}6.html")
    assert several["pages"] == 2
    assert "热线" in several["text"]
    assert [change["field"] for change in several["evidence"]] == (["text"] if kept else [])
    assert len(found) == 5
    for text in found.values():
        assert (text["revision"], "热线" in text["text"]) == (2, False)
        assert [change["field"] for change in text["evidence"]] == ["text"]
