"""HTTP itself: lengths that lie, heads without end, silence, resets."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.hostile.answers import Case, always, article
from tests.hostile.server import RESET, Hit, Step, response

PAGE = article().encode()
HALF = len(PAGE) // 2
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
LENGTH = b"Content-Length: %d\r\n\r\n" % len(PAGE)


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def steps(*said: Step) -> Callable[[Hit], list[Step]]:
    return lambda hit: list(said)


def forever(first: bytes, then: bytes, pause: float = 0.0) -> Callable[[Hit], Iterator[Step]]:
    def answer(hit: Hit) -> Iterator[Step]:
        yield first
        while True:
            yield then
            if pause:
                yield pause

    return answer


CASES = (
    Case("closes at once", steps(), "connection"),
    Case("resets at once", steps(RESET), "connection"),
    Case("says nothing", steps(60), "timeout"),
    Case("closes in its head", steps(b"HTTP/1.1 200 OK\r\nContent-T"), "connection"),
    Case("resets in its head", steps(b"HTTP/1.1 200 OK\r\nContent-T", RESET), "connection|timeout"),
    Case("resets in its body", steps(OK + LENGTH + PAGE[:HALF], 0.1, RESET), "short-body|connection"),
    Case("closes in its body", steps(OK + LENGTH + PAGE[:HALF]), "short-body"),
    Case("stops in its body", steps(OK + LENGTH + PAGE[:HALF], 60), "timeout"),
    Case("drips its head", forever(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", 0.2), "timeout"),
    Case("drips its body", forever(OK + b"\r\n", b"<p>", 0.2), "timeout"),
    Case("body without end", forever(OK + b"\r\n", b"<p>" * 20_000), "too-large|timeout"),
    Case("body without end in chunks", forever(CHUNKED, chunk(b"<p>" * 20_000)), "too-large|timeout"),
    Case("body without end in chunks of one", forever(CHUNKED, chunk(b"x") * 5_000), "too-large|timeout"),
    Case(
        "chunks with long extensions", forever(CHUNKED, (b"1;" + b"a" * 900 + b"\r\nx\r\n") * 50), "too-large|timeout"
    ),
    Case("head without end", forever(OK, b"X-Header: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n" * 500), "headers"),
    Case("head of one line without end", forever(OK + b"X: ", b"y" * 50_000), "connection"),
    Case("head of 100,000 lines", steps(OK + b"X: y\r\n" * 100_000 + LENGTH + PAGE), "headers"),
    Case("header of 15 KB", steps(OK + b"X: " + b"y" * 15_000 + b"\r\n" + LENGTH + PAGE), "article"),
    Case("folded header without end", forever(OK + b"X: y\r\n", b" yyyyyyyyyyyyyyyyyyyyyyyyy\r\n" * 500), "headers"),
    Case("interim answers without end", forever(b"", b"HTTP/1.1 102 Processing\r\n\r\n" * 200), "headers"),
    Case("an interim answer first", steps(b"HTTP/1.1 103 Early\r\n\r\n" + OK + LENGTH + PAGE), "article"),
    Case("900 cookies", steps(OK + b"Set-Cookie: a=%s\r\n" % (b"b" * 50) * 900 + LENGTH + PAGE), "article"),
    Case("headers with control bytes", steps(OK + b"X\x01\x02: \x1b[2J\x00\r\n" + LENGTH + PAGE), "connection"),
    Case("a header without a colon", steps(OK + b"not a header\r\n" + LENGTH + PAGE), "article"),
    Case("headers that are not ASCII", steps(OK + "X-Title: 水库检修\r\n".encode("gbk") + LENGTH + PAGE), "article"),
    Case("length shorter than the body", always(lambda: response(PAGE, length=HALF)), "cut"),
    Case("length of one byte", always(lambda: response(PAGE, length=1)), "cut"),
    Case("length of nought", always(lambda: response(PAGE, length=0)), "empty"),
    Case("length longer than the body", steps(response(PAGE, length=len(PAGE) + 9)), "short-body"),
    Case("negative length", steps(response(PAGE, length="-5")), "connection"),
    Case("length that is no number", steps(response(PAGE, length="NaN")), "connection"),
    Case("length of an exabyte", steps(response(PAGE, length=1 << 60)), "too-large"),
    Case("length of 5,000 digits", steps(response(PAGE, length="9" * 5_000)), "connection|too-large"),
    Case("two lengths", steps(OK + b"Content-Length: 10\r\n" + LENGTH + PAGE), "connection"),
    Case(
        "length and chunks",
        steps(OK + b"Transfer-Encoding: chunked\r\n" + LENGTH + chunk(PAGE) + b"0\r\n\r\n"),
        "article",
    ),
    Case("chunks", steps(CHUNKED + chunk(PAGE[:HALF]) + chunk(PAGE[HALF:]) + b"0\r\n\r\n"), "article"),
    Case("chunks without their end", steps(CHUNKED + chunk(PAGE[:HALF])), "short-body"),
    Case("a chunk cut", steps(CHUNKED + chunk(PAGE)[:HALF]), "short-body"),
    Case("a chunk of no number", steps(CHUNKED + b"xyz\r\n" + PAGE), "short-body|connection"),
    Case("a negative chunk", steps(CHUNKED + b"-5\r\n" + PAGE), "short-body|connection"),
    Case("a chunk of an exabyte", steps(CHUNKED + b"fffffffffffffff\r\n" + PAGE), "short-body"),
    Case(
        "trailers without end",
        forever(CHUNKED + b"0\r\n", b"X: yyyyyyyyyyyyyyyyyyyyyyyyyy\r\n" * 500),
        "connection|short-body",
    ),
    Case("unknown transfer coding", steps(OK + b"Transfer-Encoding: gzip\r\n\r\n" + PAGE), "connection"),
    Case("body until close, cut in a word", steps(OK + b"\r\n" + PAGE[:HALF]), "cut"),
    Case("body until close, whole", steps(OK + b"\r\n" + PAGE), "article"),
    Case("HTTP/0.9", steps(PAGE), "connection"),
    Case("HTTP/9.9", steps(b"HTTP/9.9" + OK[8:] + LENGTH + PAGE), "article|connection"),
    Case("status that is no number", steps(b"HTTP/1.1 OK OK\r\n\r\n" + PAGE), "connection"),
    Case("status of 20 digits", steps(b"HTTP/1.1 " + b"9" * 20 + b" X\r\n\r\n" + PAGE), "connection|http-*"),
    Case("negative status", steps(b"HTTP/1.1 -200 X\r\n\r\n" + PAGE), "connection|http-*"),
    Case("status nought", steps(b"HTTP/1.1 0 X\r\n\r\n" + PAGE), "connection|http-*"),
    Case("another protocol", steps(b"SSH-2.0-OpenSSH_9.2\r\n"), "connection"),
    Case("random bytes", steps(bytes(range(256)) * 40), "connection"),
    Case("two answers to one request", steps(response(PAGE) * 2), "cut|article"),
    Case("line ends without CR", steps(OK.replace(b"\r", b"") + LENGTH.replace(b"\r", b"") + PAGE), "article"),
)
