"""A browser that dies or stands still costs one page; none outlives its crawl."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable

from tests.download.browser import processes, site, unprivileged
from tests.hostile.server import Answer, Hit, Server, by_path
from tests.run import ROOT, records
from tests.waiting import wait_for

PATHS = [f"/news/20261128/{number:06}.html" for number in range(1, 4)]


def test_a_browser_that_dies_or_stands_still_costs_a_page_and_all_pages_are_in_the_sandbox() -> None:
    unprivileged.skip_without_a_browser()
    crawls: list[subprocess.Popen[str]] = []
    confined: list[bool] = []
    commands: list[str] = []

    def killed(hit: Hit) -> Answer:
        commands.extend(map(processes.command, processes.below(crawls[0].pid)))
        confined.extend(map(processes.is_confined, processes.renderers(crawls[0].pid)))
        for pid in processes.browsers(crawls[0].pid):
            os.kill(pid, signal.SIGKILL)
        return site.data(site.story(1))

    def stopped(hit: Hit) -> Answer:
        for pid in processes.browsers(crawls[0].pid) + processes.renderers(crawls[0].pid):
            os.kill(pid, signal.SIGSTOP)
        return site.data(site.story(2))

    pages: dict[str, Answer | Callable[[Hit], Answer]] = {
        "/": site.hub(dict.fromkeys(PATHS, "岚溪县的三座水库今天上午开始蓄水")),
        "/js/fill.js": site.script(0),
        **{path: site.shell(f"fill('{path[-11:-5]}')") for path in PATHS},
        "/data/000001": killed,
        "/data/000002": stopped,
        "/data/000003": site.data(site.story(3)),
    }
    with unprivileged.folder() as home, Server(by_path(pages)) as server:
        options = unprivileged.settings(server.port, NEWSPORTAL_BROWSER_SECONDS=10)
        crawls.append(unprivileged.start(home, ["crawl", "portal", "-a", f"url={server.url()}", *options]))
        told = unprivileged.end(crawls[0]).stderr
        (crawl,) = records(home, "crawls")
        titles = [line["title"] for line in records(home, "articles")]
    errors = {one["label"]: one["count"] for one in crawl["errors"]}
    assert errors == {"browser crashed": 1, "browser hung": 1}, told
    assert (crawl["needs_browser"], crawl["rendered"], titles) == (3, 1, ["岚溪县第3座水库今天开始蓄水"])
    assert "2 pages gave nothing in it" in told
    assert confined
    assert all(confined)
    assert not [command for command in commands if "no-sandbox" in command]


WAITS = """
import asyncio
from scrapy.settings import Settings
from newsportal.download.browser.chromium import Chromium
async def wait():
    chromium = Chromium(Settings())
    await chromium.browser()
    print("up", flush=True)
    await asyncio.sleep(3600)
asyncio.run(wait())
"""


def test_no_browser_outlives_a_crawl_that_was_killed() -> None:
    unprivileged.skip_without_a_browser()
    with unprivileged.folder() as home:
        process = subprocess.Popen(
            [*unprivileged.as_user(), sys.executable, "-c", WAITS], cwd=home, text=True, stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT), "HOME": str(home)},
        )  # fmt: skip
        assert process.stdout
        assert process.stdout.readline() == "up\n"
        started = [*processes.below(process.pid)]
        assert processes.browsers(process.pid)
        process.kill()
        process.wait()
        wait_for(lambda: not any(map(processes.command, started)))
