"""Records of ordinary crawls of an invented portal, for the tests of what is made of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from newsportal.items import Crawl

BEGIN = datetime(2026, 11, 2, tzinfo=UTC)
HOME, SPORT = "http://portal.example/", "http://portal.example/sport/"


def crawl(hour: float = 0, **values: Any) -> Crawl:
    """An ordinary crawl of an invented portal, begun so many hours after BEGIN."""
    ordinary: dict[str, Any] = {
        "reason": "finished", "exit_code": 0, "outcome": "did its job", "requests": 60, "pages": 50,
        "kinds": {"hub": 2, "article": 45, "other": 3}, "articles_read": 45,
        "hubs": {HOME: {"要闻": 12, "财经": 8, "": 30}, SPORT: {"滚动": 40}},
        "article_blocks": {"相关阅读": [45, 220], "热门": [44, 440]},
        "articles_new": 20, "headlines_new": 60,
    }  # fmt: skip
    at = BEGIN + timedelta(hours=hour)
    who = {"id": f"{at:%Y%m%dT%H%M%SZ}-portal", "portal": "portal", "spider": "portal", "arguments": {}}
    return Crawl(**who | {"begin": at, "end": at + timedelta(minutes=9)} | ordinary | values)


TEN = [crawl(hour) for hour in range(10)]
