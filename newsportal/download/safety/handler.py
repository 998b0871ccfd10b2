"""The download handler: the last component that sees a request and the first that sees an answer.

Scrapy's HTTP/1.1 handler with four differences: a name is checked by the IP addresses that the connection will use, a
proxy's own host is reached only as a proxy, headers are limited, and certificates are verified except for listed hosts.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.core.downloader.contextfactory import _ScrapyClientContextFactory
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.exceptions import CannotResolveHostError
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.url import add_http_if_no_scheme
from twisted.web._newclient import HEADER
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer

from newsportal import settings as defaults
from newsportal.download.meta_keys import RECEIVED
from newsportal.download.refusal import refuse
from newsportal.download.safety import resolver
from newsportal.download.safety.middlewares import allowed_networks
from newsportal.urls.kind import within
from newsportal.urls.safety import literal, local_name, normal_host

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

MAX_HEADER_BYTES = 65_536
"""Most bytes of headers in one answer, interim answers (1xx) included."""
EXCESS = b"X-Newsportal-Excess"
"""Header that is added to an answer that sent more than its Content-Length says; its body is cut there."""


HEAD = b"X-Newsportal-Head"
"""Header that holds the first line and the header lines of an answer as they came, where answers are kept."""


_CREATORS = 8
"""Hosts whose TLS options are kept: each holds the system's certificates, some megabyte, read in some 3 ms."""


class TooManyHeaders(ValueError):
    """An answer whose headers are longer than MAX_HEADER_BYTES."""


class _Parser(_LenientHTTPClientParser):
    """Gives up on headers that are too long, and marks answers that are longer than their Content-Length says."""

    _header_bytes = 0

    def lineReceived(self, line: bytes) -> None:
        self._header_bytes += len(line) + 2
        if self._header_bytes > MAX_HEADER_BYTES:
            raise TooManyHeaders(f"more than {MAX_HEADER_BYTES} bytes of headers")
        super().lineReceived(line)

    def _finished(self, rest: bytes) -> None:
        if rest.strip():
            self.response.headers.setRawHeaders(EXCESS, [b"1"])
        super()._finished(rest)  # type: ignore[no-untyped-call]


class _HeadKeepingParser(_Parser):
    """Hands on the head of an answer as it came, which Twisted and Scrapy keep no copy of."""

    def statusReceived(self, status: bytes) -> None:
        self._lines = [status]  # an interim answer (1xx) had lines of its own
        super().statusReceived(status)  # type: ignore[no-untyped-call]

    def lineReceived(self, line: bytes) -> None:
        if self.state == HEADER:
            self._lines.append(line.removesuffix(b"\r"))
        super().lineReceived(line)

    def allHeadersReceived(self) -> None:
        self.response.headers.setRawHeaders(HEAD, self._lines[:-1])
        super().allHeadersReceived()  # type: ignore[no-untyped-call]


class _Protocol(_LenientHTTP11ClientProtocol):
    parser: type[_Parser] = _Parser

    def request(self, request: Any) -> Any:
        answer = super().request(request)
        # Scrapy's own protocol sets the class so too; super() has just made the parser, which has read nothing yet.
        self._parser.__class__ = self.parser
        return answer


class _HeadKeepingProtocol(_Protocol):
    parser = _HeadKeepingParser


class _Factory(_LenientHTTP11ClientFactory):
    protocol_class: type[_Protocol] = _Protocol

    def buildProtocol(self, addr: Any) -> _Protocol:
        return self.protocol_class(self._quiescentCallback)


class _HeadKeepingFactory(_Factory):
    protocol_class = _HeadKeepingProtocol


@implementer(IPolicyForHTTPS)
class CertificatePolicy:
    """Verifies certificates, except for hosts in NEWSPORTAL_UNVERIFIED_HOSTS and their subdomains."""

    def __init__(self, crawler: Crawler):
        hosts = crawler.settings.getlist("NEWSPORTAL_UNVERIFIED_HOSTS", defaults.NEWSPORTAL_UNVERIFIED_HOSTS)
        self._unverified = tuple(host.strip().lower().lstrip(".") for host in hosts)
        self._strict = _ScrapyClientContextFactory.from_crawler(crawler)
        self._lenient = _ScrapyClientContextFactory.from_crawler(crawler)
        self._strict._verify_certificates = True
        self._lenient._verify_certificates = False
        self._made = lru_cache(_CREATORS)(self._creator)

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:
        """The TLS options for one host, the same for all its connections: asked for at each request."""
        return self._made(hostname, port)

    def _creator(self, hostname: bytes, port: int) -> Any:
        host = hostname.decode("ascii").lower()
        return (self._lenient if within(host, self._unverified) else self._strict).creatorForNetloc(hostname, port)


class GuardedHandler(HTTP11DownloadHandler):
    """Downloads over http and https from the open internet, from allowed networks, and through the user's proxies."""

    def __init__(self, crawler: Crawler):
        super().__init__(crawler)
        kept = crawler.settings.get("NEWSPORTAL_WARC", defaults.NEWSPORTAL_WARC)
        self._pool._factory = _HeadKeepingFactory if kept else _Factory
        self._contextFactory: Any = CertificatePolicy(crawler)
        self._resolver = resolver.install(allowed_networks(crawler.settings))

    async def download_request(self, request: Request) -> Response:
        """As Scrapy's handler; raises Refused for a name that resolves to a forbidden address."""
        self._check_proxy(request)
        try:
            response = await super().download_request(request)
            request.meta[RECEIVED] = datetime.now(UTC)
            return response
        except CannotResolveHostError:
            if self._resolver.refused(urlparse_cached(request).hostname or ""):
                raise refuse("network", request, self._crawler) from None
            raise

    def _check_proxy(self, request: Request) -> None:
        """Refuse a proxy's own host as a page, since its name is not checked, and local names through a proxy."""
        host = normal_host(urlparse_cached(request).hostname or "")
        proxy = request.meta.get("proxy")
        if proxy:
            self._resolver.proxies.add(_host_of_proxy(proxy))
            if local_name(host):
                raise refuse("network", request, self._crawler)
        elif host in self._resolver.proxies and literal(host) is None:
            raise refuse("proxy", request, self._crawler)


@lru_cache(100)
def _host_of_proxy(proxy: str) -> str:
    return normal_host(urlsplit(add_http_if_no_scheme(proxy)).hostname or "")
