"""Records of WARC 1.1 (ISO 28500:2017) as bytes: each is one gzip member, so that a file can be read from any one."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import uuid4

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord

IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
"""Profile of a revisit whose payload is that of an earlier record (WARC 1.1, 6.7.2)."""
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
"""Profile of a revisit that the server answered with 304 (WARC 1.1, 6.7.3)."""
ANSWER, REQUEST = "application/http;msgtype=response", "application/http;msgtype=request"
_LEVEL, _PACKED = 2, 0
"""How hard gzip tries: little with text, a tenth less than the most costs six times the time; not with what is packed
already, of which it would take off nothing."""


def new_id() -> str:
    """An id for a record."""
    return f"urn:uuid:{uuid4()}"


def timestamp(when: datetime) -> str:
    """An aware time as WARC-Date has it, to the microsecond."""
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"


def digest(data: bytes) -> str:
    """The digest of a block or payload as its header has it: SHA-1 in Base32, as all tools of the field write it."""
    return f"sha1:{base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()}"


def member(kind: str, block: bytes, fields: Iterable[tuple[str, str]], *, packed: bool = False) -> bytes:
    """A record of this WARC-Type, its other named fields in this order, with its digest; `packed`: nothing to gain."""
    record, out = WarcRecord(), io.BytesIO()
    record.headers.status_line = "WARC/1.1"
    record.headers.append("WARC-Type", kind)
    for name, value in fields:
        record.headers.append(name, value)
    record.headers.append("WARC-Block-Digest", digest(block))
    record.set_bytes_content(block)
    writer = GzipWriter(out, compression_level=_PACKED if packed else _LEVEL)
    record.write(writer)
    writer.finish()
    return out.getvalue()
