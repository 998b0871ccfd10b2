"""Counts a crawl's figures anew, out of the lines that it wrote: what the record, the summary and `status` must say."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from newsportal.extensions.summary import lines
from newsportal.items import Crawl, item_of
from newsportal.output.open import open_store

LABELS = 1_000
"""Labels that are counted by name."""


def recounted(output: Path, number: int) -> Crawl:
    """The record of a crawl (the number of its line), with every figure that the other files hold counted there."""
    store = open_store(output)
    crawl = item_of(Crawl, list(store.all("crawls"))[number])
    articles, headlines, sightings = (
        [line for line in store.all(kind) if line["crawl"] == crawl.id]
        for kind in ("articles", "headlines", "sightings")
    )
    labels = Counter[str]()
    for line in sightings:
        if line["kind"] not in ("gone", "settled"):
            label = line["block"][:40]
            labels[label if label in labels or len(labels) < LABELS else "(other labels)"] += 1
    return replace(
        crawl,
        pages=sum(crawl.kinds.values()),
        articles_new=sum(line["revision"] == 1 for line in articles),
        articles_changed=sum(line["revision"] > 1 for line in articles),
        headlines_new=len(headlines),
        sightings=len(sightings),
        sightings_by_kind=dict(Counter(line["kind"] for line in sightings)),
        repeats=dict(Counter(line["rule"] for line in sightings if line["kind"] == "repeat")),
        blocks=dict(labels),
    )


def summary(output: Path, number: int) -> str:
    """The summary that a crawl must print, made of the figures counted anew; counts by name in the record's order."""
    crawl = recounted(output, number)
    by_name = {name: dict(sorted(getattr(crawl, name).items())) for name in ("sightings_by_kind", "repeats", "blocks")}
    place = open_store(output.absolute()).place("articles", "headlines", "sightings", "crawls")
    return "\n".join(lines(replace(crawl, **by_name), place))
