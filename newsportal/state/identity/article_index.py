"""The SQL of articles: those inside the window with their bodies, and the stories they tell."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Collection, Iterable, Sequence
from itertools import starmap
from operator import itemgetter

import orjson

from newsportal.dedup.fingerprint import KEYS
from newsportal.dedup.model import KnownArticle, KnownStory
from newsportal.state.identity.article_rows import COLUMNS, INSERT, OF_HEADLINE, STORIES, STORY, article_of, row_of
from newsportal.state.identity.sentence_counts import SentenceCounts
from newsportal.state.identity.unknown import Unknown
from newsportal.state.identity.waiting_articles import WaitingArticles


class SqliteArticleIndex:
    """Articles inside the window, by address, headline and sentence."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.execute = connection.execute
        self.many = connection.executemany
        self.counts = SentenceCounts(connection)
        self._unread, self._unsaid = Unknown(connection, "article"), Unknown(connection, "sentence")
        self._waits: WaitingArticles | None = None
        """What is written at the end of a block of which pages were told ahead; None outside one."""

    def hold(self) -> None:
        """A block of many articles begins, in which nobody else writes."""
        self.counts.hold()

    def keep(self) -> None:
        """Write what waited; the block ends."""
        self.counts.keep()
        self._unread.forget()
        self._unsaid.forget()
        self._write()
        self._waits = None

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
        if waiting := self.waiting(key):
            return waiting
        if key in self._unread:
            return None
        found = self.execute(f"SELECT {COLUMNS} FROM article WHERE key = ?", (key,)).fetchone()
        return article_of(found) if found else None

    def put(self, article: KnownArticle, story: KnownStory, old: KnownArticle | None = None) -> None:
        """Keep an article, in place of its earlier revision, and its story as it is with it."""
        if old:
            self._write()
            self._forget(article.key)
        # Its row tells a story that is as it alone: others may have told more of one whose first article was forgotten.
        alone = (story.key, story.body, story.length) == (article.key, article.key, article.body.length)
        own = story if alone and not old else None
        if self._waits:
            self._waits.put(article, own)
            if not own:
                self._waits.stories[story.key] = story, article.day
        else:
            self._insert([(article, own)])
            if not own:
                self._tell([(story, article.day)])

    def _write(self) -> None:
        """Write what waits: in the order of their keys rows lie beside each other."""
        if not self._waits:
            return
        waits, self._waits = self._waits, WaitingArticles()
        self._insert([(waits.articles[key], waits.own.get(key)) for key in sorted(waits.articles)])
        self._tell([waits.stories[key] for key in sorted(waits.stories)])

    def _insert(self, articles: Sequence[tuple[KnownArticle, KnownStory | None]]) -> None:
        self.many(INSERT, starmap(row_of, articles))
        said = [(key, article.key) for article, _ in articles for key in article.body.keys]
        self.many("INSERT INTO sentence VALUES (?, ?)", sorted(said, key=itemgetter(0)))
        self._unread.known(article.key for article, _ in articles)
        self._unsaid.known(key for key, _ in said)
        if opened := [own.key for _, own in articles if own]:
            # What others told of such a story, where its first article was forgotten and is read again.
            told = orjson.dumps(opened).decode()
            self.execute("DELETE FROM story WHERE key IN (SELECT value FROM json_each(?))", (told,))

    def _tell(self, stories: Sequence[tuple[KnownStory, int]]) -> None:
        rows = [(one.key, one.body, one.length, one.seen, one.claimed, one.source, day) for one, day in stories]
        self.many("INSERT OR REPLACE INTO story VALUES (?,?,?,?,?,?,?)", rows)

    def _forget(self, key: int) -> None:
        found = self.execute("SELECT sentences FROM article WHERE key = ?", (key,)).fetchone()
        if found:
            keys = array("q", found[0])[:KEYS]
            self.many("DELETE FROM sentence WHERE key = ? AND body = ?", [(one, key) for one in keys])
            self.execute("DELETE FROM article WHERE key = ?", (key,))

    def stories_with(self, sentences: Sequence[int], most: int) -> list[int]:
        """Ids of stories with one of these sentences among their articles' keys, the oldest first."""
        keys = self._unsaid.others(sentences)
        found = self.execute(STORIES.format(",".join("?" * len(keys))), (*keys, most)).fetchall() if keys else []
        if waiting := self._waits.with_sentences(sentences) if self._waits else set():
            stories = map(self.story, waiting)
            found = sorted({*found, *((story.seen, story.key) for story in stories if story)})[:most]
        return [key for _, key in found]

    def of_headline(self, headline: int, but: int) -> list[KnownArticle]:
        """The articles of a headline but the one at an address, by the day they were read."""
        found = [article_of(row) for row in self.execute(OF_HEADLINE, (headline, but))]
        if waiting := self._waits.of_headline(headline, but) if self._waits else []:
            found = sorted([*found, *waiting], key=lambda article: (article.day, article.key))
        return found

    def move(self, old: int, new: int) -> None:
        """All articles of one headline belong to another from now on."""
        # In two steps, each by an index.
        self.execute("UPDATE article SET headline = ?1 WHERE headline = ?2 AND headline <> key", (new, old))
        self.execute("UPDATE article SET headline = ?1 WHERE key = ?2 AND headline = ?2", (new, old))
        if self._waits:
            self._waits.move(old, new)

    def assign(self, key: int, headline: int) -> None:
        """The article at an address belongs to this headline from now on."""
        if self.waiting(key) and self._waits:
            self._waits.assign(key, headline)
        else:
            self.execute("UPDATE article SET headline = ? WHERE key = ?", (headline, key))

    def story(self, key: int) -> KnownStory | None:
        """A story by its id."""
        if self._waits and (waiting := self._waits.story(key)):
            return waiting
        found = self.execute(STORY, (key,)).fetchone()
        return KnownStory(*found) if found else None

    def frequent(self, keys: Collection[int], least: int) -> set[int]:
        """Those of `keys` (host and sentence mixed) that stood in `least` articles."""
        return self.counts.frequent(keys, least)

    def count_sentences(self, keys: Collection[int], day: int, least: int) -> set[int]:
        """One article more holds these sentences; gives those that stood in `least` before."""
        return self.counts.count(keys, day, least)

    def purge(self, day: int) -> None:
        """Forget articles, sentences and stories older than `day`."""
        for (key,) in self.execute("SELECT key FROM article WHERE day < ?", (day,)).fetchall():
            self._forget(key)
        self.counts.settle()
        self.execute("DELETE FROM host_sentence WHERE day < ?", (day,))
        self.execute("DELETE FROM story WHERE day < ?", (day,))
