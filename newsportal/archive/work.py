"""The folder of an import: its sources as they were found, their result files, and the order of what these hold.

It stays until the import ends, so that one that was killed goes on with the same files in the same order.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from newsportal.archive.engine import Task
from newsportal.archive.extract_file import At, at_of
from newsportal.archive.record import Unread
from newsportal.archive.result import frames
from newsportal.archive.sources import Source

_SCHEMA = """
CREATE TABLE places (time INTEGER, key INTEGER, following INTEGER, task INTEGER, frame INTEGER, line INTEGER);
CREATE TABLE left_out (reason TEXT, count INTEGER);
CREATE TABLE unread (task INTEGER, number INTEGER, offset INTEGER, url TEXT, reason TEXT);
"""
_INDEXES = """
CREATE INDEX in_order ON places (time, key, task, frame, line);
CREATE INDEX by_key ON places (key);
CREATE INDEX by_following ON places (following) WHERE following <> 0;
"""


class Place(NamedTuple):
    """Where a page stands in the results."""

    time: int
    """When it came, microseconds since 1970."""
    key: int
    """Key of its address."""
    following: int
    """Key of the next page of its article, 0 where there is none."""
    task: int
    """Number of its task."""
    frame: int
    """Where its frame begins in the result file."""
    line: int
    """Its place in the frame."""
    led_to: int = 0
    """Whether the page of an article leads to it as to its next one: 0 or 1."""


class Work:
    """An import's folder. Raises OSError and sqlite3.Error."""

    def __init__(self, folder: Path, found: Sequence[Source]) -> None:
        """A folder that is there already keeps the sources that were found first."""
        folder.mkdir(parents=True, exist_ok=True)
        self.order_file, listed = folder / "order.sqlite", folder / "sources.json"
        if not listed.exists():
            new = listed.with_suffix(".new")
            new.write_text(json.dumps(list(found), ensure_ascii=False), "utf-8")
            new.replace(listed)
        sources = [Source(*one) for one in json.loads(listed.read_text("utf-8"))]
        self.tasks = [Task(source, folder / f"{n:06d}.zst") for n, source in enumerate(sources)]
        """What there is to be done, and was."""
        self._sizes: dict[Task, int] = {}

    def read(self) -> tuple[int, int, At]:
        """Bytes read of all sources and bytes that they have; pages and articles that were read of them."""
        pages = articles = done = 0
        for task in self.tasks:
            if task not in self._sizes:
                self._sizes[task] = task.source.size()
            at = at_of(task.out)
            done += self._sizes[task] if task.out.exists() else at.offset
            pages, articles = pages + at.pages, articles + at.articles
        return done, sum(self._sizes.values()), At(pages=pages, articles=articles)

    def put_in_order(self) -> None:
        """Note where the pages of all results stand, if that was not done."""
        if self.order_file.exists():
            return
        new = self.order_file.with_suffix(".new")
        new.unlink(missing_ok=True)
        with closing(sqlite3.connect(new)) as sql:
            sql.execute("PRAGMA journal_mode = OFF")
            sql.executescript(_SCHEMA)
            self._fill(sql)
            sql.executescript(_INDEXES)
            sql.commit()
        new.replace(self.order_file)

    def _fill(self, sql: sqlite3.Connection) -> None:
        left = Counter[str]()
        for number, task in enumerate(self.tasks):
            if not task.out.exists():
                continue
            with task.out.open("rb") as file:
                for frame in frames(file):
                    rows = [(*place, number, frame.begin, at) for at, place in enumerate(frame.places)]
                    sql.executemany("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?)", rows)
                    left.update(frame.left)
                    unread = [(number, *one) for one in frame.unread]
                    sql.executemany("INSERT INTO unread VALUES (?, ?, ?, ?, ?)", unread)
        sql.executemany("INSERT INTO left_out VALUES (?, ?)", sorted(left.items()))


class Order:
    """Where all pages stand, in the order of time; of pages of one time that of their addresses decides."""

    def __init__(self, work: Work) -> None:
        self._sql, self._tasks = sqlite3.connect(work.order_file), work.tasks
        (self.pages,) = self._sql.execute("SELECT count(*) FROM places").fetchone()
        """How many pages there are."""
        self.left: dict[str, int] = dict(self._sql.execute("SELECT reason, count FROM left_out"))
        """How many records were left out, by reason."""

    def unread(self) -> Iterator[tuple[Source, Unread]]:
        """The records that cannot be read."""
        for task, *found in self._sql.execute("SELECT * FROM unread ORDER BY task, number"):
            yield self._tasks[task].source, Unread(*found)

    def places(self, skip: int = 0) -> Iterator[Place]:
        """The pages behind the first so many."""
        # With the second condition, which says nothing more, the index of those that lead somewhere is used.
        led_to = "EXISTS (SELECT 1 FROM places AS other WHERE other.following = places.key AND other.following <> 0)"
        query = f"SELECT *, {led_to} FROM places ORDER BY time, key, task, frame, line LIMIT -1 OFFSET ?"
        return map(Place._make, self._sql.execute(query, (skip,)))

    def following(self, place: Place) -> Place | None:
        """The next page of an article: of several that were archived the one that came at the nearest time."""
        query = "SELECT * FROM places WHERE key = ? ORDER BY abs(time - ?), task, frame, line LIMIT 1"
        row = self._sql.execute(query, (place.following, place.time)).fetchone() if place.following else None
        return Place(*row) if row else None

    def is_further(self, place: Place) -> bool:
        """Whether a page is a further page of an article that begins with another: it is read with that one."""
        query = "SELECT DISTINCT key FROM places WHERE following = ? AND following <> 0 AND key <> ?"
        if not place.led_to:
            return False
        before = {key for (key,) in self._sql.execute(query, (place.key, place.key))}
        if not before:
            return False
        # Where pages lead in a circle, the article begins with the lowest key.
        circle, at = {place.key}, self.following(place)
        while at and at.key not in circle:
            circle.add(at.key)
            at = self.following(at)
        return not before <= circle or place.key != min(circle)
