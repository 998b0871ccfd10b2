"""What a page in the browser may load, answered by this project's downloader with all its guards.

The browser itself has no network: each request that it makes is handed over here. Scripts, and data that scripts ask
for, are downloaded as anything else is: robots.txt, the hosts' delays, Retry-After, sizes, the guard of addresses.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http.request import NO_CALLBACK

if TYPE_CHECKING:
    from playwright.async_api import Request as BrowserRequest
    from playwright.async_api import Route
    from scrapy.crawler import Crawler
    from scrapy.http import Response

_KINDS = frozenset({"script", "xhr", "fetch"})
"""What is loaded, in Chromium's words: no pictures, styles, fonts, films, frames, sockets, pings."""
_SENT = ("accept", "origin", "referer", "x-requested-with")
"""Headers of the browser's that a server hears; cookies are none of them, and the user agent is the crawl's."""
_KEPT_BACK = frozenset(b"content-encoding content-length link refresh set-cookie transfer-encoding".split())
"""Headers of an answer that the browser does not hear; of the body it has the bytes, unpacked."""
_SCRIPTS = 32 * 1024 * 1024
"""Bytes of scripts that are kept for a crawl's other pages."""


class Answer(NamedTuple):
    """An answer as the browser is given it."""

    status: int
    """Its status."""
    headers: dict[str, str]
    """Its headers."""
    body: bytes
    """Its body, unpacked."""


class Scripts(dict[str, Answer]):
    """The scripts of a crawl by address, the newest _SCRIPTS bytes of them."""

    def keep(self, url: str, answer: Answer) -> None:
        """Keep one for the next page that asks for it."""
        self[url] = answer
        while sum(len(kept.body) for kept in self.values()) > _SCRIPTS:
            del self[next(iter(self))]


@dataclass(slots=True)
class Subrequests:
    """What one page loads, within bounds. A route handler of playwright's: `answer`."""

    crawler: Crawler
    """The crawl whose downloader answers."""
    scripts: Scripts
    """Scripts that earlier pages loaded."""
    proxy: str | None
    """The proxy that the page itself was asked through."""
    requests_left: int
    """How many requests it may still make."""
    bytes_left: int
    """How many bytes these may still bring."""
    waiting: int = 0
    """How many of them wait for an answer now: for their turn at their host, or for its answer."""
    given: int = 0
    """How many were answered."""
    over: bool = False
    """Whether the page is no longer there: nothing more is asked for it."""
    _turns: defaultdict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    async def answer(self, route: Route) -> None:
        """Answer one request of the browser; what is not allowed, or fails, is aborted."""
        answer = None
        try:
            answer = await self._answer(route.request)
        except Exception as error:  # by whatever reason: the page goes without it
            self._count(f"failed/{type(error).__name__}")
        if not self.over:
            self.given += answer is not None
            await (route.fulfill(**answer._asdict()) if answer else route.abort())

    async def _answer(self, asked: BrowserRequest) -> Answer | None:
        url, kind = asked.url.partition("#")[0], asked.resource_type
        if kind not in _KINDS or asked.method != "GET" or not url.startswith(("http://", "https://")):
            return None
        if kind == "script" and url in self.scripts:
            return self.scripts[url]
        if self.requests_left <= 0:
            self._count("beyond bounds")
            return None
        self.requests_left -= 1
        self.waiting += 1
        try:
            # One at a time at a host: what waits here is let go with its page, what the downloader has is not.
            async with self._turns[urlsplit(url).hostname or ""]:
                if self.over or self.bytes_left <= 0:
                    return None
                answer = self._of(await self._download(url, kind, asked.headers))
        finally:
            self.waiting -= 1
        self.bytes_left -= len(answer.body)
        if kind == "script" and answer.status == 200:
            self.scripts.keep(url, answer)
        return answer

    async def _download(self, url: str, kind: str, headers: dict[str, str]) -> Response:
        meta: dict[str, Any] = {
            "dont_retry": True,
            "download_maxsize": self.bytes_left,
            # Libraries stand on hosts of their own; data is the portal's, or it is left alone.
            "allow_offsite": kind == "script",
        }
        if self.proxy:
            meta["proxy"] = self.proxy
        sent = {name: value for name, value in headers.items() if name in _SENT}
        self._count("requests")
        assert self.crawler.engine
        return await self.crawler.engine.download_async(Request(url, NO_CALLBACK, headers=sent, meta=meta))

    @staticmethod
    def _of(response: Response) -> Answer:
        headers = {
            name.decode("latin-1"): b", ".join(values).decode("latin-1")
            for name, values in response.headers.items()
            if name.lower() not in _KEPT_BACK
        }
        return Answer(response.status, headers, response.body)

    def _count(self, what: str) -> None:
        assert self.crawler.stats
        self.crawler.stats.inc_value(f"newsportal/browser/{what}")
