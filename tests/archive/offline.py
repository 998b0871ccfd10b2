"""An import without a process of its own: archives are read where it runs; session, pipelines and end are real ones."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

from scrapy.pipelines import ItemPipelineManager

from newsportal.archive.choice import Choice
from newsportal.archive.engine import Engine, Task, attempt
from newsportal.archive.importing import Import
from newsportal.archive.sources import Source
from newsportal.crawl import finish
from newsportal.crawl.session import CrawlSession
from newsportal.exit_codes import Exit
from newsportal.items import Crawl
from newsportal.spiders.archive import ArchiveSpider
from tests.crawl.offline import OfflineCrawl

NOW = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)


RESULTS: dict[tuple[Source, str], bytes] = {}
"""What archives gave: each is read once, however often it is imported."""


class Here:
    """Reads archives where it is called, the last one first: in which order they are read must not matter."""

    def __init__(self, choice: Choice) -> None:
        self.failed: dict[Task, str] = {}
        self._choice = choice

    def begin(self, tasks: Sequence[Task]) -> None:
        self._tasks = list(tasks)

    def step(self) -> bool:
        if self._tasks:
            task = self._tasks.pop()
            known = RESULTS.get((task.source, repr(self._choice)))
            if known:
                task.out.write_bytes(known)
                return bool(self._tasks)
            why, _ = attempt(task, self._choice)
            if why:
                self.failed[task] = why
            else:
                RESULTS[task.source, repr(self._choice)] = task.out.read_bytes()
        return bool(self._tasks)

    def stop(self) -> None:
        pass


def imported(
    folder: Path,
    path: Path,
    monkeypatch=None,
    *,
    engine: Callable[[Choice], Engine] = Here,
    pipelines: Sequence[object] = (),
    **arguments: str,
) -> Crawl:
    """Import archives; gives the crawl's record. With `monkeypatch` at a moment that is always the same.

    `pipelines` come before the last one.
    """
    if monkeypatch:
        monkeypatch.setattr(CrawlSession, "now", lambda _: NOW)
    spider = {"path": str(path), **arguments}
    crawl = OfflineCrawl(folder, ArchiveSpider, spider, NEWSPORTAL_KEYWORDS=0)
    crawler, session = crawl.crawler, crawl.session
    itemproc = ItemPipelineManager.from_crawler(crawler)
    for pipeline in pipelines:
        itemproc.methods["process_item"].insert(-1, pipeline.process_item)
    crawler.engine = SimpleNamespace(scraper=SimpleNamespace(itemproc=itemproc))
    try:
        choice = crawl.spider._choice()
        run = Import(session, choice)
        asyncio.run(run.run(spider["path"], engine(choice)))
        ended = finish.end(session, "finished", Exit.OK)
        crawler.stats.set_value("newsportal/exit_code", 0)
        run.ended()
        return ended
    finally:
        session.close()


def files(folder: Path) -> dict[str, bytes]:
    """What was written."""
    return {path.name: path.read_bytes() for path in sorted((folder / "output").glob("*.jsonl"))}
