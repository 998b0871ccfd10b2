"""The ordered pass of an import alone, for benchmarks/archive.py: results at hand, and no archive to read.

The results are made up of those of the pile: each article again and again, its address and a fourth of the Han
characters of its title, text and headlines others. `python archive_pass.py RESULTS FOLDER EACH` passes them by the real
`scrapy crawl archive`, whose pool is handed the results, and prints for each so many articles a line of JSON:
articles and headlines a second of CPU and of wall time. "a CPU second" is the whole pass: results read, visits made,
pipelines, lines, the state's transactions; "of stories alone" is that part which decides which story each article
tells: what is known of it, its sentences counted, the articles like it, its row. "all, a CPU second" is the pass
from its begin to when nothing waits to be written any more. What a process loads once, when it compares the first two
headlines, is told apart. The crawl's end, which reads some articles again and writes sightings, follows the pass and is
not told.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from zlib import crc32

import orjson
from archive_pile import START, Edition

from newsportal.archive.page_line import microseconds, text_of, told_of
from newsportal.archive.result import PageLine, Result, frames
from newsportal.items import Article, item_of
from newsportal.loaders import content_hash
from newsportal.text.keys import key_of

PARTS = 16
_RUN = re.compile("[\u4e00-\u9fff]+")


class _Copy(Edition):
    """An edition in which every address is another, and a headline that is shown cut begins as the whole one does.

    So addresses are seldom shown with other words than before: of 100 headlines that are new by address or words 7 come
    so, of those of the samples 4."""

    def _seed(self, run: str) -> str:
        return run[:4]

    def _address(self, address: str) -> str:
        return f"{address}{'&' if '?' in address else '?'}edition={self._number}"


def make(samples: Sequence[Path], folder: Path, count: int, *, headlines: bool) -> int:
    """Results of so many articles, in so many parts; gives of how many articles they were made."""
    folder.mkdir(parents=True)
    told = [line for sample in samples for line in _articles(sample)]
    size = -(-count // PARTS)
    jobs = [(folder / f"{part:06d}.zst", told, part * size, size, headlines) for part in range(PARTS)]
    with get_context("fork").Pool(os.cpu_count()) as pool:
        pool.starmap(_part, jobs, chunksize=1)
    return len(told)


def _articles(sample: Path) -> Iterator[dict[str, Any]]:
    with sample.open("rb") as file:
        for frame in frames(file):
            yield from (line for line in map(told_of, frame.pages) if line["written"])


def _part(path: Path, told: list[dict[str, Any]], begin: int, size: int, headlines: bool) -> None:
    result, editions = Result(path), dict[int, _Copy]()
    for n in range(begin, begin + size):
        number, at = divmod(n, len(told))
        line = _other(told[at], editions.setdefault(number, _Copy(number + 1)), n, headlines)
        text = text_of(line, line.pop("article"))
        result.read(n + 1, PageLine(text, microseconds(START + timedelta(seconds=n)), key_of(line["url"]), 0))
    result.finish()
    result.close()


def _other(told: dict[str, Any], edition: Edition, n: int, headlines: bool) -> dict[str, Any]:
    """An article as another one."""

    def other(text: str | None) -> str:
        return _RUN.sub(lambda found: edition.run(found[0]), text or "")

    url, when = f"{told['url']}{'&' if '?' in told['url'] else '?'}n={n}", START + timedelta(seconds=n)
    article = item_of(Article, orjson.loads(told["written"]))
    title, text = other(article.title), other(article.text)
    traits = told["traits"] and told["traits"] | {"text": crc32(text.encode()), "title": title, "lines": []}
    hashed = content_hash(title, text)
    new = told | {
        "n": n + 1, "url": url, "asked": url, "time": when.isoformat(), "traits": traits,
        "article": replace(article, url=url, fetched=when, title=title, text=text, content_hash=hashed),
    }  # fmt: skip
    links = told["sightings"] if headlines else []
    del new["written"], new["body"]
    new["sightings"] = [[other(link[0]), edition.address(link[1]), *link[2:4], None, *link[5:]] for link in links]
    return new


def measured(results: Path, folder: Path, each: int) -> list[dict[str, float]]:
    """The lines that a process of its own prints."""
    command = [sys.executable, __file__, str(results), str(folder), str(each)]
    said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    return [json.loads(line) for line in said.splitlines() if line.startswith("{")]


class Spent:
    """CPU seconds of this thread, which does all the work, that some functions take: one of so many calls is timed."""

    def __init__(self) -> None:
        self.cpu = 0.0

    def timed(self, function: Callable[..., Any], every: int) -> Callable[..., Any]:
        """The function, counted."""
        calls = count()

        def counted(*given: Any) -> Any:
            if next(calls) % every:
                return function(*given)
            begin = time.thread_time()
            try:
                return function(*given)
            finally:
                self.cpu += (time.thread_time() - begin) * every

        return counted


def main(results: Path, folder: Path, each: int) -> None:
    """Pass the results."""
    from scrapy.crawler import CrawlerProcess
    from scrapy.utils.project import get_project_settings

    from newsportal.archive import pool
    from newsportal.archive.importing import Import
    from newsportal.archive.visits import Visits
    from newsportal.dedup import compare
    from newsportal.dedup.identity import Identity
    from newsportal.spiders import archive
    from newsportal.state.portal_state import PortalState

    sources = folder / "archives"
    sources.mkdir(parents=True, exist_ok=True)
    for path in results.glob("*.zst"):
        (sources / f"{path.stem}.warc.gz").touch()

    class Ready:
        """In place of the pool: hands out the results."""

        def __init__(self, *_: object) -> None:
            self.failed: dict[object, str] = {}

        def begin(self, tasks: Sequence[Any]) -> None:
            for task in tasks:
                os.link(results / task.out.name, task.out)

        def step(self) -> bool:
            return False

        def stop(self) -> None:
            """Nothing runs."""

    begin = time.process_time()
    compare("松屿供销社会计被店员举报", "松屿供销社会计把店员举报")  # told by the dictionary's flags
    print(json.dumps({"loaded once, CPU seconds": round(time.process_time() - begin, 2)}))
    real, stories, began = Visits.visits, Spent(), time.process_time()
    for kind, name, every in ((Identity, "article", 7), (PortalState, "expect", 1), (PortalState, "keep", 1)):
        setattr(kind, name, stories.timed(getattr(kind, name), every))

    def visits(self: Visits, *given: Any) -> Iterator[Any]:
        nonlocal began, n
        wall, cpu, seen, stories.cpu = time.perf_counter(), time.process_time(), 0, 0.0
        began = cpu
        for n, visit in enumerate(real(self, *given), 1):
            seen += len(visit.sightings) if visit else 0
            yield visit
            if n % each == 0:
                walls, cpus = time.perf_counter() - wall, time.process_time() - cpu
                rates = {"behind": n, "a CPU second": each / cpus, "a second": each / walls, "headlines": seen / each}
                rates["of stories alone, a CPU second"] = each / stories.cpu
                print(json.dumps({name: round(value, 1) for name, value in rates.items()}), flush=True)
                wall, cpu, seen, stories.cpu = time.perf_counter(), time.process_time(), 0, 0.0
        print(json.dumps({"memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))

    async def run(self: Import, *given: Any) -> None:
        await whole(self, *given)
        print(json.dumps({"all, a CPU second": round(n / (time.process_time() - began), 1)}), flush=True)

    whole, n = Import.run, 0
    Import.run = run  # type: ignore[method-assign]
    pool.Pool, Visits.visits = Ready, visits  # type: ignore[misc, assignment, method-assign]
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "newsportal.settings")
    settings = get_project_settings()
    places = {"NEWSPORTAL_OUTPUT": str(folder / "output"), "NEWSPORTAL_STATE": str(folder / "state.sqlite")}
    settings.setdict(places | {"LOG_LEVEL": "ERROR"}, priority="cmdline")
    os.chdir(folder)
    process = CrawlerProcess(settings)
    process.crawl(archive.ArchiveSpider, path=str(sources))
    process.start()


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute(), Path(sys.argv[2]).absolute(), int(sys.argv[3]))
