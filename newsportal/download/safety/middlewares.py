"""Downloader middlewares that refuse addresses in strangers' pages that must not be asked for.

`AddressGuard` checks the text of every address, also of redirects, robots.txt, feeds and sitemaps; what a name resolves
to is checked by the download handler (`handler.py`). `Offsite` is Scrapy's off-site filter without its exemption for
redirects of start requests, which inherit `dont_filter`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Self
from urllib.request import proxy_bypass

from scrapy import signals
from scrapy.downloadermiddlewares.httpproxy import HttpProxyMiddleware
from scrapy.downloadermiddlewares.offsite import OffsiteMiddleware
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from newsportal import settings as defaults
from newsportal.download.refusal import refuse
from newsportal.urls.safety import MAX_LENGTH, fault, networks

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings

    from newsportal.urls.kind import PortalUrls
    from newsportal.urls.safety import IPNetwork


def allowed_networks(settings: BaseSettings) -> tuple[IPNetwork, ...]:
    """Networks that may be asked though they are not public: NEWSPORTAL_ALLOWED_NETWORKS, in CIDR notation."""
    return networks(settings.getlist("NEWSPORTAL_ALLOWED_NETWORKS", defaults.NEWSPORTAL_ALLOWED_NETWORKS))


class AddressGuard:
    """Refuses an address that is not http(s), holds a user name, is too long, or has a port or network not allowed.

    Settings: NEWSPORTAL_ALLOWED_NETWORKS, NEWSPORTAL_ALLOWED_PORTS, URLLENGTH_LIMIT.
    """

    def __init__(self, crawler: Crawler):
        settings = crawler.settings
        self._crawler = crawler
        self._networks = allowed_networks(settings)
        ports = settings.getlist("NEWSPORTAL_ALLOWED_PORTS", defaults.NEWSPORTAL_ALLOWED_PORTS)
        self._ports = frozenset(map(int, ports))
        self._max_length = settings.getint("URLLENGTH_LIMIT", MAX_LENGTH)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """A middleware with the crawler's settings."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise Refused for an address that is not allowed."""
        reason = fault(request.url, self._networks, self._ports, self._max_length)
        if reason:
            raise refuse(reason, request, self._crawler)


class Offsite(OffsiteMiddleware):
    """Scrapy's filter by `allowed_domains`, without exemption for a redirect of an exempt request.

    Nothing is filtered as it is scheduled, where nobody hears of it: a page that redirects off the portal would be
    waited for in vain.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """A middleware of this crawler."""
        offsite = cls(crawler.stats)
        offsite.crawler = crawler
        crawler.signals.connect(offsite.spider_opened, signal=signals.spider_opened)
        return offsite

    def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Raise Refused (offsite) for a request that leaves the portal, and for such a redirect."""
        exempt = request.dont_filter or request.meta.get("allow_offsite")
        if exempt and not (request.meta.get("redirect_times") and request.callback is not NO_CALLBACK):
            return
        assert self.crawler.spider
        if not self.should_follow(request, self.crawler.spider):
            raise refuse("offsite", request, self.crawler)

    def should_follow(self, request: Request, spider: Spider) -> bool:
        """Whether a request stays within the portal: a page at its own addresses, a feed also at its feeds' hosts."""
        own: PortalUrls | None = getattr(spider, "urls", None)
        if own and request.callback is not NO_CALLBACK and request.meta.get("expects", "page") == "page":
            return own.holds(request.url)
        return bool(super().should_follow(request, spider))


class Redirects(RedirectMiddleware):
    """Scrapy's redirects; one that leads nowhere (too many, no address) is refused and counted."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """The response, or the request that it redirects to; raises Refused (redirects)."""
        try:
            return super().process_response(request, response)
        except (IgnoreRequest, ValueError):
            raise refuse("redirects", request, self.crawler) from None


class Proxies(HttpProxyMiddleware):
    """Scrapy's proxies, those of the environment among them, which is asked once for each host what passes them by."""

    def __init__(self, auth_encoding: str | None = "latin-1") -> None:
        super().__init__(auth_encoding)
        self._passes_by = lru_cache(1_000)(proxy_bypass)

    def process_request(self, request: Request, spider: Spider | None = None) -> Request | Response | None:
        """Set the proxy that a request takes."""
        parts = urlparse_cached(request)
        host = parts.hostname
        if "proxy" in request.meta or parts.scheme not in self.proxies or not host or self._passes_by(host):
            return super().process_request(request)
        credentials, proxy = self.proxies[parts.scheme]
        self._set_proxy_and_creds(request, proxy, credentials, parts.scheme)
        return None
