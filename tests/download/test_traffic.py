"""Figures of what a crawl sends and receives."""

from __future__ import annotations

from typing import Any

import pytest
from scrapy import Request
from scrapy.downloadermiddlewares.stats import DownloaderStats
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from newsportal.download.traffic import Traffic


def _counted(kind: type[DownloaderStats], request: Request, response: Response) -> dict[str, Any]:
    stats = get_crawler().stats
    assert stats
    middleware = kind(stats)
    middleware.process_request(request)
    middleware.process_response(request, response)
    return stats.get_stats()


@pytest.mark.parametrize(
    "request_", [
        Request("http://h.example"),
        Request("https://user@h.example:8080/a;b?c=d&e#f", headers={"Accept": ["a", "b"], "X": ""}),
        Request("http://h.example/?q=%E6%96%B0", method="POST", body=b"12345", headers={"User-Agent": "newsportal"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "response", [
        Response("http://h.example/", body=b"1" * 100, headers={"Set-Cookie": ["a=1", "b=2"], "Server": "s"}),
        Response("http://h.example/", status=304, headers={"ETag": '"e"'}),
        Response("http://h.example/", status=999, headers={"X": []}),
        Response("http://h.example/"),
    ],
)  # fmt: skip
def test_they_are_those_of_scrapy(request_: Request, response: Response) -> None:
    assert _counted(Traffic, request_, response) == _counted(DownloaderStats, request_, response)
