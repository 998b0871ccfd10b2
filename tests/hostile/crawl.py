"""One crawl in a process of its own, measured: what it found, what it cost, how long the reactor was held.

`crawl(urls, settings)` runs this file as a program; the child prints one line of JSON. The child takes a plain
spider (below) unless `spider` names one of the project's.
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
    """Peak resident memory in MiB."""
    log: str
    """Standard error."""
    code: int
    """Exit code."""
    failures: dict[str, str] = field(default_factory=dict)
    """Address asked first → why its request failed: a reason of Refused or Dropped, http-STATUS, or `failures.reason`."""
    connected: list[str] = field(default_factory=list)
    """Every address that the process connected to, or tried to, once each."""
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
    timeout: float = 120,
) -> Outcome:
    """Crawl `urls`. `names` replaces DNS: name → its answers, one each time it is asked, the last one for ever."""
    order = {
        "urls": list(urls),
        "settings": dict(settings or {}),
        "spider": spider,
        "arguments": dict(arguments or {}),
        "follow": follow,
        "meta": dict(meta or {}),
        "names": dict(names or {}),
        "allowed_domains": list(allowed_domains),
    }
    env = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
    done = subprocess.run(
        [sys.executable, __file__],
        check=False,
        input=json.dumps(order),
        capture_output=True,
        text=True,
        timeout=timeout,
        env=env,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith('{"items"')]
    if not lines:
        raise AssertionError(f"the crawl ended with code {done.returncode} and no outcome:\n{done.stderr[-4000:]}")
    return Outcome(log=done.stderr, code=done.returncode, **json.loads(lines[-1]))


# What follows runs in the child.


def _fake_names(names: dict[str, list[str]]) -> None:
    """Answer these names without DNS; the real functions still answer literal addresses, and nothing else."""
    import socket

    real = socket.getaddrinfo
    queues = {name: list(answers) for name, answers in names.items()}

    def answer(name: str) -> str:
        queue = queues.get(name)
        if queue is None:
            raise socket.gaierror(socket.EAI_NONAME, f"no such name here: {name}")
        return queue.pop(0) if len(queue) > 1 else queue[0]

    def literal(name: str) -> bool:
        try:
            socket.inet_aton(name)
        except OSError:
            return ":" in name or name == "localhost"
        return True

    def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        return real(name if literal(name) else answer(name), *args, **kwargs)

    def gethostbyname(name: str) -> str:
        return getaddrinfo(name, None, socket.AF_INET)[0][4][0]

    socket.getaddrinfo = getaddrinfo
    socket.gethostbyname = gethostbyname


def _record_connections() -> dict[str, None]:
    import socket

    seen: dict[str, None] = {}

    def recorded(real: Any) -> Any:
        def connect(self: Any, address: Any) -> Any:
            if self.family != socket.AF_UNIX:
                seen[address[0]] = None
            return real(self, address)

        return connect

    socket.socket.connect = recorded(socket.socket.connect)
    socket.socket.connect_ex = recorded(socket.socket.connect_ex)
    return seen


def _count_guesses() -> list[int]:
    from scrapy.http.response import text

    real, calls = text.from_bytes, []

    def from_bytes(*args: Any, **kwargs: Any) -> Any:
        calls.append(1)
        return real(*args, **kwargs)

    text.from_bytes = from_bytes
    return calls


def _main() -> None:
    order = json.load(sys.stdin)
    _fake_names(order["names"])
    from scrapy.settings import Settings

    settings = Settings()
    settings.setmodule("newsportal.settings" if order["spider"] else "tests.hostile.settings", priority="project")
    settings.setdict({"LOG_LEVEL": "INFO", **order["settings"]}, priority="cmdline")
    _run(order, settings)


def _run(order: dict[str, Any], settings: Any) -> None:
    import resource

    from scrapy.crawler import AsyncCrawlerProcess

    connected, guesses = _record_connections(), _count_guesses()
    process = AsyncCrawlerProcess(settings)
    items: list[dict[str, Any]] = []
    failures: dict[str, str] = {}
    if order["spider"]:
        crawler = process.create_crawler(order["spider"])
        process.crawl(crawler, **order["arguments"])
    else:
        crawler = process.create_crawler(_plain_spider())
        process.crawl(crawler, order=order, items=items, failures=failures)
    stalls = _watch_reactor()
    process.start()
    answer = {
        "items": items,
        "stats": crawler.stats.get_stats(),
        "stall": max((wall for wall, _ in stalls), default=0.0),
        "held": max((min(pair) for pair in stalls), default=0.0),
        "rss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "failures": failures,
        "connected": list(connected),
        "guesses": len(guesses),
    }
    print(json.dumps(answer, default=str))


def _watch_reactor() -> list[tuple[float, float]]:
    """A list that gains, 20 times a second, how late the reactor was, and the CPU time since it was last seen."""
    import time

    from twisted.internet import reactor, task

    stalls: list[tuple[float, float]] = []
    last: list[tuple[float, float]] = []

    def beat() -> None:
        now = time.monotonic(), time.process_time()
        if last:
            before = last.pop()
            stalls.append((now[0] - before[0] - 0.05, now[1] - before[1]))
        last.append(now)

    reactor.callWhenRunning(lambda: task.LoopingCall(beat).start(0.05))
    return stalls


def _plain_spider() -> type:
    import scrapy

    class Plain(scrapy.Spider):
        name = "plain"

        def __init__(self, order: dict[str, Any], items: list, failures: dict, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.order, self.found, self.failures = order, items, failures
            if order["allowed_domains"]:
                self.allowed_domains = order["allowed_domains"]

        async def start(self) -> Any:
            for url in self.order["urls"]:
                yield self.request(url, dont_filter=True)

        def request(self, url: str, **kwargs: Any) -> scrapy.Request:
            return scrapy.Request(url, self.parse, errback=self.failed, meta=dict(self.order["meta"]), **kwargs)

        def parse(self, response: Any) -> Any:
            from newsportal import extract

            page = extract(response.body, response.url)
            title = page.article.title if page.article else None
            self.found.append({"url": response.url, "title": title, "kind": page.kind, "flags": list(page.flags)})
            for link in page.links if self.order["follow"] else ():
                yield self.request(link.url)

        def failed(self, failure: Any) -> None:
            from newsportal.download.failures import reason

            error = failure.value
            word = f"http-{error.response.status}" if hasattr(error, "response") else reason(error)
            asked = failure.request.meta.get("redirect_urls", [failure.request.url])[0]
            self.failures[asked] = getattr(error, "reason", None) or word

    return Plain


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT)]
    _main()
