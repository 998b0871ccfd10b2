"""Scrapy imports every module of `newsportal.commands` at each start, whatever the command is: they stay thin."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.run import ROOT, scrapy_cfg

LIST = """
import sys
import scrapy.cmdline
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings
try:
    scrapy.cmdline.execute(["scrapy", "version"])
finally:
    print(*sys.modules)
    get_spider_loader(get_project_settings())
    print(*sys.modules)
"""
ROOMS = {"commands", "command_line", "schedule", "text", "urls"}
"""Packages of which a command's options and its checks of settings need a module."""
NEEDLESS = {
    "apscheduler",
    "duckdb",
    "jieba",
    "msgspec",
    "orjson",
    "playwright",
    "procrastinate",
    "psycopg",
    "rjieba",
    "sqlite3",
    "statistics",
    "tldextract",
    "tomllib",
    "uvloop",
}
"""What Scrapy's own start does not import, and ours need not."""


def test_a_start_imports_no_room_that_it_does_not_need_and_the_spiders_nothing_that_reads_pages(tmp_path: Path) -> None:
    environment = {"PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        [sys.executable, "-c", LIST],
        cwd=scrapy_cfg(tmp_path),
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    imported, with_spiders = (set(line.split()) for line in ended.stdout.splitlines()[-2:])
    assert "newsportal.commands.crawl" in imported
    assert {name.split(".")[1] for name in imported if name.count(".") > 1 and name.startswith("newsportal.")} <= ROOMS
    assert not NEEDLESS & imported
    assert "newsportal.spiders.base" in with_spiders
    assert (
        not {"aiohttp", "newsportal.extraction.core", "newsportal.extraction.document.dates", "rich.console"}
        & with_spiders
    )
