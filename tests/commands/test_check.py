"""`scrapy check NAME` tells what is stale as it finds it, and when it could not look at all of the portal."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from scrapy.exceptions import CloseSpider
from scrapy.settings import Settings

from newsportal.command_line import looking
from newsportal.command_line.command import LOOK_SECONDS
from newsportal.command_line.looking import Look, Looking, Seen
from newsportal.commands import check
from newsportal.exit_codes import Exit
from newsportal.extraction import extract
from newsportal.spiders.base import PortalSpider
from tests.crawl.offline import PROJECT
from tests.run import scrapy

HUB = "<h2>要闻</h2><ul>{}</ul>".format(
    "".join(f"<li><a href=/a/2026/11/2{n}/c_13100{n}.html>栖川县第{n}座新桥今天上午正式通车</a></li>" for n in range(9))
)
SEEDS = ("http://river.example/", "http://river.example/sport/", "http://river.example/slow/")
SLOW = "slow"


class River(PortalSpider):
    """A portal."""

    name = title = "river"
    domains = ("river.example",)


class Loader:
    """Stands for the loader of a project with one portal."""

    def __init__(self, seeds: tuple[str, ...]) -> None:
        self.portal = type("Seeded", (River,), {"seeds": seeds})

    def list(self) -> list[str]:
        return ["river"]

    def load(self, name: str) -> type[PortalSpider]:
        return self.portal


async def ask(url: str) -> Seen:
    """What an address gives: a hub, an error, or nothing for ever."""
    if SLOW in url:
        await asyncio.sleep(3600)
    if url == SEEDS[1]:
        return Seen(url, url, why="http 404")
    return Seen(url, url, extract(HUB.encode(), url), (), HUB.encode())


def look(settings: Settings, plan: Callable[[Look], Awaitable[None]], *, seconds: float) -> bool:
    """Stands for the real look: the same spider, without Scrapy's engine."""
    late: list[bool] = []
    looking = Looking(plan, seconds / 1_000, lambda: late.append(True), nullcontext({}))
    looking._look = ask  # type: ignore[method-assign]

    async def run() -> None:
        with pytest.raises(CloseSpider):
            async for _ in looking.start():
                pass

    asyncio.run(run())
    return not late


@pytest.mark.parametrize(
    ("seeds", "code", "out", "err"),
    [
        (SEEDS[:1], Exit.OK, "river: all fits\n", ""),
        (SEEDS[:2], Exit.ALARM, f"river: seeds: {SEEDS[1]} cannot be read: http 404\n", ""),
        (SEEDS[1:2], Exit.UNREACHABLE, f"river: seeds: {SEEDS[1]} cannot be read: http 404\n", ""),
        (
            SEEDS,
            Exit.INTERRUPTED,
            f"river: seeds: {SEEDS[1]} cannot be read: http 404\n",
            "river: 2 of 3 addresses were asked in 300 s, the rest is not known (--seconds)\n",
        ),
        (
            SEEDS[2:],
            Exit.UNREACHABLE,
            "",
            "river: 0 of 1 addresses were asked in 300 s, the rest is not known (--seconds)\n",
        ),
    ],
)
def test_what_is_stale_and_what_was_not_asked_in_time_is_told_with_its_exit_code(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Any, seeds: tuple[str, ...], code: Exit, out: str, err: str
) -> None:
    monkeypatch.setattr(looking, "look", look)
    monkeypatch.setattr(check, "get_spider_loader", lambda settings: Loader(seeds))
    command, parser = check.Command(), argparse.ArgumentParser()
    monkeypatch.setattr(command, "catch_signals", lambda: None)
    command.settings = Settings(PROJECT | {"NEWSPORTAL_OUTPUT": str(tmp_path)})
    command.add_options(parser)
    opts = parser.parse_args([])
    assert opts.seconds == LOOK_SECONDS
    command.run(["river"], opts)
    assert (command.exitcode or Exit.OK) == code
    assert capsys.readouterr() == (out, err)


def test_the_demo_portal_fits_its_own_data(tmp_path: Path) -> None:
    for name in ("demo", "demopaper"):
        done = scrapy(tmp_path, "check", name, "-s", "DOWNLOAD_DELAY=0")
        assert (done.returncode, done.stdout, done.stderr) == (Exit.OK, f"{name}: all fits\n", "")
