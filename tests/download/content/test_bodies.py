from __future__ import annotations

import time
import tracemalloc

import pytest

from newsportal.download.content.bodies import defect
from newsportal.download.content.decompress import BadCoding, TooLarge, Truncated, unpack
from tests.hostile.answers import article
from tests.hostile.answers.packed import BOMB, PACKERS, PAGE, raw_deflate

LIMIT = 8 << 20
HTML = "text/html; charset=utf-8"


@pytest.mark.parametrize("name", PACKERS)
def test_a_bomb_costs_no_more_than_the_limit(name: str) -> None:
    bomb = PACKERS[name](bytes(BOMB))
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            unpack(bomb, [name.encode()], LIMIT)
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


@pytest.mark.parametrize("name", PACKERS)
def test_a_whole_body_comes_out_whole_up_to_its_last_byte(name: str) -> None:
    assert unpack(PACKERS[name](PAGE), [name.upper().encode(), b" identity "], len(PAGE)) == PAGE
    with pytest.raises(TooLarge):
        unpack(PACKERS[name](PAGE), [name.encode()], len(PAGE) - 1)


def test_codings_are_undone_in_reverse() -> None:
    assert unpack(PACKERS["br"](PACKERS["gzip"](PAGE)), [b"gzip", b"br"], LIMIT) == PAGE
    assert unpack(PACKERS["gzip"](PAGE[:900]) + PACKERS["gzip"](PAGE[900:]), [b"x-gzip"], LIMIT) == PAGE
    assert unpack(raw_deflate(PAGE), [b"deflate"], LIMIT) == PAGE
    assert unpack(b"", [b"gzip"], LIMIT) == b""


def test_many_empty_members_take_no_time() -> None:
    body = PACKERS["gzip"](b"") * 300_000
    begin = time.process_time()
    with pytest.raises(BadCoding, match="more than 64"):
        unpack(body, [b"gzip"], LIMIT)
    assert time.process_time() - begin < 1


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (PAGE, HTML, None),
        (PAGE, "", None),
        (PAGE, "text/html,text/html", None),
        (PAGE, "application/xhtml+xml", None),
        (PAGE, "text/plain", "content-type"),
        (article().encode("utf-16"), HTML, None),
        (article().encode("utf-16-le"), HTML, None),
        (article().encode("gb18030"), HTML, None),
        (PAGE.replace(b"<p>", b"<p>\0"), HTML, None),
        (b"", HTML, "empty"),
        (b" \n\t" * 5000, HTML, "empty"),
        (b" " * 5000 + PAGE, HTML, None),
        (b"\xff\xd8\xff" + PAGE, HTML, "not-text"),
        (PAGE[: len(PAGE) // 2].rstrip(b">"), HTML, "cut"),
        (PAGE[:-3], HTML, None),
        (b"<p>one paragraph", HTML, "cut"),
        (b"<p>one paragraph</p>\n", HTML, None),
        (b"plain words", HTML, None),
        (PAGE + b"<!-- cache 0.1 s --> ok", HTML, None),
    ],
)
def test_a_page_is_judged_by_what_it_is(body: bytes, content_type: str, reason: str | None) -> None:
    assert defect(body, content_type) == reason


def test_a_feed_or_sitemap_may_be_anything_but_nothing() -> None:
    assert defect(b"<rss/>", "application/rss+xml", page=False) is None
    assert defect(b"\x1f\x8b\x08", "application/gzip", page=False) is None
    assert defect(b" ", "text/xml", page=False) == "empty"
