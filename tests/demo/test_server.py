"""The demo server speaks HTTP/1.1 as a proxy and as an origin, remembers what it was asked, and ends cleanly."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from http.client import HTTPConnection

import pytest

from newsportal.demo import server as module
from newsportal.demo.markup import BASE
from newsportal.demo.server import DemoServer
from newsportal.demo.site import site
from tests.waiting import LONGEST

Answers = list[tuple[int, dict[str, str], bytes]]


def ask(requests: list[tuple[str, str, dict[str, str]]], watch: Callable[[DemoServer], None] | None = None) -> Answers:
    """The answers to several requests over one connection to a fresh server, which `watch` sees before it stops."""

    def client(port: int) -> Answers:
        connection = HTTPConnection("127.0.0.1", port, timeout=LONGEST)
        answers = []
        for method, target, headers in requests:
            connection.request(method, target, headers=headers)
            answer = connection.getresponse()
            answers.append((answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()))
        connection.close()
        return answers

    async def run() -> Answers:
        server = DemoServer(site())
        await server.start()
        try:
            answers = await asyncio.to_thread(client, server.port)
            if watch:
                watch(server)
        finally:
            await server.stop()
        return answers

    return asyncio.run(run())


def test_one_address_answers_alike_through_the_proxy_and_at_the_origin() -> None:
    [proxied, direct] = ask([("GET", f"{BASE}/yaowen/?from=1", {}), ("GET", "/yaowen/", {})])
    assert proxied == direct
    assert proxied[0] == 200
    assert proxied[2] == site().get("/yaowen/").body


def test_the_proxy_refuses_other_hosts_in_a_sentence() -> None:
    [(status, _, body)] = ask([("GET", "http://elsewhere.example.org/", {})])
    assert status == 502
    assert body == b"The demo portal is a proxy for http://demo.newsportal.example/ only.\n"


def test_an_unchanged_page_is_answered_with_304_by_its_tag_or_its_date() -> None:
    [(_, headers, _)] = ask([("GET", "/", {})])
    tag, date = headers["etag"], headers["last-modified"]
    answers = ask(
        [
            ("GET", "/", {"If-None-Match": f'"other", W/{tag}'}),
            ("GET", "/", {"If-Modified-Since": date}),
            ("GET", "/", {"If-None-Match": '"other"', "If-Modified-Since": date}),
            ("GET", "/", {"If-Modified-Since": "Mon, 01 Jan 2024 00:00:00 GMT"}),
            ("GET", "/", {"If-Modified-Since": "no date"}),
        ]
    )
    assert [status for status, _, _ in answers] == [304, 304, 200, 200, 200]
    assert answers[0][2] == b""
    assert answers[0][1]["etag"] == tag


def test_the_tag_changes_with_the_page() -> None:
    assert site().get("/").headers["ETag"] != site(edition=2).get("/").headers["ETag"]


def test_head_gives_the_headers_of_get_and_other_methods_are_refused() -> None:
    [head, get, post] = ask([("HEAD", "/", {}), ("GET", "/", {}), ("POST", "/", {"Content-Length": "0"})])
    assert head[:2] == get[:2]
    assert head[2] == b""
    assert post[0] == 405


def test_a_missing_page_is_a_404_with_words() -> None:
    [(status, _, body)] = ask([("GET", "/nothing.html", {})])
    assert status == 404
    assert "页面不存在" in body.decode()


def test_the_server_remembers_method_address_and_status(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[tuple[str, str, int]]] = []
    monkeypatch.setattr(module, "REMEMBERED", 2)
    requests: list[tuple[str, str, dict[str, str]]] = [
        ("GET", "/a", {}),
        ("HEAD", "/", {}),
        ("GET", f"{BASE}/top.html", {}),
    ]
    ask(requests, lambda server: seen.append(server.requests))
    assert seen == [[("HEAD", f"{BASE}/", 200), ("GET", f"{BASE}/top.html", 200)]]


def raw(send: bytes) -> bytes:
    """What a fresh server answers to `send` until it closes the connection."""

    async def talk(server: DemoServer) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(send)
        writer.write_eof()
        answer = await reader.read()
        writer.close()
        return answer

    return run_with(talk)


def run_with(talk: Callable[[DemoServer], Awaitable[bytes]]) -> bytes:
    async def run() -> bytes:
        server = DemoServer(site())
        await server.start()
        try:
            return await asyncio.wait_for(talk(server), 10)
        finally:
            await server.stop()

    return asyncio.run(run())


def test_a_connection_stays_open_unless_asked_to_close() -> None:
    two = raw(b"GET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\nGET /robots.txt HTTP/1.1\r\nConnection: close\r\n\r\n")
    assert two.count(b"HTTP/1.1 200 OK") == 2
    old = raw(b"GET /robots.txt HTTP/1.0\r\n\r\nGET /robots.txt HTTP/1.0\r\n\r\n")
    assert old.count(b"HTTP/1.1 200 OK") == 1


def test_what_is_no_request_ends_the_connection_and_not_the_server() -> None:
    assert raw(b"hello\r\n\r\n").startswith(b"HTTP/1.1 400 ")
    assert raw(b"GET / HTTP/1.1\r\nX: " + b"a" * 100_000) == b""
    assert raw(b"GET http://[/ HTTP/1.1\r\n\r\n").startswith(b"HTTP/1.1 ")


def test_stopping_closes_idle_connections() -> None:
    async def talk(server: DemoServer) -> bytes:
        reader, _ = await asyncio.open_connection("127.0.0.1", server.port)
        await asyncio.sleep(0.05)
        await server.stop()
        return await reader.read()

    assert run_with(talk) == b""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_says_where_it_listens_and_ends_cleanly_on_a_signal(number: signal.Signals) -> None:
    command = [sys.executable, "-m", "newsportal.demo", "--edition", "2"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
    ) as process:
        assert process.stdout
        line = process.stdout.readline()
        assert line.startswith(f"The demo portal {BASE}/ is shown through the proxy http://127.0.0.1:")
        connection = HTTPConnection("127.0.0.1", int(line.rsplit(":", 1)[1]), timeout=LONGEST)
        connection.request("GET", f"{BASE}/")
        assert connection.getresponse().read() == site(edition=2).get("/").body
        process.send_signal(number)
        assert process.wait(LONGEST) == 0
        assert process.stdout.read() == ""
        assert process.stderr
        assert process.stderr.read() == ""


def test_wrong_arguments_give_one_sentence() -> None:
    command = [sys.executable, "-m", "newsportal.demo", "--articles", "3"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stderr.splitlines()[-1].endswith("the demo portal needs at least 52 articles and an edition from 1")
