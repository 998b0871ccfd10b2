"""The messages, channel by channel: which is next, what became of it, and when to try again."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any, NamedTuple

from newsportal.text.keys import key_of
from newsportal.watch.answer import Answer
from newsportal.watch.watch_file import WatchFile

LONGEST_PAUSE = 600.0
"""Seconds after which a channel that did not take a message is tried again, at most."""
_FIRST_PAUSE = 5.0
_MINUTE = 60.0
_SHOWN = 2 * 86_400
"""Seconds for which a refusal is shown."""


_MESSAGES = "SELECT id, title, body, key, entries, doubtful FROM messages WHERE channel = ? AND state = 'waiting'"


class Message(NamedTuple):
    """A message to one channel."""

    id: int
    title: str
    body: str
    key: str
    """The same whenever it is sent, and of no other message."""
    entries: int
    doubtful: bool
    """It may have arrived already."""


class ChannelState(NamedTuple):
    """How a channel is."""

    name: str
    waiting: int
    """Messages that wait."""
    refused: int
    """Messages that it refused in the last days, and that are not tried again."""
    error: str
    """Why the last message was not taken; "" if it was."""


class Queue:
    """The messages of an open file.

    A message is marked before it is sent and after it was taken, so that a process that dies in between knows of which
    message it cannot tell whether it went out.
    """

    def __init__(self, file: WatchFile) -> None:
        self._file, self._sql = file, file.sql

    def open(self, channels: dict[str, str]) -> None:
        """Begin: what was being sent when a process died may have arrived.

        A channel whose address is another one now gets what it refused.
        """
        with self._file.transaction():
            self._sql.execute("UPDATE messages SET state = 'waiting', doubtful = 1 WHERE state = 'sending'")
            for name, address in channels.items():
                known = self._sql.execute("SELECT address FROM channels WHERE name = ?", (name,)).fetchone()
                if known != (key_of(address),):
                    self._sql.execute("REPLACE INTO channels (name, address) VALUES (?, ?)", (name, key_of(address)))
                    self._sql.execute(
                        "UPDATE messages SET state = 'waiting' WHERE channel = ? AND state = 'refused'", (name,)
                    )

    def again(self) -> None:
        """Let what was refused be sent once more, at once."""
        with self._file.transaction():
            self._sql.execute("UPDATE messages SET state = 'waiting' WHERE state = 'refused'")
            self._sql.execute("UPDATE channels SET until = 0")

    def empty(self, channel: str) -> bool:
        """Whether no message waits for a channel."""
        sql = "SELECT 1 FROM messages WHERE channel = ? AND state IN ('waiting', 'sending') LIMIT 1"
        return self._sql.execute(sql, (channel,)).fetchone() is None

    def ready(self, channel: str, a_minute: int, now: float) -> float:
        """When the next message of a channel may be sent: `now` or earlier if at once."""
        until, address = self._sql.execute("SELECT until, address FROM channels WHERE name = ?", (channel,)).fetchone()
        if not a_minute:
            return float(until)
        # Of all channels with this address: the limit is the robot's.
        tried = self._sql.execute(
            "SELECT sent FROM messages JOIN channels ON name = channel WHERE address = ? AND sent > ? "
            "ORDER BY sent DESC LIMIT 1 OFFSET ?",
            (address, now - _MINUTE, a_minute - 1),
        ).fetchone()
        return max(float(until), tried[0] + _MINUTE if tried else 0.0)

    def waiting(self, channel: str) -> list[Message]:
        """The messages that wait for a channel, in their order."""
        rows = self._sql.execute(f"{_MESSAGES} ORDER BY id", (channel,))
        return [_message(row) for row in rows]

    def take(self, channel: str, now: float) -> Message | None:
        """The next message of a channel, marked as being sent; None where none waits."""
        with self._file.transaction():
            row = self._sql.execute(f"{_MESSAGES} ORDER BY id LIMIT 1", (channel,)).fetchone()
            if row is None:
                return None
            self._sql.execute("UPDATE messages SET state = 'sending', sent = ? WHERE id = ?", (now, row[0]))
        return _message(row)

    def answered(self, channel: str, message: Message, answer: Answer, now: float) -> None:
        """Note what became of a message; a channel that did not take it is left alone for a time."""
        state = {"sent": "sent", "refused": "refused"}.get(answer.kind, "waiting")
        with self._file.transaction():
            self._sql.execute(
                "UPDATE messages SET state = ?, error = ?, doubtful = doubtful OR ? WHERE id = ?",
                (state, answer.words, answer.doubtful, message.id),
            )
            fails = 0
            if answer.kind != "sent":
                (fails,) = self._sql.execute("SELECT fails FROM channels WHERE name = ?", (channel,)).fetchone()
                fails += answer.kind != "busy"
            usual = min(LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(fails - 1, 10)) if fails else 0.0
            self._sql.execute(
                "UPDATE channels SET fails = ?, until = ?, error = ? WHERE name = ?",
                (fails, now + (answer.pause or usual), answer.words if fails else "", channel),
            )

    def states(self) -> list[ChannelState]:
        """How each channel is."""
        return _states(self._sql)


def states(path: Path) -> list[ChannelState]:
    """How each channel is by a watcher's file, which is only read; none where there is none."""
    if not path.exists():
        return []
    try:
        sql = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=10)
        try:
            return _states(sql)
        finally:
            sql.close()
    except sqlite3.Error:
        return []


def _message(row: tuple[Any, ...]) -> Message:
    return Message(*row)


def _states(sql: sqlite3.Connection) -> list[ChannelState]:
    rows = sql.execute(
        "SELECT channel, sum(state IN ('waiting', 'sending')), sum(state = 'refused' AND sent > ?), "
        "coalesce((SELECT error FROM channels WHERE name = channel AND error <> ''), "
        "max(CASE state WHEN 'refused' THEN messages.error END), '') "
        "FROM messages GROUP BY channel ORDER BY channel",
        (time.time() - _SHOWN,),
    )
    return [ChannelState(*row) for row in rows]
