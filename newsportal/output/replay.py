"""Replaying the output files through headline identity: new files, or a state filled anew, from them alone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import urlsplit

from newsportal.dedup.identity import Gone, Identity, Seen
from newsportal.dedup.resolution import Settled
from newsportal.dedup.stories import Read, StoryDecision
from newsportal.items import Headline
from newsportal.state.identity.headline_index import SCHEMA, Index

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
        return _replayed(source, Replay(Identity(Index(connection), **options), files))


def refill(source: Path, connection: sqlite3.Connection, **options: Any) -> dict[str, int]:
    """Fill the empty tables of `connection` from the files of `source`: what a new FORMAT needs.

    Inside the caller's transaction; gives how many lines of each kind it replayed. Raises as `rebuild` does."""
    return _replayed(source, Replay(Identity(Index(connection), **options), {}))


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
        """Decide one line anew; settled and gone are outcomes, which follow from the others."""
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
        fetched = datetime.fromisoformat(line["fetched"])
        published = datetime.fromisoformat(line["published"]) if line["published"] else None
        read = Read(
            url=line["url"], portal=line["portal"], host=urlsplit(line["url"]).hostname or "",
            title=line["title"] or "", text=line["text"] or "", fetched=fetched, published=published,
            source=line["source"],
        )  # fmt: skip
        told = self.identity.article(read)
        decided = {"story": told.story, "story_rule": told.rule, "story_evidence": told.evidence}
        self._write("articles", line | decided)
        self._note(told, line)
        for settled in told.settled:
            self._write("sightings", _settled(settled, line))

    def _note(self, told: StoryDecision, line: Line) -> None:
        story = self.stories.setdefault(told.story, {"story": told.story, "articles": []})
        story |= {"first_seen": told.first_seen, "first_claimed": told.first_claimed, "credited": told.credited}
        if line["url"] not in [article["url"] for article in story["articles"]]:
            story["articles"].append({key: line[key] for key in ("url", "portal", "source", "published", "fetched")})

    def _sighting(self, line: Line) -> None:
        shown = line["text_from"] not in ("title", "alt")
        seen = Seen(
            text=line["text"] if shown else line["full_text"], shown=line["text"],
            text_from="shown" if shown else line["text_from"], url=line["url"], portal=line["portal"],
            crawl=line["crawl"], when=datetime.fromisoformat(line["seen"]), block=line["block"],
        )  # fmt: skip
        found = self.identity.headline(seen)
        self._write("sightings", line | {
            "headline": found.headline, "kind": found.kind, "full_text": found.text, "text_from": found.text_from,
            "rule": found.rule, "evidence": found.evidence, "other": found.other,
        })  # fmt: skip
        if found.kind in ("new", "maybe"):
            known = {"id": found.headline, "text": found.text, "text_from": found.text_from, "story": found.story}
            values = line | known | {"first_seen": line["seen"]}
            self._write("headlines", {field.name: values[field.name] for field in fields(Headline)})

    def _gone(self, line: Line) -> None:
        crawl = (line["portal"], line["crawl"])
        if crawl not in self.left:
            self.left[crawl] = line, {(gone.headline, gone.block): gone for gone in self.identity.gone(*crawl)}
        gone = self.left[crawl][1].pop((line["headline"], line["block"]), None)
        if gone:
            self._write_gone(gone, line)

    def _write_gone(self, gone: Gone, line: Line) -> None:
        said = {"headline": gone.headline, "text": gone.text, "full_text": gone.text, "block": gone.block}
        self._write("sightings", line | said | {"last_crawl": gone.last_crawl})


def _settled(settled: Settled, line: Line) -> Line:
    return {
        "headline": settled.headline, "kind": "settled", "portal": line["portal"], "crawl": line["crawl"],
        "seen": line["fetched"], "text": settled.text, "full_text": settled.text, "text_from": "shown",
        "url": settled.url, "page": line["url"], "page_role": "article", "block": "", "block_role": "", "rank": 0,
        "pages": 1, "published": None, "rule": settled.rule, "evidence": settled.evidence, "other": settled.other,
        "last_crawl": None,
    }  # fmt: skip
