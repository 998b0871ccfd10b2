"""Traps on a real server, crawled by the portal spider as deep as it goes: at most 150 pages each, and named."""

from __future__ import annotations

import json
import random

import pytest

from newsportal.items import Crawl, item_of
from tests.hostile.crawl import crawl
from tests.hostile.server import Answer, Hit, Server, response

PLACES = ("/robots.txt", "/sitemap.xml", "/news-sitemap.xml", "/rss.xml", "/feed")
NEWS = "".join(
    f'<li><a href="/2026-11-2{n}/doc-abcdefg{n}00{n}.shtml">江南市第{n}届花灯会今晚在古城墙下开幕</a></li>'
    for n in range(1, 6)
)
STORY = "江南市文化局昨日宣布，第{n}届花灯会将于今晚在古城墙下开幕，预计有三万名市民到场，公交车将延长运营两个小时。"


def html(title: str, body: str, links: list[str]) -> bytes:
    anchors = "".join(f'<a href="{link}">{number}</a> ' for number, link in enumerate(links))
    menu = f'<div class="rank"><h3>热点排行</h3><ul>{NEWS}</ul></div>'
    return response(
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}<p>{anchors}</p>{menu}</body></html>"
    )


def word(rng: random.Random) -> str:
    return "".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=rng.randrange(3, 9)))


def calendar(path: str, rng: random.Random) -> bytes:
    day = int(path.rsplit("/", 1)[1]) if path.startswith("/trap/") else 0
    links = [f"/trap/2026/{n % 12 + 1}/{n}" for n in (day - 1, day + 1, day + 31)]
    return html(f"日历 {day}", f"<p>第{day}天没有活动。</p>", links)


def session_ids(path: str, rng: random.Random) -> bytes:
    links = [f"/trap/{rng.getrandbits(64):016x}/{n}.html" for n in range(8)]
    return html("会员专区", f"<p>欢迎光临第{path[-6:-5]}室。</p>", links)


def facets(path: str, rng: random.Random) -> bytes:
    names = ("color", "size", "sort", "view", "brand")
    picks = [rng.sample(names, rng.randrange(1, 6)) for _ in range(8)]
    links = ["/trap?" + "&amp;".join(f"{name}={rng.choice('abcdefgh')}" for name in sorted(pick)) for pick in picks]
    return html("商品列表", "<p>没有符合条件的商品。</p>", links)


def soft_404(path: str, rng: random.Random) -> bytes:
    return html("页面不存在", "<p>您访问的页面不存在。</p>", [f"/{word(rng)}/{word(rng)}.html" for _ in range(8)])


def growing_path(path: str, rng: random.Random) -> bytes:
    return html("更多", "<p>更多内容。</p>", [f"{path.rstrip('/')}/{name}" for name in ("more", "list", "a/b")])


TRAPS = {
    "calendar": calendar,
    "session_ids": session_ids,
    "query": facets,
    "farm": soft_404,
    "growing_path": growing_path,
}
"""Traps by the kind under which a crawl names them; each on a host of its own, beside the same five good articles."""


def answer(hit: Hit) -> Answer:
    kind = hit.host.partition(".")[0].replace("-", "_")
    if hit.path in PLACES:
        return response("", 404)
    if hit.path.startswith("/2026"):
        n = int(hit.path[10])
        return html(f"江南市第{n}届花灯会今晚在古城墙下开幕", f"<p>{STORY.format(n=n)}</p>" * 4, [])
    if kind == "www":
        port = hit.headers["host"].partition(":")[2]
        return html("江南新闻网", "<p>新闻。</p>", [f"//{host}:{port}/trap/0" for host in HOSTS])
    return TRAPS[kind](hit.path, random.Random(hit.path))


HOSTS = {f"{kind.replace('_', '-')}.jiangnan-news.cn": kind for kind in TRAPS}


@pytest.fixture(scope="module")
def trapped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Server, Crawl]:
    """The server after one crawl of all traps, and the crawl's record."""
    folder = tmp_path_factory.mktemp("crawl")
    with Server(answer) as server:
        settings = {
            "NEWSPORTAL_OUTPUT": str(folder),
            "NEWSPORTAL_STATE": str(folder / "state.sqlite"),
            "NEWSPORTAL_ALLOWED_NETWORKS": ["127.0.0.0/8"],
            "NEWSPORTAL_ALLOWED_PORTS": [server.port],
            "DOWNLOAD_DELAY": 0,
            "CLOSESPIDER_PAGECOUNT": 3000,
        }
        seed = "www.jiangnan-news.cn"
        names = {host: ["127.0.0.1"] for host in (seed, *HOSTS)}
        arguments = {"url": server.url("/", seed), "depth": "1000"}
        crawl([], settings, spider="portal", arguments=arguments, names=names)
        lines = (folder / "crawls.jsonl").read_text(encoding="utf-8").splitlines()
        return server, item_of(Crawl, json.loads(lines[-1]))


@pytest.mark.parametrize("host", HOSTS, ids=HOSTS.get)
def test_a_trap_costs_at_most_150_pages_and_the_crawl_names_it(host: str, trapped: tuple[Server, Crawl]) -> None:
    server, record = trapped
    pages = [hit for hit in server.hits if hit.host == host and hit.path not in PLACES]
    assert 10 < len([hit for hit in pages if not hit.path.startswith("/2026")]) <= 150
    assert len({hit.path for hit in pages if hit.path.startswith("/2026")}) == 5
    assert [name for name in record.dropped if name.startswith(f"trap {HOSTS[host]}: {host}")]


def test_a_crawl_with_five_traps_ends_by_itself(trapped: tuple[Server, Crawl]) -> None:
    assert trapped[1].reason == "finished"
    assert trapped[1].articles_new >= 5
