"""`scrapy mcp` as clients meet it: the SDK's own over the standard streams, and requests over HTTP."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import anyio
import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from newsportal.commands.mcp import Command
from newsportal.exit_codes import Exit
from tests.reading.test_search import headline, write
from tests.run import ROOT, scrapy_cfg, start
from tests.waiting import LONGEST, wait_for

TOKEN = "a token of this test"
TOOLS = ["standing", "search", "story", "article", "crawls", "sql"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "output").mkdir()
    write(tmp_path / "output", "headlines", [headline(n, f"大桥第{n}段合龙") for n in range(3)])
    return scrapy_cfg(tmp_path)


def test_a_client_over_the_standard_streams_is_offered_six_tools_that_read(folder: Path) -> None:
    async def asked() -> dict[str, Any]:
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        server = StdioServerParameters(
            command=sys.executable, args=["-m", "scrapy", "mcp"], cwd=folder, env=environment
        )
        async with Client(stdio_client(server)) as client:
            tools = (await client.list_tools()).tools
            found = await client.call_tool("search", {"words": "第2段"})
            told = await client.call_tool("sql", {"select": "SELECT count(*) AS n FROM headlines"})
            refused = await client.call_tool("sql", {"select": "SET threads = 1"})
        return {"tools": tools, "found": found, "told": told, "refused": refused}

    got = anyio.run(asked)
    assert [tool.name for tool in got["tools"]] == TOOLS
    assert all(tool.annotations.read_only_hint and tool.description for tool in got["tools"])
    assert "headlines_now(id VARCHAR, text VARCHAR" in got["tools"][-1].description
    assert json.loads(got["found"].content[0].text)["found"][0]["text"] == "⟦大桥第2段合龙⟧"
    assert json.loads(got["told"].content[0].text)["rows"] == [{"n": 3}]
    assert (got["refused"].is_error, "nothing is changed" in got["refused"].content[0].text) == (True, True)


def request(method: str, **parameters: object) -> str:
    return json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters})


HELLO = request(
    "initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo={"name": "test", "version": "1"}
)


def test_nothing_but_the_protocol_is_printed_and_the_end_of_the_input_ends_it(folder: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "scrapy", "mcp"], cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, text=True,
        input=f"{HELLO}\nno message\n{request('nothing')}\n", capture_output=True, timeout=LONGEST, check=False,
    )  # fmt: skip
    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    assert lines[0]["result"]["serverInfo"]["name"] == "newsportal"
    assert all(line["jsonrpc"] == "2.0" for line in lines)
    assert ended.returncode == Exit.OK


@pytest.fixture
def served(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("NEWSPORTAL_MCP_TOKEN", TOKEN)
    process = start(folder, "mcp", "--http", "0")
    try:
        assert process.stderr
        yield process.stderr.readline().split()[1].rstrip(";")
    finally:
        process.terminate()
        process.communicate(timeout=LONGEST)


def test_http_is_for_programs_of_this_machine_that_know_the_token(served: str) -> None:
    place = urlsplit(served)
    assert (place.hostname, place.path) == ("127.0.0.1", "/mcp")

    def status(**headers: str) -> int:
        connection = HTTPConnection("127.0.0.1", place.port or 0, timeout=LONGEST)
        given = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}
        connection.request("POST", "/mcp", HELLO, given | {name.title(): text for name, text in headers.items()})
        return connection.getresponse().status

    known = f"Bearer {TOKEN}"
    wait_for(status)
    assert status(authorization=known) == 200
    assert (status(), status(authorization="Bearer another"), status(authorization=TOKEN)) == (401, 401, 401)
    assert status(authorization=known, host=f"river.example:{place.port}") == 421, "another name of this machine"
    assert status(authorization=known, origin="https://river.example") == 403, "a page in a browser"


@pytest.mark.parametrize(
    ("words", "token", "sentence"),
    [(["more"], TOKEN, "no arguments"), (["--export", "nowhere"], TOKEN, "has not written"),
     (["--http", "0"], "short", "16 characters"), (["--http", "70000"], TOKEN, "no port 70000")],
)  # fmt: skip
def test_what_is_wrong_is_told_in_one_sentence(
    words: list[str], token: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSPORTAL_MCP_TOKEN", token)
    command, parser = Command(), ArgumentParser()
    command.settings = Settings({"NEWSPORTAL_OUTPUT": str(tmp_path), "NEWSPORTAL_STATE": str(tmp_path / "state")})
    command.add_options(parser)
    with pytest.raises(UsageError, match=sentence):
        command.run(*reversed(parser.parse_known_args(words)))
