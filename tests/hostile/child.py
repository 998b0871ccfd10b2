"""The crawling half of `crawl()`: takes an order as JSON, crawls, prints one line of JSON."""

from __future__ import annotations

import importlib
import json
import sys
from typing import Any


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
        found = [name] if literal(name) else answer(name).split()
        return [entry for address in found for entry in real(address, *args, **kwargs)]

    def gethostbyname(name: str) -> str:
        return getaddrinfo(name, None, socket.AF_INET)[0][4][0]

    socket.getaddrinfo = getaddrinfo
    socket.gethostbyname = gethostbyname


def _lower(bounds: dict[str, int]) -> None:
    """Set constants of the project's modules to what the test asks for."""
    for name, value in bounds.items():
        module, _, constant = name.rpartition(".")
        holder = importlib.import_module(module)
        assert hasattr(holder, constant), name
        setattr(holder, constant, value)


def _record_connections() -> dict[str, None]:
    import socket

    seen: dict[str, None] = {}

    def recorded(real: Any) -> Any:
        def connect(self: Any, address: Any) -> Any:
            if self.family != socket.AF_UNIX:
                seen[address[0]] = None
            return real(self, address)

        return connect

    def listen(self: Any, *args: Any) -> Any:
        seen[f"listening: {self.getsockname()}"] = None
        return real_listen(self, *args)

    real_listen = socket.socket.listen
    socket.socket.listen = listen
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
    order = json.loads(sys.argv[1])
    _fake_names(order["names"])
    _lower(order["bounds"])
    from scrapy.settings import Settings

    settings = Settings()
    settings.setmodule("newsportal.settings" if order["spider"] else "tests.hostile.settings", priority="project")
    settings.setdict({"LOG_LEVEL": "INFO", **order["settings"]}, priority="cmdline")
    _run(order, settings)


def _run(order: dict[str, Any], settings: Any) -> None:
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
        "rss": _peak(),
        "failures": failures,
        "connected": list(connected),
        "guesses": len(guesses),
    }
    print(json.dumps(answer, default=str))


def _peak() -> int:
    """Peak resident memory in MiB. Not ru_maxrss where it can be helped: that begins with the parent's, before exec."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) // 1024
    except (OSError, StopIteration):
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform != "darwin" else 1 << 20)


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
    _main()
