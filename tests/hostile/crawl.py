"""One crawl in a process of its own, measured: what it found, what it cost, how long the reactor was held.

`crawl(urls, settings)` runs tests/hostile/child.py. That takes a plain spider unless `spider` names one of the
project's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.forks import Forked

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Outcome:
    """What a crawl did."""

    items: list[dict[str, Any]]
    """Items of the plain spider: url, title, kind, flags."""
    stats: dict[str, Any]
    """Scrapy's stats."""
    stall: float
    """Longest time in seconds for which the reactor was held."""
    held: float
    """Longest CPU time in seconds that passed while it was held: `stall` without what other processes took."""
    rss: int
    """Peak resident memory in MiB, of a crawl by a new interpreter."""
    log: str
    """Standard error."""
    code: int
    """Exit code."""
    failures: dict[str, str] = field(default_factory=dict)
    """Address asked first → why its request failed: reason of Refused or Dropped, http-STATUS, `failures.reason`."""
    connected: list[str] = field(default_factory=list)
    """Every address that the process connected to, or tried to, once each; "listening: …" where it opened a port."""
    guesses: int = 0
    """How often charset-normalizer was called."""


def crawl(
    urls: Iterable[str],
    settings: Mapping[str, Any] | None = None,
    *,
    spider: str | None = None,
    arguments: Mapping[str, str] | None = None,
    follow: bool = False,
    meta: Mapping[str, Any] | None = None,
    names: Mapping[str, list[str]] | None = None,
    allowed_domains: Iterable[str] = (),
    environment: Mapping[str, str] | None = None,
    bounds: Mapping[str, int] | None = None,
    anew: bool = False,
    timeout: float = 120,
) -> Outcome:
    """Crawl `urls`.

    `names` replaces DNS: name → its answers, one each time it is asked, the last one for ever; an answer may hold
    several addresses with spaces between. `bounds` sets constants of the project's modules ("package.module.NAME").
    `anew`: by a new interpreter, whose memory is its own, and which imports nothing before the names are replaced.
    """
    order = {
        "urls": list(urls),
        "settings": dict(settings or {}),
        "spider": spider,
        "arguments": dict(arguments or {}),
        "follow": follow,
        "meta": dict(meta or {}),
        "names": dict(names or {}),
        "allowed_domains": list(allowed_domains),
        "bounds": dict(bounds or {}),
    }
    command = ("tests.hostile.child", json.dumps(order))
    env = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
    process: Forked | subprocess.Popen[str]
    if anew:
        new = [sys.executable, "-m", *command]
        process = subprocess.Popen(new, text=True, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    else:
        process = Forked(command, Path.cwd(), env)
    try:
        out, err = process.communicate(timeout=timeout)
    finally:
        process.kill()
    code = process.wait()
    lines = [line for line in out.splitlines() if line.startswith('{"items"')]
    if not lines:
        raise AssertionError(f"the crawl ended with code {code} and no outcome:\n{err[-4000:]}")
    return Outcome(log=err, code=code, **json.loads(lines[-1]))
