"""Scrapy imports every module of `newsportal.commands` at each start, whatever the command is: they stay thin."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.run import ROOT, scrapy_cfg

LIST = """
import sys
import scrapy.cmdline
try:
    scrapy.cmdline.execute(["scrapy", "version"])
finally:
    print(*sys.modules)
"""
ROOMS = {"commands", "command_line", "schedule", "text", "urls"}
"""Packages of which a command's options and its checks of settings need a module."""
NEEDLESS = {
    "apscheduler",
    "duckdb",
    "jieba",
    "orjson",
    "playwright",
    "rjieba",
    "sqlite3",
    "statistics",
    "tldextract",
    "tomllib",
    "uvloop",
}
"""What Scrapy's own start does not import, and ours need not."""


def test_the_start_of_any_command_imports_no_room_that_crawls_reads_or_stores(tmp_path: Path) -> None:
    command = [sys.executable, "-c", LIST]
    environment = {"PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        command, cwd=scrapy_cfg(tmp_path), env=environment, capture_output=True, text=True, check=True
    )
    imported = set(ended.stdout.splitlines()[-1].split())
    assert "newsportal.commands.crawl" in imported
    assert {name.split(".")[1] for name in imported if name.count(".") > 1 and name.startswith("newsportal.")} <= ROOMS
    assert not NEEDLESS & imported
