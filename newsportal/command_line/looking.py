"""A look at a portal: a few of its addresses asked for as politely as in a crawl, and nothing remembered."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from dataclasses import replace
from typing import Any, NamedTuple

from rich.console import Console
from rich.markup import escape
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.python.failure import Failure

from newsportal.crawl.answer import declared_charset, page_of, reason_of, task_of
from newsportal.crawl.filled_hub import FilledHub
from newsportal.download.content.bodies import is_feed
from newsportal.download.refusal import named
from newsportal.download.robots.robotstxt import RobotsTxt
from newsportal.extraction import feeds
from newsportal.extraction.page import Page
from newsportal.messages import counted
from newsportal.state.frontier import Entry
from newsportal.urls.canonical import canonical, registered_domain

_A_LINE = 60.0
"""Seconds between two lines of progress where no terminal shows it."""


class Seen(NamedTuple):
    """What an address gave."""

    asked: str
    """The address."""
    url: str
    """Where it led, in canonical form."""
    page: Page | None = None
    """The page there."""
    listed: tuple[str, ...] = ()
    """The addresses that it lists, where it is a feed, a sitemap or a list of data."""
    body: bytes = b""
    """Its bytes."""
    sitemaps: tuple[str, ...] = ()
    """The sitemaps that the robots.txt of its host names."""
    why: str = ""
    """Why nothing was read, in a word or two."""


Look = Callable[[str], Awaitable[Seen]]
"""Asks for an address."""
Through = AbstractAsyncContextManager[dict[str, Any]]
"""Gives the meta that leads requests to the portal, for as long as it can be reached so."""


class Looking(Spider):
    """Asks for what `plan` wants to see, one address after another."""

    name = "looking"

    def __init__(
        self, plan: Callable[[Look], Awaitable[None]], seconds: float, late: Callable[[], None], through: Through
    ) -> None:
        super().__init__()
        self._through = through
        self._plan, self._seconds, self._late = plan, seconds, late
        self._asked, self._told = 0, time.monotonic()
        self._answers: dict[str, Response] = {}
        self._shown = Console(stderr=True).status("") if sys.stderr.isatty() else None

    async def start(self) -> AsyncIterator[Any]:
        """Follow the plan for as long as it may take, then end."""
        try:
            async with self._through as self._route, asyncio.timeout(self._seconds or None):
                await self._plan(self._look)
        except TimeoutError:
            self._late()
        finally:
            if self._shown:
                self._shown.stop()
        raise CloseSpider("finished")
        yield  # what makes it a generator

    def _progress(self, url: str) -> None:
        """Show what is asked for: on a terminal in one line that changes, else in a line a minute."""
        words = counted("{n:,} address asked, now {url}", "{n:,} addresses asked, now {url}", self._asked, url=url)
        self._asked += 1
        if self._shown:
            self._shown.start()
            self._shown.update(escape(words))
        elif time.monotonic() - self._told >= _A_LINE:
            self._told = time.monotonic()
            print(words, file=sys.stderr)

    async def _look(self, url: str) -> Seen:
        try:
            response = await self._answer(url)
        except Exception as error:
            reason, _ = reason_of(Failure(error))  # type: ignore[no-untyped-call]
            return Seen(url, url, why=named(reason))
        if response.status != 200:
            return Seen(url, canonical(response.url), why=f"http {response.status}")
        seen = self._seen(url, response)
        return await self._filled(seen, response) if seen.page and seen.page.data_lists else seen

    async def _answer(self, url: str) -> Response:
        """The answer of an address, which is asked for once."""
        if url not in self._answers:
            self._progress(url)
            # A seed may be a feed: Bodies looks which.
            request = Request(url, meta=self._route | {"seed": True, "dont_retry": True})
            self._answers[url] = await self.crawler.engine.download_async(request)
        return self._answers[url]

    async def _filled(self, seen: Seen, response: Response) -> Seen:
        """A hub with the lists that stand in files of its own domain, as a crawl reads it."""
        assert seen.page
        if seen.page.kind == "article":
            return seen
        domain = registered_domain(response.url)
        hub = FilledHub(Entry(seen.url, domain, "seed", 0), response, list(seen.page.data_lists))
        while url := hub.next_page(lambda url: registered_domain(url) == domain):
            answer = None
            with suppress(Exception):
                answer = await self._answer(url)
            if answer and answer.status == 200:
                hub.add(answer)
            else:
                hub.missing()
        page = page_of(task_of(hub.whole(declared_charset(response))))
        return seen._replace(page=replace(page, feeds=seen.page.feeds, data_lists=seen.page.data_lists))

    def _seen(self, url: str, response: Response) -> Seen:
        robots = self.crawler.get_downloader_middleware(RobotsTxt)
        told = tuple(robots.sitemaps(response.url)) if robots else ()
        if is_feed(response):
            listing = feeds.feed(response.body, response.url, declared_charset(response))
            return Seen(url, canonical(response.url), None, listing.pages, response.body, told)
        return Seen(url, canonical(response.url), page_of(task_of(response)), (), response.body, told)


def look(
    settings: Settings,
    plan: Callable[[Look], Awaitable[None]],
    *,
    seconds: float,
    through: Through = nullcontext({}),  # noqa: B008  nothing is kept in it
) -> bool:
    """Follow a plan in a process of Scrapy's, once: it cannot be started again in this one.

    Gives whether that took less than so many `seconds` (0: however long it takes), after which the plan is left.
    """
    late: list[bool] = []
    process = AsyncCrawlerProcess(settings)
    process.crawl(Looking, plan=plan, seconds=seconds, late=lambda: late.append(True), through=through)
    process.start()
    return not late
