"""The SQL side of stories: the bodies of articles inside the window, and the stories they tell."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Collection, Iterable
from typing import Any

from newsportal.dedup.fingerprint import KEYS, Body
from newsportal.dedup.known import Known, Story

_COLUMNS = "key, headline, story, day, claimed, portal, url, title, hash, length, han, signature, sentences, numbers"


def _known(row: Any) -> Known:
    *plain, length, han, signature, sentences, numbers = row
    body = Body(length, han, array("I", signature), array("q", sentences), frozenset(numbers.split()))
    key, headline, story, day, claimed, portal, url, title, content = plain
    return Known(key, headline, story, day, claimed, portal, url, title, content, body)


class ArticleIndex:
    """Articles inside the window, by address, headline and sentence."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.execute = connection.execute
        self.many = connection.executemany

    def get(self, key: int) -> Known | None:
        """An article by its address."""
        found = self.execute(f"SELECT {_COLUMNS} FROM body WHERE key = ?", (key,)).fetchone()
        return _known(found) if found else None

    def title(self, key: int) -> tuple[str, int] | None:
        """(title, story) of an article."""
        return self.execute("SELECT title, story FROM body WHERE key = ?", (key,)).fetchone()  # type: ignore[no-any-return]

    def put(self, known: Known) -> None:
        """Keep an article, in place of its earlier revision."""
        self.forget(known.key)
        body = known.body
        values = (
            *(known.key, known.headline, known.story, known.day, known.claimed, known.portal, known.url, known.title),
            *(known.hash, body.length, body.han, body.signature.tobytes(), body.sentences.tobytes()),
            " ".join(sorted(body.numbers)),
        )
        self.execute(f"INSERT INTO body ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", values)
        self.many("INSERT INTO sentence VALUES (?, ?)", [(key, known.key) for key in body.sentences[:KEYS]])

    def forget(self, key: int) -> None:
        """Forget an article."""
        found = self.execute("SELECT sentences FROM body WHERE key = ?", (key,)).fetchone()
        if found:
            keys = array("q", found[0])[:KEYS]
            self.many("DELETE FROM sentence WHERE key = ? AND body = ?", [(one, key) for one in keys])
            self.execute("DELETE FROM body WHERE key = ?", (key,))

    def stories_with(self, sentences: Iterable[int], most: int) -> list[int]:
        """The stories that have an article with one of these sentences among its keys, the oldest first."""
        keys = list(sentences)
        query = (
            "SELECT DISTINCT body.story FROM sentence JOIN body ON body.key = sentence.body"
            f" JOIN story ON story.key = body.story WHERE sentence.key IN ({','.join('?' * len(keys))})"
            " ORDER BY story.seen, body.story LIMIT ?"
        )
        return [key for (key,) in self.execute(query, (*keys, most))]

    def of_headline(self, headline: int) -> list[Known]:
        """The articles of a headline, by the day they were read."""
        query = f"SELECT {_COLUMNS} FROM body WHERE headline = ? ORDER BY day, key"
        return [_known(row) for row in self.execute(query, (headline,))]

    def move(self, old: int, new: int) -> None:
        """A headline became another's."""
        self.execute("UPDATE body SET headline = ? WHERE headline = ?", (new, old))

    def assign(self, key: int, headline: int) -> None:
        """An article's headline was parted from another."""
        self.execute("UPDATE body SET headline = ? WHERE key = ?", (headline, key))

    def story(self, key: int) -> Story | None:
        """A story by its id."""
        query = "SELECT key, body, length, seen, claimed, source FROM story WHERE key = ?"
        found = self.execute(query, (key,)).fetchone()
        return Story(*found) if found else None

    def keep(self, story: Story, day: int) -> None:
        """Keep what is known of a story."""
        values = (story.key, story.body, story.length, story.seen, story.claimed, story.source, day)
        self.execute("INSERT OR REPLACE INTO story VALUES (?,?,?,?,?,?,?)", values)

    def frequent(self, keys: Collection[int], least: int) -> set[int]:
        """Those of `keys` (host and sentence mixed) that stood in `least` articles."""
        marks = ",".join("?" * len(keys))
        query = f"SELECT key FROM host_sentence WHERE key IN ({marks}) AND articles >= ?"
        return {key for (key,) in self.execute(query, (*keys, least))}

    def count(self, keys: Iterable[int], day: int) -> None:
        """One article more holds these sentences."""
        query = (
            "INSERT INTO host_sentence VALUES (?, 1, ?)"
            " ON CONFLICT (key) DO UPDATE SET articles = articles + 1, day = max(day, excluded.day)"
        )
        self.many(query, [(key, day) for key in keys])

    def purge(self, day: int) -> None:
        """Forget what is older than `day`."""
        for (key,) in self.execute("SELECT key FROM body WHERE day < ?", (day,)).fetchall():
            self.forget(key)
        self.execute("DELETE FROM host_sentence WHERE day < ?", (day,))
        self.execute("DELETE FROM story WHERE day < ?", (day,))
