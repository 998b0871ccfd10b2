"""The downloader middleware that has pages filled by the browser, one at a time."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, signals
from scrapy.exceptions import NotConfigured
from scrapy.http import Headers, HtmlResponse, Response
from w3lib.encoding import http_content_type_encoding

from newsportal import settings as defaults
from newsportal.download.browser.chromium import CannotStart, Chromium
from newsportal.download.browser.page import Document, Failed, shown
from newsportal.download.browser.subrequests import Scripts, Subrequests
from newsportal.download.meta_keys import PLAIN
from newsportal.download.politeness.host_state import closing
from newsportal.download.refusal import refuse
from newsportal.extraction.document import charset
from newsportal.messages import marked

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

_OUTCOME = "browser "
"""How the flags of an answer begin that say what the browser made of it."""
RENDERED = "browser rendered"
"""Flag of an answer that is a page as the browser showed it."""
NOTHING = marked("browser showed nothing")
"""What such a page comes to from which nothing is read either."""
TOO_LARGE, NOT_STARTED = marked("browser made the page too large"), marked("browser not started")
"""Why a page is not shown, beside the reasons of page.py."""
_OF_THE_PLAIN = (b"Etag", b"Last-Modified", b"Content-Type")
"""Headers of the plain answer that say nothing of the page filled: its version is that of an empty shell."""


def rendering(plain: Response, **kwargs: Any) -> Request:
    """The request for a page as a browser shows it, given its plain answer; `kwargs` as of Request."""
    return Request(plain.url, meta={PLAIN: plain} | kwargs.pop("meta", {}), dont_filter=True, **kwargs)


def outcome(response: Response) -> str:
    """What the browser made of a page: RENDERED, or why it is the plain answer; "" where it was not asked."""
    return next((flag for flag in response.flags if flag.startswith(_OUTCOME)), "")


class Rendering:
    """Answers such a request: with the page as it stands, in UTF-8, or with the plain answer and a flag that says why.

    Settings:
        NEWSPORTAL_BROWSER: without it the middleware is off.
        NEWSPORTAL_CHROMIUM: the browser's program.
        NEWSPORTAL_BROWSER_REQUESTS: how many requests one page may make.
        NEWSPORTAL_BROWSER_MAXSIZE: bytes that these may bring.
        NEWSPORTAL_BROWSER_SECONDS: for how long it may run; it is not counted while it waits for an answer.
        NEWSPORTAL_PAGE_MAXSIZE: bytes of the page as it stands.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        if not settings.getbool("NEWSPORTAL_BROWSER", defaults.NEWSPORTAL_BROWSER):
            raise NotConfigured
        self._crawler = crawler
        self._requests = settings.getint("NEWSPORTAL_BROWSER_REQUESTS", defaults.NEWSPORTAL_BROWSER_REQUESTS)
        self._bytes = settings.getint("NEWSPORTAL_BROWSER_MAXSIZE", defaults.NEWSPORTAL_BROWSER_MAXSIZE)
        self._seconds = settings.getfloat("NEWSPORTAL_BROWSER_SECONDS", defaults.NEWSPORTAL_BROWSER_SECONDS)
        self._page_limit = settings.getint("NEWSPORTAL_PAGE_MAXSIZE", defaults.NEWSPORTAL_PAGE_MAXSIZE)
        self._agent = settings["USER_AGENT"]
        self._chromium = Chromium(settings)
        self._scripts = Scripts()
        self.cannot_start = ""
        """Why there is no browser, in a sentence, once that is known."""
        self._one_page = asyncio.Lock()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """A middleware that closes its browser with the spider."""
        middleware = cls(crawler)
        crawler.signals.connect(middleware.close, signal=signals.spider_closed)
        return middleware

    async def close(self) -> None:
        """Close the browser."""
        await self._chromium.close()

    async def process_request(self, request: Request) -> Response | None:
        """The answer to a request for a page as the browser shows it. Raises Refused (closing) as the crawl ends."""
        plain = request.meta.get(PLAIN)
        if plain is None:
            return None
        async with self._one_page:
            answer = None if closing(self._crawler) else await self._answer(plain, request.meta.get("proxy"))
        if answer is None or closing(self._crawler):
            # What the page loads is refused then: it is not whole, and is read by the next start.
            raise refuse("closing", request, self._crawler)
        return answer

    async def _answer(self, plain: Response, proxy: str | None) -> Response:
        try:
            body = await self._shown(plain, proxy)
        except Failed as failure:
            await self._chromium.close(kill=True)
            return _failed(plain, str(failure))
        except CannotStart as error:
            self.cannot_start = str(error)
            logger.error("%s", error)
            return _failed(plain, NOT_STARTED)
        if len(body) > self._page_limit:
            return _failed(plain, TOO_LARGE)
        headers = Headers({name: value for name, value in plain.headers.items() if name not in _OF_THE_PLAIN})
        headers["Content-Type"] = "text/html; charset=utf-8"
        return HtmlResponse(plain.url, headers=headers, body=body, encoding="utf-8", flags=[RENDERED])

    async def _shown(self, plain: Response, proxy: str | None) -> bytes:
        if self.cannot_start:
            raise Failed(NOT_STARTED)
        kind = (plain.headers.get("Content-Type") or b"").decode("latin-1")
        document = Document(plain.url, charset.decode(plain.body, http_content_type_encoding(kind)).text)
        loads = Subrequests(self._crawler, self._scripts, proxy, self._requests, self._bytes)
        browser = await self._chromium.browser()
        markup = await shown(browser, document, loads, seconds=self._seconds, agent=self._agent)
        return markup.encode("utf-8", "replace")


def _failed(plain: Response, why: str) -> Response:
    # Not the answer itself, which belongs to the request that it answered.
    return HtmlResponse(plain.url, headers=plain.headers, body=plain.body, flags=[why])
