"""A whole crawl by the project's own spider: a portal that is partly hostile, and what of it reaches the files."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cpu import HELD, yardstick
from tests.hostile.addresses import ALLOWED, INTERNAL, NAMES, forbidden
from tests.hostile.answers import BOUND, TITLE, article, fooling, shapes
from tests.hostile.crawl import Outcome, crawl
from tests.hostile.server import Answer, Hit, Server, response

PORTAL = "news.portal.example"
GOOD = 5
CASES = (*shapes.CASES, *fooling.CASES)


@dataclass
class Crawled:
    """A crawl, the folder that it wrote to, and what was asked of each server."""

    outcome: Outcome
    output: Path
    hits: list[Hit]
    inside: list[Hit]


def home(port: int) -> str:
    links = [f'<li><a href="/good/2026/1120/{n}.html">青河第{n}号水库今天开始蓄水</a></li>' for n in range(GOOD)]
    links += [f'<li><a href="/bad/2026/1120/{n}.html">市民关心的第{n}件事有了结果</a></li>' for n in range(len(CASES))]
    links += [f'<li><a href="{url}">不该去的第{n}个地方在这里</a></li>' for n, url in enumerate(forbidden(port))]
    head = f'<link rel="canonical" href="http://{INTERNAL}:{port}/canonical">'
    head += f'<link rel="alternate" type="application/rss+xml" href="http://{INTERNAL}:{port}/feed">'
    return f'<html><head><meta charset="utf-8"><title>首页</title>{head}</head><ul>{"".join(links)}</ul></html>'


def listing(kind: str, port: int) -> bytes:
    if kind == "feed":
        items = "".join(f"<item><title>x</title><link>{url}</link></item>" for url in forbidden(port))
        return response(f"<rss><channel>{items}</channel></rss>", content_type="application/rss+xml")
    urls = "".join(f"<url><loc>{url}</loc></url>" for url in forbidden(port))
    return response(f"<urlset>{urls}</urlset>", content_type="text/xml")


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    output = tmp_path_factory.mktemp("output")

    def answer(hit: Hit) -> Answer:
        number = re.match(r"/(good|bad)/2026/1120/(\d+)\.html$", hit.path)
        if number:
            good = article().replace("三座", f"第{number[2]}座")
            return response(good) if number[1] == "good" else CASES[int(number[2])].answer(hit)
        if hit.path in ("/feed", "/rss.xml", "/sitemap.xml"):
            return listing("sitemap" if "sitemap" in hit.path else "feed", server.port)
        return response(home(server.port)) if hit.path == "/" else response("没有", 404)

    with Server(answer, hosts=(ALLOWED,)) as server, Server(answer, hosts=(INTERNAL,), port=server.port) as inside:
        settings = {
            "NEWSPORTAL_ALLOWED_NETWORKS": [f"{ALLOWED}/32"],
            "NEWSPORTAL_ALLOWED_PORTS": [80, server.port],
            "NEWSPORTAL_PAGE_MAXSIZE": BOUND,
            "NEWSPORTAL_OUTPUT": str(output),
            "NEWSPORTAL_STATE": str(output / "state.sqlite"),
            "DNSCACHE_ENABLED": False,
            "DOWNLOAD_DELAY": 0,
            "RETRY_ENABLED": False,
        }
        names = {**NAMES, PORTAL: [ALLOWED]}
        seed = {"url": f"http://{PORTAL}:{server.port}/"}
        outcome = crawl([], settings, spider="portal", arguments=seed, names=names, anew=True)
        yield Crawled(outcome, output, server.hits, inside.hits)


def records(crawled: Crawled) -> Iterator[tuple[str, dict[str, object]]]:
    for path in sorted(crawled.output.glob("*.jsonl")):
        for line in path.read_bytes().decode("utf-8").split("\n")[:-1]:
            yield path.name, json.loads(line, parse_constant=pytest.fail)


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield key
            yield from strings(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from strings(entry)


def test_nothing_forbidden_was_asked_and_no_port_opened(crawled: Crawled) -> None:
    assert crawled.inside == []
    assert crawled.outcome.connected == [ALLOWED]


def test_the_good_pages_became_articles(crawled: Crawled) -> None:
    titles = {str(record["title"]) for name, record in records(crawled) if name == "articles.jsonl"}
    assert {TITLE.replace("三座", f"第{n}座") for n in range(GOOD)} <= titles


def test_no_page_that_is_none_became_an_article(crawled: Crawled) -> None:
    urls = {str(record["url"]) for name, record in records(crawled) if name == "articles.jsonl"}
    first = len(shapes.CASES)
    assert [case.name for n, case in enumerate(fooling.CASES) if any(f"/{first + n}.html" in url for url in urls)] == []


def test_every_line_is_clean_and_bounded(crawled: Crawled) -> None:
    for name, record in records(crawled):
        for text in strings(record):
            assert len(text) <= BOUND, name
            dirty = {char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
            assert dirty <= {"\n"}, (name, dirty)


def test_no_log_line_was_forged(crawled: Crawled) -> None:
    for line in crawled.outcome.log.split("\n"):
        assert not re.match(r"\S*\s*(ERROR: )?伪造", line)
        assert all(unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp") for char in line), repr(line)


def test_it_stayed_small_and_awake_and_ended_well(crawled: Crawled) -> None:
    assert crawled.outcome.code == 0
    assert crawled.outcome.rss < 256
    assert crawled.outcome.held < HELD * yardstick()
    assert crawled.outcome.guesses == 0
    assert "Traceback" not in crawled.outcome.log
