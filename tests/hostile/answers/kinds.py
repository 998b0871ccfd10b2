"""Statuses, types and redirects; pages that are none."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile.answers import Case, always, article
from tests.hostile.server import Answer, Hit, redirect, response

PAGE = article().encode()
FILES = {
    "a JPEG": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 20,
    "a PNG": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "a GIF": b"GIF89a" + bytes(range(256)) * 20,
    "a WebP": b"RIFF\x10\x00\x00\x00WEBPVP8 " + bytes(range(256)) * 20,
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"1 0 obj <</Type/Page>> endobj\n" * 200,
    "a ZIP": b"PK\x03\x04" + bytes(range(256)) * 20,
    "a program": b"MZ\x90\x00" + bytes(range(256)) * 20,
    "a film": b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 20,
    "an MP3": b"ID3\x03" + bytes(range(256)) * 20,
    "NULs": bytes(5_000),
    "control bytes": bytes(range(1, 9)) * 500,
}
TYPES = (
    "text/plain",
    "application/json",
    "application/octet-stream",
    "image/png",
    "text/css",
    "application/pdf",
    "text/xml",
)
STATUSES = (400, 401, 403, 404, 405, 410, 412, 418, 451, 500, 521, 567, 599, 999)


def kind(content_type: str | None, body: bytes = PAGE, status: int = 200) -> Callable:
    return always(lambda: response(body, status, content_type))


def moved(path: Callable[[Hit], str]) -> Callable[[Hit], Answer]:
    return lambda hit: redirect(path(hit))


def onward(hit: Hit) -> str:
    return f"/bad?{int(hit.path.partition('?')[2] or 0) + 1}"


CASES = (
    *(Case(f"{name} sent as HTML", kind("text/html", body), "not-text") for name, body in FILES.items()),
    *(Case(f"HTML sent as {name}", kind(name), "content-type") for name in TYPES),
    Case("HTML without a type", kind(None), "article"),
    Case("a type of 9,000 characters", kind("text/" + "x" * 9_000), "content-type"),
    Case("a type that is none", kind("html"), "article"),
    Case("a type with control characters", kind("text/\x1bhtml"), "article"),
    Case("an unknown charset", kind("text/html; charset=klingon"), "article"),
    Case("a charset that runs code", kind("text/html; charset=unicode_escape"), "article"),
    Case("a charset that is no text", kind("text/html; charset=bz2"), "article"),
    Case("a charset of 9,000 characters", kind("text/html; charset=" + "x" * 9_000), "article"),
    Case("UTF-7", kind("text/html; charset=utf-7"), "article|page"),
    Case("nothing, status 200", kind("text/html", b""), "empty"),
    Case("white space, status 200", kind("text/html", b" \r\n\t" * 1_000), "empty"),
    Case("2 MB of white space", kind("text/html", b" " * 2_000_000), "empty"),
    Case("8 MB of white space", kind("text/html", b" " * 8_000_000), "too-large"),
    Case("202 and a page", kind("text/html", status=202), "status"),
    Case("204", always(lambda: response(b"", 204)), "status"),
    Case("205", kind("text/html", status=205), "status"),
    Case("206 unasked", kind("text/html", status=206), "status"),
    Case("300 and a page", kind("text/html", status=300), "http-300"),
    Case("304 unasked", always(lambda: response(b"", 304)), "http-304"),
    *(Case(f"{status} and a page", kind("text/html", status=status), f"http-{status}") for status in STATUSES),
    Case("a redirect to itself", moved(lambda hit: "/bad"), "redirects"),
    Case("redirects without end", moved(onward), "redirects"),
    Case("a redirect to a name nobody has", moved(lambda hit: "http://nobody.example/"), "offsite|dns|port"),
    Case("a redirect to nothing", moved(lambda hit: ""), "redirects"),
    Case("a redirect to 15 KB", moved(lambda hit: "/" + "a" * 15_000), "length"),
    Case("a redirect to a bad address", moved(lambda hit: "http://[::1"), "redirects"),
    Case("a redirect to a bad port", moved(lambda hit: "http://a.example:99999/"), "offsite|host|redirects"),
    Case("a redirect to a script", moved(lambda hit: "javascript:alert(1)"), "redirects|http-302"),
    Case("a redirect to a file", moved(lambda hit: "file:///etc/passwd"), "http-302"),
    Case("a redirect that is not ASCII", moved(lambda hit: "/新闻/\udcff"), "redirects|http-404|article"),
    Case("a redirect with a header in it", moved(lambda hit: "/bad%0d%0aX: y"), "http-404"),
    Case("a redirect without a target", always(lambda: response(PAGE, 302)), "http-302"),
    Case("a refresh to itself", kind("text/html", b'<meta http-equiv=refresh content="0;url=/bad"><p>.</p>'), "page"),
)
