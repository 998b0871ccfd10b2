"""The summary of a crawl in a few lines for the reader."""

from __future__ import annotations

from collections.abc import Iterator

from newsportal.health.words import in_words
from newsportal.items import Crawl

_LISTED = 12
"""Most figures by name that one line lists."""


def _parts(figures: dict[str, int]) -> str:
    ordered = sorted(figures.items(), key=lambda item: -item[1])
    shown = ", ".join(f"{name or '(no label)'} {value:,}" for name, value in ordered[:_LISTED])
    return shown + (f" and {len(ordered) - _LISTED} more" if len(ordered) > _LISTED else "") or "none"


def lines(crawl: Crawl, files: str) -> Iterator[str]:
    """The lines that `scrapy crawl` prints at its end; `files` says where the records are."""
    seconds = (crawl.end - crawl.begin).total_seconds()
    how = f"exit code {crawl.exit_code}, {crawl.reason}, {seconds:,.0f} s, {crawl.requests:,} requests"
    yield f"{crawl.portal}: {crawl.outcome} ({how})"
    yield f"  pages       {crawl.pages:,} read, {crawl.unchanged:,} unchanged"
    nothing = " (nothing new)" if not crawl.articles_new + crawl.articles_changed + crawl.headlines_new else ""
    yield f"  articles    {crawl.articles_new:,} new, {crawl.articles_changed:,} changed"
    yield f"  headlines   {crawl.headlines_new:,} new and distinct{nothing}"
    kinds = f": {_parts(crawl.sightings_by_kind)}" if crawl.sightings else ""
    yield f"  sightings   {crawl.sightings:,}{kinds}"
    yield f"  repeats     {_parts(crawl.repeats)}"
    yield f"  blocks      {_parts(crawl.blocks)}"
    if crawl.dropped:
        yield f"  left out    {_parts(crawl.dropped)}"
    if crawl.errors:
        yield f"  errors      {_parts(crawl.errors)}"
    if crawl.left:
        yield f"  not asked   {crawl.left:,} addresses found, the crawl ended before; the next one finds them again"
    if crawl.waiting:
        yield f"  waiting     {crawl.waiting:,} addresses of hosts that did not answer, for the next crawl"
    for url in crawl.set_aside:
        yield f"  set aside   {url}"
    for alarm in crawl.alarms:
        yield f"  alarm       {in_words(alarm)}"
    yield f"  files       {files}"
