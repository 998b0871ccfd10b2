"""How a crawl begins: where the one before was stopped, whatever stopped it."""

from pathlib import Path

from newsportal.crawl.in_flight import UnderWay
from newsportal.exit_codes import Exit
from newsportal.extensions.crawl_end import Summary
from newsportal.spiders.page import PageSpider
from tests.crawl.offline import HOME, OfflineCrawl, answer, entry, story
from tests.run import records


def test_a_crawl_that_was_killed_before_it_sowed_is_sown_by_the_next_start(tmp_path: Path) -> None:
    OfflineCrawl(tmp_path).ledger.close()
    again = OfflineCrawl(tmp_path)
    assert again.ledger.crawl.starts == 2
    assert HOME in again.run({})


def test_a_resumed_crawl_sows_nothing_that_it_has_read(tmp_path: Path) -> None:
    first = OfflineCrawl(tmp_path)
    first.run({HOME: story(1)})
    first.ledger.close()
    assert OfflineCrawl(tmp_path).run({}) == []


def test_no_link_brings_back_a_page_that_was_set_aside(tmp_path: Path) -> None:
    bad = HOME + "1.html"
    for _ in range(2):
        crawl = OfflineCrawl(tmp_path)
        with crawl.ledger.keeping():
            crawl.ledger.queue.push([entry(bad)])
        crawl.ledger.reading.start(bad)
        kill(crawl)
    crawl = OfflineCrawl(tmp_path)
    assert crawl.ledger.counts[f"aside/{bad}"] == 1
    with crawl.ledger.keeping():
        assert crawl.ledger.queue.push([entry(bad)]) == 0


def kill(crawl: OfflineCrawl) -> None:
    """End a process without giving it time to put anything in order."""
    crawl.ledger.reading.close = lambda: None  # type: ignore[method-assign]
    crawl.ledger._held.pop_all()
    crawl.ledger.state.close()


def test_an_end_in_order_blames_no_page(tmp_path: Path) -> None:
    first = OfflineCrawl(tmp_path)
    first.ledger.reading.start(HOME)
    first.ledger.close()
    assert OfflineCrawl(tmp_path).ledger.reading.interrupted() is None


def test_an_abandoned_crawl_is_recorded_under_its_own_portal(tmp_path: Path) -> None:
    OfflineCrawl(tmp_path, PageSpider, {"url": "http://one.example.cn/"}).ledger.close()
    OfflineCrawl(tmp_path, PageSpider, {"url": "http://other.example.org/"})
    (crawl,) = records(tmp_path, "crawls")
    assert (crawl["portal"], crawl["reason"]) == ("example.cn", "abandoned")


def test_requests_without_a_visit_are_counted_and_outlive_an_interruption(tmp_path: Path) -> None:
    first = OfflineCrawl(tmp_path)
    first.crawler.stats.set_value("downloader/request_count", 3)
    first.ledger.count_now("errors/dead_host")
    Summary(first.crawler).close("shutdown")
    second = OfflineCrawl(tmp_path)
    second.crawler.stats.set_value("downloader/request_count", 2)
    Summary(second.crawler).close("finished")
    (crawl,) = records(tmp_path, "crawls")
    assert (crawl["requests"], crawl["errors"], crawl["exit_code"]) == (5, {"dead_host": 1}, Exit.UNREACHABLE)


def test_a_part_that_a_duplicate_filter_drops_is_not_waited_for(tmp_path: Path) -> None:
    crawl = OfflineCrawl(tmp_path)
    first = entry(HOME + "1.html")
    crawl.spider.request(first)
    (request,) = crawl.spider.parse(answer(first.url, story(1, after="1_2.html")), first)
    crawl.spider.underway.refused(request)
    assert crawl.spider.underway.urls == set()


class Idle:
    """A Scrapy engine that has nothing to do."""

    downloader = type("Downloader", (), {"active": ()})
    scheduler = type("Scheduler", (), {"has_pending_requests": lambda: False})
    scraper = type("Scraper", (), {"slot": type("Slot", (), {"is_idle": lambda: True})})


def test_what_a_middleware_dropped_without_a_word_is_let_go() -> None:
    underway = UnderWay()
    underway.take(entry(HOME))
    assert underway.forgotten(Idle()) == [HOME]  # type: ignore[arg-type]
    assert (underway.urls, underway.lost, underway.at("river.example")) == (set(), {HOME}, 0)
