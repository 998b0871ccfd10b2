"""robots.txt as RFC 9309 asks for it, in place of Scrapy's middleware.

Scrapy 2.19's lets requests 3 to N of a host's first batch through, takes a server error for permission and reads UTF-8
only. Here every request waits for one shared answer, and one that cannot be read forbids everything for a while.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urljoin

from scrapy import Request, signals
from scrapy.exceptions import NotConfigured, StopDownload
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached
from w3lib.url import safe_url_string

from newsportal import settings as defaults
from newsportal.download import failures, refusal
from newsportal.download.meta_keys import ROBOTS
from newsportal.download.politeness.host_state import host_of, host_states, origin_of
from newsportal.download.refusal import LATER, Refused, refuse
from newsportal.download.robots.cache import RobotsAnswer, RobotsCache
from newsportal.download.robots.obeyed import obeys
from newsportal.download.robots.rules import READ, Rules, read
from newsportal.messages import marked, say
from newsportal.urls.join import join

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

logger = logging.getLogger(__name__)

DAY = 24 * 3600
"""Longest time in seconds for which an answer may be kept (RFC 9309, 2.4)."""
REDIRECTS = 5
"""Most redirects that are followed (RFC 9309, 2.3.1.2)."""
UNPACKED = 2 * 1024 * 1024
"""Most bytes that a compressed robots.txt may have when decompressed."""
PUT_BACK = 1.0
"""Seconds: a request that must wait longer goes back to the scheduler, since the downloader has few places."""


class RobotsTxt:
    """Refuses what robots.txt forbids, obeys Crawl-delay, and knows the sitemaps listed.

    Settings:
        ROBOTSTXT_OBEY: without it the middleware is off, with a warning; a spider's own settings cannot switch it off.
        ROBOTSTXT_USER_AGENT: the name whose rules apply; if empty, the first product token of USER_AGENT.
        NEWSPORTAL_ROBOTS_CACHE: seconds after which a robots.txt is read again.
        NEWSPORTAL_ROBOTS_RETRY: seconds after which one that could not be read is asked for again.
        NEWSPORTAL_CRAWL_DELAY_MAX: longest Crawl-delay in seconds that is obeyed.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        if not obeys(settings):
            raise NotConfigured
        named = settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"]
        self.agent = (re.match(r"[^\s/]*", named) or [""])[0]
        self._kept = min(settings.getfloat("NEWSPORTAL_ROBOTS_CACHE", defaults.NEWSPORTAL_ROBOTS_CACHE), DAY)
        self._retry = settings.getfloat("NEWSPORTAL_ROBOTS_RETRY", defaults.NEWSPORTAL_ROBOTS_RETRY)
        self._longest_delay = settings.getfloat("NEWSPORTAL_CRAWL_DELAY_MAX", defaults.NEWSPORTAL_CRAWL_DELAY_MAX)
        self._crawler = crawler
        self._hosts = host_states(crawler)
        self._answers = RobotsCache()
        self._reading: dict[str, asyncio.Task[RobotsAnswer]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """A middleware with the crawler's settings, connected to its signals."""
        robots = cls(crawler)
        crawler.signals.connect(robots.headers_received, signals.headers_received)
        crawler.signals.connect(robots.bytes_received, signals.bytes_received)
        return robots

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """Sitemaps listed in the robots.txt of this address's host, made absolute; none before it was read."""
        origin = origin_of(Request(url))
        answer = self._answers.get(origin)
        return tuple(join(f"{origin}/robots.txt", sitemap) for sitemap in answer.rules.sitemaps) if answer else ()

    def forbids(self, url: str) -> bool:
        """Whether the robots.txt of an address's host was read and forbids it, which counts as a refused request."""
        if forbidden := self._answers.forbids(url):
            refuse("robots", Request(url), self._crawler)
        return forbidden

    async def process_request(self, request: Request) -> Request | None:
        """Wait for the host's robots.txt; raise Refused (robots, robots_unreachable) if the request is forbidden."""
        if request.meta.get("dont_obey_robotstxt") or urlparse_cached(request).scheme not in ("http", "https"):
            return None
        origin = origin_of(request)
        known = self._answers.get(origin)
        answer = known or await self._read_once(origin, request.meta.get("proxy"))
        if answer.failure:
            raise refuse("robots_unreachable", request, self._crawler, answer.failure)
        if not answer.rules.allows(request.url):
            raise refuse("robots", request, self._crawler)
        if known is None and self._hosts.wait(host_of(request)) > PUT_BACK:
            return request.replace(dont_filter=True)
        return None

    async def _read_once(self, origin: str, proxy: str | None) -> RobotsAnswer:
        """Read a robots.txt once for all requests that wait for it; a cancelled one does not stop the reading."""
        task = self._reading.get(origin)
        if task is None:
            task = self._reading[origin] = asyncio.ensure_future(self._read(origin, proxy))
            task.add_done_callback(lambda _: self._reading.pop(origin, None))
        return await asyncio.shield(task)

    async def _read(self, origin: str, proxy: str | None) -> RobotsAnswer:
        try:
            answer = self._judged(origin, await self._fetch(f"{origin}/robots.txt", proxy))
        except Refused as refused:
            if refused.reason in LATER:
                raise
            answer = self._unreached(origin, refusal.explained(refused.reason), refused.reason)
        except Exception as error:
            failure = failures.reason(error)
            answer = self._unreached(origin, failures.explained(failure), failure)
        self._keep(origin, answer)
        return answer

    async def _fetch(self, url: str, proxy: str | None) -> Response | None:
        """The answer at the end of at most five redirects; None if there are more, or one leads out of the web."""
        assert self._crawler.engine
        for _ in range(1 + REDIRECTS):
            meta: dict[str, Any] = {
                "dont_obey_robotstxt": True,
                "dont_redirect": True,
                "allow_offsite": True,
                # A failure is told below, once.
                "give_up_log_level": logging.DEBUG,
                ROBOTS: 0,
            }
            if proxy:
                # The proxy of the request that asks: the host may exist only behind it.
                meta["proxy"] = proxy
            # No limit on the download: bytes_received() cuts a long file, which is then still read.
            meta["download_maxsize"] = 0
            headers = {"Accept-Encoding": "identity"}
            request = Request(url, NO_CALLBACK, headers=headers, meta=meta, priority=1000, dont_filter=True)
            response = await self._crawler.engine.download_async(request)
            location = response.headers.get("Location") if 300 <= response.status < 400 else None
            if location is None:
                return response
            url = urljoin(url, safe_url_string(location))
            if not url.startswith(("http://", "https://")):
                return None
        return None

    def _judged(self, origin: str, response: Response | None) -> RobotsAnswer:
        status = response.status if response else 300
        assert self._crawler.stats
        self._crawler.stats.inc_value(f"newsportal/robots/status/{status}")
        # 304 to a request without a condition is a broken answer: it does not say that there are no rules.
        if status in (304, 429) or status >= 500:
            return self._unreached(origin, f"http {status}")
        rules = read(response.body, self.agent) if response and 200 <= status < 300 else Rules()
        return RobotsAnswer(rules, time.monotonic() + self._kept)

    def _unreached(self, origin: str, why: str, failure: str = "robots_unreachable") -> RobotsAnswer:
        assert self._crawler.stats
        self._crawler.stats.inc_value("newsportal/robots/unreachable")
        words = marked("robots.txt of {host!r} could not be read ({why}): asking nothing there for now")
        logger.warning("%s", say(words, host=origin[:200], why=why))
        return RobotsAnswer(Rules(), time.monotonic() + self._retry, failure)

    def _keep(self, origin: str, answer: RobotsAnswer) -> None:
        if answer.rules.delay:
            name = host_of(Request(origin))
            host = self._hosts[name]
            host.delay = max(host.delay, min(answer.rules.delay, self._longest_delay))
            self._hosts.pause(name, host.delay)
        self._answers.keep(origin, answer)

    def headers_received(self, request: Request) -> None:
        """Start counting the bytes of a robots.txt, from 0 again if it is retried."""
        if ROBOTS in request.meta:
            request.meta[ROBOTS] = 0

    def bytes_received(self, data: bytes, request: Request) -> None:
        """End the download of a robots.txt once enough was read, and limit what it may be decompressed to."""
        if ROBOTS in request.meta:
            request.meta["download_maxsize"] = UNPACKED
            request.meta[ROBOTS] += len(data)
            if request.meta[ROBOTS] >= READ:
                raise StopDownload(fail=False)
