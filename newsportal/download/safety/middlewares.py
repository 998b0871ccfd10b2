"""Downloader middlewares that refuse addresses which strangers wrote and nobody should ask for.

`AddressGuard` judges the text of every address, also of redirects, robots.txt, feeds and sitemaps; what names stand for
is judged by the download handler (`handler.py`). `Offsite` is Scrapy's off-site filter without the
hole that a redirect of a start request slips through: it inherits `dont_filter`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy.downloadermiddlewares.offsite import OffsiteMiddleware
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK

from newsportal.download.refusal import refuse
from newsportal.urls.safety import MAX_LENGTH, WEB_PORTS, fault, networks

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings

    from newsportal.urls.safety import IPNetwork


def allowed_networks(settings: BaseSettings) -> tuple[IPNetwork, ...]:
    """NEWSPORTAL_ALLOWED_NETWORKS: networks in CIDR notation that may be asked though they are not public."""
    return networks(settings.getlist("NEWSPORTAL_ALLOWED_NETWORKS", []))


class AddressGuard:
    """Refuses what is not http(s), carries a user name, is too long, or names a port or network that is not allowed.

    Settings: NEWSPORTAL_ALLOWED_NETWORKS ([]), NEWSPORTAL_ALLOWED_PORTS ([80, 443]), URLLENGTH_LIMIT.
    """

    def __init__(self, crawler: Crawler):
        settings = crawler.settings
        self._crawler = crawler
        self._networks = allowed_networks(settings)
        self._ports = frozenset(int(port) for port in settings.getlist("NEWSPORTAL_ALLOWED_PORTS", list(WEB_PORTS)))
        self._max_length = settings.getint("URLLENGTH_LIMIT", MAX_LENGTH)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build from a crawler's settings."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise Refused for an address that is not allowed."""
        reason = fault(request.url, self._networks, self._ports, self._max_length)
        if reason:
            raise refuse(reason, request, self._crawler)


class Offsite(OffsiteMiddleware):
    """Scrapy's filter by `allowed_domains`, for which a redirect is a new request: no exemption passes on to it."""

    def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Raise IgnoreRequest for a request that leaves the portal."""
        exempt = request.dont_filter or request.meta.get("allow_offsite")
        if exempt and request.meta.get("redirect_times") and request.callback is not NO_CALLBACK:
            assert self.crawler.spider
            if not self.should_follow(request, self.crawler.spider):
                raise refuse("offsite", request, self.crawler)
        super().process_request(request)


class Redirects(RedirectMiddleware):
    """Scrapy's redirects, with one that leads nowhere (too many, no address) refused and counted."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """The response, the request that it redirects to, or Refused."""
        try:
            return super().process_response(request, response)
        except (IgnoreRequest, ValueError):
            raise refuse("redirects", request, self.crawler) from None
