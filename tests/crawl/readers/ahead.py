"""A crawl without a network of which several answers come at once, read by its own process or by readers beside it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy import Request
from scrapy.http import Response

from newsportal.download.meta_keys import RECEIVED
from newsportal.exit_codes import Exit
from newsportal.items import Crawl, Visit
from newsportal.spiders.base import PortalSpider
from tests.crawl.offline import OfflineCrawl

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
"""When all answers come, so that what differs between two crawls is not the clock."""
DEADLY = """
import os, signal, sys

if "newsportal.crawl.readers.process" in sys.orig_argv:
    import newsportal.extraction as reading

    real = reading.extract

    def extract(body, url, *more, **named):
        if url.endswith({page!r}) and not os.path.exists({done!r}):
            {does}
        return real(body, url, *more, **named)

    reading.extract = extract
"""
"""A sitecustomize.py by which readers end over one page."""
ONCE = "open({done!r}, 'w').close(); os.kill(os.getpid(), signal.SIGKILL)"
ALWAYS = "os.kill(os.getpid(), signal.SIGKILL)"
HANGS = "exec('while True: pass')"


def deadly(folder: Path, page: str, does: str) -> Path:
    """A folder that has readers end over the page whose address ends so."""
    done = str(folder / "done")
    folder.mkdir()
    text = DEADLY.format(page=page, done=done, does=does.format(done=done))
    (folder / "sitecustomize.py").write_text(text, encoding="utf-8")
    return folder


class Ahead(OfflineCrawl):
    """Eight answers at a time."""

    async def run_to_end(self, web: Mapping[str, str]) -> Crawl:
        """The record of the crawl, once nothing waits."""
        dispatcher, frontier = self.spider.dispatcher, self.session.walk.frontier
        dispatcher.seed(self.spider.seeds)
        while entries := [entry for host in list(frontier.hosts) for entry in dispatcher._next(host, None)]:
            await asyncio.gather(*(self._take(web, self.spider.request(entry)) for entry in entries))
        if self.spider.beside:
            await self.spider.beside.stop()
        record = self.session.end("finished", Exit.OK)
        self.session.close()
        return record

    async def _take(self, web: Mapping[str, str], request: Request) -> None:
        """Answer a request, and keep its visit."""
        assert request.callback
        request.meta[RECEIVED] = NOW
        headers = {"Content-Type": "text/html; charset=utf-8"}
        found = web.get(request.url)
        status, body = (404, "") if found is None else (200, found)
        response = Response(request.url, status=status, body=body.encode(), headers=headers, request=request)
        async for result in _each(request.callback(response, **request.cb_kwargs)):
            if isinstance(result, Visit):
                self.keep(result)
            else:
                await self._take(web, result)


async def _each(results: Any) -> AsyncIterator[Visit | Request]:
    if hasattr(results, "__aiter__"):
        async for result in results:
            yield result
    else:
        for result in results:
            yield result


def crawl(
    folder: Path, spider: type[PortalSpider], web: Mapping[str, str], readers: int, **more: Any
) -> tuple[Ahead, Crawl]:
    """A crawl of a web with so many readers, and its record."""

    async def run() -> tuple[Ahead, Crawl]:
        told = {"NEWSPORTAL_READERS": readers, "CONCURRENT_REQUESTS_PER_DOMAIN": 8} | more
        made = Ahead(folder, spider, **told)
        return made, await made.run_to_end(web)

    return asyncio.run(run())


def files(folder: Path) -> dict[str, bytes]:
    """The output files."""
    return {path.name: path.read_bytes() for path in sorted((folder / "output").glob("*.jsonl"))}
