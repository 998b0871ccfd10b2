"""A look at a portal proposes the data of its spider, and says which of a known one's are stale."""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import nullcontext
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.exceptions import CloseSpider
from scrapy.http import Response

from newsportal.command_line.checking import alternatives, check, steady, unfit
from newsportal.command_line.looking import Look, Looking, Seen
from newsportal.command_line.proposing import Proposal, propose
from newsportal.extraction import extract
from newsportal.items import Crawl
from newsportal.spiders.base import PortalSpider
from newsportal.urls.pattern import patterns
from tests.crawl.offline import HOME, story

ARTICLES = [f"{HOME}{channel}/2026/11/2{n}/c_{1310000 + n}.html" for n in range(1, 7) for channel in ("yw", "sh")]
LINKS = "".join(f"<li><a href='{url}'>栖川县第{n}座新桥今天上午正式通车</a></li>" for n, url in enumerate(ARTICLES))
FEED = "<link rel=alternate type='application/rss+xml' href=/f.xml>"
WEB = {
    HOME: f"<title>栖川网_新闻</title>{FEED}<h2>要闻</h2><ul>{LINKS}</ul>",
    HOME + "f.xml": f"<rss><item><link>{ARTICLES[0]}</link></item></rss>",
    HOME + "empty/": "<p>建设中</p>",
    HOME + "all.xml": f"<rss><title>栖川网</title><link>{'</link><link>'.join(ARTICLES)}</link></rss>",
    HOME + "app/": "<div id=app></div><script src=/app.js></script>",
} | {url: story(n) for n, url in enumerate(ARTICLES)}


async def look(url: str) -> Seen:
    there = HOME if url == HOME + "old/" else url
    if there not in WEB:
        return Seen(url, url, why="http 404")
    body = WEB[there].encode()
    listed = tuple(re.findall("<link>(.*?)</link>", WEB[there]))
    return Seen(url, there, None if listed else extract(body, there), listed, body)


def proposed(url: str) -> Proposal:
    made = Proposal(url)
    asyncio.run(propose(look, made))
    return made


class River(PortalSpider):
    """Data of a portal."""

    name, seeds, domains = "river", (HOME,), ("river.example",)
    article = r"/\d{4}/\d\d/\d\d/c_\d+\.html"


def stale(**data: object) -> list[tuple[str, str]]:
    portal = type("Changed", (River,), data)

    async def found() -> list[tuple[str, str]]:
        return [one async for one in check(look, portal, portal.seeds, {"要闻"})]

    return asyncio.run(found())


def test_seed_name_feed_shape_and_example_come_from_the_portal_itself() -> None:
    made = proposed(HOME)
    assert (made.seed, made.title, made.domain, made.feeds) == (HOME, "栖川网", "river.example", [HOME + "f.xml"])
    assert made.examples == ARTICLES[:1]
    assert all(re.search(made.shapes[0], url) for url in ARTICLES)
    assert re.search(made.shapes[0], f"{HOME}ty/2027/01/03/c_1320001.html")
    assert not re.search(made.shapes[0], f"{HOME}yw/index_2.html")


def test_what_cannot_be_told_is_left_out_and_said() -> None:
    made = proposed(HOME + "empty/")
    assert (made.shapes, made.examples, made.feeds) == ([], [], [])
    assert len(made.told) == 2
    gone = proposed(HOME + "gone/")
    assert (gone.seed, gone.shapes) == (HOME + "gone/", [])
    assert "http 404" in gone.told[0]


def test_a_feed_tells_the_shape_of_the_articles_that_it_lists() -> None:
    made = proposed(HOME + "all.xml")
    assert (made.seed, made.title, made.examples) == (HOME + "all.xml", "栖川网", ARTICLES[:1])


def test_a_page_that_needs_a_browser_is_told_with_the_line_that_has_it_shown() -> None:
    assert "`browser = True`" in proposed(HOME + "app/").told[0]


def test_a_portal_that_fits_is_told_nothing_of() -> None:
    assert stale() == []


@pytest.mark.parametrize(
    ("data", "field", "says"),
    [
        ({"article": r"/a/\d+"}, "article", r"matches none of 12 links; most have the shape /\\d"),
        ({"article": River.article + r"|/v(\d|x)/\d+"}, "article", r"^/v\(\\d\|x\)/\\d\+ matches none of 12 links"),
        ({"seeds": (HOME, HOME + "old/")}, "seeds", "old/ leads to http://river.example/$"),
        ({"seeds": (HOME, HOME + "gone/")}, "seeds", "gone/ cannot be read: http 404"),
        ({"seeds": (HOME, HOME + "empty/")}, "seeds", "empty/ shows no headlines"),
        ({"feeds": (HOME + "empty/",)}, "feeds", "shows no headlines"),
        ({"bounds": {"blocks": ["热点排行"]}}, "blocks", "热点排行 stands on none of its seeds"),
    ],
)
def test_what_is_stale_is_told_by_its_field(data: dict[str, object], field: str, says: str) -> None:
    ((told, words),) = stale(**data)
    assert told == field
    assert re.search(says, words), words


def crawl(**more: object) -> Crawl:
    now = datetime(2026, 11, 24, tzinfo=UTC)
    known = {"id": "1", "portal": "river", "spider": "river", "arguments": {}, "begin": now, "end": now}
    return Crawl(**known | {"reason": "finished", "exit_code": 0, "outcome": "did its job"} | more)  # type: ignore[arg-type]


def test_history_tells_which_line_no_longer_fits() -> None:
    well = crawl(hubs={HOME: {"要闻": 9, "快讯": 3}})
    assert list(unfit(River, [well], ARTICLES)) == []
    assert [field for field, _ in unfit(River, [well, crawl(hubs_failed=[HOME])], ARTICLES)] == ["seeds"]
    assert [field for field, _ in unfit(River, [well, crawl(hubs={HOME: {}})], ARTICLES)] == ["seeds"]
    others = [f"{HOME}a/{n}.html" for n in range(30)]
    assert [field for field, _ in unfit(River, [well], others)] == ["article"]
    assert steady([well, well, crawl(hubs={HOME: {"要闻": 9}})], [HOME]) == {"要闻"}
    assert steady([well, well], [HOME]) == set()


def test_alternatives_are_split_outside_of_brackets_only() -> None:
    assert alternatives(r"/a/\d+|/(b|c)/[|)]x|\|d") == [r"/a/\d+", r"/(b|c)/[|)]x", r"\|d"]
    assert alternatives(r"(?i)/a/\d+|/b\.HTM") == [r"(?i)/a/\d+", r"(?i)/b\.HTM"]


def test_a_shape_is_that_of_three_addresses_at_least() -> None:
    assert patterns(ARTICLES[:2]) == []
    urls = [f"http://a.example/newsDetail.html?id={n}" for n in (10001, 10002, 120003)]
    assert re.search(patterns(urls)[0][0], "http://a.example/newsDetail.html?id=99999")


def test_a_hub_whose_headlines_stand_in_a_file_beside_it_is_looked_at_as_a_crawl_reads_it() -> None:
    """Each address is asked for once, and a file of another's domain not at all."""
    script = "$.getJSON('/list.json', fill); $.getJSON('http://other.example/b.json', fill)"
    told = [{"title": f"栖川县第{n}座新桥今天上午正式通车", "url": url} for n, url in enumerate(ARTICLES)]
    web = {
        HOME: f"<h2>要闻</h2><div id=list></div><script>{script}</script>",
        f"{HOME}list.json": json.dumps({"list": told}),
    }
    asked: list[str] = []

    class Engine:
        async def download_async(self, request: Request) -> Response:
            asked.append(request.url)
            kind = "application/json" if request.url.endswith("json") else "text/html"
            return Response(request.url, body=web[request.url].encode(), headers={"Content-Type": kind})

    seen: list[Seen] = []

    async def plan(look: Look) -> None:
        seen.extend([await look(HOME), await look(HOME)])

    looking = Looking(plan, 0, lambda: None, nullcontext({}))
    looking.crawler = SimpleNamespace(engine=Engine(), get_downloader_middleware=lambda _: None)  # type: ignore[assignment]

    async def run() -> None:
        with pytest.raises(CloseSpider):
            async for _ in looking.start():
                pass

    asyncio.run(run())
    assert asked == [HOME, f"{HOME}list.json"]
    assert seen[0].page
    assert [one.url for one in seen[0].page.blocks[0].headlines] == ARTICLES
    assert seen[0].page.flags == ()
