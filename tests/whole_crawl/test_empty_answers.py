"""Answers that say nothing: a crawl that got no others does not end as if it had done its job."""

from __future__ import annotations

from pathlib import Path

from newsportal.exit_codes import Exit
from tests.hostile.server import Answer, Hit, Server, response
from tests.run import crawls, records
from tests.whole_crawl.served import article, crawl, hub, news


def test_304_that_nobody_asked_for_is_no_page_and_what_it_hid_is_read_once_the_server_is_mended(
    tmp_path: Path,
) -> None:
    broken = True

    def answer(hit: Hit) -> Answer:
        if hit.path == "/":
            return response("", 304) if broken else hub([news(1)])
        return article(1) if hit.path == news(1) else response("", 404)

    with Server(answer) as server:
        assert crawl(tmp_path, server).returncode == Exit.UNREACHABLE
        (first,) = crawls(tmp_path)
        assert (first.unchanged, first.errors.get("http 304")) == (0, 1)
        broken = False
        assert crawl(tmp_path, server).returncode == Exit.OK
    assert [found["url"] for found in records(tmp_path, "articles")] == [server.url(news(1))]


def test_a_portal_that_answers_every_address_with_its_home_page_is_an_alarm_from_the_first_crawl_on(
    tmp_path: Path,
) -> None:
    def answer(hit: Hit) -> Answer:
        # Links without a slash at their begin lead elsewhere from each page.
        return response("", 404) if hit.path == "/robots.txt" else hub([f"news/20261124/{n:06}.html" for n in range(8)])

    with Server(answer) as server:
        codes = [crawl(tmp_path, server, "-a", "depth=1").returncode for _ in range(2)]
    assert codes == [Exit.ALARM, Exit.ALARM]
    for told in records(tmp_path, "crawls"):
        assert [alarm["what"] for alarm in told["alarms"]] == ["many addresses show one page"]
        assert (told["article_addresses"], told["one_page"]) == (8, 8)
