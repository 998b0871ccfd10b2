"""Every hostile answer, crawled beside five good pages: no crash, no hang, and the good pages always there."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from types import ModuleType

import pytest

from tests.cpu import HELD, yardstick
from tests.hostile.answers import (
    ADDRESS,
    BOUND,
    HEADERS,
    TITLE,
    Case,
    article,
    fooling,
    kinds,
    packed,
    shapes,
    transport,
)
from tests.hostile.crawl import Outcome, crawl
from tests.hostile.server import Answer, Hit, Server, response

GOOD = 5
SETTINGS = {
    "RETRY_TIMES": 1,
    "LOG_LEVEL": "WARNING",
    "NEWSPORTAL_ALLOWED_NETWORKS": ["127.0.0.1/32"],
    "NEWSPORTAL_PAGE_MAXSIZE": BOUND,
    "URLLENGTH_LIMIT": ADDRESS,
}
"""One retry and low bounds, so that small answers will do; everything else is the project's own."""
TIMEOUT = {transport: 2}
"""Likewise, where servers say nothing."""


def host(number: int) -> str:
    return f"case{number}.example"


def crawled(cases: tuple[Case, ...], timeout: int) -> tuple[Outcome, int]:
    """One crawl of a whole table, every case a host of its own; and its port."""
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
        settings = {**SETTINGS, "NEWSPORTAL_ALLOWED_PORTS": [server.port], "DOWNLOAD_TIMEOUT": timeout}
        bounds = {"newsportal.download.safety.handler.MAX_HEADER_BYTES": HEADERS}
        return crawl(urls, settings, names=names, bounds=bounds, anew=True), server.port


@pytest.mark.parametrize(
    "table", [packed, transport, kinds, fooling, shapes], ids=lambda table: table.__name__.rpartition(".")[2]
)
def test_no_answer_does_harm(table: ModuleType) -> None:
    cases: tuple[Case, ...] = table.CASES
    outcome, port = crawled(cases, TIMEOUT.get(table, 30))
    wrong = {}
    for number, case in enumerate(cases):
        base = f"http://{host(number)}:{port}"
        good = [item["title"] for item in outcome.items if item["url"].startswith(f"{base}/good")]
        end = ending(outcome, f"{base}/bad")
        if good != [TITLE] * GOOD or not any(fnmatch(end, allowed) for allowed in case.ends.split("|")):
            wrong[case.name] = (end, len(good))
    assert wrong == {}
    assert outcome.code == 0
    assert outcome.rss < 256
    assert outcome.held < HELD * yardstick()
    assert outcome.guesses == 0
    assert "Traceback" not in outcome.log


def ending(outcome: Outcome, url: str) -> str:
    """How the request for a page ended: article, page, or why it failed."""
    for item in outcome.items:
        if item["url"].partition("?")[0] == url:
            return "article" if item["kind"] == "article" else "page"
    return outcome.failures.get(url, "nothing")
