"""Replaying the output files through headline identity: new files, or a state filled anew, from them alone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from newsportal.dedup import decide
from newsportal.dedup.identity import Identity
from newsportal.dedup.model import Gone, StoryDecision
from newsportal.items import Article, Sighting, item_of, record
from newsportal.state.identity.headline_index import SCHEMA, SqliteIndex

Line = dict[str, Any]
OUTPUT = ("articles.jsonl", "headlines.jsonl", "sightings.jsonl", "stories.jsonl")
"""The files that a rebuild writes."""


def rebuild(source: Path, target: Path, **options: Any) -> dict[str, int]:
    """Replay the files of `source` in the order of time; gives how many lines of each file `target` has now.

    `options` are those of `Identity`. Some 150 bytes of memory a line. Raises OSError, and ValueError for a line that
    is no JSON object or lacks a field."""
    target.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection, ExitStack() as stack:
        connection.executescript(SCHEMA)
        files = {name: stack.enter_context((target / name).open("w", encoding="utf-8")) for name in OUTPUT}
        return _replayed(source, Replay(Identity(SqliteIndex(connection), **options), files))


def refill(source: Path, connection: sqlite3.Connection, **options: Any) -> dict[str, int]:
    """Fill the empty tables of `connection` from the files of `source`: what a new FORMAT needs.

    Inside the caller's transaction; gives how many lines of each kind it replayed. Raises as `rebuild` does."""
    return _replayed(source, Replay(Identity(SqliteIndex(connection), **options), {}))


@contextmanager
def records_of(source: Path) -> Iterator[None]:
    """While the files of `source` are read: what a line lacks is one sentence, a ValueError."""
    try:
        yield
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"a line of the files in {source} is no record of a crawl: {error}") from error


def _replayed(source: Path, replay: Replay) -> dict[str, int]:
    with records_of(source):
        for line in in_time(source / "articles.jsonl", source / "sightings.jsonl"):
            replay.take(line)
    replay.end()
    return replay.counts


def in_time(*paths: Path) -> Iterator[Line]:
    """The lines of articles and sightings as they were decided: by time, an article before its page's sightings."""
    with ExitStack() as stack:
        found = [stack.enter_context(path.open("rb")) for path in paths if path.exists()]
        order: list[tuple[datetime, int, int, int]] = []
        for number, file in enumerate(found):
            at = 0
            for text in file:
                line = json.loads(text)
                when = datetime.fromisoformat(line.get("fetched") or line["seen"])
                order.append((when, 2 if line.get("kind") == "gone" else "fetched" not in line, number, at))
                at += len(text)
        for _, _, number, at in sorted(order):
            found[number].seek(at)
            yield json.loads(found[number].readline())


class Replay:
    """One pass over the lines of a crawl's files; without new `files` it only fills the index."""

    def __init__(self, identity: Identity, files: Mapping[str, TextIO]) -> None:
        self.identity, self.files = identity, files
        self.counts = {name.removesuffix(".jsonl"): 0 for name in OUTPUT}
        self.stories: dict[str, Line] = {}
        self.left: dict[tuple[str, str], tuple[Line, dict[tuple[str, str], Gone]]] = {}

    def take(self, line: Line) -> None:
        """Decide one line anew; settled lines follow from the others, gone lines only say when their crawl ended."""
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

    def _write(self, name: str, line: Line) -> None:
        if self.files:
            self.files[f"{name}.jsonl"].write(json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n")
        self.counts[name] += 1

    def _article(self, line: Line) -> None:
        article = item_of(Article, line)
        story = self.identity.article(decide.read_of(article))
        decide.apply_story(story, article)
        self._write("articles", line | record(article))
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
        decision = self.identity.headline(decide.seen_of(sighting))
        decide.apply_decision(decision, sighting)
        self._write("sightings", line | record(sighting))
        headline = decide.new_headline(decision, sighting)
        if headline is not None:
            self._write("headlines", record(headline))

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
        self._write("sightings", line | record(sighting))
