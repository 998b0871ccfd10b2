"""Which pages a browser is asked to show, and what becomes of what it showed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy.http import HtmlResponse

from newsportal.crawl.to_render import ToRender
from newsportal.download.browser.middleware import RENDERED
from newsportal.download.meta_keys import PLAIN
from newsportal.extensions.summary import lines
from newsportal.extraction.page_quality import NEEDS_BROWSER
from newsportal.items import Crawl, Fetch, Visit
from tests.crawl.offline import HOME, OfflineCrawl, answer, entry, story

SHELL = '<html><title>栖川网</title><body><div id="app"></div><script src="/app.js"></script></body></html>'


def visit(path: str, *flags: str) -> Visit:
    fetch = Fetch(asked=HOME + path, kind="article", flags=flags)
    return Visit(url=HOME + path, role="other", fetched=datetime.now(UTC), fetch=fetch)


def test_three_pages_in_a_row_that_gave_nothing_end_it_for_their_shape_of_address_alone() -> None:
    to_render = ToRender(True)
    for n in range(5):
        to_render.learn(visit(f"a/{n}.html", *([NEEDS_BROWSER] if n != 1 else [])))
    assert [to_render.wanted(visit(path, NEEDS_BROWSER)) for path in ("a/9.html", "b/list")] == [False, True]
    assert not to_render.wanted(visit("b/list"))
    assert not ToRender(False).wanted(visit("b/list", NEEDS_BROWSER))


def test_a_page_is_shown_before_it_is_stored_and_its_version_is_not_that_of_the_shell(tmp_path: Path) -> None:
    crawl = OfflineCrawl(tmp_path, NEWSPORTAL_CHROMIUM="/bin/sh")
    crawl.spider.to_render = ToRender(True)
    first, plain = entry(HOME + "1.html"), answer(HOME + "1.html", SHELL)
    plain.headers["ETag"] = '"1"'
    (request,) = crawl.spider.parse(plain, first)
    assert (request.meta[PLAIN], request.callback) == (plain, crawl.spider.parse_rendered)
    filled = HtmlResponse(plain.url, body=story(1).encode(), encoding="utf-8", flags=[RENDERED])
    shown = crawl.keep(next(crawl.spider.parse_rendered(filled, first)))
    assert (shown.role, shown.fetch.browser) == ("article", RENDERED)
    failed = HtmlResponse(plain.url, body=plain.body, headers=plain.headers, flags=["browser hung"])
    second = entry(HOME + "2.html")
    kept = crawl.keep(next(crawl.spider.parse_rendered(failed.replace(url=second.url), second)))
    assert (kept.role, kept.fetch.etag) == ("other", None)
    counts = crawl.session.counters.crawl
    assert (counts["needs_browser"], counts["rendered"], counts["errors/browser hung"]) == (2, 1, 1)


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ({"needs_browser": 12, "rendered": 0}, ["12 pages need a browser: install newsportal[browser] and set"]),
        ({"needs_browser": 1, "rendered": 1}, ["1 page read as a browser shows it"]),
        ({"needs_browser": 5, "rendered": 4}, ["4 pages read as a browser shows them", "1 page gave nothing in it"]),
        ({"needs_browser": 2, "rendered": 0, "errors": {"browser hung": 2}}, ["2 pages gave nothing in it"]),
        ({}, []),
    ],
)
def test_the_summary_says_what_needs_a_browser_and_what_it_gave(figures: dict[str, int], told: list[str]) -> None:
    now = datetime.now(UTC)
    crawl = Crawl(
        id="1", portal="x", spider="x", arguments={}, begin=now, end=now, reason="finished", exit_code=0,
        outcome="did its job", **figures,  # type: ignore[arg-type]
    )  # fmt: skip
    rows = [row.split(maxsplit=1)[1] for row in lines(crawl, "-") if row.split()[0] == "browser"]
    assert [row[: len(begin)] for row, begin in zip(rows, told, strict=True)] == told
