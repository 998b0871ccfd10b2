"""Replays stored articles and sightings through headline identity: into new records, or into a state that lost them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from typing import Any

from newsportal.dedup import decide
from newsportal.dedup.identity import Identity
from newsportal.dedup.model import Gone, StoryDecision
from newsportal.items import Article, Crawl, Sighting, current, item_of, record
from newsportal.messages import marked, say
from newsportal.output.store import Line, Store
from newsportal.state.identity.headline_index import SCHEMA, SqliteIndex

Told = Callable[[int, int], None]
"""Hears how many records are done, and how many there are in all."""
_STEP = 1000
"""Records between two such calls."""
READ = ("articles", "sightings")
"""The kinds of record that are replayed."""
DECIDED = (marked("articles"), marked("headlines"), marked("sightings"), marked("stories"))
"""The kinds of record that come of it."""
WRITTEN = (*DECIDED, marked("crawls"))
"""The kinds of record that a rebuild writes."""


def rebuild(source: Store, target: Store, **options: Any) -> dict[str, int]:
    """Replay the records of `source` in the order of time into `target`, and close that; gives its records by kind.

    What is written has this schema version, whatever version `source` has; its crawls are as they were. `options` are
    those of `Identity`. Raises OSError, and ValueError for a record that cannot be read or lacks a field.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection, closing(target):
        connection.executescript(SCHEMA)
        for kind in WRITTEN:
            target.append(kind, ())
        counts = _replayed(source, Replay(Identity(SqliteIndex(connection), **options), target))
        with records_of(source):
            crawls = [current(Crawl, line) for line in source.all("crawls")]
        target.append("crawls", crawls)
        return counts | {"crawls": len(crawls)}


def refill(source: Store, connection: sqlite3.Connection, told: Told | None = None, **options: Any) -> dict[str, int]:
    """Fill the empty identity tables of `connection` from the records of `source`: what a new FORMAT needs.

    Headlines that were new stay so, as the records say: comparing them anew took two thirds of the time. Inside the
    caller's transaction; `told` hears how far it is. Gives how many records of each kind there were; raises as
    `rebuild` does."""
    return _replayed(source, Replay(Identity(SqliteIndex(connection), **options)), told)


@contextmanager
def records_of(source: Store) -> Iterator[None]:
    """While the block reads records of `source`: what is no JSON, or lacks a field, raises ValueError in a sentence."""
    try:
        yield
    except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as error:
        words = marked("a line of the files in {place} is no record of a crawl: {why}")
        raise ValueError(say(words, place=source.place(), why=error)) from error


def _replayed(source: Store, replay: Replay, told: Told | None = None) -> dict[str, int]:
    with records_of(source):
        order = _Order({line["id"]: line["end"] for line in source.all("crawls")})
        # Sorting has read them all before the first one comes.
        for done, line in enumerate(source.all(*READ, order=order.place)):
            if told and not done % _STEP:
                told(done, order.read)
            replay.take(line)
    replay.end()
    return replay.counts


class _Order:
    """The order in which records were decided; `ends` says when each crawl ended."""

    def __init__(self, ends: dict[str, str]) -> None:
        self.read = 0
        """How many records were asked for their place."""
        self._ends = ends
        self._articles: set[int] = set()

    def place(self, line: Line) -> tuple[datetime, int]:
        """What a record is sorted by, asked in the order written: an article comes before its sightings.

        One that was read again at its crawl's end, without being fetched again, was decided there.
        """
        self.read += 1
        when, kind = line.get("fetched") or line["seen"], 2 if line.get("kind") == "gone" else "fetched" not in line
        if not kind:
            article = hash((line["url"], when))
            if article in self._articles:
                when = self._ends.get(line["crawl"], when)
            self._articles.add(article)
        return datetime.fromisoformat(when), kind


class Replay:
    """One pass over the records of crawls; without a `target` it only fills the index."""

    def __init__(self, identity: Identity, target: Store | None = None) -> None:
        self.identity, self.target = identity, target
        self.counts = dict.fromkeys(DECIDED, 0)
        self.stories: dict[str, Line] = {}
        """Stories by id."""
        self.left: dict[tuple[str, str], tuple[Line, dict[tuple[str, str], Gone]]] = {}
        """By portal and crawl: a record of that crawl, and what left a block and is not written yet."""

    def take(self, line: Line) -> None:
        """Decide one record anew; settled ones follow from the others, gone ones only say when their crawl ended."""
        if "fetched" in line:
            self._article(line)
        elif line["kind"] == "gone":
            self._gone(line)
        elif line["kind"] != "settled":
            self._sighting(line)

    def end(self) -> None:
        """Write what left a block only by the new decisions, and the stories."""
        for line, left in self.left.values():
            for gone in left.values():
                self._write_gone(gone, line)
        for story in self.stories.values():
            self._write("stories", story)

    def _write(self, kind: str, line: Line) -> None:
        if self.target:
            self.target.append(kind, (line,))
        self.counts[kind] += 1

    def _article(self, line: Line) -> None:
        article = item_of(Article, line)
        story = self.identity.article(decide.read_of(article))
        line = record(article) | decide.story_fields(story)
        self._write("articles", line)
        self._note(story, line)
        for resolution in story.resolutions:
            self._write("sightings", record(decide.resolved_sighting(resolution, article)))

    def _note(self, told: StoryDecision, line: Line) -> None:
        story = self.stories.setdefault(told.story, {"story": told.story, "articles": []})
        story |= {"first_seen": told.first_seen, "first_claimed": told.first_claimed, "credited": told.credited}
        if line["url"] not in [article["url"] for article in story["articles"]]:
            story["articles"].append({key: line[key] for key in ("url", "portal", "source", "published", "fetched")})

    def _sighting(self, line: Line) -> None:
        sighting = item_of(Sighting, line)
        if self.target is None:
            self._restore(sighting)
            return
        decision = self.identity.headline(decide.seen_of(sighting))
        decided = record(sighting) | decide.sighting_fields(decision)
        self._write("sightings", decided)
        decide.keep_page(self.identity, decided)
        headline = decide.new_headline(decision, sighting)
        if headline is not None:
            self._write("headlines", record(headline))

    def _restore(self, sighting: Sighting) -> None:
        decision = self.identity.restore(decide.seen_of(sighting), decide.decision_of(sighting))
        self.counts["sightings"] += 1
        self.counts["headlines"] += decision.kind in ("new", "maybe")

    def _gone(self, line: Line) -> None:
        crawl = (line["portal"], line["crawl"])
        if crawl not in self.left:
            self.left[crawl] = line, {(gone.headline, gone.block): gone for gone in self.identity.gone(*crawl)}
        gone = self.left[crawl][1].pop((line["headline"], line["block"]), None)
        if gone:
            self._write_gone(gone, line)

    def _write_gone(self, gone: Gone, line: Line) -> None:
        seen = datetime.fromisoformat(line["seen"])
        sighting = decide.gone_sighting(gone, portal=line["portal"], crawl=line["crawl"], seen=seen)
        self._write("sightings", record(sighting))
