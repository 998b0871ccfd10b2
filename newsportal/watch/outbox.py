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
    event: Event


class Outbox:
    """That part of an open file. What changes it runs inside a transaction of the caller's."""

    def __init__(self, file: WatchFile) -> None:
        self._sql = file.sql

    def add(self, watch: Watch, event: Event, due: float, now: float) -> bool:
        """Note that a watch is to be told of an event; False where it was noted already."""
        story = self._sql.execute("SELECT story FROM stories WHERE url = ?", (key_of(event.url),)).fetchone()
        added = self._sql.execute(
            "INSERT OR IGNORE INTO matches VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (watch.name, event.key, event.what, event.headline, story and story[0], key_of(event.url), event.other,
             json.dumps([getattr(event, name) for name in Event.__slots__], ensure_ascii=False), due, now),
        )  # fmt: skip
        if not added.rowcount:
            return False
        rows = ((added.lastrowid, channel) for channel in watch.to)
        self._sql.executemany("INSERT INTO outbox VALUES (?, ?, NULL)", rows)
        return True

    def waiting(self, channel: str, now: float) -> list[Waiting]:
        """What is due for a channel, in the order found."""
        rows = self._sql.execute(
            "SELECT m.id, watch, what, headline, story, other, due, event FROM outbox "
            "JOIN matches AS m ON m.id = match "
            "WHERE channel = ? AND message IS NULL AND due <= ? ORDER BY m.id",
            (channel, now),
        )
        return [Waiting(*row)._replace(event=_event(row[-1])) for row in rows]

    def told(self, channel: str, one: Waiting) -> bool:
        """Whether a channel was told of the same story, by the same watch, in other words; or is about to be."""
        sql = (
            "SELECT 1 FROM matches AS m JOIN outbox ON match = m.id AND channel = ? AND message > 0 "
            "WHERE watch = ? AND what = ? AND m.{} = ? LIMIT 1"
        )
        about = (channel, one.watch, one.what)
        return any(
            name and self._sql.execute(sql.format(column), (*about, name)).fetchone()
            for column, name in (("headline", one.headline), ("story", one.story))
        )

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
