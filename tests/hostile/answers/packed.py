"""Content codings: bombs, stumps, lies."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable

import brotli

from tests.hostile.answers import Case, always, article
from tests.hostile.server import response

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PAGE = article().encode()
MIB = 1 << 20
BOMB = 96 * MIB


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def quick_brotli(data: bytes) -> bytes:
    return brotli.compress(data, quality=1)


def wide_zstd(data: bytes) -> bytes:
    options = {zstd.CompressionParameter.window_log: 27, zstd.CompressionParameter.enable_long_distance_matching: 1}
    return zstd.compress(data, options=options)


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": quick_brotli,
    "zstd": zstd.compress,
}


def packed(coding: str, body: Callable[[], bytes], content_type: str = "text/html; charset=utf-8") -> Callable:
    return always(lambda: response(body(), content_type=content_type, headers={"Content-Encoding": coding}))


def stump(name: str, share: float) -> bytes:
    whole = PACKERS[name](PAGE)
    return whole[: int(len(whole) * share)]


def nested(times: int) -> bytes:
    body = PAGE
    for _ in range(times):
        body = gzip.compress(body, 1)
    return body


CASES = (
    *(
        Case(f"{name} bomb", packed(name, lambda name=name: PACKERS[name](bytes(BOMB))), "too-large")
        for name in PACKERS
    ),
    *(
        Case(f"{name} cut at {share:.0%}", packed(name, lambda name=name, share=share: stump(name, share)), "cut")
        for name in PACKERS
        for share in (0.2, 0.6, 0.97)
    ),
    *(Case(f"{name}: not packed at all", packed(name, lambda: PAGE), "coding|cut") for name in PACKERS),
    *(Case(f"{name}: whole", packed(name, lambda name=name: PACKERS[name](PAGE)), "article") for name in PACKERS),
    Case("deflate without header", packed("deflate", lambda: raw_deflate(PAGE)), "article"),
    Case("gzip bomb in gzip", packed("gzip, gzip", lambda: gzip.compress(gzip.compress(bytes(BOMB)))), "too-large"),
    Case("gzip in gzip", packed("gzip, gzip", lambda: nested(2)), "article"),
    Case("gzip 64 times", packed(", ".join(["gzip"] * 64), lambda: nested(64)), "coding"),
    Case("gzip once, said twice", packed("gzip, gzip", lambda: nested(1)), "coding"),
    Case("gzip, said brotli", packed("br", lambda: nested(1)), "coding|cut"),
    Case("gzip of 90,000 empty members", packed("gzip", lambda: gzip.compress(b"") * 90_000), "coding"),
    Case("gzip with a wrong checksum", packed("gzip", lambda: nested(1)[:-8] + b"12345678"), "coding"),
    Case("gzip and rubbish after it", packed("gzip", lambda: nested(1) + b"rubbish" * 100), "article"),
    Case("gzip header alone", packed("gzip", lambda: gzip.compress(b"")[:10]), "cut"),
    Case("gzip of nothing", packed("gzip", lambda: gzip.compress(b"")), "empty"),
    Case("gzip said, nothing sent", packed("gzip", bytes), "empty"),
    Case("gzip not said", always(lambda: response(gzip.compress(PAGE))), "not-text"),
    Case("zstd that asks for 128 MiB", packed("zstd", lambda: wide_zstd(bytes(BOMB))), "coding"),
    Case("unknown coding", packed("utf-8", lambda: PAGE), "article"),
    Case("coding with control characters", packed("gz\x01ip", lambda: PAGE), "article"),
    Case("2 MB of random bytes in gzip", packed("gzip", lambda: gzip.compress(noise(), 1)), "not-text"),
)


def noise(size: int = 2_000_000, seed: int = 7) -> bytes:
    import random

    return random.Random(seed).randbytes(size)
