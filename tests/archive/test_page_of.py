"""The page of an archived answer: packed or not, whatever its headers say; what is no page is told by its reason."""

from __future__ import annotations

import gzip
import zlib

import brotli
import pytest

from newsportal.archive.page_of import NoPage, page_of
from newsportal.warc.answer import Answer, http_message
from newsportal.zstandard import zstd
from tests.archive.made import START, answer, page

PAGE = page("海棠江新桥今天通车")
PACKED, HALF = gzip.compress(PAGE), len(PAGE) // 2
MEMBERS = gzip.compress(PAGE[:HALF]) + gzip.compress(PAGE[HALF:])
GZIP, CHUNKED = "Content-Encoding: gzip", "Transfer-Encoding: chunked"


def chunks(body, size=1_000):
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def of(block, limit=2 << 20):
    status, head, sent = http_message(block)
    return page_of(Answer(url="http://a.example/1", date=START, status=status, head=head, sent=sent), limit)


@pytest.mark.parametrize(
    "block",
    [
        answer(PAGE),
        answer(PAGE, end=b"\n"),
        answer(PAGE, "X-来源: 晨报".encode("gbk")),
        answer(PAGE, "X-Folded: one", "  and two", GZIP.lower().replace("gzip", "identity")),
        answer(PACKED, GZIP),
        answer(PACKED),
        answer(gzip.compress(PACKED), GZIP),
        answer(PAGE, GZIP),
        answer(b"\xef\xbb\xbf\r\n" + PAGE, GZIP),
        answer(MEMBERS, GZIP),
        answer(MEMBERS),
        answer(zlib.compress(PAGE), "Content-Encoding: deflate"),
        answer(brotli.compress(PAGE), "Content-Encoding: br"),
        answer(zstd.compress(PAGE), "Content-Encoding: zstd"),
        answer(zstd.compress(PAGE)),
        answer(chunks(PAGE), CHUNKED),
        answer(chunks(PACKED), CHUNKED, GZIP),
        answer(PAGE, CHUNKED),
        answer(PACKED, CHUNKED, GZIP),
    ],
)
def test_a_page_is_found_whatever_its_headers_say_of_how_it_is_packed(block):
    assert of(block).removeprefix(b"\xef\xbb\xbf\r\n") == PAGE


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        (answer(PAGE, status="404 Not Found"), "http 404"),
        (answer(b"", status="302 Found"), "http 302"),
        (PAGE, "no http"),
        (answer(b""), "empty"),
        (answer(b"\x89PNG" + bytes(99)), "not-text"),
        (answer(PAGE).replace(b"text/html", b"application/json"), "content-type"),
        (answer(PAGE[:HALF].rpartition(b">")[0] + "半句".encode()), "cut"),
        (answer(PACKED[:-40], GZIP), "cut"),
        (answer(PACKED[:-40]), "cut"),
        (answer(chunks(PAGE)[:-900], CHUNKED), "cut"),
        (answer(bytes(range(1, 200)), "Content-Encoding: gzip"), "coding"),
        (answer(PAGE + bytes(3 << 20)), "too-large"),
        (answer(gzip.compress(PAGE + b" " * (3 << 20))), "too-large"),
    ],
)
def test_what_is_no_page_is_told_by_the_reason_that_a_crawl_has_for_it(block, reason):
    with pytest.raises(NoPage) as none:
        of(block)
    assert none.value.reason == reason
