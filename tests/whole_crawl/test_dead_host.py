"""A host that dies in mid-crawl: what waits for it is read once it lives again, though no page lists it any more."""

from __future__ import annotations

import json
import re
from pathlib import Path

from newsportal.exit_codes import Exit
from newsportal.items import Crawl
from tests.hostile.crawl import Outcome, crawl
from tests.hostile.server import RESET, Answer, Hit, Server, response
from tests.run import crawls
from tests.whole_crawl.served import article, hub, news

HOME, DEEP = "river.example", "deep.river.example"
NAMES = {HOME: ["127.0.0.1"], DEEP: ["127.0.0.2"]}
LISTED = 30


def run(folder: Path, server: Server) -> tuple[Outcome, Crawl]:
    """One crawl; what came of it, and its record."""
    settings = {
        "NEWSPORTAL_ALLOWED_NETWORKS": ["127.0.0.0/8"], "NEWSPORTAL_ALLOWED_PORTS": [server.port], "DOWNLOAD_DELAY": 0,
        "NEWSPORTAL_OUTPUT": str(folder / "output"), "NEWSPORTAL_STATE": str(folder / "state.sqlite"),
    }  # fmt: skip
    seed = {"url": f"http://{HOME}:{server.port}/"}
    outcome = crawl([], settings, spider="portal", arguments=seed, names=NAMES)
    return outcome, crawls(folder)[-1]


def test_its_addresses_wait_for_a_crawl_that_finds_it_alive(tmp_path: Path) -> None:
    day, alive = 1, 5

    def answer(hit: Hit) -> Answer:
        nonlocal alive
        if hit.host == HOME:
            first = day * 1_000
            listed = [f"http://{DEEP}:{server.port}{news(n)}" for n in range(first, first + LISTED)]
            return hub(listed) if hit.path == "/" else response("", 404)
        if hit.path == "/robots.txt":
            return response("", 404) if alive else [RESET]
        alive -= alive > 0
        return article(re.sub(r"\D", "", hit.path)) if alive else [RESET]

    with Server(answer, hosts=("127.0.0.1", "127.0.0.2")) as server:
        outcome, told = run(tmp_path, server)
        read = told.articles_new
        assert 0 < read < LISTED
        # Some of the others failed by themselves, before the host was given up: those are due again.
        failed = sum(told.errors.values()) - told.errors["dead_host"] - told.errors.get("http 404", 0)
        assert read + failed + told.waiting == LISTED
        assert (told.left, told.errors["dead_host"]) == (0, 1)
        assert f"{told.waiting} addresses of hosts that did not answer" in outcome.log

        day = 2
        _, still = run(tmp_path, server)
        assert still.waiting == 2 * LISTED - read

        day, alive = 3, 10_000
        outcome, told = run(tmp_path, server)
        assert (outcome.code, told.exit_code, told.waiting) == (0, Exit.OK, 0)
    lines = (tmp_path / "output" / "articles.jsonl").read_text("utf-8").splitlines()
    urls = [json.loads(line)["url"] for line in lines]
    assert len(urls) == len(set(urls)) == 3 * LISTED


def test_a_host_that_hangs_up_where_feeds_and_sitemaps_are_looked_for_is_not_dead(tmp_path: Path) -> None:
    pages = {news(n): article(n) for n in range(3)} | {"/robots.txt": response("", 404)}
    pages["/"] = hub([news(n) for n in range(3)])
    with Server(lambda hit: pages.get(hit.path, [RESET]), hosts=("127.0.0.1",)) as server:
        outcome, told = run(tmp_path, server)
        assert (told.articles_new, told.waiting, told.exit_code) == (3, 0, Exit.OK), outcome.log
        asked = [hit.path for hit in server.hits]
    # Twisted repeats a request by itself on a connection that the server had kept open.
    assert asked.count("/sitemap.xml") <= 2, "what a portal need not have is not asked for again and again"
