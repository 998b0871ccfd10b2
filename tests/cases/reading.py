"""Reads a case: what newsportal gives for its input, as values by name. The format of a case: docs/contributing.md."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from newsportal import extract
from newsportal.dedup import compare
from newsportal.download.robots.rules import read
from newsportal.extraction.feeds import Listing, feed, sitemap

Case = dict[str, Any]
Values = dict[str, Any]
FETCHED = "2026-11-28T10:00+08:00"
"""When the page of a case was read, unless the case says `fetched`."""
_QUOTES = str.maketrans("“”„‟＂", '"' * 5)


def cases(folder: Path) -> list[Case]:
    """All cases of a folder, in the order of its files and their lines."""
    files = sorted(folder.glob("*.jsonl"))
    return [
        {**json.loads(line), "folder": folder}
        for file in files
        for line in file.read_text("utf-8").splitlines()
        if line
    ]


def octets(case: Case) -> bytes:
    """The input of a case: a file, a text, or a list written out from a pattern ({n}: the number, {day}: a date)."""
    if name := case.get("file"):
        data = (case["folder"] / "files" / name).read_bytes()
    elif make := case.get("make"):
        days = (dt.date(2012, 1, 1) + dt.timedelta(days=n) for n in range(make["count"]))
        entries = "".join(make["each"].format(n=n, day=day) for n, day in enumerate(days))
        data = f"{make['head']}{entries}{make['tail']}".encode()
    else:
        data = case["input"].encode()
    return gzip.compress(data, mtime=0) if case.get("gzip") else data


def words(text: str) -> str:
    """A text without white space and with one form of quotation marks: where a line breaks is not judged."""
    return "".join(text.split()).translate(_QUOTES)


def _page(case: Case) -> Values:
    """What is read on a page; the values of the article are missing where the page has none."""
    fetched = dt.datetime.fromisoformat(case.get("fetched", FETCHED))
    page = extract(octets(case), case["url"], case.get("charset"), fetched=fetched)
    values: Values = {
        "kind": page.kind,
        "headlines": [[words(one.text), one.url] for block in page.blocks for one in block.headlines],
        "goes_to": [page.refresh, *(link.url for link in page.links)],
        "refresh": page.refresh,
    }
    if (story := page.article) is not None:
        values |= {"title": words(story.title), "text": words(story.text), "images": [one.url for one in story.images]}
        values |= {"published": (story.published, story.published_precision), "precision": story.published_precision}
        values |= {name: getattr(story, name) for name in ("source", "author", "editor")}
    return values


def _listing(found: Listing) -> Values:
    """What a feed or sitemap names."""
    return {"pages": list(found.pages), "sitemaps": list(found.sitemaps)}


def _pair(case: Case) -> Values:
    """What two headlines are to each other in both orders; on two portals and one day, unless the case says more."""
    one, other = case["input"]
    apart, together = case.get("days_apart", 0), case.get("same_portal", False)
    return {
        "verdict": [compare(*pair, days_apart=apart, same_portal=together) for pair in ((one, other), (other, one))]
    }


def _robots(case: Case) -> Values:
    """What a robots.txt allows."""
    rules = read(octets(case), "newsportal")
    return {"allowed": {url: rules.allows(url) for url in case["expect"]["allowed"]}}


READERS: dict[str, Callable[[Case], Values]] = {
    "article": _page,
    "feed": lambda case: _listing(feed(octets(case), case["url"])),
    "sitemap": lambda case: _listing(sitemap(octets(case), case["url"])),
    "pairs": _pair,
    "robots": _robots,
}
"""For each `how` of a case, what reads its input."""
