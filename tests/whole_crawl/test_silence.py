"""Silence is an alarm: the demo portal crawled day after day, then after a redesign."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CRAWLS = """
import asyncio, json, os, sys, traceback
from scrapy.utils.project import get_project_settings
from scrapy.utils.reactor import install_reactor
settings = get_project_settings()
settings.set("DOWNLOAD_DELAY", 0)
install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor", settings["ASYNCIO_EVENT_LOOP"])
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.utils.log import configure_logging
from newsportal.demo.server import DemoServer
from newsportal.demo.site import site

async def main():
    server = DemoServer(site(edition=1))
    await server.start()
    os.environ["http_proxy"] = server.url
    configure_logging(settings)
    codes = []
    for edition, template in json.loads(sys.argv[1]):
        server.site = site(edition=edition, template=template)
        runner = AsyncCrawlerRunner(settings)
        crawler = runner.create_crawler("portal")
        await runner.crawl(crawler, url="http://demo.newsportal.example/")
        codes.append(crawler.stats.get_value("newsportal/exit_code"))
    await server.stop()
    print(json.dumps(codes), flush=True)

async def run():
    try:
        await main()
    except Exception:
        traceback.print_exc()
    reactor.stop()

from twisted.internet import reactor
reactor.callWhenRunning(lambda: asyncio.ensure_future(run()))
reactor.run()
"""
DAYS = [(1, "portal"), (1, "portal"), (2, "portal"), (2, "portal"), *((n, "portal") for n in range(3, 9))]
"""Ten ordinary crawls: most see a new day of the portal, some find it unchanged."""


@pytest.fixture(scope="module")
def crawls(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[int], list[dict[str, Any]]]:
    """Exit codes and records of ten ordinary crawls and of two after the portal was redesigned."""
    home = tmp_path_factory.mktemp("silence")
    (home / "scrapy.cfg").write_text("[settings]\ndefault = newsportal.settings\n")
    days = json.dumps([*DAYS, (8, "changed"), (9, "changed")])
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "no_proxy": "",
        "SCRAPY_SETTINGS_MODULE": "newsportal.settings",
    }
    script = home / "crawls.py"
    script.write_text(CRAWLS)
    ran = subprocess.run(
        [sys.executable, str(script), days], cwd=home, env=environment, capture_output=True, text=True, check=False,
        timeout=240,
    )  # fmt: skip
    assert ran.stdout, ran.stderr[-3000:]
    lines = (home / "output" / "crawls.jsonl").read_text(encoding="utf-8").splitlines()
    return json.loads(ran.stdout.splitlines()[-1]), [json.loads(text) for text in lines]


def test_ten_ordinary_crawls_raise_no_alarm(crawls: tuple[list[int], list[dict[str, Any]]]) -> None:
    codes, records = crawls
    assert codes[:10] == [0] * 10
    assert [record["alarms"] for record in records[:10]] == [[]] * 10


def test_the_first_crawl_after_a_redesign_is_an_alarm_in_its_record_and_exit_code(
    crawls: tuple[list[int], list[dict[str, Any]]],
) -> None:
    codes, records = crawls
    assert codes[10] == 5
    assert (records[10]["exit_code"], records[10]["outcome"]) == (5, "alarm: the portal looks wrong")
    whats = {alarm["what"] for alarm in records[10]["alarms"]}
    assert whats & {"hub gives no headlines", "block gives no headlines", "nothing was read"}
    assert all(set(alarm) == {"what", "where", "expected", "found"} for alarm in records[10]["alarms"])


def test_the_alarm_stands_in_the_next_crawl_too(crawls: tuple[list[int], list[dict[str, Any]]]) -> None:
    codes, records = crawls
    assert codes[11] == 5
    assert records[11]["alarms"]
