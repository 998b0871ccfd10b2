"""What comes out: the records of the four files, and the visit that carries a page's records through the pipelines.

The docstring under each field is its documentation: `scrapy schema` and docs/output.md are made from it.
Times are ISO 8601 with a zone; a value that is not known is null; keys keep the order they have here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Any

BEIJING = timezone(timedelta(hours=8))
"""The zone of every time in the files."""
SCHEMA_VERSION = 1
"""Raised when a field is renamed, removed or changes its meaning; adding one does not raise it."""


@dataclass(slots=True, kw_only=True)
class Article:
    """One line of articles.jsonl: a story as one portal shows it, a new line for each revision."""

    url: str
    """Canonical URL of its first page."""
    portal: str
    """The portal crawled: a known portal's name, else its registered domain."""
    crawl: str
    """The crawl that read it."""
    fetched: datetime
    """When it was read."""
    title: str | None = None
    """The heading as shown, without the site's name."""
    text: str | None = None
    """The main text, one paragraph a line; all pages of a divided article joined."""
    published: datetime | None = None
    """When the page says the story came out."""
    published_precision: str | None = None
    """How exact `published` is: second, minute or day."""
    source: str | None = None
    """来源: the outlet credited."""
    author: str | None = None
    """作者 or 记者, several joined by 、"""
    editor: str | None = None
    """责任编辑 or 编辑, several joined by 、"""
    dateline: str | None = None
    """电头, such as 新华社北京11月22日电."""
    original_title: str | None = None
    """原标题: the title before the portal changed it."""
    kicker: str | None = None
    """引题: the line above the heading."""
    subtitle: str | None = None
    """副题: the line below the heading."""
    images: list[dict[str, str | None]] = field(default_factory=list)
    """Pictures of the story, each {"url", "caption"}."""
    keywords: list[str] = field(default_factory=list)
    """The words that mark the text most, by jieba's TF-IDF, weightiest first."""
    pages: int = 1
    """Of how many pages the story is made."""
    missing_pages: int = 0
    """How many of them could not be read; the text lacks these."""
    story: str | None = None
    """Id shared by all articles that tell one story (reprints, 转载)."""
    story_rule: str | None = None
    """The rule that put it into that story; null where it opened the story."""
    story_evidence: str | None = None
    """What that rule saw."""
    revision: int = 1
    """1 when first read, one more each time its title or text changed."""
    content_hash: str | None = None
    """SHA-256 of title and text, 16 hexadecimal digits."""


@dataclass(slots=True, kw_only=True)
class Headline:
    """One line of headlines.jsonl: a distinct headline, written the first time it is seen."""

    id: str
    """Its key: 16 hexadecimal digits, the same in every file."""
    text: str
    """Its words, in full where they could be known."""
    text_from: str
    """Where the words were read: shown, title, alt, address, article or prefix."""
    url: str
    """Canonical URL that it leads to."""
    portal: str
    """The portal where it was first seen."""
    block: str
    """Label of the block where it was first seen, "" without one."""
    first_seen: datetime
    """When."""
    crawl: str
    """The crawl that saw it first."""
    story: str | None = None
    """Id of the story it belongs to, where that is known by then."""


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
    rank: int
    """Its best place in the block, from 1; 0 for gone and settled."""
    pages: int = 1
    """On how many pages of this crawl it stood in such a block; 0 for gone."""
    published: datetime | None = None
    """A time that stands beside it."""
    rule: str | None = None
    """The rule by which it is a repeat (or may be); null for a new one."""
    evidence: str | None = None
    """What the rule saw, in words."""
    other: str | None = None
    """For maybe and settled: id of the other headline; for changed: the earlier words."""
    last_crawl: str | None = None
    """For gone: the last crawl that saw it in this block."""


@dataclass(slots=True, kw_only=True)
class Crawl:
    """One line of crawls.jsonl: what one run of a spider did."""

    id: str
    """The crawl's id: its begin as 20261122T080000Z, a dash, the portal."""
    portal: str
    """The portal crawled."""
    spider: str
    """The spider's name."""
    arguments: dict[str, str]
    """The spider's arguments."""
    begin: datetime
    """When it started; for a resumed crawl, when it first started."""
    end: datetime
    """When it ended."""
    reason: str
    """Why it ended, in Scrapy's words: finished, shutdown, closespider_timeout …"""
    exit_code: int
    """The exit code (docs/operating.md)."""
    outcome: str
    """That code in words."""
    starts: int = 1
    """How many processes it took: more than 1 when it was resumed."""
    requests: int = 0
    """Requests sent, robots.txt and feeds included."""
    pages: int = 0
    """Pages read."""
    unchanged: int = 0
    """Pages that the server called unchanged (304)."""
    articles_new: int = 0
    """Articles read for the first time."""
    articles_changed: int = 0
    """New revisions of known articles."""
    headlines_new: int = 0
    """Distinct headlines seen for the first time."""
    sightings: int = 0
    """Lines added to sightings.jsonl."""
    repeats: dict[str, int] = field(default_factory=dict)
    """Repeats by rule."""
    blocks: dict[str, int] = field(default_factory=dict)
    """Blocks seen: headlines by label."""
    dropped: dict[str, int] = field(default_factory=dict)
    """What was dropped, by reason."""
    errors: dict[str, int] = field(default_factory=dict)
    """What failed, by reason."""
    set_aside: list[str] = field(default_factory=list)
    """Addresses not tried again in this crawl, since they ended the process twice."""
    alarms: list[dict[str, Any]] = field(default_factory=list)
    """What looks wrong against the portal's own history, each {"what", "where", "expected", "found"}."""
    kinds: dict[str, int] = field(default_factory=dict)
    """Pages read by kind: article, hub, other."""
    hubs: dict[str, dict[str, int]] = field(default_factory=dict)
    """Hubs read (the first 60): headlines by block label, {"": 0} for one that gave none."""
    hubs_unchanged: list[str] = field(default_factory=list)
    """Hubs that the server called unchanged (304)."""
    hubs_failed: list[str] = field(default_factory=list)
    """Hubs that could not be read."""
    article_blocks: dict[str, list[int]] = field(default_factory=dict)
    """Blocks beside articles by label: [article pages it stood on, headlines]."""
    articles_read: int = 0
    """Articles read, those known already included."""
    without_text: int = 0
    """How many of these have no text."""
    without_time: int = 0
    """How many of these have no time of publication."""
    newest: datetime | None = None
    """The latest time of publication among what was read, times that lie ahead left out."""


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
    """What the frontier gains by it: `newsportal.state.queue.Entry`."""
    meta: dict[str, Any] = field(default_factory=dict)
    """What the state keeps of the answer: asked (the address), etag, modified, hash, unchanged, reason, gone."""


def record(item: Article | Headline | Sighting | Crawl) -> dict[str, Any]:
    """An item as plain JSON values, keys in declared order, times in Beijing time."""
    kind: Any = type(item)
    values = ((name, getattr(item, name)) for name in _names(kind))
    return {
        name: value.astimezone(BEIJING).isoformat() if isinstance(value, datetime) else value for name, value in values
    }


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def line(item: Article | Headline | Sighting | Crawl | dict[str, Any]) -> str:
    """An item as one line of strict JSON, without a line end."""
    return json.dumps(item if isinstance(item, dict) else record(item), ensure_ascii=False, allow_nan=False)
