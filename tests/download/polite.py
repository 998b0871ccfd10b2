"""A polite crawl of servers on loopback, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any

from tests.hostile.crawl import Outcome, crawl
from tests.hostile.server import Answer, Hit, Server, response

POLITE = {
    "ROBOTSTXT_OBEY": True,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY": 0,
    "DOWNLOAD_DELAY_JITTER": 0,
    "DOWNLOAD_TIMEOUT": 2,
    "SCHEDULER_PRIORITY_QUEUE": "newsportal.download.politeness.host_queue.HostQueue",
    "DOWNLOAD_HANDLERS": {
        "http": "newsportal.download.politeness.throttle.ThrottledHandler",
        "https": "newsportal.download.politeness.throttle.ThrottledHandler",
    },
    "DOWNLOADER_MIDDLEWARES": {
        "newsportal.download.safety.middlewares.AddressGuard": 20,
        "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
        "newsportal.download.safety.middlewares.Offsite": 50,
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        "newsportal.download.robots.robotstxt.RobotsTxt": 100,
        "newsportal.download.politeness.backoff.Backoff": 560,
    },
    "NEWSPORTAL_ALLOWED_NETWORKS": ["127.0.0.0/8"],
    "NEWSPORTAL_BACKOFF": 0.15,
    "USER_AGENT": "newsportal/0.1 (+http://news.example.cn/bot)",
}

PAGE = response("<title>页</title><h1>一页</h1><p>正文。</p>")


def robots(body: str | bytes, **kwargs: Any) -> bytes:
    """A robots.txt as it should be served."""
    return response(body, content_type="text/plain", **kwargs)


def polite(
    server: Server, urls: Iterable[str], folder: Any, settings: Mapping[str, Any] = {}, **kwargs: Any
) -> Outcome:
    """Crawl `urls` of `server` with everything on that makes a crawl polite."""
    ours = {**POLITE, "NEWSPORTAL_PACE_FOLDER": str(folder / "pace"), "NEWSPORTAL_ALLOWED_PORTS": [server.port]}
    return crawl(urls, {**ours, **settings}, **kwargs)


class Remembering:
    """An extension that opens a state in the file that the setting STATE names, as a crawl's session does."""

    def __init__(self, crawler: Any) -> None:
        from newsportal.state.parked_hosts import SCHEMA
        from newsportal.state.sqlite import SqliteState

        self.crawler = crawler
        self.state = SqliteState(crawler.settings["STATE"], schemas=(SCHEMA,))

    @classmethod
    def from_crawler(cls, crawler: Any) -> Remembering:
        from scrapy import signals

        extension = cls(crawler)
        crawler.signals.connect(extension.remember, signals.spider_opened)
        return extension

    def remember(self) -> None:
        from newsportal.state.parked_hosts import ParkedHosts
        from newsportal.state.signals import state_opened

        self.crawler.signals.send_catch_log(state_opened, parked_hosts=ParkedHosts(self.state))


def gaps_of(server: Server, host: str | None = None) -> list[float]:
    """Seconds between each request to a host and the one before it, as the server saw them."""
    times = [hit.time for hit in server.hits if host in (None, hit.host)]
    return [after - before for before, after in pairwise(times)]


def busy(status: int, value: Callable[[], str]) -> Callable[[Hit], Answer]:
    """Refuses the first request for the page /0, and nothing else."""
    refused: set[str] = set()

    def answer(hit: Hit) -> Answer:
        if hit.path == "/robots.txt":
            return robots("")
        if hit.path != "/0" or hit.path in refused:
            return PAGE
        refused.add(hit.path)
        return response("", status, headers={"Retry-After": value()})

    return answer


def in_seconds() -> str:
    return "2"
