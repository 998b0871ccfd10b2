"""A crawl ends by itself at its bound of time, pages or octets, whatever waits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.download.polite import PAGE, polite, robots
from tests.hostile.server import Answer, Hit, Server, response
from tests.waiting import LONGEST

BODY = response("x" * 50_000)


def answer(hit: Hit) -> Answer:
    if hit.path == "/robots.txt":
        return robots("User-agent: *\nCrawl-delay: 60\n" if hit.host == "127.0.0.3" else "")
    return BODY if hit.host == "127.0.0.4" else PAGE


@pytest.mark.parametrize(
    ("host", "settings", "reason", "most"),
    [
        ("127.0.0.2", {"CLOSESPIDER_TIMEOUT": 1.0, "DOWNLOAD_DELAY": 0.2}, "closespider_timeout", 12),
        ("127.0.0.2", {"CLOSESPIDER_PAGECOUNT": 5}, "closespider_pagecount", 8),
        ("127.0.0.3", {"CLOSESPIDER_TIMEOUT": 1.0}, "closespider_timeout", 1),
        (
            "127.0.0.3",
            {"CLOSESPIDER_TIMEOUT": 1.0, "SCHEDULER_PRIORITY_QUEUE": "scrapy.pqueues.DownloaderAwarePriorityQueue"},
            "closespider_timeout",
            1,
        ),
        ("127.0.0.4", {"NEWSPORTAL_MAX_BYTES": 220_000}, "closespider_bytes", 6),
    ],
    ids=["time", "pages", "time, while a host rests", "time, while a turn is awaited", "octets"],
)
def test_a_crawl_ends_at_its_bound(host: str, settings: dict[str, Any], reason: str, most: int, tmp_path: Path) -> None:
    with Server(answer, hosts=("127.0.0.2", "127.0.0.3", "127.0.0.4")) as server:
        bounds = {"EXTENSIONS": {"newsportal.extensions.ByteLimit": 0}} | settings
        outcome = polite(server, [server.url(f"/{n}", host) for n in range(200)], tmp_path, bounds, timeout=LONGEST)
        assert outcome.stats["finish_reason"] == reason
        assert 0 < len(server.hits) <= most
