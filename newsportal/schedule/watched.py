"""A crawl in a process of its own, under a watchdog in another."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


def under_watchdog(
    options: Mapping[str, str], portal: str, arguments: Mapping[str, str], settings: Mapping[str, str], project: Path
) -> subprocess.Popen[bytes]:
    """Start `scrapy crawl` in the project's folder under a watchdog with these options, whose process it gives."""
    crawl = [sys.executable, "-m", "scrapy", "crawl", portal]
    crawl += [part for name, value in arguments.items() for part in ("-a", f"{name}={value}")]
    crawl += [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
    watchdog = [sys.executable, "-m", "newsportal.schedule.watchdog"]
    watchdog += [f"--{name}={value}" for name, value in options.items()]
    return subprocess.Popen([*watchdog, "--", *crawl], cwd=project, stdin=subprocess.DEVNULL, start_new_session=True)
