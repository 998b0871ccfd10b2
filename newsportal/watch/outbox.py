"""What is to be told, from its match to its message."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newsportal.text.keys import key_of
from newsportal.watch.matching import Event, Watch
from newsportal.watch.watch_file import WatchFile


class Waiting(NamedTuple):
    """A match that is to be told, and was not yet put into a message."""

    id: int
    watch: str
    what: str
    headline: str
    story: str | None
    other: str
    due: float
    told: bool
    """Whether the channel was told of the same story, by the same watch, in other words."""
    event: Event


class Outbox:
    """That part of an open file. What changes it runs inside a transaction of the caller's."""

    def __init__(self, file: WatchFile) -> None:
        self._sql = file.sql

    def add(self, found: Iterable[tuple[Watch, Event, float]], now: float) -> int:
        """Note that watches are to be told of events, each when it is due; gives how many were not noted already."""
        (mark,) = self._sql.execute("SELECT coalesce(max(id), 0) FROM matches").fetchone()
        to: dict[str, tuple[str, ...]] = {}
        rows = []
        for watch, event, due in found:
            to[watch.name], url = watch.to, key_of(event.url)
            text = json.dumps(event, ensure_ascii=False)
            rows.append((watch.name, event.key, event.what, event.headline, url, url, event.other, text, due, now))
        self._sql.executemany(
            "INSERT OR IGNORE INTO matches VALUES "
            "(NULL, ?, ?, ?, ?, (SELECT story FROM stories WHERE url = ?), ?, ?, ?, ?, ?)",
            rows,
        )
        added = self._sql.execute("SELECT id, watch FROM matches WHERE id > ?", (mark,)).fetchall()
        waits = [(match, channel) for match, name in added for channel in to[name]]
        self._sql.executemany("INSERT INTO outbox VALUES (?, ?, NULL)", waits)
        return len(added)

    def waiting(self, channel: str, now: float) -> list[Waiting]:
        """What is due for a channel, in the order found."""
        told = (
            "EXISTS (SELECT 1 FROM matches AS t JOIN outbox AS o ON o.match = t.id AND o.channel = ?1 AND message > 0 "
            "WHERE t.watch = m.watch AND t.what = m.what AND t.{0} = m.{0} AND m.{0} <> '')"
        )
        rows = self._sql.execute(
            "SELECT m.id, watch, what, headline, story, other, due, "
            f"{told.format('headline')} OR {told.format('story')}, event "
            "FROM outbox JOIN matches AS m ON m.id = match "
            "WHERE channel = ?1 AND message IS NULL AND due <= ?2 ORDER BY m.id",
            (channel, now),
        )
        return [Waiting(*row)._replace(event=_event(row[-1])) for row in rows]

    def put(self, channel: str, title: str, body: str, matches: Sequence[int], entries: int, now: float) -> None:
        """Make a message of matches."""
        made = self._sql.execute(
            "INSERT INTO messages (channel, title, body, key, entries, state, time) "
            "VALUES (?, ?, ?, ?, ?, 'waiting', ?)",
            (channel, title, body, str(uuid.uuid4()), entries, now),
        )
        self.assign(channel, matches, made.lastrowid or 0)

    def assign(self, channel: str, matches: Iterable[int], message: int) -> None:
        """Say which message tells of matches; 0: none, they were told in other words."""
        rows = ((message, match, channel) for match in matches)
        self._sql.executemany("UPDATE outbox SET message = ? WHERE match = ? AND channel = ?", rows)


def _event(text: str) -> Event:
    what, key, texts, *others = json.loads(text)
    return Event(what, key, tuple(texts), *others)
