"""Fills a state from the store: one that was lost, or whose identity tables have another format."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from sqlite3 import complete_statement

from newsportal.output import replay
from newsportal.output.store import Store
from newsportal.state.identity.schema import FORGET, FORMAT, SCHEMA
from newsportal.state.pages import KnownPage, Pages
from newsportal.state.sqlite import SqliteState

logger = logging.getLogger(__name__)


def fill_missing(state: SqliteState, store: Store, *, window_days: int) -> None:
    """Rebuild identity from the store if the state has none, or another format of it; and pages if it has none.

    Inside the caller's transaction. Raises OSError, and ValueError for a record that cannot be read or lacks a field.
    """
    sql = state.connection
    row = sql.execute("SELECT value FROM meta WHERE key = 'identity'").fetchone()
    if row and row[0] == FORMAT:
        return
    for statement in _statements(FORGET + SCHEMA):
        sql.execute(statement)
    if any(True for _ in store.all(*replay.READ)):
        logger.info("rebuilding what is known from the files in %s", store.place())
        counts = replay.refill(store, sql, window_days=window_days)
        logger.info("rebuilt: %s", ", ".join(f"{count} {name}" for name, count in counts.items()))
    if not sql.execute("SELECT 1 FROM pages LIMIT 1").fetchone():
        _pages(state, store)
    sql.execute("INSERT OR REPLACE INTO meta VALUES ('identity', ?)", (FORMAT,))


def _statements(script: str) -> Iterator[str]:
    # executescript() would end the caller's transaction.
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if complete_statement(statement):
            yield statement
            statement = ""


def _pages(state: SqliteState, store: Store) -> None:
    """Make the articles known that were read before the state was lost, so that they are not stored as new ones."""
    with replay.records_of(store):
        for line in store.all("articles"):
            fetched = datetime.fromisoformat(line["fetched"]).timestamp()
            page = KnownPage(
                "article", line["crawl"], fetched, fetched, 0, line["revision"], line["content_hash"], None, None
            )
            pages = Pages(state, line["portal"])
            if before := pages.get(line["url"]):
                pages.add_version(line["url"], before.hash or "")
            pages.save(line["url"], page)
