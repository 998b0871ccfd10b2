"""A portal keeps to its hosts and paths; its feeds are read wherever they stand, and nothing else is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import Response

from newsportal.download.content.bodies import Bodies, Dropped
from newsportal.download.refusal import Refused
from newsportal.download.safety.middlewares import Offsite
from newsportal.spiders import declared
from newsportal.spiders.arguments import ArgumentError
from newsportal.spiders.base import PortalSpider
from tests.crawl.offline import OfflineCrawl, entry, story

HOME, FEED = "http://river.example/zh/", "http://feeds.example/river/zh.xml"
LINKS = ("http://river.example/zh/2.html", "http://river.example/de/3.html", "http://feeds.example/4.html")
LISTED = ("http://river.example/zh/5.html", "http://river.example/en/6.html", "http://feeds.example/7.html")


class Shared(PortalSpider):
    """A portal that shares its host with others."""

    name = "shared"
    seeds = (HOME,)
    feeds = (FEED,)
    domains = ("river.example",)
    paths = ("/zh/",)


def test_a_crawl_stays_under_the_paths_and_takes_the_feed_of_another_host_alone(tmp_path: Path) -> None:
    crawl = OfflineCrawl(tmp_path, Shared)
    links = "".join(f"<a href='{url}'>栖川县第{url[-6]}座新桥今天上午正式通车</a>" for url in LINKS)
    feed = "".join(f"<item><title>甲</title><link>{url}</link></item>" for url in LISTED)
    asked = crawl.run({HOME: f"<html><body>{links}</body></html>", FEED: f"<rss>{feed}</rss>", LINKS[0]: story(2)})
    assert asked == [HOME, FEED, LINKS[0], LISTED[0]]


def test_a_feed_is_read_by_the_hour_though_its_host_is_not_the_portals(tmp_path: Path) -> None:
    first = OfflineCrawl(tmp_path, Shared)
    assert FEED in first.run({FEED: "<rss/>"})
    first.session.close()
    assert FEED not in OfflineCrawl(tmp_path, Shared).run({})


ENTRIES = [{"title": f"栖川县第{n}座新桥今天上午正式通车", "url": f"/zh/{n}.html"} for n in (11, 12, 13)]


class Listed(Shared):
    """A portal that begins with a list of data."""

    name = "listed"
    seeds = ("http://river.example/zh/list.js",)
    feeds = ()


@pytest.mark.parametrize("wrapped", ["{}", "callback({});", "/* cms */ var allData = {};\n"])
def test_a_seed_may_be_a_list_of_data_or_a_script_that_hands_one_over(tmp_path: Path, wrapped: str) -> None:
    crawl = OfflineCrawl(tmp_path, Listed)
    data = wrapped.replace("{}", json.dumps({"data": {"list": ENTRIES}}))
    response = Response(Listed.seeds[0], body=data.encode(), headers={"Content-Type": "application/javascript"})
    request = crawl.spider.request(entry(Listed.seeds[0], "seed", 0))
    assert Bodies(crawl.crawler).process_response(request, response) is response
    (visit,) = crawl.spider.parse(response, **request.cb_kwargs)
    assert visit.role == "feed"
    assert [one.url for one in visit.follow] == [f"http://river.example{one['url']}" for one in ENTRIES]


def test_what_is_no_list_is_dropped_where_a_page_was_asked_for(tmp_path: Path) -> None:
    crawl = OfflineCrawl(tmp_path, Listed)
    for url, kind, body in [(Listed.seeds[0], "seed", b"let x = 5"), (LINKS[0], "article", b'{"a": [{}]}')]:
        response = Response(url, body=body, headers={"Content-Type": "application/json"})
        with pytest.raises(Dropped):
            Bodies(crawl.crawler).process_response(crawl.spider.request(entry(url, kind)), response)


@pytest.mark.parametrize(
    ("url", "expects", "follows"),
    [
        ("http://river.example/zh/a", "page", True),
        ("http://www.river.example/zh", "page", True),
        ("http://river.example/zhongwen", "page", False),
        ("http://feeds.example/zh/a", "page", False),
        (FEED, "feed", True),
        ("http://elsewhere.example/zh/", "feed", False),
    ],
)
def test_no_redirect_leads_a_page_out_of_its_portal(tmp_path: Path, url: str, expects: str, follows: bool) -> None:
    crawl = OfflineCrawl(tmp_path, Shared)
    offsite = Offsite.from_crawler(crawl.crawler)
    meta = {"redirect_times": 1, "expects": expects, "allow_offsite": True}
    request = Request(url, crawl.spider.parse, meta=meta)
    if follows:
        offsite.process_request(request)
    else:
        with pytest.raises(Refused):
            offsite.process_request(request)


@pytest.mark.parametrize(
    ("feeds", "paths", "says"),
    [
        (("feeds.example",), (), "the feed 'feeds.example' of spider x is not an http or https address"),
        ((FEED), (), "feeds of spider x are not a tuple"),
        ((), ("zh/",), "paths of spider x: 'zh/' does not begin with /"),
        ((), ("/cn/", "/tw/"), "the seed http://river.example/zh/ of spider x lies outside its paths"),
    ],
)
def test_feeds_and_paths_that_are_none_are_named_in_one_sentence(feeds: object, paths: object, says: str) -> None:
    with pytest.raises(ArgumentError, match=says):
        declared.check("x", (HOME,), ("river.example",), None, feeds=feeds, paths=paths)


def test_one_host_of_a_domain_is_meant_but_for_www() -> None:
    assert declared.narrow(["news.qq.com", "www.gov.cn"]) == []
    assert declared.narrow(["www.qq.com"]) == [("www.qq.com", "qq.com")]
