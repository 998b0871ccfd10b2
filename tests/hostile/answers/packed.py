"""Content codings: what is packed, and what only says so. How each coding is undone: tests/download/content."""

from __future__ import annotations

import gzip
import random
import sys
import zlib
from collections.abc import Callable

import brotli

from tests.hostile.answers import BOUND, Case, always, article
from tests.hostile.server import response

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PAGE = article().encode()
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}


def packed(coding: str, body: bytes) -> Callable:
    return always(response(body, headers={"Content-Encoding": coding}))


def noise(size: int, seed: int = 7) -> bytes:
    return random.Random(seed).randbytes(size)


CASES = (
    *(Case(f"{name}: whole", packed(name, pack(PAGE)), "article") for name, pack in PACKERS.items()),
    Case("a page larger than the bound when unpacked", packed("gzip", gzip.compress(bytes(BOUND + 1))), "too-large"),
    Case("gzip that ends early", packed("gzip", gzip.compress(PAGE)[:-20]), "cut"),
    Case("gzip: not packed at all", packed("gzip", PAGE), "coding"),
    Case("gzip in gzip", packed("gzip, gzip", gzip.compress(gzip.compress(PAGE))), "article"),
    Case("five codings on top of each other", packed(", ".join(["gzip"] * 5), PAGE), "coding"),
    Case("gzip of nothing", packed("gzip", gzip.compress(b"")), "empty"),
    Case("gzip said, nothing sent", packed("gzip", b""), "empty"),
    Case("gzip not said", always(response(gzip.compress(PAGE))), "not-text"),
    Case("unknown coding", packed("utf-8", PAGE), "article"),
    Case("random bytes in gzip", packed("gzip", gzip.compress(noise(5_000))), "not-text"),
)
