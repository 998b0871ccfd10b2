"""A body judged by what it is, whatever is said of it."""

from __future__ import annotations

import pytest

from newsportal.download.content.bodies import defect
from tests.hostile.answers import article

PAGE = article().encode()
HTML = "text/html; charset=utf-8"


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
        (b"\x89PNG\r\n\x1a\n" + PAGE, HTML, "not-text"),
        (b"PK\3\4" + PAGE, HTML, "not-text"),
        (bytes(range(1, 9)) * 50 + PAGE, HTML, "not-text"),
        (bytes(500), HTML, "not-text"),
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
