"""What a crawl keeps while it runs."""

from datetime import UTC, datetime

import pytest

from newsportal.state.crawls import CrawlState
from newsportal.state.pages import KnownPage, Pages
from newsportal.state.queue import Entry, Queue
from newsportal.state.sqlite import SqliteState

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.fixture
def state() -> SqliteState:
    state = SqliteState(":memory:")
    state.begin()
    return state


@pytest.fixture
def crawl(state: SqliteState) -> CrawlState:
    return CrawlState(state, "demo")


@pytest.fixture
def queue(state: SqliteState) -> Queue:
    return Queue(state, "demo")


@pytest.fixture
def pages(state: SqliteState) -> Pages:
    return Pages(state, "demo")


def entry(url: str, priority: int = 0, kind: str = "article", host: str = "h") -> Entry:
    return Entry(url, host, kind, 1, priority)


def test_the_frontier_gives_higher_priorities_first_and_equal_ones_in_order(queue):
    queue.push([entry("a"), entry("b", 5), entry("c")])
    assert [e.url for e in queue.waiting("h", 9)] == ["b", "a", "c"]


def test_an_address_waits_once_and_is_gone_when_dropped(queue):
    assert queue.push([entry("a"), entry("a"), entry("b", host="other")]) == 2
    assert queue.hosts == {"h": 1, "other": 1}
    queue.drop("a")
    assert queue.waiting("h", 9) == []
    assert queue.hosts["h"] == 0


def test_an_interrupted_crawl_is_resumed_with_its_figures_and_its_first_begin(crawl):
    first = crawl.open("demo", {"depth": "2"}, NOW)
    crawl.save_counts({"pages": 7})
    left = crawl.interrupted()
    assert left is not None
    again = crawl.resume(left)
    assert (again.id, again.begin, again.starts, again.counts) == (first.id, NOW, 2, {"pages": 7})
    assert again.arguments == {"depth": "2"}


def test_a_closed_crawl_is_not_resumed(crawl):
    crawl.open("demo", {}, NOW)
    crawl.close()
    assert crawl.interrupted() is None


def test_a_page_is_due_when_its_policy_says_and_its_address_is_kept_until_then(pages):
    for url, due in (("soon", 10.0), ("late", 99.0), ("never", None)):
        pages.save(url, KnownPage("article", "c", 1.0, due, 0, 1, "h", None, None))
    assert pages.due(50.0, 9) == ["soon"]
    page = pages.get("never")
    assert page is not None
    assert (page.role, page.due) == ("article", None)
    assert pages.get("unknown") is None


def test_sightings_come_out_in_the_order_first_seen_with_best_rank_and_page(crawl):
    for key, rank, page in ((1, 9, "p1"), (2, 1, "p1"), (1, 3, "p2"), (1, 5, "p3")):
        if crawl.sight(key, rank, page, None):
            crawl.sight(key, rank, page, {"text": str(key)})
    out = list(crawl.sighted(10))
    assert out == [
        {"text": "1", "rank": 3, "pages": 3, "page": "p2"},
        {"text": "2", "rank": 1, "pages": 1, "page": "p1"},
    ]
    assert list(crawl.sighted(10)) == []


def test_a_page_that_ended_the_process_is_counted_and_keeps_its_place(queue):
    queue.push([entry("bad"), entry("equal"), entry("lesser", -1)])
    assert [queue.suspect("bad"), queue.suspect("bad")] == [1, 2]
    assert [e.url for e in queue.waiting("h", 9)] == ["bad", "equal", "lesser"]
    assert queue.suspect("unknown") == 0


def test_a_page_read_in_the_open_crawl_is_not_queued_again(crawl, pages, queue):
    opened = crawl.open("demo", {}, NOW)
    pages.save("read", KnownPage("article", opened.id, 1.0, None, 0, 1, "h", None, None))
    pages.save("long ago", KnownPage("article", "an earlier crawl", 1.0, None, 0, 1, "h", None, None))
    assert queue.push([entry("read"), entry("long ago")]) == 1
    assert [e.url for e in queue.waiting("h", 9)] == ["long ago"]


def test_a_page_stays_the_portal_s_that_read_it_first(state, pages):
    pages.save("http://a.cn/", KnownPage("hub", "c", 1.0, None, 0, 0, "h", None, None))
    Pages(state, "page").save("http://a.cn/", KnownPage("hub", "d", 2.0, None, 0, 0, "h", None, None))
    assert pages.hubs(1e9) == [("http://a.cn/", 0)]
    assert Pages(state, "page").hubs(1e9) == []
