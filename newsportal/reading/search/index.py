"""The search index: every wording of a headline and every article's text, found by any piece of it.

SQLite's FTS5 (standard library) over pairs of characters (`query.tokens`), without positions: the text itself decides
about what was found. The file is made from the output files, kept up by what is new in them, and can be deleted.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from newsportal.reading.records import Mark, Records, least
from newsportal.reading.search.query import Query, fold, tokens
from newsportal.reading.search.texts import TEXTS, Text

FORMAT = 2
"""Version of the index; one of another version is made anew."""
_BATCH = 20_000
"""Records after which is said how far the index is."""
_TABLES = """
CREATE TABLE files (
    kind TEXT PRIMARY KEY, first INTEGER NOT NULL, place INTEGER NOT NULL, last INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE texts (
    id INTEGER PRIMARY KEY, article INTEGER NOT NULL, key TEXT NOT NULL, wording INTEGER NOT NULL, old INTEGER NOT NULL,
    portal TEXT NOT NULL, block TEXT NOT NULL, time TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL, body BLOB);
CREATE UNIQUE INDEX texts_key ON texts (key, wording);
CREATE VIRTUAL TABLE pairs USING fts5 (tokens, content='', detail=none, columnsize=0, tokenize='ascii', prefix='1');
"""
# 'ascii' takes every character beyond ASCII for part of a token: what is one, `tokens` has decided.


@dataclass(frozen=True)
class Found:
    """A headline's wording, or an article, that matches."""

    id: str
    """The headline's id; of an article "", its address is its key."""
    text: str
    """The headline's words, or the article's title."""
    portal: str
    block: str
    """The block's label where the wording was first seen; "" without one, and of an article."""
    time: datetime
    """When the wording was first seen, or the article fetched."""
    url: str


@dataclass(frozen=True)
class Where:
    """What a search is narrowed to."""

    articles: bool = False
    """Articles, by title and text, in place of headlines."""
    portal: str = ""
    block: str = ""
    """A part of the block's label."""
    since: datetime | None = None


class SearchIndex:
    """The index in a file, made where it is not there. A context manager. Raises OSError and sqlite3.Error.

    A file that is damaged or of another version is made anew: nothing in it is not in the output files.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._sql = _opened(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            _delete(path)
            self._sql = _opened(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._sql.close()

    def update(self, records: Records, told: Callable[[str, int], None] = lambda kind, count: None) -> None:
        """Take in what is new in the output files; `told` hears how many records of a kind were taken so far.

        One transaction: who searches meanwhile finds what was there before. Files that were begun anew, by
        `scrapy reset`, begin the index anew.
        """
        self._sql.execute("BEGIN IMMEDIATE")
        known = {kind: Mark(*mark) for kind, *mark in self._sql.execute("SELECT * FROM files")}
        if not all(records.continues(kind, mark) for kind, mark in known.items()):
            self._forget()
            known = {}
        for kind, text_of in TEXTS.items():
            for count, line in enumerate(records.read(kind, start=known.get(kind, Mark()).end), 1):
                self._add(text_of(line))
                if count % _BATCH == 0:
                    told(kind, count)
            self._sql.execute("REPLACE INTO files VALUES (?, ?, ?, ?)", (kind, *records.mark(kind)))
        self._sql.execute("COMMIT")

    def _forget(self) -> None:
        self._sql.execute("INSERT INTO pairs (pairs) VALUES ('delete-all')")
        self._sql.execute("DELETE FROM texts")

    def _add(self, found: Text | None) -> None:
        if found is None:
            return
        added = self._sql.execute(
            "INSERT OR IGNORE INTO texts VALUES (NULL, ?, ?, ?, 0, ?, ?, ?, ?, ?, NULL)", found[:-1]
        )
        if not added.rowcount:
            return
        place, text = added.lastrowid, fold(found.text)
        self._sql.execute("INSERT INTO pairs (rowid, tokens) VALUES (?, ?)", (place, " ".join({*tokens(text)})))
        if found.article:
            self._sql.execute("UPDATE texts SET body = ? WHERE id = ?", (zlib.compress(text.encode()), place))
            self._sql.execute("UPDATE texts SET old = 1 WHERE key = ? AND id <> ?", (found.key, place))

    def find(self, query: Query, where: Where) -> Iterator[Found]:
        """What matches, the newest first."""
        looked_up = query.expression()
        chosen = "id IN (SELECT rowid FROM pairs WHERE pairs MATCH :tokens) AND" if looked_up else ""
        rows = self._sql.execute(
            f"SELECT key, title, portal, block, time, url, body FROM texts WHERE {chosen} article = :articles "
            "AND NOT old AND (:portal = '' OR portal = :portal) AND time >= :since ORDER BY time DESC, id DESC",
            {
                "tokens": looked_up,
                "articles": where.articles,
                "portal": where.portal,
                "since": least(where.since) if where.since else "",
            },
        )
        block = fold(where.block)
        for key, title, portal, label, time, url, body in rows:
            text = zlib.decompress(body).decode() if body else fold(title)
            if block in fold(label) and query.matches(text):
                yield Found("" if where.articles else key, title, portal, label, datetime.fromisoformat(time), url)

    def count(self, articles: bool) -> int:
        """How many headlines, or articles, are in the index."""
        found: int = self._sql.execute(
            "SELECT count(DISTINCT key) FROM texts WHERE article = ? AND NOT old", (articles,)
        ).fetchone()[0]
        return found


def _opened(path: Path) -> sqlite3.Connection:
    sql = sqlite3.connect(path, timeout=60, isolation_level=None)
    sql.execute("PRAGMA journal_mode = WAL")
    sql.execute("PRAGMA synchronous = OFF")  # nothing in it that is not in the output files
    sql.execute("BEGIN IMMEDIATE")
    if sql.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
        for name in ("files", "texts", "pairs"):
            sql.execute(f"DROP TABLE IF EXISTS {name}")
        for statement in _TABLES.split(";\n"):
            sql.execute(statement)
        sql.execute(f"PRAGMA user_version = {FORMAT}")
    sql.execute("COMMIT")
    return sql


def _delete(path: Path) -> None:
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
