"""The SQL of articles: those inside the window with their bodies, and the stories they tell."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from newsportal.dedup.fingerprint import KEYS, Body
from newsportal.dedup.model import KnownArticle, KnownStory
from newsportal.state.identity.sentence_counts import SentenceCounts
from newsportal.state.identity.unknown import Unknown

_COLUMNS = "key, headline, story, day, claimed, portal, url, title, hash, length, han, signature, sentences, numbers"


def _article(row: Any) -> KnownArticle:
    *plain, length, han, signature, sentences, numbers = row
    body = Body(length, han, array("I", signature), array("q", sentences), frozenset(numbers.split()))
    key, headline, story, day, claimed, portal, url, title, content = plain
    return KnownArticle(key, headline, story, day, claimed, portal, url, title, content, body)


class SqliteArticleIndex:
    """Articles inside the window, by address, headline and sentence."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.execute = connection.execute
        self.many = connection.executemany
        self.counts = SentenceCounts(connection)
        self._unread, self._unsaid = Unknown(connection, "body"), Unknown(connection, "sentence")

    def hold(self) -> None:
        """A block of many articles begins, in which nobody else writes."""
        self.counts.hold()

    def keep(self) -> None:
        """Write what waited; the block ends."""
        self.counts.keep()
        self._unread.forget()
        self._unsaid.forget()

    def expect(self, keys: Iterable[int], sentences: Iterable[int]) -> None:
        """Hear of addresses of articles that come next, and of sentences by which they will be looked for."""
        self._unread.ask(keys)
        self._unsaid.ask(sentences)

    def forget(self) -> None:
        """Forget what is kept in memory."""
        self.counts.forget()
        self._unread.forget()
        self._unsaid.forget()

    def get(self, key: int) -> KnownArticle | None:
        """An article by its address."""
        if key in self._unread:
            return None
        found = self.execute(f"SELECT {_COLUMNS} FROM body WHERE key = ?", (key,)).fetchone()
        return _article(found) if found else None

    def put(self, article: KnownArticle, old: KnownArticle | None = None) -> None:
        """Keep an article, in place of its earlier revision."""
        if old:
            self._forget(article.key)
        body = article.body
        values = (
            *(article.key, article.headline, article.story, article.day, article.claimed, article.portal, article.url),
            *(article.title, article.hash, body.length, body.han, body.signature.tobytes(), body.sentences.tobytes()),
            " ".join(sorted(body.numbers)),
        )
        self.execute(f"INSERT INTO body ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", values)
        keys = body.sentences[:KEYS]
        self.many("INSERT INTO sentence VALUES (?, ?)", [(key, article.key) for key in keys])
        self._unread.known((article.key,))
        self._unsaid.known(keys)

    def _forget(self, key: int) -> None:
        found = self.execute("SELECT sentences FROM body WHERE key = ?", (key,)).fetchone()
        if found:
            keys = array("q", found[0])[:KEYS]
            self.many("DELETE FROM sentence WHERE key = ? AND body = ?", [(one, key) for one in keys])
            self.execute("DELETE FROM body WHERE key = ?", (key,))

    def stories_with(self, sentences: Sequence[int], most: int) -> list[int]:
        """Ids of stories with one of these sentences among their articles' keys, the oldest first."""
        if self._unsaid.all(sentences):
            return []
        keys = list(sentences)
        query = (
            "SELECT DISTINCT body.story FROM sentence JOIN body ON body.key = sentence.body"
            f" JOIN story ON story.key = body.story WHERE sentence.key IN ({','.join('?' * len(keys))})"
            " ORDER BY story.seen, body.story LIMIT ?"
        )
        return [key for (key,) in self.execute(query, (*keys, most))]

    def of_headline(self, headline: int) -> list[KnownArticle]:
        """The articles of a headline, by the day they were read."""
        query = f"SELECT {_COLUMNS} FROM body WHERE headline = ? ORDER BY day, key"
        return [_article(row) for row in self.execute(query, (headline,))]

    def move(self, old: int, new: int) -> None:
        """All articles of one headline belong to another from now on."""
        self.execute("UPDATE body SET headline = ? WHERE headline = ?", (new, old))

    def assign(self, key: int, headline: int) -> None:
        """The article at an address belongs to this headline from now on."""
        self.execute("UPDATE body SET headline = ? WHERE key = ?", (headline, key))

    def story(self, key: int) -> KnownStory | None:
        """A story by its id."""
        query = "SELECT key, body, length, seen, claimed, source FROM story WHERE key = ?"
        found = self.execute(query, (key,)).fetchone()
        return KnownStory(*found) if found else None

    def put_story(self, story: KnownStory, day: int) -> None:
        """Keep a story, in place of what was known of it."""
        values = (story.key, story.body, story.length, story.seen, story.claimed, story.source, day)
        self.execute("INSERT OR REPLACE INTO story VALUES (?,?,?,?,?,?,?)", values)

    def frequent(self, keys: Collection[int], least: int) -> set[int]:
        """Those of `keys` (host and sentence mixed) that stood in `least` articles."""
        return self.counts.frequent(keys, least)

    def count_sentences(self, keys: Collection[int], day: int, least: int) -> set[int]:
        """One article more holds these sentences; gives those that stood in `least` before."""
        return self.counts.count(keys, day, least)

    def purge(self, day: int) -> None:
        """Forget articles, sentences and stories older than `day`."""
        for (key,) in self.execute("SELECT key FROM body WHERE day < ?", (day,)).fetchall():
            self._forget(key)
        self.counts.settle()
        self.execute("DELETE FROM host_sentence WHERE day < ?", (day,))
        self.execute("DELETE FROM story WHERE day < ?", (day,))
