"""Every hostile answer, crawled beside five good pages: no crash, no hang, and the good pages always there."""

from __future__ import annotations

import functools
import re
from fnmatch import fnmatch
from types import ModuleType

import pytest

from tests.hostile.answers import TITLE, Case, article, fooling, kinds, packed, shapes, transport
from tests.hostile.crawl import Outcome, crawl
from tests.hostile.server import Answer, Hit, Server, response

TABLES: tuple[ModuleType, ...] = (packed, transport, kinds, fooling, shapes)
CASES = [(table, number, case) for table in TABLES for number, case in enumerate(table.CASES)]
GOOD = 5
SETTINGS = {
    "RETRY_TIMES": 1,
    "LOG_LEVEL": "WARNING",
    "NEWSPORTAL_ALLOWED_NETWORKS": ["127.0.0.1/32"],
}
"""One retry, so that the tests are quick; everything else is the project's own."""
TIMEOUT = {transport: 4}
"""Likewise, where servers say nothing."""


def host(number: int) -> str:
    return f"case{number}.example"


@functools.cache
def crawled(table: ModuleType) -> tuple[Outcome, int]:
    """One crawl of a whole table, every case a host of its own; and its port."""
    cases: tuple[Case, ...] = table.CASES
    good = response(article())

    def answer(hit: Hit) -> Answer:
        number = re.match(r"case(\d+)\.", hit.host)
        if not number or hit.path.startswith("/good"):
            return good
        return cases[int(number[1])].answer(hit) if hit.path.partition("?")[0] == "/bad" else response("没有", 404)

    with Server(answer) as server:
        urls = []
        for number in range(len(cases)):
            base = f"http://{host(number)}:{server.port}"
            urls += [f"{base}/good-1", f"{base}/good-2", f"{base}/bad"] + [f"{base}/good-{n}" for n in (3, 4, 5)]
        names = {host(number): ["127.0.0.1"] for number in range(len(cases))}
        settings = {**SETTINGS, "NEWSPORTAL_ALLOWED_PORTS": [server.port], "DOWNLOAD_TIMEOUT": TIMEOUT.get(table, 30)}
        return crawl(urls, settings, names=names, timeout=300), server.port


@pytest.mark.parametrize(("table", "number", "case"), CASES, ids=[case.name for *_, case in CASES])
def test_it_does_no_harm(table: ModuleType, number: int, case: Case) -> None:
    outcome, port = crawled(table)
    base = f"http://{host(number)}:{port}"
    good = [item for item in outcome.items if item["url"].startswith(f"{base}/good")]
    assert [item["title"] for item in good] == [TITLE] * GOOD
    end = ending(outcome, f"{base}/bad")
    assert any(fnmatch(end, allowed) for allowed in case.ends.split("|")), end


def ending(outcome: Outcome, url: str) -> str:
    """How the request for a page ended: article, page, or why it failed."""
    for item in outcome.items:
        if item["url"].partition("?")[0] == url:
            return "article" if item["kind"] == "article" else "page"
    return outcome.failures.get(url, "nothing")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__.rpartition(".")[2])
def test_the_crawl_stays_small_and_awake(table: ModuleType) -> None:
    outcome, _ = crawled(table)
    assert outcome.code == 0
    assert outcome.rss < 256
    assert outcome.held < 1.0
    assert outcome.guesses == 0
    assert "Traceback" not in outcome.log


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 150
    assert len({case.name for *_, case in CASES}) == len(CASES)
