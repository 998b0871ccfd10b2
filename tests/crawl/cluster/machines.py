"""Crawls of one small portal and readers of their log, as on machines of their own."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy.settings import Settings

from newsportal.exit_codes import Exit
from newsportal.items import Crawl
from tests.crawl.offline import HOME, PROJECT, OfflineCrawl, River, story

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
LABELS = ("要闻", "本地", "排行")


def listing(*numbers: int) -> str:
    """A page with blocks of links."""
    blocks = [
        f"<h2>{label}</h2><ul>"
        + "".join(
            f'<li><a href="/{n}.html">栖川县第{n}座新桥通车{"，两岸居民过河不再绕行" * (n % 2)}</a></li>'
            for n in numbers
        )
        + "</ul>"
        for label in LABELS
    ]
    return f"<html><body><div>{'</div><div>'.join(blocks)}</div></body></html>"


WEB = {HOME: listing(1, 2, 3, 4, 5), **{f"{HOME}{n}.html": story(n) for n in range(1, 6)}}
LATER = WEB | {
    HOME: listing(2, 6, 3),
    f"{HOME}6.html": story(6),
    f"{HOME}2.html": story(2, words="桥上的第一个冬天。" * 9),
}


class Clock:
    """The time of all crawls."""

    now = NOW


def crawl(folder: Path, web: dict[str, str], **settings: Any) -> Crawl:
    """A crawl of a web of pages, to its end."""
    one = OfflineCrawl(folder, **settings)
    one.run(web)
    record = one.session.end("finished", Exit.OK)
    one.session.close()
    return record


def reader(folder: Path, database: str) -> Any:
    """A reader of the log with a folder of its own."""
    from newsportal.crawl.cluster.keeper import Keeper

    folder.mkdir(exist_ok=True)
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = newsportal.settings\n", encoding="utf-8")
    os.chdir(folder)
    settings = Settings(PROJECT | {"NEWSPORTAL_STATE": database, "NEWSPORTAL_OUTPUT": str(folder / "output")})
    return Keeper(settings, {"river": River}, lambda _: None)


def keep(folder: Path, database: str) -> None:
    """Read the log to its end."""
    books = reader(folder, database)
    list(iter(books.read, 0))
    books.close()


def files(folder: Path) -> dict[str, str]:
    """The files by name; the time at which a page came and a reader's own words are alike."""
    found = {path.name: path.read_text(encoding="utf-8") for path in sorted((folder / "output").glob("*.jsonl"))}
    assert {*found} == {"articles.jsonl", "headlines.jsonl", "sightings.jsonl", "crawls.jsonl"}
    return found


def interrupted(folder: Path, database: str, after: int) -> int:
    """Read the log until SQLite has taken so many steps, or to its end; gives how many it took."""
    books, steps = reader(folder, database), 0

    def step() -> bool:
        nonlocal steps
        steps += 1
        return steps > after

    books._state.connection.set_progress_handler(step, 20)
    with suppress(sqlite3.OperationalError):
        list(iter(books.read, 0))
    books._state.connection.set_progress_handler(None, 0)
    books.close()
    return steps
