"""What it takes to fill a lost state from the files: CPU seconds on one core, on made-up headlines and articles.

    python benchmarks/rebuild.py [--headlines 200000 1000000] [--articles 2000] [--compared]

`--compared` decides each headline anew against the others, as `scrapy stories` does; a rebuild takes those that were
new as the files have them."""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from made_up import PORTALS, START, body, headlines, sighting

from newsportal.dedup.decide import fill, sighting_fields
from newsportal.dedup.identity import Identity
from newsportal.items import Article, Sighting, record
from newsportal.output.open import open_store
from newsportal.output.rebuild import fill_missing
from newsportal.state.identity.headline_index import SCHEMA, SqliteIndex
from newsportal.state.sqlite import SqliteState
from newsportal.state.tables import TABLES

WINDOW = 30


def sightings(count: int) -> Iterator[dict[str, Any]]:
    """The lines that crawls would have written of so many new addresses."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(SCHEMA)
    identity, source = Identity(SqliteIndex(connection), window_days=WINDOW), headlines(1)
    for number in range(count):
        seen = sighting(number, next(source))
        item = Sighting(
            headline="", kind="", portal=seen.portal, crawl=seen.crawl, seen=seen.when, text=seen.text,
            full_text=seen.text, text_from=seen.text_from, url=seen.url, page=f"https://{seen.portal}.example/",
            page_role="hub", block=seen.block, block_role="list", rank=1 + number % 50,
        )  # fmt: skip
        fill(item, sighting_fields(identity.headline(seen)))
        yield record(item)


def articles(count: int) -> Iterator[dict[str, Any]]:
    """Lines of articles."""
    chance = random.Random(7)
    for number in range(count):
        site = f"portal{number % PORTALS}"
        yield record(
            Article(
                url=f"https://{site}.example/b/{number}.html", portal=site, crawl="crawl", title=f"第{number}号稿件",
                fetched=START + timedelta(seconds=number), text=body(chance), revision=1, content_hash=str(number),
            )
        )  # fmt: skip


def seconds(folder: Path, *, compared: bool) -> float:
    """CPU seconds to fill a new state from the files of a folder."""
    if compared:
        Identity.restore = lambda self, seen, decided: self.headline(seen)  # type: ignore[method-assign]
    state = SqliteState(folder / "state.sqlite", schemas=TABLES)
    begin = time.process_time()
    state.begin()
    fill_missing(state, open_store(folder), window_days=WINDOW)
    state.commit()
    state.close()
    return time.process_time() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--headlines", type=int, nargs="*", default=[200_000, 1_000_000])
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--compared", action="store_true")
    given = parser.parse_args()
    measured = [("sightings", count, sightings(count)) for count in given.headlines]
    for kind, count, lines in [*measured, ("articles", given.articles, articles(given.articles))]:
        with tempfile.TemporaryDirectory() as folder:
            store = open_store(Path(folder))
            store.append(kind, lines)
            store.close()
            taken = seconds(Path(folder), compared=given.compared)
        print(
            json.dumps({kind: count, "cpu_seconds": round(taken, 1), "microseconds_each": round(taken / count * 1e6)})
        )


if __name__ == "__main__":
    main()
