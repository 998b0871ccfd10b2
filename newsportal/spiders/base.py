"""PortalSpider: seeds in, visits out. A known portal adds five to eight lines of data."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from functools import cached_property
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from newsportal import settings as defaults
from newsportal.crawl.answer import reason_of
from newsportal.crawl.asked import told_of
from newsportal.crawl.bounds import Bounds
from newsportal.crawl.dispatcher import Dispatcher
from newsportal.crawl.filled_hub import FilledHub
from newsportal.crawl.follow import FollowPolicy
from newsportal.crawl.multipage import MultipageArticle
from newsportal.crawl.reader import NextPage, Reader
from newsportal.crawl.readers.beside import Beside, in_turn
from newsportal.crawl.session import CrawlSession
from newsportal.crawl.to_render import ToRender
from newsportal.download.browser.middleware import rendering
from newsportal.download.refusal import LATER
from newsportal.download.robots.robotstxt import RobotsTxt
from newsportal.items import Visit
from newsportal.messages import marked
from newsportal.spiders import arguments, declared
from newsportal.spiders.portal_data import PortalData
from newsportal.state.frontier import Entry
from newsportal.state.walk import StateLost
from newsportal.urls.canonical import canonical


class PortalSpider(PortalData, Spider):
    """Crawls one portal: its hub pages each time, articles it does not know, known ones when they are due.

    A subclass is data (`PortalData`): `name`, `seeds`, `domains` and, where they are known, `article` and `example`.
    """

    known: ClassVar[dict[str, arguments.Argument]] = {
        "depth": arguments.Argument(arguments.count, marked("how many links away from a seed it goes")),
        "articles": arguments.Argument(arguments.count, marked("how many articles it reads at most, 0: all")),
        "pages": arguments.Argument(arguments.count, marked("how many pages it reads at most, 0: all")),
    }
    """Spider arguments (`-a NAME=VALUE`)."""
    required: ClassVar[tuple[str, ...]] = ()
    """Arguments that must be given."""
    default_depth: ClassVar[int] = 3
    """Depth unless `-a depth` is given."""
    state_name: str = ""
    """What lock, frontier and the open crawl are kept under, where that is not the portal's name."""
    at_once: ClassVar[int] = 1
    """How many crawls may run at once under that name."""
    partial: ClassVar[bool] = False
    """It reads a part of the portal only: a headline that it does not see has not gone."""
    archived: ClassVar[bool] = False
    """It reads what was kept: nothing is asked, the times are the records', and a page may come again."""
    reader_class: ClassVar[type[Reader]] = Reader
    """What turns responses into visits."""
    browser: ClassVar[bool] = False
    """Whether its pages that only scripts fill are shown by a browser, unless NEWSPORTAL_BROWSER says otherwise."""
    proxy: str | None = None
    """Address of a proxy that every request takes; the demo's own server."""

    @classmethod
    def check(cls, given: dict[str, str]) -> dict[str, str]:
        """The arguments as they will be used; raises ArgumentError with one sentence, also for a wrong declaration."""
        if "url" not in cls.known:
            cls.check_data()
        return arguments.checked(given, cls.known, cls.required)

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """As Scrapy's, with what the class itself declares."""
        super().update_settings(settings)
        if cls.browser:
            settings.set("NEWSPORTAL_BROWSER", True, priority="spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """A spider with checked arguments."""
        # scrapyd hands every spider a _job: what begins with _ is not for the spider.
        given = {name: value for name, value in kwargs.items() if not name.startswith("_")}
        return super().from_crawler(crawler, arguments=cls.check(given))

    def __init__(self, arguments: dict[str, str] | None = None) -> None:
        super().__init__()
        self.arguments, self.portal = arguments or {}, self.name
        self.depth = int(self.arguments.get("depth", self.default_depth))
        self.own_domains = [declared.host(domain) for domain in self.domains]

    @cached_property
    def allowed_domains(self) -> list[str]:
        """The hosts that may be asked: the portal's, and those of its feeds."""
        return [*self.own_domains, *(urlsplit(canonical(feed)).hostname or "" for feed in self.feeds)]

    def _open(self) -> None:
        session = CrawlSession.of(self.crawler)
        self.urls = self.addresses(self.own_domains, self.paths)
        declared.tell_narrow(self.own_domains)
        robots = self.crawler.get_downloader_middleware(RobotsTxt)
        sitemaps: Callable[[str], tuple[str, ...]] = robots.sitemaps if robots else lambda _: ()
        self._forbids = robots.forbids if robots else lambda _: False
        most = {name: int(self.arguments.get(name, 0)) for name in ("articles", "pages")}
        policy = FollowPolicy(session, self.urls, self.depth, sitemaps, feeds=self.feeds, bounded=any(most.values()))
        top = self.settings.getint("NEWSPORTAL_KEYWORDS", defaults.NEWSPORTAL_KEYWORDS)
        self.reader = self.reader_class(session, policy, keywords=top)
        self.beside = Beside.of(self.crawler, self.reader)
        self.dispatcher = Dispatcher(session, policy, Bounds(session.counters, **most))
        self.to_render = ToRender(self.settings.getbool("NEWSPORTAL_BROWSER", defaults.NEWSPORTAL_BROWSER))

    async def start(self) -> AsyncIterator[Request | Visit]:
        """Hand out the frontier's addresses, host by host, until it is empty and nothing is in flight."""
        self._open()
        async for entry in self.dispatcher.entries(self.seeds):
            forbidden = entry.kind != "seed" and self._forbids(entry.url)
            yield self.reader.failure(entry, "robots") if forbidden else self.request(entry)
        await self.dispatcher.end()

    def request(self, entry: Entry) -> Request:
        """The request of a frontier entry, conditional where the server told how."""
        headers, meta = told_of(entry)
        meta, passed = meta | self.route(), {"entry": entry}
        return Request(entry.url, self.parse, headers=headers, meta=meta, cb_kwargs=passed, errback=self.failed)

    def route(self) -> dict[str, Any]:
        """The meta that leads a request through the spider's own proxy, if it has one."""
        return {"proxy": self.proxy} if self.proxy else {}

    @in_turn
    def parse(self, response: Response, entry: Entry) -> Iterator[Visit | Request]:
        """Response → Page → Visit; first a multi-page article is read whole, one that needs it shown by a browser."""
        yield self._shown(self._result(entry, lambda: self.reader.read(response, entry)), response, entry)

    def _shown(self, result: Visit | Request, response: Response, entry: Entry) -> Visit | Request:
        """What was read of a page, or the request for it as a browser shows it."""
        if not isinstance(result, Visit) or not self.to_render.wanted(result):
            return result
        asks = {"callback": self.parse_rendered, "errback": self.failed, "cb_kwargs": {"entry": entry}}
        return rendering(response, meta=self.route(), **asks)

    @in_turn
    def parse_rendered(self, response: Response, entry: Entry) -> Iterator[Visit | Request]:
        """A page as the browser showed it, or as it came where that failed."""
        result = self._result(entry, lambda: self.reader.read(response, entry))
        if isinstance(result, Visit):
            self.to_render.learn(result)
        yield result

    @in_turn
    def failed(self, failure: Failure) -> Iterator[Visit]:
        """A request without an answer that can be read."""
        entry = failure.request.cb_kwargs["entry"]  # type: ignore[attr-defined]
        reason, gone = reason_of(failure)
        if reason in LATER:
            self.dispatcher.give_up_host(entry, getattr(failure.value, "failure", reason))
        else:
            yield self.reader.failure(entry, reason, gone, answered=hasattr(failure.value, "response"))

    @in_turn
    def parse_further(self, response: Response, article: MultipageArticle | FilledHub) -> Iterator[Visit | Request]:
        """A further page of a multi-page article, or a file of a hub."""
        result = self._result(article.entry, lambda: self.reader.further(response, article))
        yield self._shown(result, article.response, article.entry)

    @in_turn
    def failed_further(self, failure: Failure) -> Iterator[Visit | Request]:
        """A further page that could not be read."""
        article = failure.request.cb_kwargs["article"]  # type: ignore[attr-defined]
        reason, gone = reason_of(failure)
        if reason == "closing":
            # The crawl ends; the next start reads the article whole.
            self.dispatcher.in_flight.lose(article.entry.url)
        else:
            yield self._result(article.entry, lambda: self.reader.missing(article, reason, gone))

    def _result(self, entry: Entry, read: Callable[[], Visit | NextPage]) -> Visit | Request:
        """What was read; an error of our own is told and counted, and its page comes to an end all the same."""
        try:
            result = read()
        except StateLost as error:
            raise self.dispatcher.lost(error) from error
        except Exception:
            self.logger.exception("error while reading %r", entry.url)
            return self.reader.failure(entry, "internal")
        if isinstance(result, Visit):
            return result
        return Request(
            result.url,
            meta=self.route() | {"expects": "page" if isinstance(result.article, MultipageArticle) else "feed"},
            callback=self.parse_further,
            errback=self.failed_further,
            cb_kwargs={"article": result.article},
        )
