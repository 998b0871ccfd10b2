"""Which headlines a feed has: the newest that were seen where, or as, it asks for. Reads records alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from newsportal.reading.records import Records
from newsportal.reading.shape import Line


class Sight(NamedTuple):
    """A headline seen somewhere, as headlines and sightings both tell of it."""

    id: str
    kind: str
    """new, maybe, repeat or changed."""
    text: str
    portal: str
    block: str
    block_role: str
    page: str
    page_role: str
    rank: int
    seen: str
    url: str


Wanted = Callable[[Sight], bool]
"""Whether a feed is about what was seen."""


@dataclass(slots=True)
class Entry:
    """A headline in a feed."""

    first: Sight
    """Its first sight of those that the feed asks for; its id stays, whatever is known of the headline later."""
    published: datetime
    """When that was."""
    title: str
    updated: datetime
    """When its words were last found changed; the same time where they never were."""
    article: Line | None = None
    """The newest revision of the article that it leads to, where it was read."""


def newest(records: Records, wanted: Wanted, days: float, most: int) -> list[Entry]:
    """The entries of the days before the newest record, at most so many, the last updated first.

    Twice as many days are read: what was seen before is not new, however often it is seen since. Of headlines that
    their articles showed to be one, the one that was seen first stays. Raises OSError.
    """
    now = records.newest()
    if now is None:
        return []
    begin = now - timedelta(days=2 * days)
    found: dict[str, Entry] = {}
    same: dict[str, str] = {}
    for line in records.read("headlines", begin):
        _take(found, _first_sight(line), wanted)
    for line in records.read("sightings", begin):
        if line["kind"] == "settled" and line["verdict"] == "same":
            same[line["headline"]] = line["other"]
        elif line["kind"] not in ("settled", "gone"):
            _take(found, _sight(line), wanted)
    late = [one for one in _joined(found, same) if one.published >= now - timedelta(days=days)]
    late.sort(key=lambda one: (one.updated, one.published, -one.first.rank, one.first.id), reverse=True)
    return _with_articles(records, begin, late[:most])


def _first_sight(line: Line) -> Sight:
    return Sight(line["id"], line["kind"], line["text"], *_where(line), line["first_seen"], line["url"])


def _sight(line: Line) -> Sight:
    words = line["full_text"] or line["text"]
    return Sight(line["headline"], line["kind"], words, *_where(line), line["seen"], line["url"])


def _where(line: Line) -> tuple[str, str, str, str, str, int]:
    return line["portal"], line["block"], line["block_role"], line["page"], line["page_role"], line["rank"]


def _take(found: dict[str, Entry], sight: Sight, wanted: Wanted) -> None:
    entry = found.get(sight.id)
    if entry is None:
        if wanted(sight):
            seen = datetime.fromisoformat(sight.seen)
            found[sight.id] = Entry(sight, seen, sight.text, seen)
    elif sight.kind == "changed" and sight.portal == entry.first.portal:
        seen = datetime.fromisoformat(sight.seen)
        if seen > entry.updated:
            entry.title, entry.updated = sight.text, seen


def _joined(found: dict[str, Entry], same: dict[str, str]) -> Iterable[Entry]:
    """One entry a headline: of several, that of the first sight, updated when any of them was."""
    one: dict[str, Entry] = {}
    for id, entry in sorted(found.items(), key=lambda item: item[1].published):
        kept = one.setdefault(_known_as(id, same), entry)
        if entry.updated > max(kept.updated, entry.published):  # its words have changed
            kept.title, kept.updated = entry.title, entry.updated
    return one.values()


def _known_as(id: str, same: dict[str, str]) -> str:
    met = {id}
    while (other := same.get(id)) and other not in met:
        met.add(other)
        id = other
    return id


def _with_articles(records: Records, begin: datetime, entries: list[Entry]) -> list[Entry]:
    addresses = {entry.first.url for entry in entries}
    articles: dict[str, Line] = {}
    for line in records.read("articles", begin):
        if line["url"] in addresses and line["text"]:
            articles[line["url"]] = line
    for entry in entries:
        entry.article = articles.get(entry.first.url)
    return entries
