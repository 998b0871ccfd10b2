"""The text of a feed or sitemap: unpacked, bounded, decoded as pages are."""

from __future__ import annotations

import zlib

from newsportal.extraction.document.charset import decode

__all__ = ["read"]

MAX_BYTES = 8 * 1024 * 1024
"""Bytes read of one file, after unpacking: of a longer one its first and its last half."""
MAX_UNPACKED = 8 * MAX_BYTES
"""Bytes that a packed file is unpacked to; the sitemap protocol allows 50 MiB."""
_PIECE = 16_384
"""Bytes that are unpacked at once: of a damaged file what stands before the damage is read."""
_END = b"</url></item></entry></sitemap>\n"
"""Parts the two halves of a file, so that no entry is made of both."""


def read(body: bytes, charset: str | None) -> tuple[str, tuple[str, ...]]:
    """The text, and what hurt it: "cut" where some of it is missing, "replaced" where bytes could not be read.

    `charset` is the one of the Content-Type header; the bytes decide, whatever header and declaration say.
    """
    halves, cut = _halves(body)
    decoded = decode(halves[0], charset)
    text = decoded.text
    if len(halves) > 1:
        text += _END + decode(halves[1], decoded.charset).text
    words = text.decode("utf-8", "replace").lstrip("\ufeff\0 \t\r\n")
    return words, ("cut",) * cut + ("replaced",) * ("\ufffd" in words)


def _halves(body: bytes) -> tuple[list[bytes], bool]:
    """The file, unpacked; of one that is too long its first and its last half. And whether some of it is missing."""
    body = body.lstrip()
    missing = False
    for _ in range(2):  # some servers pack what is packed
        if body[:2] == b"\x1f\x8b":
            body, cut = _unpacked(body)
            missing |= cut
    if len(body) <= MAX_BYTES:
        return [body], missing
    half = MAX_BYTES // 2 & ~3  # a sign of UTF-16 or UTF-32 stays whole
    begin = len(body) - half & ~3
    return [body[:half], body[begin:]], True


def _unpacked(body: bytes) -> tuple[bytes, bool]:
    """What a gzip file of one or more members holds, as far as it is sound, and whether that is not all."""
    parts: list[bytes] = []
    size, packed = 0, zlib.decompressobj(31)
    for at in range(0, len(body), _PIECE):
        rest = body[at : at + _PIECE]
        while rest:
            if packed.eof:
                if not rest.startswith(b"\x1f"):  # what some servers append, such as zeros
                    return b"".join(parts), False
                packed = zlib.decompressobj(31)
            try:
                parts.append(packed.decompress(rest, MAX_BYTES))
            except zlib.error:
                return b"".join(parts), True
            size += len(parts[-1])
            rest = packed.unused_data if packed.eof else packed.unconsumed_tail
            if size >= MAX_UNPACKED:
                return b"".join(parts), True
    return b"".join(parts), not packed.eof
