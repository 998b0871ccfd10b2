"""Crawls a generated portal whose pages do not say their titles, and scores what was read, field by field.

    python -m benchmarks.portal [--pages 1000] [--seed 1]

Without a network: the pages are handed to a crawl's spider and pipelines. Printed are the shares of articles read right
with all that a portal's pages tell of each other, read alone, and read as a pile by `read_portal`; exit code 1 where
the first is below .97 or the second above .7, for then the portal is too easy.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.generated_portal import NEWEST, GeneratedPortal, generate
from newsportal import SavedPage, extract, read_portal
from newsportal.crawl import finish
from newsportal.exit_codes import Exit
from newsportal.spiders.base import PortalSpider
from tests.crawl.offline import OfflineCrawl

LEAST, EASY = 0.97, 0.7
FIELDS = ("title", "published", "source", "text")
READ = NEWEST + timedelta(hours=12)


class Generated(PortalSpider):
    """The generated portal."""

    name = "weilan"
    seeds = ("http://www.weilan.example/",)
    domains = ("weilan.example",)
    article = r"/\d{6}/\d+\.html$"
    default_depth = 99


def crawled(portal: GeneratedPortal, folder: Path) -> dict[str, dict[str, Any]]:
    """The articles of a crawl of the portal by address, as its files tell them last."""
    crawl = OfflineCrawl(folder, Generated)
    crawl.run(portal.pages)
    finish.end(crawl.session, "finished", Exit.OK)
    crawl.session.close()
    lines = (folder / "output" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    articles = {line["url"]: line for line in map(json.loads, lines)}
    return {
        url: line | {"published": line["published"] and datetime.fromisoformat(line["published"])}
        for url, line in articles.items()
    }


def fields(pages: Iterable[Any]) -> dict[str, dict[str, Any]]:
    """The articles of pages by address."""
    return {page.url: {name: getattr(page.article, name) for name in FIELDS} for page in pages if page.article}


def shares(portal: GeneratedPortal, found: dict[str, dict[str, Any]]) -> dict[str, float]:
    """The share of the portal's articles of which each field, and all fields, are right."""
    right = Counter[str]()
    for url, truth in portal.truth.items():
        hits = [name for name in FIELDS if found.get(url, {}).get(name) == getattr(truth, name)]
        right.update([*hits, *(["all"] if len(hits) == len(FIELDS) else [])])
    return {name: right[name] / len(portal.truth) for name in (*FIELDS, "all")}


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    portal = generate(given.pages, given.seed)
    saved = [SavedPage(url=url, body=body.encode(), fetched=READ) for url, body in portal.pages.items()]
    print(f"{len(portal.pages):,} pages, {len(portal.truth):,} articles")
    found: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        ways = {
            "crawl": lambda: crawled(portal, Path(folder)),
            "alone": lambda: fields(extract(page.body, page.url, fetched=READ) for page in saved),
            "pile": lambda: fields(read_portal(saved)),
        }
        for name, read in ways.items():
            begin = time.process_time()
            found[name] = shares(portal, read())
            figures = "  ".join(f"{field} {share:.3f}" for field, share in found[name].items())
            print(f"{name:<6} {figures}  {time.process_time() - begin:5.1f} s")
    return 0 if found["crawl"]["all"] >= LEAST and found["alone"]["all"] < EASY else 1


if __name__ == "__main__":
    sys.exit(main())
