"""Checks a body before anything reads it: whole, not too large, and of the kind that was asked for.

`Bodies` replaces Scrapy's HttpCompressionMiddleware. `defect()` says what is wrong with a body; it is pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Response
from scrapy.http.request import NO_CALLBACK
from scrapy.responsetypes import responsetypes

from newsportal import settings as defaults
from newsportal.download.content.decompress import BadCoding, TooLarge, Truncated, unpack
from newsportal.download.safety.handler import EXCESS

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

BLOCKED = frozenset((401, 403, 405, 406, 412, 418, 444, 451, 456, 468, 493, 521, 567, 999))
"""Statuses with which sites turn robots away: 412 and 521 are those of Chinese script challenges, 567 Tencent's, 405
Alibaba Cloud's, 418, 444, 456, 468, 493 and 999 various firewalls'. For 429 and 503 see `politeness/backoff.py`."""

_IMAGES_AND_FILES = (
    b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"BM6", b"\0\0\1\0", b"%PDF", b"PK\3\4", b"Rar!", b"7z\xbc\xaf",
    b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"\x7fELF", b"MZ\x90", b"\xd0\xcf\x11\xe0", b"ID3", b"OggS",
    b"FLV\1", b"FWS", b"CWS", b"wOFF", b"wOF2", b"\0\0\0\x18ftyp", b"\0\0\0\x1cftyp", b"\0\0\0\x20ftyp",
)  # fmt: skip
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_SNIFFED = 2048
# Bytes that no text holds (WHATWG MIME sniffing, "binary data byte"); more than one in twenty is no accident.
_CONTROL = bytes(set(range(32)) - set(b"\t\n\f\r\x1b"))
_TAIL = 4096


class Dropped(IgnoreRequest):
    """An answer that is dropped; `reason` is the word under which `newsportal/dropped/…` counts it."""

    def __init__(self, reason: str, url: str):
        super().__init__(f"dropped ({reason}): {url[:200]!r}")
        self.reason = reason


def defect(body: bytes, content_type: str, *, page: bool = True) -> str | None:
    """Why a decompressed body cannot be used: empty, not-text, content-type or cut; None if it can.

    With `page` it must be HTML; without, only an empty body is unusable (a sitemap may be a .gz file).
    """
    start = body[:_SNIFFED].lstrip()
    if not start and not body.strip():
        return "empty"
    if not page:
        return None
    if not start.startswith(_WIDE) and (
        start.startswith(_IMAGES_AND_FILES) or len(start) - len(start.translate(None, _CONTROL)) > len(start) / 20
    ):
        return "not-text"
    declared = content_type.partition(";")[0].partition(",")[0].strip().lower()
    if "/" in declared and "html" not in declared:
        return "content-type"
    return "cut" if _cut(body) else None


def _cut(body: bytes) -> bool:
    """Whether HTML was cut off: it ends after a word or inside a tag, and without the end tags of body and html."""
    tail = body[-_TAIL:].replace(b"\0", b"").rstrip().lower()
    return b"<" in body and not tail.endswith(b">") and b"</html" not in tail and b"</body" not in tail


def _for_page(request: Request) -> bool:
    return request.callback is not NO_CALLBACK and request.meta.get("expects", "page") == "page"


class Bodies:
    """Decompresses bodies within limits and drops what is no page; a body that was cut is asked for again.

    A page may have NEWSPORTAL_PAGE_MAXSIZE bytes, as sent and decompressed; anything else DOWNLOAD_MAXSIZE.
    `request.meta["expects"]` says what a spider's request asks for: "page" (HTML, the default) or another word (a
    feed, a sitemap), for which only an empty answer is dropped. For requests of other components (NO_CALLBACK) the
    body is only decompressed. No text is decoded here; Scrapy's own middleware would run charset-normalizer on
    compressed bytes.
    """

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._limit = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._page_limit = crawler.settings.getint("NEWSPORTAL_PAGE_MAXSIZE", defaults.NEWSPORTAL_PAGE_MAXSIZE)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """A middleware with the crawler's settings."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Set which content codings are accepted, and how large a page may be."""
        request.headers.setdefault("Accept-Encoding", "gzip, deflate, br, zstd")
        if _for_page(request):
            request.meta.setdefault("download_maxsize", self._page_limit)

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """The response decompressed, or a request to try again; raises Dropped."""
        self._count_blocked(response)
        if request.method == "HEAD" or response.status == 304:
            return response
        excess = response.headers.pop(EXCESS, None)
        try:
            response = self._unpacked(request, response)
        except TooLarge:
            raise self._dropped("too-large", request) from None
        except Truncated:
            return self._again("cut", request)
        except BadCoding:
            return self._again("coding", request)
        reason = self._defect(request, response) or ("cut" if excess else None)
        if reason == "cut":
            return self._again(reason, request)
        if reason:
            raise self._dropped(reason, request)
        return response

    def _unpacked(self, request: Request, response: Response) -> Response:
        codings = b",".join(response.headers.getlist("Content-Encoding")).split(b",")
        if codings == [b""]:
            return response
        body = unpack(response.body, codings, request.meta.get("download_maxsize", self._limit))
        headers = Headers(response.headers)
        del headers["Content-Encoding"]
        kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
        # Not response.replace(): it asks the old response for its encoding, a guess from compressed bytes.
        return kind(
            url=response.url,
            status=response.status,
            headers=headers,
            body=body,
            flags=response.flags,
            certificate=response.certificate,
            ip_address=response.ip_address,
            protocol=response.protocol,
        )

    def _defect(self, request: Request, response: Response) -> str | None:
        if request.callback is NO_CALLBACK or not 200 <= response.status < 300:
            return None
        if response.status not in (200, 203):
            return "status"
        content_type = _content_type(response)
        # A seed may be a feed, or a list of data.
        page = _for_page(request) and not (request.meta.get("seed") and is_feed(response))
        return defect(response.body, content_type, page=page)

    def _again(self, reason: str, request: Request) -> Request:
        assert self._crawler.spider
        retry = get_retry_request(request, spider=self._crawler.spider, reason=reason)
        if retry is None:
            raise self._dropped(reason, request)
        return retry

    def _dropped(self, reason: str, request: Request) -> Dropped:
        assert self._crawler.stats
        self._crawler.stats.inc_value(f"newsportal/dropped/{reason}")
        return Dropped(reason, request.url)

    def _count_blocked(self, response: Response) -> None:
        if response.status in BLOCKED:
            assert self._crawler.stats
            self._crawler.stats.inc_value("newsportal/errors/blocked")


def is_feed(response: Response) -> bool:
    """Whether it is a feed or a list of data, though a page was asked for."""
    from newsportal.extraction import feeds

    return feeds.is_feed(response.body, _content_type(response))


def _content_type(response: Response) -> str:
    return (response.headers.get("Content-Type") or b"").decode("latin-1")
