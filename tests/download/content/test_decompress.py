"""Content codings undone: whole or not at all, and never more than the limit."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib

import brotli
import pytest

from newsportal.download.content import decompress
from newsportal.download.content.decompress import BadCoding, TooLarge, Truncated, unpack
from tests.hostile.answers.packed import PACKERS, PAGE, noise, zstd

LIMIT = 64 << 10


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize("name", PACKERS)
def test_a_body_comes_out_whole_up_to_the_limit_and_costs_no_more(name: str) -> None:
    packed, larger = PACKERS[name](PAGE), PACKERS[name](bytes(8 * LIMIT))
    assert unpack(packed, [name.upper().encode(), b" identity "], len(PAGE)) == PAGE
    with pytest.raises(TooLarge):
        unpack(packed, [name.encode()], len(PAGE) - 1)
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            unpack(larger, [name.encode()], LIMIT)
        assert tracemalloc.get_traced_memory()[1] < 4 * LIMIT
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", PACKERS)
def test_every_cut_is_noticed(name: str) -> None:
    whole = PACKERS[name](PAGE)
    for end in range(1, len(whole) - 1, max(1, len(whole) // 60)):
        with pytest.raises(BadCoding):
            unpack(whole[:end], [name.encode()], LIMIT)
    with pytest.raises(Truncated):
        unpack(whole[: len(whole) // 2], [name.encode()], LIMIT)


def test_codings_are_undone_in_reverse_and_only_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    assert unpack(brotli.compress(gzip.compress(PAGE)), [b"gzip", b"br"], LIMIT) == PAGE
    assert unpack(raw_deflate(PAGE), [b"deflate"], LIMIT) == PAGE
    assert unpack(b"", [b"gzip"], LIMIT) == b""
    monkeypatch.setattr(decompress, "MAX_CODINGS", 1)
    with pytest.raises(BadCoding, match="2 codings on top of each other"):
        unpack(brotli.compress(gzip.compress(PAGE)), [b"gzip", b"br"], LIMIT)


def test_a_body_may_be_several_streams_but_only_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    two = gzip.compress(PAGE[:900]) + gzip.compress(PAGE[900:])
    assert unpack(two, [b"x-gzip"], LIMIT) == PAGE
    monkeypatch.setattr(decompress, "MAX_MEMBERS", 2)
    with pytest.raises(BadCoding, match="more than 2 compressed streams"):
        unpack(two + gzip.compress(b""), [b"gzip"], LIMIT)


def test_a_zstd_stream_may_ask_for_a_window_of_the_bound_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    body = noise(40_000)
    wide = zstd.compress(body, options={zstd.CompressionParameter.window_log: 14})
    assert unpack(wide, [b"zstd"], LIMIT) == body
    monkeypatch.setattr(decompress, "_ZSTD_WINDOW_LOG", 13)
    with pytest.raises(BadCoding):
        unpack(wide, [b"zstd"], LIMIT)


@pytest.mark.parametrize(
    "body",
    [gzip.compress(PAGE)[:-8] + b"12345678", b"no stream at all", gzip.compress(b"")[:10]],
    ids=["wrong checksum", "not packed", "header alone"],
)
def test_what_is_not_the_coding_it_is_said_to_be_is_refused(body: bytes) -> None:
    with pytest.raises(BadCoding):
        unpack(body, [b"gzip"], LIMIT)
    assert unpack(gzip.compress(PAGE) + b"what follows a stream", [b"gzip"], LIMIT) == PAGE
