"""What a crawl sends and receives, as Scrapy counts it, from the headers as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.stats import DownloaderStats, get_status_size
from scrapy.utils.httpobj import urlparse_cached

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.http import Headers, Response


class Traffic(DownloaderStats):
    """Scrapy's figures of requests and answers (`downloader/…`), without writing each request once more to count it."""

    def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Count a request and its bytes."""
        count = self.stats.inc_value
        count("downloader/request_count")
        count(f"downloader/request_method_count/{request.method}")
        parts = urlparse_cached(request)
        length = len(request.method) + len(parts.path or "/") + len(parts.hostname or "") + len(request.body)
        length += sum(1 + len(part) for part in (parts.params, parts.query) if part)
        count("downloader/request_bytes", length + len("  HTTP/1.1\r\nHost: \r\n\r\n") + _size(request.headers))

    def process_response(self, request: Request, response: Response, spider: Spider | None = None) -> Response:
        """Count an answer and its bytes."""
        count = self.stats.inc_value
        count("downloader/response_count")
        count(f"downloader/response_status_count/{response.status}")
        headers = _size(response.headers) - 2 * _repeated(response.headers)
        count("downloader/response_bytes", len(response.body) + headers + get_status_size(response.status) + 2)
        return response


def _size(headers: Headers) -> int:
    """Bytes of header lines."""
    return sum(len(name) + len(value) + 4 for name, values in dict.items(headers) for value in values)


def _repeated(headers: Headers) -> int:
    """Lines beyond the first of each header, whose ends Scrapy does not count."""
    return sum(len(values) - 1 for values in dict.values(headers))
