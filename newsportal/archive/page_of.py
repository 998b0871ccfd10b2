"""The page of an archived answer, whatever became of it on its way into the archive."""

from __future__ import annotations

import re

from newsportal.download.content.bodies import defect
from newsportal.download.content.decompress import BadCoding, TooLarge, Truncated, unpack
from newsportal.warc.answer import Answer

_SIZE = re.compile(rb"\s{0,4}([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,100})?\r?\n")
_PACKED = {b"\x1f\x8b\x08": b"gzip", b"\x28\xb5\x2f\xfd": b"zstd"}
_TWICE = 2
"""How often a body is unpacked that its headers do not call packed."""


class NoPage(Exception):
    """An answer that holds no page that can be read; `reason` is that of a crawl: http 404, cut, content-type …"""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def page_of(answer: Answer, limit: int) -> bytes:
    """The bytes of a page, at most `limit` of them. Raises NoPage.

    Crawlers store bodies as they came (RFC 9112, 7), or without their codings under the headers of before, or still
    packed under headers that say nothing: so the bytes decide, and the headers say what to try.
    """
    if answer.status not in (200, 203):
        raise NoPage(f"http {answer.status}" if answer.status else "no http")
    try:
        body = _unpacked(answer, limit)
    except Truncated:
        raise NoPage("cut") from None
    except TooLarge:
        raise NoPage("too-large") from None
    except BadCoding:
        raise NoPage("coding") from None
    if limit and len(body) > limit:
        raise NoPage("too-large")
    if reason := defect(body, answer.header("Content-Type") or ""):
        raise NoPage(reason)
    return body


def _unpacked(answer: Answer, limit: int) -> bytes:
    body = answer.sent
    if "chunked" in (answer.header("Transfer-Encoding") or "").lower():
        body = _joined(body)
    codings = (answer.header("Content-Encoding") or "").encode("latin-1").split(b",")
    try:
        body = unpack(body, codings, limit)
    except (Truncated, TooLarge):
        raise
    except BadCoding:
        if not _is_text(body):
            raise
    for _ in range(_TWICE):
        found = next((coding for magic, coding in _PACKED.items() if body.startswith(magic)), None)
        if found is None:
            break
        body = unpack(body, (found,), limit)
    return body


def _is_text(body: bytes) -> bool:
    """Whether a body that should be packed is a page as it is."""
    return body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _joined(body: bytes) -> bytes:
    """The chunks of a body joined; the body itself where it holds none. Raises Truncated where one is cut."""
    parts, at = list[bytes](), 0
    while size := _SIZE.match(body, at):
        at, length = size.end(), int(size[1], 16)
        if not length:
            return b"".join(parts)
        part = body[at : at + length]
        if len(part) < length:
            raise Truncated("a chunk ends too early")
        parts.append(part)
        at += length
        at += len(body[at : at + 2]) - len(body[at : at + 2].lstrip(b"\r\n"))
    if not parts:
        return body
    raise Truncated("chunks end without the last one")
