"""A request and its answer, as Scrapy has them, as blocks of WARC records."""

from __future__ import annotations

import re
from http.client import responses
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from newsportal.download.safety.handler import HEAD

_SECRET = frozenset((b"authorization", b"proxy-authorization", b"cookie"))
"""Headers of a request that an archive, which may be handed on, does not hold."""
_LENGTH = re.compile(rb"\r\ncontent-length[ \t]*:", re.IGNORECASE)
_TRANSFER = re.compile(rb"\r\n(transfer-encoding[ \t]*:)", re.IGNORECASE)


def request_block(request: Request) -> bytes:
    """The request as it is sent to the host itself; through a proxy its first line holds the whole address."""
    parts = urlsplit(request.url)
    target = f"{parts.path or '/'}{'?' * bool(parts.query)}{parts.query}"
    lines = [f"{request.method} {target} HTTP/1.1".encode("latin-1")]
    if b"Host" not in request.headers:
        lines.append(b"Host: " + parts.netloc.rpartition("@")[2].encode("latin-1"))
    for name, values in request.headers.items():
        if name.lower() not in _SECRET:
            lines.extend(name + b": " + value for value in values)
    return b"\r\n".join(lines) + b"\r\n\r\n" + request.body


def answer_head(response: Response) -> bytes:
    """The head of an answer as it came, with the empty line, and true of the body that is kept.

    Of a body that came in chunks these are undone, which its renamed header tells as Common Crawl's files do; its
    content codings stay. Where no head came by (`newsportal.download.safety.handler.HEAD`), it is made of what is left.
    """
    lines = response.headers.getlist(HEAD)
    if not lines:
        first = f"HTTP/1.1 {response.status} {responses.get(response.status, '')}".encode()
        lines = [first, *(name + b": " + value for name, values in response.headers.items() for value in values)]
    head = _TRANSFER.sub(rb"\r\nX-Crawler-\1", b"\r\n".join(lines))
    if not _LENGTH.search(head) and response.status not in (204, 304):
        head += b"\r\nContent-Length: %d" % len(response.body)
    return head + b"\r\n\r\n"
