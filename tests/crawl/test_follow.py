"""What a crawl follows, and what it leaves for the next."""

from datetime import timedelta
from pathlib import Path

import pytest

from newsportal.crawl import finish
from newsportal.crawl.session import CrawlSession
from newsportal.exit_codes import Exit
from tests.crawl.offline import HOME, OfflineCrawl, answer, entry, story

INDEX = """<sitemapindex><sitemap><loc>http://other.example/s.xml</loc></sitemap>
<sitemap><loc>http://river.example/s1.xml</loc></sitemap></sitemapindex>"""


def listed(crawl: OfflineCrawl, *, told: str = HOME + "told.xml") -> None:
    """Read a home page whose robots.txt tells of a sitemap, and that sitemap."""
    crawl.robots.listed = (told,)
    crawl.read({HOME: story(1)}, entry(HOME, "seed", 0))


def test_a_sitemap_that_robots_txt_tells_of_is_read_by_the_hour_not_in_each_crawl(tmp_path: Path) -> None:
    first = OfflineCrawl(tmp_path)
    listed(first)
    assert first.waiting()[HOME + "told.xml"] == "sitemap"
    first.read({HOME + "told.xml": "<urlset/>"}, entry(HOME + "told.xml", "sitemap", 0))
    finish.end(first.session, "finished", Exit.OK)
    first.session.close()
    second = OfflineCrawl(tmp_path)
    listed(second)
    assert HOME + "told.xml" not in second.waiting()


def test_an_index_leads_to_the_portals_own_sitemaps_only(tmp_path: Path) -> None:
    crawl = OfflineCrawl(tmp_path)
    crawl.read({HOME + "told.xml": INDEX}, entry(HOME + "told.xml", "sitemap", 0))
    assert dict(crawl.session.memory.frontier.hosts) == {"river.example": 1}
    assert crawl.waiting() == {HOME + "s1.xml": "sitemap"}


def test_of_an_index_that_tells_no_times_the_first_and_the_last_sitemaps_are_read(tmp_path: Path) -> None:
    crawl = OfflineCrawl(tmp_path)
    index = "".join(f"<sitemap><loc>{HOME}s{n}.xml</loc></sitemap>" for n in range(1, 10))
    crawl.read({HOME + "told.xml": f"<sitemapindex>{index}</sitemapindex>"}, entry(HOME + "told.xml", "sitemap", 0))
    assert set(crawl.waiting()) == {f"{HOME}s{n}.xml" for n in (1, 2, 3, 8, 9)}


def test_what_a_feed_could_not_tell_is_counted_and_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    crawl = OfflineCrawl(tmp_path)
    feed = "<rss><item><title>甲</title></item><item><title>\ufffd</title></item></rss>"
    crawl.read({HOME + "rss.xml": feed}, entry(HOME + "rss.xml", "feed", 0))
    crawl.read({HOME + "told.xml": "页面不存在"}, entry(HOME + "told.xml", "sitemap", 0))
    counts = crawl.session.counters.crawl
    assert counts["dropped/feed entry without an address"] == 2
    assert counts["dropped/feed replaced"] == counts["dropped/sitemap unknown"] == 1
    assert f"feed not read whole: replaced, entries lost: 2, '{HOME}rss.xml'" in caplog.text


def test_a_route_is_asked_for_as_the_page_that_draws_it(tmp_path: Path) -> None:
    crawl = OfflineCrawl(tmp_path)
    links = "".join(f"<a href='/app/#/news/{n}'>栖川县第{n}座新桥今天上午通车</a>" for n in range(9))
    crawl.read({HOME: f"<html><body>{links}</body></html>"}, entry(HOME, "seed", 0))
    assert [url for url in crawl.waiting() if "app" in url] == [HOME + "app/"]


def test_a_feed_waits_as_a_feed_once_its_hour_is_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = OfflineCrawl(tmp_path)
    first.read({HOME + "told.xml": "<urlset/>"}, entry(HOME + "told.xml", "sitemap", 0))
    finish.end(first.session, "finished", Exit.OK)
    first.session.close()
    now = CrawlSession.now
    monkeypatch.setattr(CrawlSession, "now", lambda session: now(session).replace(year=2027))
    second = OfflineCrawl(tmp_path)
    second.spider.dispatcher.seed(second.spider.seeds)
    assert second.waiting().get(HOME + "told.xml") is None
    listed(second)
    assert second.waiting()[HOME + "told.xml"] == "sitemap"


def test_a_listing_read_while_the_clock_was_ahead_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = CrawlSession.now
    with monkeypatch.context() as ahead:
        ahead.setattr(CrawlSession, "now", lambda session: now(session).replace(year=2036))
        first = OfflineCrawl(tmp_path)
        first.read({HOME + "told.xml": "<urlset/>"}, entry(HOME + "told.xml", "sitemap", 0))
        finish.end(first.session, "finished", Exit.OK)
        first.session.close()
    second = OfflineCrawl(tmp_path)
    listed(second)
    assert HOME + "told.xml" in second.waiting()


def crawl_after(tmp_path: Path, ahead: timedelta, monkeypatch: pytest.MonkeyPatch) -> OfflineCrawl:
    """A crawl after one whose clock was ahead, and which read an article and a hub, both deep inside."""
    now = CrawlSession.now
    with monkeypatch.context() as wrong:
        wrong.setattr(CrawlSession, "now", lambda session: now(session) + ahead)
        first = OfflineCrawl(tmp_path, NEWSPORTAL_REVISIT_HOURS="1,6")
        first.read({HOME + "1.html": story(1)}, entry(HOME + "1.html", depth=3))
        first.read({HOME + "list/": hub(1)}, entry(HOME + "list/", "hub", 3))
        finish.end(first.session, "finished", Exit.OK)
        first.session.close()
    return OfflineCrawl(tmp_path)


@pytest.mark.parametrize(("days", "read"), [(0, False), (1, True), (3650, True)])
def test_what_was_read_while_the_clock_was_ahead_is_read_again(
    tmp_path: Path, days: int, read: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    crawl = crawl_after(tmp_path, timedelta(days=days), monkeypatch)
    crawl.spider.dispatcher.seed(crawl.spider.seeds)
    assert [HOME + name in crawl.waiting() for name in ("1.html", "list/")] == [read, read]


def test_a_link_to_an_article_read_while_the_clock_was_ahead_is_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crawl = crawl_after(tmp_path, timedelta(days=365), monkeypatch)
    crawl.read({HOME: hub(1)}, entry(HOME, "seed", 0))
    assert HOME + "1.html" in crawl.waiting()


def hub(number: int) -> str:
    """A page of headlines."""
    links = "".join(
        f'<li><a href="/{n}.html">栖川县第{n}座河口大桥今天上午正式通车</a></li>' for n in range(number, number + 9)
    )
    return f"<html><body><h2>要闻</h2><ul>{links}</ul></body></html>"


def test_hubs_deeper_than_the_depth_asked_for_do_not_wait(tmp_path: Path) -> None:
    first = OfflineCrawl(tmp_path, NEWSPORTAL_REVISIT_HOURS="")
    for depth in (1, 2, 3):
        first.read({f"{HOME}list{depth}/": hub(10 * depth)}, entry(f"{HOME}list{depth}/", "hub", depth))
    first.session.memory.file.connection.execute("UPDATE pages SET last = 0")
    finish.end(first.session, "finished", Exit.OK)
    first.session.close()
    second = OfflineCrawl(tmp_path, arguments={"depth": "2"})
    second.spider.dispatcher.seed(second.spider.seeds)
    sown = second.waiting()
    assert [f"{HOME}list{depth}/" in sown for depth in (1, 2, 3)] == [True, True, False]


@pytest.mark.parametrize(("left", "etag"), [(True, None), (False, "e")])
def test_a_hub_whose_links_were_not_all_read_is_asked_for_whole_the_next_time(
    tmp_path: Path, left: bool, etag: str | None
) -> None:
    crawl = OfflineCrawl(tmp_path)
    told = answer(HOME, hub(1))
    told.headers["ETag"] = "e"
    (visit,) = crawl.spider.parse(told, entry(HOME, "seed", 0))
    crawl.keep(visit)
    if not left:
        with crawl.session.unit.outside_visits():
            for url in crawl.waiting():
                crawl.session.memory.frontier.drop(url)
    finish.end(crawl.session, "closespider_timeout", Exit.OK)
    known = crawl.session.memory.pages.get(HOME)
    assert known is not None
    assert known.etag == etag


@pytest.mark.parametrize(
    ("reason", "tried"), [("timeout", True), ("http 503", True), ("robots", False), ("tls", False)]
)
def test_a_page_whose_first_reading_failed_for_the_moment_waits_in_the_next_crawl(
    tmp_path: Path, reason: str, tried: bool
) -> None:
    first, page = OfflineCrawl(tmp_path), HOME + "1.html"
    first.keep(first.spider.reader.failure(entry(page), reason))
    finish.end(first.session, "finished", Exit.OK)
    first.session.close()
    second = OfflineCrawl(tmp_path)
    second.spider.dispatcher.seed(second.spider.seeds)
    assert (page in second.waiting()) is tried


@pytest.mark.parametrize("links", [("/list", "/list/"), ("/list/", "/list")])
@pytest.mark.parametrize("broken", ["", "/list", "/list/"])
def test_a_page_is_read_once_under_an_address_with_and_without_a_slash_at_its_end(
    tmp_path: Path, links: tuple[str, str], broken: str
) -> None:
    home = "".join(f'<li><a href="{link}">栖川县{n}号河口大桥今天通车</a></li>' for n, link in enumerate(links))
    lists = {HOME + link[1:]: hub(1) for link in links if link != broken}
    web = {HOME: f"<html><body><h2>要闻</h2><ul>{home}</ul></body></html>"} | lists
    for _ in range(2):
        crawl = OfflineCrawl(tmp_path)
        asked = [url for url in crawl.run(web) if "list" in url]
        assert len(set(asked) & set(lists)) == 1
        # One that cannot be read stands in nobody's way.
        assert len(asked) <= 1 + bool(broken)
        finish.end(crawl.session, "finished", Exit.OK)
        crawl.session.close()
