"""What a page of a whole crawl costs in CPU time, against a Scrapy spider that only downloads the same pages.

    python benchmarks/crawl.py --folder /tmp/crawl                          ratio, stages, cost of crash safety
    python benchmarks/crawl.py --folder /tmp/crawl --memory 2000 10000 20000

The demo portal is served by a process of its own, whose time is not counted. Each crawl is a process of its own; its
CPU time is taken from the opening of the spider to its close, so that starting Python and loading jieba are not in it.
The kinds of crawl take turns, and a figure is the least of its rounds: what other programs do to the caches only adds.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import kills

ROOT = Path(__file__).resolve().parents[1]
START = "http://demo.newsportal.example/"
STAGES = {
    "extraction": ("newsportal.spiders.reader.Reader", "_extract"),
    "items and keywords": ("newsportal.loaders.VisitLoader", "load"),
    "what to follow": ("newsportal.spiders.frontier.Frontier", "links"),
    "completing": ("newsportal.pipelines.Complete", "process_item"),
    "identity": ("newsportal.pipelines.Deduplicate", "process_item"),
    "files and state": ("newsportal.pipelines.JsonLines", "process_item"),
}
"""The methods whose time makes a stage; what is left is download, queue and Scrapy."""
SAME = ("CONCURRENT_REQUESTS", "CONCURRENT_REQUESTS_PER_DOMAIN", "DOWNLOAD_DELAY", "LOG_LEVEL", "ASYNCIO_EVENT_LOOP")
SAME += ("COOKIES_ENABLED", "TELNETCONSOLE_ENABLED", "REMOTE_CONTROL_ENABLED")
"""Settings that the bare spider shares: as many requests at a time, the same event loop, nothing that listens."""
BARE = ("bare", "asyncio")
"""Scrapy's own settings and a spider that only downloads; on uvloop as a whole crawl, and on asyncio's own loop."""


def timed(spent: dict[str, float]) -> None:
    """Wrap the stages' methods so that their CPU time is added up."""
    from scrapy.utils.misc import load_object

    for stage, (place, name) in STAGES.items():
        owner = load_object(place)
        setattr(owner, name, _timed(getattr(owner, name), stage, spent))


def _timed(method: Callable[..., Any], stage: str, spent: dict[str, float]) -> Callable[..., Any]:
    def run(*arguments: Any, **named: Any) -> Any:
        begin = time.process_time()
        try:
            return method(*arguments, **named)
        finally:
            spent[stage] += time.process_time() - begin

    return run


def plainly() -> None:
    """Write lines as any script does: appended, no length recorded, the state in memory alone."""
    from newsportal.state.files import LinesFile

    def append(file: Any, lines: list[str]) -> None:
        if lines:
            with file.path.open("a", encoding="utf-8") as out:
                out.write("\n".join(lines) + "\n")

    LinesFile.append = append  # type: ignore[method-assign]


def child(kind: str, pages: Path) -> None:
    """Crawl in this process, in the folder it stands in, and print the figures."""
    from scrapy import Request, Spider, signals
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.utils.project import get_project_settings

    figures: dict[str, Any] = {"kind": kind, "pages": 0}
    spent: dict[str, float] = defaultdict(float)

    class Bare(Spider):
        name = "bare"

        async def start(self):  # type: ignore[no-untyped-def]
            for url in pages.read_text(encoding="utf-8").split():
                yield Request(url, dont_filter=True, callback=self.parse)

        def parse(self, response: Any) -> None:
            """Look at nothing."""

    settings = get_project_settings()
    settings.setdict({"DOWNLOAD_DELAY": 0, "LOG_LEVEL": "WARNING"}, priority="cmdline")
    if kind in BARE:
        from scrapy.settings import Settings

        ours, settings = settings, Settings()
        settings.setdict({name: ours.get(name) for name in SAME})
        if kind == "asyncio":
            settings.set("ASYNCIO_EVENT_LOOP", None)
    if kind == "download":
        settings.setdict({"ITEM_PIPELINES": {}, "EXTENSIONS": {}}, priority="cmdline")
    if kind == "plain":
        settings.set("NEWSPORTAL_STATE", ":memory:", priority="cmdline")
        plainly()
    if kind == "stages":
        timed(spent)
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(Bare if kind in (*BARE, "download") else "portal")

    def opened() -> None:
        figures["begin"] = time.process_time()
        figures["opening"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    def closed() -> None:
        figures["cpu"] = time.process_time() - figures.pop("begin")

    def got() -> None:
        figures["pages"] += 1

    crawler.signals.connect(opened, signals.spider_opened)
    crawler.signals.connect(closed, signals.spider_closed)
    crawler.signals.connect(got, signals.response_received)
    arguments = {} if kind in (*BARE, "download") else {"url": START, "depth": "100"}
    process.crawl(crawler, **arguments)
    process.start()
    figures["stages"] = spent
    figures["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(figures))


def crawl(bench: kills.Bench, kind: str, name: str, pages: Path) -> dict[str, Any]:
    """Run one crawl in a process of its own; gives its figures."""
    home = bench.folder / name
    home.mkdir(exist_ok=True)
    (home / "scrapy.cfg").write_text("[settings]\ndefault = newsportal.settings\n", encoding="utf-8")
    command = [sys.executable, __file__, "--child", kind, "--folder", str(pages)]
    ran = subprocess.run(command, cwd=home, env=bench.environment(), stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    figures["each"] = figures["cpu"] / figures["pages"] * 1000
    return figures


def costs(folder: Path, articles: int, rounds: int) -> None:
    with kills.portal(folder, articles) as bench:
        pages = folder / "pages"
        crawl(bench, "whole", "first", pages)
        asked = dict.fromkeys(line.split(" ", 1)[1] for line in bench.asked() if line.startswith("200 "))
        pages.write_text("\n".join(asked), encoding="utf-8")
        kinds = (*BARE, "download", "whole", "plain", "stages")
        got: dict[str, list[dict[str, Any]]] = {kind: [] for kind in kinds}
        for n in range(rounds):
            for kind in kinds:
                got[kind].append(crawl(bench, kind, f"{kind}{n}", pages))
    least = {kind: min(figures["each"] for figures in runs) for kind, runs in got.items()}
    for kind, runs in got.items():
        every = ", ".join(f"{figures['each']:.2f}" for figures in runs)
        print(f"{kind:9} {least[kind]:6.2f} ms a page ({every}), {runs[0]['pages']} pages, {runs[0]['peak']:.0f} MB")
    print(f"whole crawl : bare spider        {least['whole'] / least['bare']:.2f}")
    print(f"whole crawl : our download alone {least['whole'] / least['download']:.2f}")
    print(f"crash-safe : plain lines         {least['whole'] / least['plain']:.3f}")
    run = min(got["stages"], key=lambda figures: figures["each"])
    each = {stage: seconds / run["pages"] * 1000 for stage, seconds in run["stages"].items()}
    each["download, queue, Scrapy"] = run["each"] - sum(each.values())
    for stage, cost in each.items():
        print(f"  {stage:24} {cost:6.2f} ms a page, {cost / least['bare']:.2f} of the bare spider")


def memory(folder: Path, sizes: list[int]) -> None:
    """Peak memory of a first crawl, and of a second that knows all its pages."""
    for size in sizes:
        with kills.portal(folder / str(size), size) as bench:
            for time_ in ("first", "second"):
                figures = crawl(bench, "whole", "home", bench.folder / "none")
                state = sum(path.stat().st_size for path in (bench.folder / "home" / ".scrapy").rglob("*.sqlite*"))
                print(
                    f"{size} articles, {time_} crawl: {figures['pages']} pages, peak {figures['peak']:.0f} MB, "
                    f"at its opening {figures['opening']:.0f} MB, state {state / 1e6:.1f} MB, "
                    f"{figures['each']:.1f} ms a page", flush=True,
                )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--folder", type=Path, required=True, help="an empty folder to work in")
    parser.add_argument("--articles", type=int, default=470)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--memory", type=int, nargs="+", metavar="ARTICLES", help="peak memory of crawls of these sizes"
    )
    parser.add_argument("--child", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        child(given.child, given.folder)
    elif given.memory:
        memory(given.folder, given.memory)
    else:
        costs(given.folder, given.articles, given.rounds)


if __name__ == "__main__":
    main()
