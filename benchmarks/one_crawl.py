"""One crawl of the demo portal in this process, and what it took: benchmarks/crawl.py runs it."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings
from scrapy.utils.misc import load_object
from scrapy.utils.project import get_project_settings

from newsportal import collector

START = "http://demo.newsportal.example/"
STAGES = {
    "extraction": ("newsportal.crawl.reader.Reader", "_extract"),
    "items and keywords": ("newsportal.loaders.VisitLoader", "add_content", "add_headlines", "load"),
    "what is known of a page": ("newsportal.crawl.reader.Reader", "read", "further"),
    "what to follow": ("newsportal.crawl.follow.FollowPolicy", "of_page"),
    "what is next": ("newsportal.state.frontier.Frontier", "waiting"),
    "validating": ("newsportal.pipelines.Validate", "process_item"),
    "identity": ("newsportal.pipelines.Deduplicate", "process_item"),
    "files and state": ("newsportal.pipelines.JsonLines", "process_item"),
    "the crawl's end": ("newsportal.crawl.session.CrawlSession", "end"),
}
"""The methods whose own time makes a stage, without that of other stages in them; what is left is download, queue and
Scrapy."""
AHEAD = 8
"""Pages in flight at the portal where pages are read beside the crawl, and where that is compared with one process."""
SAME = ("CONCURRENT_REQUESTS", "CONCURRENT_REQUESTS_PER_DOMAIN", "DOWNLOAD_DELAY", "LOG_LEVEL", "ASYNCIO_EVENT_LOOP")
SAME += ("COOKIES_ENABLED", "TELNETCONSOLE_ENABLED", "REMOTE_CONTROL_ENABLED")
"""Settings that the bare spider shares: as many requests at a time, the same event loop, nothing that listens."""
BARE = ("bare", "asyncio")
"""Kinds with Scrapy's own settings and a spider that only downloads."""


def warm() -> None:
    """What is done once, however many pages there are: modules, dictionaries, tables of suffixes."""
    from newsportal import extract
    from newsportal.crawl import finish, second_reading
    from newsportal.dedup import compare
    from newsportal.demo.site import site
    from newsportal.extraction import feeds
    from newsportal.text.keywords import keywords
    from newsportal.urls.canonical import registered_domain

    pages = site()
    for path in [path for path in pages.paths() if path.endswith(".html")][:20]:
        page = extract(pages.get(path).body, f"{START}{path[1:]}")
        keywords(page.article.text if page.article else path, 10)
    compare("沪指收盘涨0.13%", "沪指收盘跌0.15%")
    compare("松屿供销社会计被店员举报", "松屿供销社会计把店员举报")  # told by the dictionary's flags
    registered_domain("demo.newsportal.example")
    assert all((second_reading, finish, feeds))


def timed(spent: dict[str, float]) -> None:
    """Wrap the stages' methods so that their CPU time is added up."""
    within = [0.0]
    for stage, (place, *names) in STAGES.items():
        owner = load_object(place)
        for name in names:
            setattr(owner, name, _timed(getattr(owner, name), stage, spent, within))


def _timed(method: Callable[..., Any], stage: str, spent: dict[str, float], within: list[float]) -> Callable[..., Any]:
    def run(*arguments: Any, **named: Any) -> Any:
        begin = time.process_time()
        within.append(0.0)
        try:
            return method(*arguments, **named)
        finally:
            whole = time.process_time() - begin
            spent[stage] += whole - within.pop()
            within[-1] += whole

    return run


def plainly() -> None:
    """Write lines as any script does: appended, no length recorded, the state in memory alone."""
    from newsportal.output.jsonl import LinesFile

    def append(file: Any, lines: list[str]) -> None:
        if lines:
            with file.path.open("a", encoding="utf-8") as out:
                out.write("\n".join(lines) + "\n")

    LinesFile.append = append  # type: ignore[method-assign]


def forgetful() -> None:
    """Let pages tell nothing of each other: nothing is noted of one, none is kept, and none is read again."""
    from newsportal.crawl import second_reading
    from newsportal.extraction import main_article

    nothing = lambda *_: None  # noqa: E731
    main_article.traits = main_article.noted = second_reading.read_again = nothing  # type: ignore[assignment]


class Bare(Spider):
    """Downloads the addresses of a file and looks at nothing."""

    name = "bare"

    async def start(self):  # type: ignore[no-untyped-def]
        for url in Path(self.pages).read_text(encoding="utf-8").split():  # type: ignore[attr-defined]
            yield Request(url, dont_filter=True, callback=self.parse)

    def parse(self, response: Any) -> None:
        """Look at nothing."""


def settings_of(kind: str) -> Settings:
    """The settings of a kind of crawl."""
    settings = get_project_settings()
    settings.setdict({"DOWNLOAD_DELAY": 0, "LOG_LEVEL": "WARNING"}, priority="cmdline")
    if kind in BARE:
        ours, settings = settings, Settings()
        settings.setdict({name: ours.get(name) for name in SAME})
    if kind == "asyncio":
        settings.set("ASYNCIO_EVENT_LOOP", None)
    if kind == "download":
        settings.setdict({"ITEM_PIPELINES": {}, "EXTENSIONS": {}}, priority="cmdline")
    if kind == "plain":
        settings.set("NEWSPORTAL_STATE", ":memory:", priority="cmdline")
    if kind.startswith("readers"):
        readers = int(kind.removeprefix("readers"))
        told = {"NEWSPORTAL_READERS": readers, "CONCURRENT_REQUESTS_PER_DOMAIN": AHEAD}
        settings.setdict(told, priority="cmdline")
    if kind == "kept":
        settings.set("NEWSPORTAL_WARC", "kept", priority="cmdline")
    return settings


def memory() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def watched(crawler: Crawler, figures: dict[str, Any]) -> list[Callable[[], None]]:
    """Take the figures from the opening of the spider on; gives what must be kept alive."""

    def opened() -> None:
        figures["begin"], figures["opening"] = time.process_time(), memory()

    def got() -> None:
        figures["pages"] += 1

    def stored() -> None:
        figures["stored"] = figures.get("stored", 0) + 1
        figures["last"] = time.monotonic()
        figures.setdefault("first", figures["last"])

    receivers = [(opened, signals.spider_opened), (got, signals.response_received)]
    if figures["kind"].startswith("readers"):
        # Only where it is asked for: Scrapy runs each receiver of this signal as a task, .06 ms a page.
        receivers.append((stored, signals.item_scraped))
    for receiver, signal in receivers:
        crawler.signals.connect(receiver, signal)
    return [receiver for receiver, _ in receivers]


def main(kind: str, pages: str) -> None:
    figures: dict[str, Any] = {"kind": kind, "pages": 0}
    spent: dict[str, float] = defaultdict(float)
    if kind == "plain":
        plainly()
    if kind == "forgetful":
        forgetful()
    if kind == "stages":
        timed(spent)
    bare = kind in (*BARE, "download")
    if not bare and kind != "memory":
        begin = time.process_time()
        warm()
        figures["first_use"] = time.process_time() - begin
    if kind not in BARE:
        collector.settle()  # as `scrapy crawl` does
    process = AsyncCrawlerProcess(settings_of(kind))
    crawler = process.create_crawler(Bare if bare else "portal")
    kept = watched(crawler, figures)
    process.crawl(crawler, **({"pages": pages} if bare else {"url": START, "depth": "100"}))
    process.start()
    figures["cpu"] = time.process_time() - figures.pop("begin")
    del kept
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    children = used.ru_utime + used.ru_stime
    print(json.dumps(figures | {"stages": spent, "peak": memory(), "children": children}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
