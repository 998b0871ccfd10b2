"""HTTP itself: lengths that lie, heads beyond the bound, silence, resets."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.hostile.answers import BOUND, HEADERS, Case, always, article
from tests.hostile.server import RESET, Hit, Step, response

PAGE = article().encode()
HALF = len(PAGE) // 2
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
LENGTH = b"Content-Length: %d\r\n\r\n" % len(PAGE)
WAIT = 9
"""Seconds of silence, longer than an answer may take in these tests."""
LINE = b"X-Header: %s\r\n" % (b"y" * 84)
"""A header line of about 100 bytes."""
MANY = LINE * (HEADERS // 90)
"""A little more than the bytes that the headers of an answer may have in these tests."""


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def steps(*said: Step) -> Callable[[Hit], list[Step]]:
    return lambda hit: list(said)


def slowly(first: bytes, then: bytes) -> Callable[[Hit], Iterator[Step]]:
    """An answer that goes on by a little until it takes too long."""

    def answer(hit: Hit) -> Iterator[Step]:
        yield first
        for _ in range(5 * WAIT):
            yield then
            yield 0.2

    return answer


CASES = (
    Case("closes at once", steps(), "connection"),
    Case("resets at once", steps(RESET), "connection"),
    Case("says nothing", steps(WAIT), "timeout"),
    Case("closes in its head", steps(b"HTTP/1.1 200 OK\r\nContent-T"), "connection"),
    Case("resets in its body", steps(OK + LENGTH + PAGE[:HALF], 0.1, RESET), "short-body|connection"),
    Case("closes in its body", steps(OK + LENGTH + PAGE[:HALF]), "short-body"),
    Case("stops in its body", steps(OK + LENGTH + PAGE[:HALF], WAIT), "timeout"),
    Case("a slow head", slowly(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), "timeout"),
    Case("a slow body", slowly(OK + b"\r\n", b"<p>"), "timeout"),
    Case("a body over the bound", steps(OK + b"\r\n" + b"<p>" * (BOUND // 3 + 1)), "too-large"),
    Case("a body over the bound in chunks", steps(CHUNKED + chunk(b"<p>" * 1_000) * (BOUND // 3_000 + 1)), "too-large"),
    Case("a length over the bound", steps(response(PAGE, length=BOUND + 1)), "too-large"),
    Case("headers over the bound", steps(OK + MANY + LENGTH + PAGE), "headers"),
    Case("interim answers over the bound", steps((b"HTTP/1.1 102 Processing\r\n" + LINE + b"\r\n") * 50), "headers"),
    Case("headers within the bound", steps(OK + LINE * (HEADERS // 200) + LENGTH + PAGE), "article"),
    Case("an interim answer first", steps(b"HTTP/1.1 103 Early\r\n\r\n" + OK + LENGTH + PAGE), "article"),
    Case("twenty cookies", steps(OK + b"Set-Cookie: a=b\r\n" * 20 + LENGTH + PAGE), "article"),
    Case("a header without a colon", steps(OK + b"not a header\r\n" + LENGTH + PAGE), "article"),
    Case("headers that are not ASCII", steps(OK + "X-Title: 水库检修\r\n".encode("gbk") + LENGTH + PAGE), "article"),
    Case("length shorter than the body", always(response(PAGE, length=HALF)), "cut"),
    Case("length of nought", always(response(PAGE, length=0)), "empty"),
    Case("length longer than the body", steps(response(PAGE, length=len(PAGE) + 9)), "short-body"),
    Case("length that is no number", steps(response(PAGE, length="NaN")), "connection"),
    Case("chunks", steps(CHUNKED + chunk(PAGE[:HALF]) + chunk(PAGE[HALF:]) + b"0\r\n\r\n"), "article"),
    Case("chunks without their end", steps(CHUNKED + chunk(PAGE[:HALF])), "short-body"),
    Case("body until close, cut in a word", steps(OK + b"\r\n" + PAGE[:HALF]), "cut"),
    Case("body until close, whole", steps(OK + b"\r\n" + PAGE), "article"),
    Case("status that is no number", steps(b"HTTP/1.1 OK OK\r\n\r\n" + PAGE), "connection"),
    Case("another protocol", steps(b"220 ready\r\n"), "connection"),
    Case("random bytes", steps(bytes(range(256)) * 4), "connection"),
)
