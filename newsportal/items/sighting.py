"""One line of sightings.jsonl."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from newsportal.items.entries import entries


@dataclass(slots=True, kw_only=True)
class Sighting:
    """One line of sightings.jsonl: a headline standing in a block during one crawl."""

    headline: str
    """Id of the headline."""
    kind: str
    """new, repeat, maybe, changed, settled or gone (docs/headlines.md)."""
    portal: str
    """The portal crawled."""
    crawl: str
    """The crawl."""
    seen: datetime
    """When it was first seen there in this crawl."""
    text: str
    """The words as shown."""
    full_text: str
    """The words in full, as far as this page gives them."""
    text_from: str
    """Where `full_text` was read: shown, title, alt, address, article or prefix."""
    url: str
    """Canonical URL that it leads to; "" for gone."""
    page: str
    """Address of the page where it stood best; "" for gone."""
    page_role: str
    """Kind of that page: article, hub or other; "" for gone."""
    block: str
    """Label of the block, "" without one."""
    block_role: str
    """related, ranking, latest, recommended or list; "" for gone and settled."""
    place: int = 0
    """The block's place on that page, from 1, in reading order; 0 for gone and settled."""
    rank: int
    """Its best place in the block, from 1; 0 for gone and settled."""
    pages: int = 1
    """On how many pages of this crawl it stood in such a block; 0 for gone."""
    also: list[dict[str, Any]] = field(default_factory=list, metadata=entries(page=str, place=int, rank=int))
    """Where else it stood so in this crawl, on other hubs or in another block of this label, each {"page", "place",
    "rank"}: the forty best. Nothing beside articles."""
    published: datetime | None = None
    """A time that stands beside it; null where that lies more than a day ahead: it is no time of publication."""
    published_precision: str | None = None
    """How exact `published` is: second, minute or day."""
    rule: str | None = None
    """The rule by which it is a repeat (or may be); null for a new one."""
    evidence: str | None = None
    """What the rule saw, in words."""
    other: str | None = None
    """For maybe and settled: id of the other headline; for changed: the earlier words."""
    verdict: str | None = None
    """For settled: same (`headline` is `other` from now on) or different."""
    last_crawl: str | None = None
    """For gone: the last crawl that saw it in this block."""


def undecided(
    standing: Iterable[tuple[str, str, str, str, int, datetime | None, str | None]],
    *,
    portal: str,
    crawl: str,
    seen: datetime,
    page: str,
    page_role: str,
    block: str,
    block_role: str,
    place: int,
) -> list[Sighting]:
    """The sightings of a block as its page gives them, before identity looked at them.

    `standing`: of each `text`, `full_text`, `text_from`, `url`, `rank`, `published` and `published_precision`. A page
    has a hundred: made so they take a quarter of the time that calling the class for each takes.
    """
    new, found = Sighting.__new__, list[Sighting]()
    for text, full_text, text_from, url, rank, published, precision in standing:
        # Not more of them in one assignment: from four on Python makes a tuple of the values.
        made = new(Sighting)
        made.headline, made.kind, made.portal = "", "new", portal
        made.crawl, made.seen, made.text = crawl, seen, text
        made.full_text, made.text_from, made.url = full_text, text_from, url
        made.page, made.page_role, made.block = page, page_role, block
        made.block_role, made.place, made.rank = block_role, place, rank
        made.pages, made.also, made.published = 1, [], published
        made.published_precision = precision
        made.rule = made.evidence = made.other = made.verdict = made.last_crawl = None
        found.append(made)
    return found
