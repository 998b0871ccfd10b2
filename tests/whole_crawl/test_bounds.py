"""`-a articles` and `-a pages` end a crawl exactly there, and say what was left."""

from __future__ import annotations

import re
from pathlib import Path

from newsportal.exit_codes import Exit
from tests.hostile.server import Answer, Hit, Server, response
from tests.run import records
from tests.whole_crawl.served import article, crawl, hub, news

HOME, CHANNELS = range(20), 30


def answer(hit: Hit) -> Answer:
    """A home page of twenty articles, and of thirty channels with nine articles each."""
    if hit.path == "/":
        return hub([*(f"/channel{n}/" for n in range(CHANNELS)), *map(news, HOME)])
    if found := re.fullmatch(r"/channel(\d+)/", hit.path):
        first = 1_000 * (int(found[1]) + 1)
        return hub(news(n) for n in range(first, first + 9))
    found = re.fullmatch(r"/news/20261124/(\d+)\.html", hit.path)
    return article(int(found[1])) if found else response("", 404)


def asked(server: Server) -> list[str]:
    """The paths asked for, without those that a crawl looks for by itself."""
    return [hit.path for hit in server.hits if hit.path.startswith(("/channel", "/news"))]


def test_so_many_articles_end_a_crawl_new_ones_of_the_seed_s_own_page_first_and_what_was_left_is_said(
    tmp_path: Path,
) -> None:
    sample = ("-a", "articles=14", "-s", "NEWSPORTAL_REVISIT_HOURS=0,0")
    with Server(answer) as server:
        ended = crawl(tmp_path, server, *sample)
        assert asked(server) == [news(n) for n in HOME[:14]]
        server.hits.clear()
        assert crawl(tmp_path, server, *sample).returncode == Exit.OK
        assert asked(server)[:6] == [news(n) for n in HOME[14:]]
    first, second = records(tmp_path, "crawls")
    assert ended.returncode == Exit.OK
    assert len(records(tmp_path, "articles")) == 20
    # Those read again count too: the bound says what a crawl costs.
    for told, new in ((first, 14), (second, 6)):
        assert (told["reason"], told["pages"], told["articles_new"]) == ("closespider_articles", 15, new)
        assert told["left"] >= CHANNELS
    assert f"{first['left']} addresses found" in ended.stderr


def test_hubs_are_asked_when_the_seed_s_articles_do_not_suffice_and_no_more_of_them_than_that_takes(
    tmp_path: Path,
) -> None:
    with Server(answer) as server:
        assert crawl(tmp_path, server, "-a", "articles=35").returncode == Exit.OK
        assert len([path for path in asked(server) if path.startswith("/channel")]) <= 3
    assert len(records(tmp_path, "articles")) == 35


def test_so_many_pages_end_a_crawl_however_many_are_asked_for_at_once(tmp_path: Path) -> None:
    with Server(answer) as server:
        ended = crawl(tmp_path, server, "-a", "pages=7", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=4")
    (told,) = records(tmp_path, "crawls")
    assert (ended.returncode, told["pages"], told["reason"]) == (Exit.OK, 7, "closespider_pages")
