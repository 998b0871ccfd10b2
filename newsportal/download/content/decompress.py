"""Decompression of content codings (RFC 9110, 8.4) within a limit: gzip, deflate, brotli, zstd. Pure.

Unlike Scrapy's functions, these notice a stream that was cut, so that half an article is not taken for a whole one.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterable
from typing import Any

from newsportal.zstandard import zstd

__all__ = ["BadCoding", "TooLarge", "Truncated", "unpack"]

try:
    import brotli
except ImportError:
    import brotlicffi as brotli

MAX_CODINGS = 4
"""Most codings on top of each other; real servers use one, broken caches two."""
MAX_MEMBERS = 64
"""Most members of one gzip body or frames of one zstd body: each costs a copy of what follows it."""
_CHUNK = 65_536
_ZSTD_WINDOW_LOG = 23  # 8 MiB, the most that RFC 9659 lets a server ask for; the library's own limit is 128 MiB.


class BadCoding(ValueError):
    """A body that is not what its Content-Encoding says."""


class Truncated(BadCoding):
    """A body whose compressed stream ends too early."""


class TooLarge(BadCoding):
    """A body that is larger than the limit when decompressed."""


def unpack(body: bytes, codings: Iterable[bytes], limit: int) -> bytes:
    """The body without its codings, which are given in the order in which they were applied.

    At most `limit` bytes come out (0: no limit). Unknown codings ("identity", "utf-8") are ignored. Raises BadCoding,
    Truncated or TooLarge.
    """
    decoders = [_DECODERS[name] for name in (coding.strip().lower() for coding in codings) if name in _DECODERS]
    if len(decoders) > MAX_CODINGS:
        raise BadCoding(f"{len(decoders)} codings on top of each other")
    for decode in reversed(decoders):
        if body:
            body = decode(body, limit or sys.maxsize - 1)
    return body


def _members(body: bytes, limit: int, magic: bytes, start: Callable[[], Any], error: type[Exception]) -> bytes:
    """Decompresses concatenated streams; what follows the last of them is ignored."""
    out = bytearray()
    for _ in range(MAX_MEMBERS):
        stream = start()
        try:
            out += stream.decompress(body, limit - len(out) + 1)
        except error as reason:
            raise BadCoding(str(reason)) from None
        if len(out) > limit:
            raise TooLarge(f"more than {limit} bytes")
        if not stream.eof:
            raise Truncated("the compressed stream ends too early")
        body = stream.unused_data
        if not body.startswith(magic):
            return bytes(out)
    raise BadCoding(f"more than {MAX_MEMBERS} compressed streams in one body")


def _gzip(body: bytes, limit: int) -> bytes:
    return _members(body, limit, b"\x1f\x8b", lambda: zlib.decompressobj(31), zlib.error)


def _zstd(body: bytes, limit: int) -> bytes:
    options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW_LOG}
    start = lambda: zstd.ZstdDecompressor(options=options)  # noqa: E731
    return _members(body, limit, b"\x28\xb5\x2f\xfd", start, zstd.ZstdError)


def _deflate(body: bytes, limit: int) -> bytes:
    """With zlib's header, as the standard says, or without it, as some servers send it."""
    try:
        return _members(body, limit, b"\0\0", zlib.decompressobj, zlib.error)
    except (Truncated, TooLarge):
        raise
    except BadCoding:
        return _members(body, limit, b"\0\0", lambda: zlib.decompressobj(-15), zlib.error)


def _brotli(body: bytes, limit: int) -> bytes:
    stream = brotli.Decompressor()
    parts: list[bytes] = []
    size = 0
    data = body
    try:
        while not stream.is_finished():
            part = stream.process(data, output_buffer_limit=_CHUNK)
            data = b""
            size += len(part)
            parts.append(part)
            if size > limit:
                raise TooLarge(f"more than {limit} bytes")
            if not part and not stream.is_finished():
                raise Truncated("the compressed stream ends too early")
    except brotli.error as reason:
        raise BadCoding(str(reason)) from None
    return b"".join(parts)


_DECODERS: dict[bytes, Callable[[bytes, int], bytes]] = {
    b"gzip": _gzip,
    b"x-gzip": _gzip,
    b"deflate": _deflate,
    b"br": _brotli,
    b"zstd": _zstd,
}
