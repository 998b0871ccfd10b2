"""What crawls share while they run, wherever it is kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsportal.state.frontier import Entry
from newsportal.state.pages import VERSIONS, KnownPage
from newsportal.state.walk import Walk
from tests.state.conftest import Walks

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def entry(url: str, priority: int = 0, kind: str = "article", host: str = "h") -> Entry:
    return Entry(url, host, kind, 1, priority)


def page(
    role: str = "article", crawl: str = "c", last: float = 1.0, due: float | None = None, quiet: int = 0
) -> KnownPage:
    return KnownPage(role, crawl, last, due, quiet, 1, "h", "etag", None)


def keep(walk: Walk) -> None:
    walk.commit()
    walk.begin()


def test_the_frontier_gives_higher_priorities_first_and_equal_ones_in_order(walk: Walk) -> None:
    walk.frontier.push([entry("a"), entry("b", 5), entry("c", kind="hub")])
    assert [e.url for e in walk.frontier.waiting("h", 9)] == ["b", "a", "c"]
    assert [e.url for e in walk.frontier.waiting("h", 1, ("seed", "hub"))] == ["c"]


def test_what_is_added_later_stands_where_its_priority_says(walk: Walk) -> None:
    frontier = walk.frontier
    frontier.push([entry(f"{n}") for n in range(70)])
    assert [e.url for e in frontier.waiting("h", 2)] == ["0", "1"]
    frontier.push([entry("equal"), entry("above", 1), entry("below", -1)])
    keep(walk)
    assert [e.url for e in frontier.waiting("h", 2)] == ["above", "0"]
    frontier.drop("0")
    assert [e.url for e in frontier.waiting("h", 99)] == ["above", *map(str, range(1, 70)), "equal", "below"]
    frontier.push([entry("last", -1)])
    assert [e.url for e in frontier.waiting("h", 99)][-2:] == ["below", "last"]
    assert [e.url for e in frontier.waiting("h", 1, ("hub",))] == []
    frontier.push([entry("hub", kind="hub")])
    assert [e.url for e in frontier.waiting("h", 1, ("hub",))] == ["hub"]


def test_an_address_waits_once_and_is_gone_when_dropped(walk: Walk) -> None:
    walk.frontier.push([entry("a"), entry("a"), entry("b", host="other")])
    keep(walk)
    assert (walk.frontier.hosts, walk.frontier.articles) == ({"h": 1, "other": 1}, {"h": 1, "other": 1})
    walk.frontier.drop("a")
    assert walk.frontier.waiting("h", 9) == []
    keep(walk)
    assert (walk.frontier.hosts["h"], walk.frontier.left_over()) == (0, 1)
    walk.frontier.clear()
    keep(walk)
    assert (walk.frontier.hosts.total(), walk.frontier.left_over()) == (0, 0)


def test_what_was_rolled_back_is_forgotten(walk: Walk) -> None:
    walk.frontier.push([entry("a")])
    keep(walk)
    walk.frontier.drop("a")
    walk.frontier.push([entry("b")])
    walk.pages.save("a", page())
    walk.rollback()
    walk.begin()
    assert ([e.url for e in walk.frontier.waiting("h", 9)], walk.pages.get("a")) == (["a"], None)
    assert walk.frontier.hosts == {"h": 1}


def test_a_second_walk_finds_what_the_first_one_left(walks: Walks) -> None:
    first = walks("demo")
    first.frontier.push([entry("a"), entry("b")])
    keep(first)
    again = walks("demo")
    assert (again.frontier.hosts, [e.url for e in again.frontier.waiting("h", 9)]) == ({"h": 2}, ["a", "b"])
    again.frontier.push([entry("c")])
    assert [e.url for e in again.frontier.waiting("h", 9)] == ["a", "b", "c"]
    assert walks("other").frontier.waiting("h", 9) == []


def test_the_frontier_tells_what_is_known_of_a_page(walk: Walk) -> None:
    walk.pages.save("a", page(crawl="an earlier one"))
    walk.frontier.push([entry("a"), entry("b")])
    assert [e.known for e in walk.frontier.waiting("h", 9)] == [page(crawl="an earlier one"), None]


def test_an_interrupted_crawl_is_resumed_with_its_figures_and_its_first_begin(walk: Walk) -> None:
    first = walk.crawls.open("demo.example", "demo", {"depth": "2"}, NOW)
    walk.crawls.save_counts({"pages": 7})
    left = walk.crawls.interrupted()
    assert left is not None
    again = walk.crawls.resume(left)
    assert (again.id, again.begin, again.starts, again.counts) == (first.id, NOW, 2, {"pages": 7})
    assert (again.portal, again.arguments) == ("demo.example", {"depth": "2"})
    assert walk.crawls.interrupted() == again


def test_a_closed_crawl_is_not_resumed(walk: Walk) -> None:
    walk.crawls.open("demo", "demo", {}, NOW)
    walk.crawls.close()
    assert walk.crawls.interrupted() is None


def test_a_page_is_due_when_its_policy_says_and_its_address_is_kept_until_then(walk: Walk) -> None:
    for url, due in (("soon", 10.0), ("late", 99.0), ("never", None)):
        walk.pages.save(url, page(due=due))
    assert walk.pages.due(50.0, 9) == ["soon"]
    assert walk.pages.known(["never", "unknown", "soon"]) == {"never": page(), "soon": page(due=10.0)}
    assert walk.pages.get("unknown") is None
    walk.pages.save("soon", page(last=99.0, due=98.0))
    assert walk.pages.due(50.0, 9) == ["soon"], "a date of a clock that was ahead is not believed"


def test_hubs_are_read_again_by_age_and_near_a_seed(walk: Walk) -> None:
    for url, depth, last, quiet in (("near", 1, 90, 0), ("quiet", 1, 90, 60), ("old", 3, 10, 0), ("new", 3, 90, 0)):
        walk.pages.save(url, KnownPage("hub", "c", last, None, quiet, 0, "h", None, None, depth))
    assert walk.pages.hubs(100.0, 50.0) == [("near", 1), ("old", 3)]


def test_answers_are_forgotten_of_pages_that_lead_to_others(walk: Walk) -> None:
    walk.pages.save("a", page())
    walk.pages.save("b", page("hub"))
    walk.pages.forget_answers()
    known = walk.pages.known(["a", "b"])
    assert (known["a"].etag, known["b"].etag) == ("etag", None)


def test_earlier_versions_are_kept_the_newest_last(walk: Walk) -> None:
    for number in [*range(VERSIONS + 2), 5]:
        walk.pages.add_version("a", f"{number:016x}")
    found = [int(version, 16) for version in walk.pages.versions("a")]
    assert found == [2, 3, 4, *range(6, VERSIONS + 2), 5]


def test_a_page_that_ended_the_process_is_counted_and_keeps_its_place(walk: Walk) -> None:
    queue = walk.frontier
    queue.push([entry("bad"), entry("equal"), entry("lesser", -1)])
    assert [queue.count_crash("bad"), queue.count_crash("bad")] == [1, 2]
    assert [e.url for e in queue.waiting("h", 9)] == ["bad", "equal", "lesser"]
    assert queue.count_crash("unknown") == 0


def test_a_page_read_in_the_open_crawl_is_not_queued_again(walk: Walk) -> None:
    opened = walk.crawls.open("demo", "demo", {}, NOW)
    walk.pages.save("read", page(crawl=opened.id))
    walk.pages.save("long ago", page(crawl="an earlier crawl"))
    walk.frontier.push([entry("read"), entry("long ago")])
    assert [e.url for e in walk.frontier.waiting("h", 9)] == ["long ago"]


def test_a_page_stays_the_portal_s_that_read_it_first(walks: Walks) -> None:
    demo, other = walks("demo"), walks("page")
    demo.pages.save("http://a.cn/", page("hub"))
    other.pages.save("http://a.cn/", page("hub", "d", 2.0))
    assert demo.pages.hubs(1e9, 0) == [("http://a.cn/", 0)]
    assert other.pages.hubs(1e9, 0) == []


@pytest.mark.parametrize("words", ["\0", "\ud800", "桥\0梁"])
def test_what_a_database_refuses_ends_no_visit(walk: Walk, words: str) -> None:
    walk.pages.save("a", KnownPage("article", "c", 1.0, None, 0, 1, "h", "etag", words if words != "\ud800" else None))
    walk.frontier.push([entry("http://h/桥梁")])
    walk.crawls.save_counts({f"dropped/{words}": 1})
    keep(walk)
    assert walk.pages.get("a") is not None
