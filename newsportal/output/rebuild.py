"""A state that does not know what the files know is filled from them: after a new format, or when it was lost."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from sqlite3 import complete_statement

from newsportal.output import replay
from newsportal.state.identity.schema import FORGET, FORMAT, SCHEMA
from newsportal.state.pages import KnownPage, Pages
from newsportal.state.sqlite import SqliteState

logger = logging.getLogger(__name__)


def fit(state: SqliteState, output: Path, *, window_days: int) -> None:
    """Rebuild identity from the files of `output` where the state has none or another format of it, pages where none.

    Inside the caller's transaction. Raises OSError, and ValueError for a line that is no JSON object or lacks a field.
    """
    sql = state.connection
    row = sql.execute("SELECT value FROM meta WHERE key = 'identity'").fetchone()
    if row and row[0] == FORMAT:
        return
    for statement in _statements(FORGET + SCHEMA):
        sql.execute(statement)
    if any((output / name).exists() and (output / name).stat().st_size for name in replay.OUTPUT[:3]):
        logger.info("rebuilding what is known from the files in %s", output)
        counts = replay.refill(output, sql, window_days=window_days)
        logger.info("rebuilt: %s", ", ".join(f"{count} {name}" for name, count in counts.items()))
    if not sql.execute("SELECT 1 FROM pages LIMIT 1").fetchone():
        _pages(state, output / "articles.jsonl")
    sql.execute("INSERT OR REPLACE INTO meta VALUES ('identity', ?)", (FORMAT,))


def _statements(script: str) -> Iterator[str]:
    # Not executescript(): it would end the caller's transaction.
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if complete_statement(statement):
            yield statement
            statement = ""


def _pages(state: SqliteState, path: Path) -> None:
    """Articles read before the state was lost are known again, so that they are not stored as new ones."""
    if not path.exists():
        return
    with replay.records_of(path.parent), path.open("rb") as lines:
        for text in lines:
            line = json.loads(text)
            fetched = datetime.fromisoformat(line["fetched"]).timestamp()
            page = KnownPage(
                "article", line["crawl"], fetched, fetched, 0, line["revision"], line["content_hash"], None, None
            )
            Pages(state, line["portal"]).save(line["url"], page)
