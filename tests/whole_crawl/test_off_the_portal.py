"""Pages that lead off the portal."""

from __future__ import annotations

from pathlib import Path

from newsportal.exit_codes import Exit
from tests.hostile.server import Answer, Hit, Server, redirect, response
from tests.run import crawls, records
from tests.whole_crawl.served import article, crawl, hub, news


def test_a_page_that_redirects_off_the_portal_is_left_out_and_nothing_waits_for_it(tmp_path: Path) -> None:
    def answer(hit: Hit) -> Answer:
        if hit.path == "/":
            return hub([news(1), news(2)])
        if hit.path == news(1):
            return redirect(f"http://elsewhere.example:{server.port}/login")
        return article(2) if hit.path == news(2) else response("", 404)

    with Server(answer) as server:
        ended = crawl(tmp_path, server)
    assert ended.returncode == Exit.OK
    assert "lost" not in ended.stderr
    (told,) = crawls(tmp_path)
    assert (told.dropped, told.errors, told.waiting) == ({"offsite": 1}, {}, 0)
    assert [found["url"] for found in records(tmp_path, "articles")] == [server.url(news(2))]
