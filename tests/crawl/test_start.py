"""How a crawl begins: where the one before was stopped, whatever stopped it."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy import Request

from newsportal.crawl.in_flight import InFlight
from newsportal.crawl.session import CrawlSession
from newsportal.exit_codes import Exit
from newsportal.extensions.crawl_end import CrawlEnd
from newsportal.items import Visit
from newsportal.spiders.page import PageSpider
from tests.crawl.offline import HOME, OfflineCrawl, answer, entry, story
from tests.run import crawls, records


def test_a_crawl_that_was_killed_before_it_had_its_seeds_gets_them_at_the_next_start(tmp_path: Path) -> None:
    OfflineCrawl(tmp_path).session.close()
    again = OfflineCrawl(tmp_path)
    assert again.session.memory.crawl.starts == 2
    assert HOME in again.run({})


def test_what_a_robots_txt_that_was_read_forbids_takes_no_way_through_scrapy(tmp_path: Path) -> None:
    crawl, pages = OfflineCrawl(tmp_path, arguments={"depth": "0"}), [f"{HOME}{n}.html" for n in (1, 2)]
    crawl.robots.forbidden = (HOME, pages[0])
    with crawl.session.unit.outside_visits():
        crawl.session.memory.frontier.push(map(entry, pages))

    async def given() -> list[Request | Visit]:
        found: list[Request | Visit] = []
        async for one in crawl.spider.start():
            found.append(one)
            if len(found) == 3:
                break
            gone = entry(one.url, "seed") if isinstance(one, Request) else None
            crawl.keep(crawl.spider.reader.failure(gone, "http 404", True) if gone else one)  # type: ignore[arg-type]
        return found

    seed, forbidden, page = asyncio.run(given())
    assert [*map(type, (seed, forbidden, page))] == [Request, Visit, Request]
    assert (seed.url, forbidden.url, page.url) == (HOME, *pages)
    assert (forbidden.role, forbidden.fetch.reason) == ("failed", "robots")
    assert crawl.session.counters.crawl["dropped/robots"] == 1


def test_a_resumed_crawl_reads_nothing_again(tmp_path: Path) -> None:
    first = OfflineCrawl(tmp_path)
    first.run({HOME: story(1)})
    first.session.close()
    assert OfflineCrawl(tmp_path).run({}) == []


def test_no_link_brings_back_a_page_that_was_set_aside(tmp_path: Path) -> None:
    bad = HOME + "1.html"
    for _ in range(2):
        crawl = OfflineCrawl(tmp_path)
        with crawl.session.unit.outside_visits():
            crawl.session.memory.frontier.push([entry(bad)])
        crawl.session.current_page.start(bad)
        kill(crawl)
    crawl = OfflineCrawl(tmp_path)
    assert crawl.session.counters.crawl[f"aside/{bad}"] == 1
    with crawl.session.unit.outside_visits():
        crawl.session.memory.frontier.push([entry(bad)])
    assert bad not in crawl.waiting()


def kill(crawl: OfflineCrawl) -> None:
    """End a process without giving it time to put anything in order."""
    crawl.session.current_page.close = lambda: None  # type: ignore[method-assign]
    crawl.session._held.pop_all()
    crawl.session.memory.file.close()


def test_an_end_in_order_blames_no_page(tmp_path: Path) -> None:
    first = OfflineCrawl(tmp_path)
    first.session.current_page.start(HOME)
    first.session.close()
    assert OfflineCrawl(tmp_path).session.current_page.interrupted() is None


def test_an_abandoned_crawl_is_recorded_under_its_own_portal(tmp_path: Path) -> None:
    OfflineCrawl(tmp_path, PageSpider, {"url": "http://one.example.cn/"}).session.close()
    OfflineCrawl(tmp_path, PageSpider, {"url": "http://other.example.org/"})
    (crawl,) = records(tmp_path, "crawls")
    assert (crawl["portal"], crawl["reason"]) == ("example.cn", "abandoned")


def test_requests_without_a_visit_are_counted_and_outlive_an_interruption(tmp_path: Path) -> None:
    first = OfflineCrawl(tmp_path)
    first.crawler.stats.set_value("downloader/request_count", 3)
    first.session.counters.count("errors/dead_host")
    CrawlEnd(first.crawler).close("shutdown")
    second = OfflineCrawl(tmp_path)
    second.crawler.stats.set_value("downloader/request_count", 2)
    CrawlEnd(second.crawler).close("finished")
    (crawl,) = crawls(tmp_path)
    assert (crawl.requests, crawl.errors, crawl.exit_code) == (5, {"dead_host": 1}, Exit.UNREACHABLE)


def test_an_interrupted_crawl_that_began_while_the_clock_was_ahead_is_not_resumed_for_years(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as ahead:
        ahead.setattr(CrawlSession, "now", lambda _: datetime(2090, 1, 1, tzinfo=UTC))
        OfflineCrawl(tmp_path).session.close()
    assert OfflineCrawl(tmp_path).session.memory.crawl.starts == 1
    assert [crawl["reason"] for crawl in records(tmp_path, "crawls")] == ["abandoned"]


def test_a_part_that_a_duplicate_filter_drops_is_not_waited_for(tmp_path: Path) -> None:
    crawl = OfflineCrawl(tmp_path)
    first = entry(HOME + "1.html")
    in_flight = crawl.spider.dispatcher.in_flight
    in_flight.take(first)
    (request,) = crawl.spider.parse(answer(first.url, story(1, after="1_2.html")), first)
    in_flight.refused(request)
    assert in_flight.urls == set()


class Idle:
    """A Scrapy engine that has nothing to do."""

    downloader = type("Downloader", (), {"active": ()})
    scheduler = type("Scheduler", (), {"has_pending_requests": lambda self: False, "__len__": lambda self: 0})()
    scraper = type("Scraper", (), {"slot": type("Slot", (), {"is_idle": lambda: True})})


def test_what_a_middleware_dropped_without_a_word_is_let_go() -> None:
    in_flight = InFlight()
    in_flight.take(entry(HOME))
    assert in_flight.forgotten(Idle()) == [HOME]  # type: ignore[arg-type]
    assert (in_flight.urls, in_flight.lost, in_flight.at("river.example")) == (set(), {HOME}, 0)
