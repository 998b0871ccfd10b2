"""One SQLite file with every view as a table, and metadata by which Datasette shows it well."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from newsportal.reading.tables.connection import VIEWS, over_output
from newsportal.reading.tables.sheets import plain
from newsportal.reading.tables.target import beside

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NAME = "records.sqlite"
METADATA = "metadata.json"
_TYPES = {"BIGINT": "INTEGER", "INTEGER": "INTEGER", "DOUBLE": "REAL"}
_INDEXED = ("headline", "id", "story", "url", "portal", "block", "page", "seen", "first_seen", "published")
_BATCH = 5_000
"""Rows that are in memory at once."""
_SHOWN = {
    "headlines_now": {"sort_desc": "last_seen", "facets": ["first_portal"], "label_column": "text"},
    "front_pages": {"facets": ["portal", "page", "block"]},
    "standing": {"sort_desc": "seen", "facets": ["portal", "block"]},
    "chains": {"facets": ["portal", "source"]},
    "repeats": {"sort_desc": "times", "facets": ["rule", "portal"]},
    "silence": {"sort_desc": "missed", "facets": ["portal"]},
    "articles": {"sort_desc": "fetched", "facets": ["portal", "source"], "label_column": "title"},
    "headlines": {"sort_desc": "first_seen", "facets": ["portal", "block"], "label_column": "text"},
    "sightings": {"sort_desc": "seen", "facets": ["portal", "kind", "block"]},
    "crawls": {"sort_desc": "begin", "facets": ["portal", "outcome"]},
}


def export(folder: Path, target: Path) -> dict[str, int]:
    """Write the views of an output folder as tables, beside and renamed; gives how many rows each has."""
    con = over_output(folder)
    with beside(target) as new:
        with closing(sqlite3.connect(new / NAME, isolation_level=None)) as sql:
            sql.execute("PRAGMA journal_mode = OFF")
            sql.execute("PRAGMA synchronous = OFF")
            written = {view: _table(con, sql, view) for view in VIEWS}
        shown = {"databases": {"records": {"tables": _SHOWN}}}
        (new / METADATA).write_text(json.dumps(shown, ensure_ascii=False, indent=2), "utf-8")
        for name in (METADATA, NAME):
            (new / name).replace(target / name)
    return written


def _table(con: DuckDBPyConnection, sql: sqlite3.Connection, view: str) -> int:
    columns = con.execute(f"DESCRIBE {view}").fetchall()
    declared = ", ".join(f'"{name}" {_TYPES.get(kind, "TEXT")}' for name, kind, *_ in columns)
    sql.execute(f"CREATE TABLE {view} ({declared})")
    sql.execute("BEGIN")
    found, count = con.execute(f"SELECT * FROM {view}"), 0
    while rows := found.fetchmany(_BATCH):
        count += len(rows)
        marks = ", ".join("?" * len(columns))
        sql.executemany(f"INSERT INTO {view} VALUES ({marks})", ([plain(value) for value in row] for row in rows))
    for name, *_ in columns:
        if name in _INDEXED:
            sql.execute(f'CREATE INDEX "{view}_{name}" ON {view} ("{name}")')
    sql.execute("COMMIT")
    return count
