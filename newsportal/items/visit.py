"""One page read, with its records: the item that passes the pipelines."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from newsportal.items.article import Article
from newsportal.items.headline import Headline
from newsportal.items.sighting import Sighting


@dataclass(slots=True, kw_only=True)
class Visit:
    """One page read: the item that passes the pipelines, stored whole or not at all."""

    url: str
    """Canonical URL of the page."""
    role: str
    """Its kind: article, hub or other."""
    fetched: datetime
    """When it was read."""
    # Left out of repr(): Scrapy logs an item whole.
    article: Article | None = field(default=None, repr=False)
    """Its article."""
    sightings: list[Sighting] = field(default_factory=list, repr=False)
    """The headlines that stood on it; `headline`, `kind` and `rule` are filled by deduplication."""
    headlines: list[Headline] = field(default_factory=list, repr=False)
    """The headlines that deduplication found new on it."""
    follow: list[Any] = field(default_factory=list, repr=False)
    """What the frontier gains by it: `newsportal.state.frontier.Entry`."""
    meta: dict[str, Any] = field(default_factory=dict)
    """What the state keeps of the answer: asked (the address), etag, modified, hash, unchanged, reason, gone."""
