"""What a page may load: which kinds, how much, one at a time at a host, a script once, nothing once it is gone."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.statscollectors import StatsCollector
from scrapy.utils.test import get_crawler

from newsportal.download.browser.subrequests import Scripts, Subrequests

HOST = "http://news.river.example"


class Engine:
    """Stands for Scrapy's: answers each request when it is let."""

    def __init__(self, body: bytes = b"12345", headers: dict[str, str] | None = None) -> None:
        self.asked: list[Request] = []
        self.at_once = self.most = 0
        self.answer: Any = lambda request: Response(request.url, body=body, headers=headers or {})

    async def download_async(self, request: Request) -> Response:
        self.asked.append(request)
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        return self.answer(request)


@dataclass
class Route:
    """Stands for playwright's, and its request."""

    url: str
    resource_type: str = "fetch"
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    given: dict[str, Any] | None = None
    aborted: bool = False

    @property
    def request(self) -> Route:
        return self

    async def fulfill(self, **given: Any) -> None:
        self.given = given

    async def abort(self) -> None:
        self.aborted = True


def loads(engine: Engine, *, requests: int = 12, most: int = 100, scripts: Scripts | None = None) -> Subrequests:
    crawler = SimpleNamespace(engine=engine, stats=StatsCollector(get_crawler()))
    return Subrequests(crawler, Scripts() if scripts is None else scripts, None, requests, most)  # type: ignore[arg-type]


def answered(subrequests: Subrequests, *routes: Route) -> list[bool]:
    """Which of the requests, made at once, were answered."""

    async def all_of_them() -> None:
        await asyncio.gather(*map(subrequests.answer, routes))

    asyncio.run(all_of_them())
    return [route.given is not None for route in routes]


@pytest.mark.parametrize(
    ("kind", "method"),
    [("image", "GET"), ("document", "GET"), ("websocket", "GET"), ("ping", "POST"), ("fetch", "POST"), ("xhr", "HEAD")],
)
def test_other_kinds_and_methods_are_not_asked_for(kind: str, method: str) -> None:
    engine = Engine()
    assert answered(loads(engine), Route(f"{HOST}/a", kind, method), Route("ftp://x.example/a")) == [False, False]
    assert engine.asked == []


def test_requests_and_bytes_have_bounds_and_a_host_one_request_at_a_time() -> None:
    engine = Engine()
    routes = [Route(f"{HOST}/{n}") for n in range(9)]
    assert answered(loads(engine, requests=3), *routes) == [True] * 3 + [False] * 6
    assert engine.most == 1
    engine = Engine()
    assert answered(loads(engine, most=11), *[Route(f"{HOST}/{n}") for n in range(5)]) == [True] * 3 + [False] * 2
    assert [request.meta["download_maxsize"] for request in engine.asked] == [11, 6, 1]


def test_a_script_is_asked_for_once_a_crawl_and_data_each_time() -> None:
    engine, scripts = Engine(), Scripts()
    for _ in range(3):
        subrequests = loads(engine, scripts=scripts)
        assert answered(subrequests, Route(f"{HOST}/a.js", "script"), Route(f"{HOST}/a.json")) == [True, True]
    assert [request.url.rpartition("/")[2] for request in engine.asked] == ["a.js", *["a.json"] * 3]


def test_data_is_asked_of_the_portal_only_and_scripts_of_any_host() -> None:
    engine = Engine()
    answered(loads(engine), Route("http://cdn.example/a.js", "script"), Route("http://other.example/a.json", "xhr"))
    assert [request.meta["allow_offsite"] for request in engine.asked] == [True, False]
    assert not any(request.dont_filter for request in engine.asked)


def test_neither_side_hears_more_than_it_needs() -> None:
    headers = {"Set-Cookie": "a=1", "Content-Encoding": "gzip", "Access-Control-Allow-Origin": "*", "Refresh": "1"}
    engine = Engine(headers=headers)
    sent = {"cookie": "a=1", "user-agent": "Chrome", "x-forwarded-for": "1.1.1.1", "origin": HOST, "referer": HOST}
    route = Route(f"{HOST}/a.json", headers=sent)
    answered(loads(engine), route)
    assert {name.decode() for name in engine.asked[0].headers} == {"Origin", "Referer"}
    assert route.given
    assert route.given["headers"] == {"Access-Control-Allow-Origin": "*"}


def test_what_is_refused_is_aborted_and_a_page_that_is_gone_asks_for_nothing_more() -> None:
    engine = Engine()

    def refuse(request: Request) -> Response:
        raise IgnoreRequest

    engine.answer = refuse
    route, subrequests = Route(f"{HOST}/a.json"), loads(engine)
    assert (answered(subrequests, route), route.aborted, subrequests.waiting) == ([False], True, 0)
    subrequests.over = True
    route = Route(f"{HOST}/b.json")
    assert (answered(subrequests, route), route.aborted, len(engine.asked)) == ([False], False, 1)
