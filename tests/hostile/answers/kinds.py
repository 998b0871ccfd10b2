"""Statuses, types and redirects; pages that are none. How a body is judged: tests/download/content."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile.answers import ADDRESS, BOUND, Case, always, article
from tests.hostile.server import Answer, Hit, redirect, response

PAGE = article().encode()
FILES = {
    "a JPEG": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)),
    "a PDF": b"%PDF-1.7\n" + b"1 0 obj <</Type/Page>> endobj\n" * 9,
    "control bytes": bytes(range(1, 9)) * 50,
}
STATUSES = (401, 403, 404, 410, 451, 500, 521, 999)


def kind(content_type: str | None, body: bytes = PAGE, status: int = 200) -> Callable:
    return always(response(body, status, content_type))


def moved(path: Callable[[Hit], str]) -> Callable[[Hit], Answer]:
    return lambda hit: redirect(path(hit))


def onward(hit: Hit) -> str:
    return f"/bad?{int(hit.path.partition('?')[2] or 0) + 1}"


CASES = (
    *(Case(f"{name} sent as HTML", kind("text/html", body), "not-text") for name, body in FILES.items()),
    *(Case(f"HTML sent as {name}", kind(name), "content-type") for name in ("text/plain", "image/png")),
    Case("HTML without a type", kind(None), "article"),
    Case("a type that is none", kind("html"), "article"),
    Case("a type with control characters", kind("text/\x1bhtml"), "article"),
    Case("an unknown charset", kind("text/html; charset=klingon"), "article"),
    Case("a charset that is no text", kind("text/html; charset=hex"), "article"),
    Case("nothing, status 200", kind("text/html", b""), "empty"),
    Case("white space, status 200", kind("text/html", b" \r\n\t" * 1_000), "empty"),
    Case("white space over the bound", kind("text/html", b" " * (BOUND + 1)), "too-large"),
    Case("202 and a page", kind("text/html", status=202), "status"),
    Case("204", always(response(b"", 204)), "status"),
    Case("206 unasked", kind("text/html", status=206), "status"),
    Case("300 and a page", kind("text/html", status=300), "http-300"),
    Case("304 unasked", always(response(b"", 304)), "http-304"),
    *(Case(f"{status} and a page", kind("text/html", status=status), f"http-{status}") for status in STATUSES),
    Case("a redirect to itself", moved(lambda hit: "/bad"), "redirects"),
    Case("redirects without end", moved(onward), "redirects"),
    Case("a redirect to a name nobody has", moved(lambda hit: "http://nobody.example/"), "offsite|dns|port"),
    Case("a redirect to nothing", moved(lambda hit: ""), "redirects"),
    Case("a redirect to an address over the bound", moved(lambda hit: "/" + "a" * ADDRESS), "length"),
    Case("a redirect to no address", moved(lambda hit: "http://[::1"), "redirects"),
    Case("a redirect to no port", moved(lambda hit: "http://a.example:99999/"), "offsite|host|redirects"),
    Case("a redirect to a script", moved(lambda hit: "javascript:void(0)"), "redirects|http-302"),
    Case("a redirect to a file", moved(lambda hit: "file:///bad"), "http-302"),
    Case("a redirect that is not ASCII", moved(lambda hit: "/新闻/\udcff"), "redirects|http-404|article"),
    Case("a redirect without a target", always(response(PAGE, 302)), "http-302"),
    Case("a refresh to itself", kind("text/html", b'<meta http-equiv=refresh content="0;url=/bad"><p>.</p>'), "page"),
)
