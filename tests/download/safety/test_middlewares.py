"""Where a crawl may go, tried with real connections: the process records every address that it connects to."""

from __future__ import annotations

import html
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from tests.hostile.addresses import ALLOWED, INTERNAL, NAMES, forbidden, of_each_kind, written
from tests.hostile.crawl import Outcome, crawl
from tests.hostile.server import Hit, Server, redirect, response

SECRET = "内部系统口令"


@pytest.fixture(scope="module")
def tried() -> Iterator[tuple[Outcome, list[Hit]]]:
    """A crawl that meets every forbidden address as a seed, a link, a redirect and a meta refresh."""
    urls: list[str] = []

    def answer(hit: Hit) -> bytes:
        kind, _, number = hit.path.strip("/").partition("-")
        if kind == "redirect":
            return redirect(quote(urls[int(number)], safe=":/@%[]"))
        if kind == "refresh":
            return response(f'<meta http-equiv="refresh" content="0; url={urls[int(number)]}"><p>转到</p>')
        if kind == "links":
            anchors = "".join(f'<p><a href="{html.escape(url)}">新闻标题第{n}条</a></p>' for n, url in enumerate(urls))
            return response(f"<html><body>{anchors}</body></html>")
        return response(f"<html><body><h1>{SECRET}</h1></body></html>")

    with Server(answer, hosts=(ALLOWED,)) as outside, Server(answer, hosts=(INTERNAL,), port=outside.port) as inside:
        urls += [*forbidden(outside.port), f"//{INTERNAL}:{outside.port}/secret"]
        seeds = [outside.url("/links")] + [url for url in urls if url.startswith("http")]
        seeds += [outside.url(f"/{kind}-{number}") for kind in ("redirect", "refresh") for number in range(len(urls))]
        settings = {
            "NEWSPORTAL_ALLOWED_NETWORKS": [f"{ALLOWED}/32"],
            "NEWSPORTAL_ALLOWED_PORTS": [outside.port, 80],
            "METAREFRESH_ENABLED": True,
            "DNSCACHE_ENABLED": False,
            "RETRY_ENABLED": False,
            "DOWNLOAD_DELAY": 0,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
            "ROBOTSTXT_OBEY": False,
        }
        yield crawl(seeds, settings, names=NAMES, follow=True), inside.hits


def test_no_forbidden_address_is_reached(tried: tuple[Outcome, list[Hit]]) -> None:
    outcome, inside = tried
    assert inside == []
    assert outcome.connected == [ALLOWED]


def test_each_was_met_and_refused(tried: tuple[Outcome, list[Hit]]) -> None:
    outcome, _ = tried
    refused = {key.rsplit("/", 1)[1]: n for key, n in outcome.stats.items() if key.startswith("newsportal/refused/")}
    assert refused["network"] >= 3 * len({*written(INTERNAL), *of_each_kind()})
    assert refused["user"] >= 3
    assert refused["port"] >= 3
    assert not [item for item in outcome.items if item["title"] == SECRET and "flips" not in item["url"]]
