"""Fills a state from the store: one that was lost, or whose identity tables have another format."""

from __future__ import annotations

import logging
import time
from datetime import datetime, timedelta

from newsportal.messages import duration, listed, say
from newsportal.output import replay
from newsportal.output.store import Store
from newsportal.state.identity.schema import FORGET, FORMAT, SCHEMA
from newsportal.state.pages import KnownPage, Pages
from newsportal.state.sqlite import SqliteState

logger = logging.getLogger(__name__)
_TELL = 10
"""Seconds between two lines that say how far a rebuild is."""


def fill_missing(state: SqliteState, store: Store, *, window_days: int) -> None:
    """Rebuild identity from the store if the state has none, or another format of it; and pages if it has none.

    Inside the caller's transaction. Raises OSError, and ValueError for a record that cannot be read or lacks a field.
    """
    sql = state.connection
    row = sql.execute("SELECT value FROM meta WHERE key = 'identity'").fetchone()
    if row and row[0] == FORMAT:
        return
    state.script(FORGET + SCHEMA)
    if any(True for _ in store.all(*replay.READ)):
        with state.rebuilding():
            _refill(state, store, window_days)
    if not sql.execute("SELECT 1 FROM pages LIMIT 1").fetchone():
        _pages(state, store)
    sql.execute("INSERT OR REPLACE INTO meta VALUES ('identity', ?)", (FORMAT,))


def _refill(state: SqliteState, store: Store, window_days: int) -> None:
    words = say("rebuilding what is known from the files in {place}; other crawls wait for it", place=store.place())
    logger.info("%s", words)
    counts = replay.refill(store, state.connection, _Progress().tell, window_days=window_days)
    figures = listed([f"{count:,} {say(name)}" for name, count in counts.items()])
    logger.info("%s", say("rebuilt: {figures}", figures=figures))


class _Progress:
    """Says every ten seconds how far a rebuild is."""

    def __init__(self) -> None:
        self._begin = self._last = time.monotonic()

    def tell(self, done: int, of: int) -> None:
        """Say that so many records of so many are done, if it is time to."""
        now = time.monotonic()
        if now - self._last >= _TELL:
            self._last = now
            took = duration(timedelta(seconds=now - self._begin))
            words = say("rebuilding: {done:,} of {all:,} records, {duration}", done=done, all=of, duration=took)
            logger.info("%s", words)


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
