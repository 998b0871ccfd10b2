"""A crawl without a network or a process: a test gives the answers; the session is a real one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from scrapy import Request, signals
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from newsportal import settings
from newsportal.crawl import start
from newsportal.crawl.session import CrawlSession
from newsportal.items import Visit
from newsportal.pipelines import Deduplicate, JsonLines, Validate
from newsportal.spiders.base import PortalSpider
from newsportal.state.frontier import Entry

PROJECT = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
HOME = "http://river.example/"


class River(PortalSpider):
    """A portal of the tests."""

    name = "river"
    seeds = (HOME,)
    domains = ("river.example",)
    article = r"/\d+(_\d+)?\.html$"


class Robots:
    """Stands for the robots.txt middleware."""

    listed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()

    def forbids(self, url: str) -> bool:
        """Whether robots.txt forbids it."""
        return url in self.forbidden

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """The sitemaps that robots.txt lists."""
        return self.listed


class OfflineCrawl:
    """One process of a crawl: opens its session in `folder`, reads answers, keeps visits."""

    def __init__(
        self, folder: Path, spider: type[PortalSpider] = River, arguments: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        told = {"NEWSPORTAL_OUTPUT": str(folder / "output"), "NEWSPORTAL_STATE": str(folder / "state.sqlite")}
        self.crawler = get_crawler(spider, PROJECT | told | more)
        self.spider = self.crawler.spider = spider.from_crawler(self.crawler, **(arguments or {}))
        self.robots = Robots()
        self.crawler.get_downloader_middleware = lambda _: self.robots
        self.session = CrawlSession.of(self.crawler)
        self.session.open(start.begin)
        self.spider._open()
        self.pipelines = (Validate(), Deduplicate(self.session), JsonLines(self.session))

    def keep(self, visit: Visit) -> Visit:
        """Pass a visit through the pipelines."""
        for pipeline in self.pipelines:
            visit = pipeline.process_item(visit)
        self.crawler.signals.send_catch_log(signals.item_scraped, item=visit, response=object(), spider=self.spider)
        return visit

    def read(self, web: Mapping[str, str], entry: Entry) -> Visit:
        """Ask for an address and what it leads to, as Scrapy would, of a web of pages; keep its visit."""
        return self.follow(web, [self.spider.request(entry)])

    def follow(self, web: Mapping[str, str], results: Iterable[Visit | Request]) -> Visit:
        """The visit that results come to."""
        (result,) = results
        if isinstance(result, Visit):
            return self.keep(result)
        assert result.callback
        return self.follow(web, result.callback(answer(result.url, web[result.url]), **result.cb_kwargs))

    def run(self, web: Mapping[str, str]) -> list[str]:
        """Begin as a crawl does, and read what waits until nothing does; gives the addresses in the order asked."""
        dispatcher, frontier = self.spider.dispatcher, self.session.walk.frontier
        dispatcher.seed(self.spider.seeds)
        asked = []
        while entries := [entry for host in list(frontier.hosts) for entry in dispatcher._next(host, None)]:
            for entry in entries:
                asked.append(entry.url)
                if entry.url in web:
                    self.read(web, entry)
                else:
                    self.keep(self.spider.reader.failure(entry, "http 404", True, answered=True))
        return asked

    def waiting(self, host: str = "river.example") -> dict[str, str]:
        """What waits of a host: kind by address."""
        return {entry.url: entry.kind for entry in self.session.walk.frontier.waiting(host, 999)}


def answer(url: str, body: str) -> Response:
    """The answer of a server."""
    return Response(url, body=body.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def entry(url: str, kind: str = "article", depth: int = 1) -> Entry:
    """An address of the portal."""
    return Entry(url, "river.example", kind, depth)


def story(number: int, *, after: str = "", words: str = "") -> str:
    """An article's page; `after` is the address of its next page."""
    body = (
        words or f"栖川县第{number}座河口大桥今天上午正式通车，两岸居民往来从此只要五分钟，县交通局表示将继续改善道路。"
    )
    # Each paragraph another one: what is said twice is read once.
    paragraphs = "".join(f"<p>其{place}，{body}</p>" for place in "一二三四五六七八")
    more = f'<p><a href="{after}">下一页</a></p>' if after else ""
    return (
        f"<html><head><title>栖川县第{number}座新桥通车</title></head><body><h1>栖川县第{number}座新桥通车</h1>"
        f"<p>2026-11-24 08:00 来源：栖川日报</p><div>{paragraphs}</div>{more}</body></html>"
    )
