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
from newsportal.state.identity.waiting_articles import WaitingArticles

_COLUMNS = "key, headline, story, day, claimed, portal, url, title, hash, length, han, signature, sentences, numbers"


def _article(row: Any) -> KnownArticle:
    *plain, length, han, signature, sentences, numbers = row
    body = Body(length, han, array("I", signature), array("q", sentences), frozenset(numbers.split()))
    key, headline, story, day, claimed, portal, url, title, content = plain
    return KnownArticle(key, headline, story, day, claimed, portal, url, title, content, body)


def _row(article: KnownArticle) -> tuple[Any, ...]:
    body, numbers = article.body, " ".join(sorted(article.body.numbers))
    return (
        *(article.key, article.headline, article.story, article.day, article.claimed, article.portal, article.url),
        *(article.title, article.hash, body.length, body.han, body.signature.tobytes(), body.sentences.tobytes()),
        numbers,
    )


class SqliteArticleIndex:
    """Articles inside the window, by address, headline and sentence."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.execute = connection.execute
        self.many = connection.executemany
        self.counts = SentenceCounts(connection)
        self._unread, self._unsaid = Unknown(connection, "body"), Unknown(connection, "sentence")
        self._waits: WaitingArticles | None = None
        """What is written at the end of a block of which pages were told ahead; None outside one."""

    def hold(self) -> None:
        """A block of many articles begins, in which nobody else writes."""
        self.counts.hold()

    def keep(self) -> None:
        """Write what waited; the block ends."""
        self.counts.keep()
        self._write()
        self._waits = None
        self._unread.forget()
        self._unsaid.forget()

    def expect(self, keys: Iterable[int], sentences: Iterable[int]) -> None:
        """Hear of addresses of articles that come next, and of sentences by which they will be looked for."""
        self._waits = self._waits or WaitingArticles()
        self._unread.ask(keys)
        self._unsaid.ask(sentences)

    def forget(self) -> None:
        """Forget what is kept in memory."""
        self._waits = None
        self.counts.forget()
        self._unread.forget()
        self._unsaid.forget()

    def waiting(self, key: int) -> KnownArticle | None:
        """An article by its address, if it is not written yet."""
        return self._waits.articles.get(key) if self._waits else None

    def get(self, key: int) -> KnownArticle | None:
        """An article by its address."""
        if key in self._unread:
            return None
        if waiting := self.waiting(key):
            return waiting
        found = self.execute(f"SELECT {_COLUMNS} FROM body WHERE key = ?", (key,)).fetchone()
        return _article(found) if found else None

    def put(self, article: KnownArticle, old: KnownArticle | None = None) -> None:
        """Keep an article, in place of its earlier revision."""
        if old:
            self._write()
            self._forget(article.key)
        self._unread.known((article.key,))
        self._unsaid.known(article.body.sentences[:KEYS])
        if self._waits:
            self._waits.put(article)
        else:
            self._insert([article])

    def _write(self) -> None:
        """Write what waits: in the order of their keys rows lie beside each other."""
        if not self._waits:
            return
        waits, self._waits = self._waits, WaitingArticles()
        self._insert([waits.articles[key] for key in sorted(waits.articles)])
        self._tell([waits.stories[key] for key in sorted(waits.stories)])

    def _insert(self, articles: Sequence[KnownArticle]) -> None:
        self.many(f"INSERT INTO body ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", map(_row, articles))
        said = [(key, article.key) for article in articles for key in article.body.sentences[:KEYS]]
        self.many("INSERT INTO sentence VALUES (?, ?)", sorted(said))

    def _tell(self, stories: Sequence[tuple[KnownStory, int]]) -> None:
        rows = [(one.key, one.body, one.length, one.seen, one.claimed, one.source, day) for one, day in stories]
        self.many("INSERT OR REPLACE INTO story VALUES (?,?,?,?,?,?,?)", rows)

    def _forget(self, key: int) -> None:
        found = self.execute("SELECT sentences FROM body WHERE key = ?", (key,)).fetchone()
        if found:
            keys = array("q", found[0])[:KEYS]
            self.many("DELETE FROM sentence WHERE key = ? AND body = ?", [(one, key) for one in keys])
            self.execute("DELETE FROM body WHERE key = ?", (key,))

    def stories_with(self, sentences: Sequence[int], most: int) -> list[int]:
        """Ids of stories with one of these sentences among their articles' keys, the oldest first."""
        keys = self._unsaid.others(sentences)
        if not keys:
            return []
        query = (
            "SELECT DISTINCT story.seen, body.story FROM sentence JOIN body ON body.key = sentence.body"
            f" JOIN story ON story.key = body.story WHERE sentence.key IN ({','.join('?' * len(keys))})"
            " ORDER BY story.seen, body.story LIMIT ?"
        )
        found = self.execute(query, (*keys, most)).fetchall()
        if waiting := self._waits.with_sentences(keys) if self._waits else set():
            stories = map(self.story, waiting)
            found = sorted({*found, *((story.seen, story.key) for story in stories if story)})[:most]
        return [key for _, key in found]

    def of_headline(self, headline: int, but: int) -> list[KnownArticle]:
        """The articles of a headline but the one at an address, by the day they were read."""
        query = f"SELECT {_COLUMNS} FROM body WHERE headline = ? AND key <> ? ORDER BY day, key"
        found = [_article(row) for row in self.execute(query, (headline, but))]
        if waiting := self._waits.of_headline(headline, but) if self._waits else []:
            found = sorted([*found, *waiting], key=lambda article: (article.day, article.key))
        return found

    def move(self, old: int, new: int) -> None:
        """All articles of one headline belong to another from now on."""
        self.execute("UPDATE body SET headline = ? WHERE headline = ?", (new, old))
        if self._waits:
            self._waits.move(old, new)

    def assign(self, key: int, headline: int) -> None:
        """The article at an address belongs to this headline from now on."""
        if self.waiting(key) and self._waits:
            self._waits.assign(key, headline)
        else:
            self.execute("UPDATE body SET headline = ? WHERE key = ?", (headline, key))

    def story(self, key: int) -> KnownStory | None:
        """A story by its id."""
        if self._waits and (waiting := self._waits.stories.get(key)):
            return waiting[0]
        query = "SELECT key, body, length, seen, claimed, source FROM story WHERE key = ?"
        found = self.execute(query, (key,)).fetchone()
        return KnownStory(*found) if found else None

    def put_story(self, story: KnownStory, day: int) -> None:
        """Keep a story, in place of what was known of it."""
        if self._waits:
            self._waits.stories[story.key] = story, day
        else:
            self._tell([(story, day)])

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
