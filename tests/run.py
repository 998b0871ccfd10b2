"""Runs `scrapy` in a folder of its own, as a user does, and reads what it wrote."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

from newsportal.items import Crawl, item_of
from tests.forks import Forked
from tests.waiting import LONGEST

ROOT = Path(__file__).parents[1]


def scrapy_cfg(folder: Path) -> Path:
    """The folder, made a project of newsportal's settings."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = newsportal.settings\n")
    return folder


def start(folder: Path, *arguments: str) -> Forked:
    """`scrapy …` in `folder`, which holds its own scrapy.cfg, state and output."""
    return Forked(("scrapy", *arguments), scrapy_cfg(folder), _environment())


def scrapy(folder: Path, *arguments: str, timeout: float = LONGEST) -> subprocess.CompletedProcess[str]:
    """The same, to its end."""
    process = start(folder, *arguments)
    try:
        out, err = process.communicate(timeout=timeout)
    finally:
        process.kill()
    return subprocess.CompletedProcess(process.args, process.wait(), out, err)


def interpreter(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The same by a new interpreter: where it matters what is imported, and in which language."""
    command = [sys.executable, "-m", "scrapy", *arguments]
    folder, environment = scrapy_cfg(folder), _environment()
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def _environment() -> dict[str, str]:
    proxies = ("http_proxy", "https_proxy", "all_proxy")
    kept = {name: value for name, value in os.environ.items() if name.lower() not in proxies}
    return kept | {"PYTHONPATH": str(ROOT)}


def in_a_terminal(folder: Path, *arguments: str) -> tuple[subprocess.Popen[bytes], int]:
    """`scrapy …` in the foreground of a terminal of its own, and that terminal's other end."""
    controller, terminal = pty.openpty()
    # A process belongs to the first terminal that it opens in a session of its own.
    script = (
        "import os, runpy; os.close(os.open(os.ttyname(0), os.O_RDWR)); runpy.run_module('scrapy', None, '__main__')"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, *arguments], cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True,
    )  # fmt: skip
    os.close(terminal)
    return process, controller


def records(folder: Path, kind: str) -> list[dict[str, Any]]:
    """The lines of one output file."""
    path = folder / "output" / f"{kind}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line] if path.exists() else []


def crawls(folder: Path) -> list[Crawl]:
    """The records of the crawls, as programs read them."""
    return [item_of(Crawl, line) for line in records(folder, "crawls")]
