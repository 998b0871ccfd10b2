"""An archive of a portal's pages gives what a crawl of them gives, field by field, also what its end knows better."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.generated_portal import HOST, generate
from newsportal.crawl import finish
from newsportal.exit_codes import Exit
from newsportal.reread.changes import READ
from newsportal.spiders.base import PortalSpider
from newsportal.state.frontier import Entry
from tests.archive.made import answer, archives, record
from tests.archive.offline import imported
from tests.crawl.offline import OfflineCrawl

SAID = [name for name in READ if name != "keywords"]
LATER = 9 * 86_400
"""Seconds: no page says that it came out later than it was read."""


class Weilan(PortalSpider):
    """A portal of any pages."""

    name = "weilan"
    seeds = (f"{HOST}/",)
    domains = ("weilan.example",)


def newest(folder: Path) -> dict[str, dict[str, Any]]:
    """What the file says last of each article, as far as pages say it."""
    text = (folder / "output" / "articles.jsonl").read_text(encoding="utf-8")
    return {line["url"]: {name: line[name] for name in SAID} for line in map(json.loads, text.splitlines())}


def crawled(folder: Path, pages: dict[str, str]) -> dict[str, dict[str, Any]]:
    crawl = OfflineCrawl(folder, Weilan)
    for url in pages:
        crawl.read(pages, Entry(url, url.split("/")[2], "article" if url.endswith("html") else "hub", 1))
    finish.end(crawl.session, "finished", Exit.OK)
    crawl.session.close()
    return newest(folder)


def archived(folder: Path, pages: dict[str, str], monkeypatch) -> dict[str, dict[str, Any]]:
    sent = [record(url, answer(body.encode()), seconds=LATER + n) for n, (url, body) in enumerate(pages.items())]
    imported(folder, archives(folder / "in", sent, 2), monkeypatch)
    return newest(folder)


def test_a_generated_portal_is_read_as_crawled(tmp_path, monkeypatch):
    pages = generate(70).pages
    read = crawled(tmp_path / "crawled", pages)
    assert len(read) > 50
    assert archived(tmp_path / "archived", pages, monkeypatch) == read
