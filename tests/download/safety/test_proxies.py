"""The proxy that a request takes."""

from __future__ import annotations

from typing import Any

import pytest
from scrapy import Request
from scrapy.downloadermiddlewares.httpproxy import HttpProxyMiddleware

from newsportal.download.safety.middlewares import Proxies


def _sent(middleware: HttpProxyMiddleware, url: str, meta: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    request = Request(url, meta=dict(meta))
    assert middleware.process_request(request) is None
    return request.meta, request.headers


@pytest.mark.parametrize("url", ["http://a.example/1", "http://b.example/1", "https://b.example/1", "http:///1"])
@pytest.mark.parametrize("meta", [{}, {"proxy": None}, {"proxy": "http://own:8080"}, {"proxy": "http://x:y@own:8080"}])
def test_it_is_the_one_that_scrapy_would_take(url: str, meta: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://user:word@proxy.example:3128")
    monkeypatch.setenv("no_proxy", "a.example")
    ours, scrapys = Proxies(), HttpProxyMiddleware()
    for _ in range(2):
        assert _sent(ours, url, meta) == _sent(scrapys, url, meta)
