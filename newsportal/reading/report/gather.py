"""All that the report tells, in one pass over the window's sightings, articles and crawls."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from newsportal.items import Crawl
from newsportal.reading.records import LONGEST, Records
from newsportal.reading.report.heads import NEW, Head
from newsportal.reading.report.pictures import Picture, Pictures
from newsportal.reading.report.silence import BlockLife
from newsportal.reading.shape import Line

_ARTICLE = (
    "url", "portal", "fetched", "title", "published", "published_precision", "source", "story", "story_rule",
    "story_evidence",
)  # fmt: skip
"""Fields of an article that are kept: all but its text."""

RHYTHM = timedelta(days=30)
"""Of how many days crawls are told at least: a portal that is crawled no more has none among the last ones."""


@dataclass(slots=True)
class Facts:
    """What the records of a window say."""

    since: datetime
    """The window's begin."""
    as_of: datetime
    """The time of the newest record."""
    begun: datetime
    """The time of the window's first record."""
    heads: dict[str, Head] = field(default_factory=dict)
    """The headlines, by id."""
    standing: list[Picture] = field(default_factory=list)
    """The hubs as they stand."""
    blocks: dict[tuple[str, str], BlockLife] = field(default_factory=dict)
    """The blocks on hubs, by portal and label."""
    hours: Counter[tuple[str, int]] = field(default_factory=Counter)
    """New headlines by portal and hour, the hour as a number since 1970."""
    articles: dict[str, Line] = field(default_factory=dict)
    """The last revision of each article read, without its text, by address."""
    crawls: list[Crawl] = field(default_factory=list)
    """The crawls that ended, those of RHYTHM before the newest record included, by their end."""
    sightings: int = 0
    """How many sightings were read."""
    unread: int = 0
    """Lines that are no records."""


def gather(records: Records, days: float) -> Facts | None:
    """The facts of the last days before the newest record; None where there is no record at all.

    Raises OSError."""
    as_of = records.newest()
    if as_of is None:
        return None
    since = as_of - timedelta(days=days)
    facts = Facts(since, as_of, as_of)
    pictures = Pictures()
    _sightings(facts, pictures, records)
    for line in records.read("headlines", max(since, as_of - LONGEST)):
        _waiting(facts, line)
    for line in records.read("articles", since):
        facts.articles[line["url"]] = {name: line.get(name) for name in _ARTICLE}
    for crawl in records.crawls(min(since, as_of - RHYTHM)):
        pictures.crawled(crawl)
        crawl.hubs, crawl.hubs_unchanged = {}, []  # most of a crawl's record, and not needed any more
        facts.crawls.append(crawl)
    facts.crawls.sort(key=lambda crawl: crawl.end)
    facts.standing = pictures.standing()
    first = min((head.first for head in facts.heads.values()), default=as_of.timestamp())
    facts.begun = datetime.fromtimestamp(first, as_of.tzinfo)
    facts.unread = records.unread
    return facts


def _sightings(facts: Facts, pictures: Pictures, records: Records) -> None:
    """Take the window's sightings, with each thing that they tell of."""
    heads, blocks = facts.heads, facts.blocks
    text, seen, one = "", 0, {}
    for line in records.read("sightings", facts.since):
        if line["seen"] != text:  # the lines of one page have one time
            text = line["seen"]
            seen = seconds(text) or seen
        facts.sightings += 1
        kind, name = line["kind"], line["headline"]
        head = heads.get(name)
        if kind == "settled":
            if line["verdict"] == "same" and line["other"]:
                one[name] = line["other"]
            continue
        if kind == "gone":
            if head is not None:
                head.gone = seen
            continue
        if head is None:
            head = heads[name] = Head(line["full_text"], line["url"], kind in NEW, line["block"])
            if head.new:
                facts.hours[line["portal"], seen // 3600] += 1
        head.see(line, seen)
        if picture := pictures.add(line, seen):
            life = blocks.get((line["portal"], line["block"]))
            if life is None:
                life = blocks[line["portal"], line["block"]] = BlockLife(picture)
            life.see(picture, seen, kind in NEW)
    _join(heads, pictures, one)


def seconds(text: str | None) -> int | None:
    """A record's time in seconds since 1970; None where it is none."""
    try:
        return int(datetime.fromisoformat(text).timestamp()) if text else None
    except ValueError:
        return None


def _join(heads: dict[str, Head], pictures: Pictures, one: dict[str, str]) -> None:
    """Make headlines one that the articles showed to be one: each goes into the one that it is from then on."""
    final: dict[str, str] = {}
    for name in one:
        seen = {name}
        while (other := one.get(name, name)) not in seen:
            seen.add(name := other)
        final |= dict.fromkeys(seen - {name}, name)
    joined = {name: other for name, other in final.items() if name in heads and other in heads and other not in final}
    for name, other in joined.items():
        heads[other].join(heads.pop(name))
    for picture in pictures.of.values() if joined else ():
        for row in picture.rows:
            row.headline = joined.get(row.headline, row.headline)


def _waiting(facts: Facts, line: Line) -> None:
    """Take a headline of a crawl that still runs: its sightings are written when it ends."""
    if line["id"] in facts.heads:
        return
    head = facts.heads[line["id"]] = Head(line["text"], line["url"], True, line["block"])
    seen = seconds(line["first_seen"]) or 0
    head.see(
        {"kind": "new", "full_text": line["text"], "portal": line["portal"], "crawl": line["crawl"],
         "page_role": line["page_role"], "block": line["block"], "rank": line["rank"], "rule": None, "evidence": None},
        seen,
    )  # fmt: skip
    facts.hours[line["portal"], seen // 3600] += 1
