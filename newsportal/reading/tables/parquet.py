"""Parquet by Beijing day: `sightings/day=2026-11-28/data.parquet` and so on; only days with new records are written.

Each file is written beside and renamed. What was taken is noted last, in `export.json`: an export that is killed is
done again, and a reader sees each day as it was or as it is.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsportal.reading.records import TIME_OF, Records
from newsportal.reading.tables.connection import EXPORTED, connect, exported, quoted, records
from newsportal.text.china_time import CHINA
from newsportal.text.keys import key_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_NOTE = "export.json"
_FORMAT = 1
"""Version of what is exported; with another one all is written anew."""


def export(folder: Path, target: Path) -> dict[str, int]:
    """Bring the export of an output folder up to date; gives how many days of each kind were written.

    Raises OSError and duckdb.Error where something cannot be read or written.
    """
    target.mkdir(parents=True, exist_ok=True)
    note = _note(target)
    with Records(folder) as read, tempfile.TemporaryDirectory(prefix=".new-", dir=target) as beside:
        written = {}
        for kind in TIME_OF:
            first = key_of(str(next(read.read(kind), "")))
            taken = note.get(kind, {})
            start = taken["end"] if taken.get("first") == first and taken["end"] <= read.end(kind) else 0
            if not start:
                shutil.rmtree(target / kind, ignore_errors=True)
            days = {line[TIME_OF[kind]][:10] for line in read.read(kind, start=start)} if start else None
            written[kind] = _write(read, folder, kind, days, Path(beside), target)
            note[kind] = {"first": first, "end": read.end(kind)}
    con = connect()
    _replace(target / EXPORTED, exported(con, target))
    _replace(target / _NOTE, json.dumps(note | {"format": _FORMAT}))
    return written


def _note(target: Path) -> dict[str, Any]:
    try:
        note: dict[str, Any] = json.loads((target / _NOTE).read_text("utf-8"))
        return note if note["format"] == _FORMAT else {}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return {}


def _write(read: Records, folder: Path, kind: str, days: set[str] | None, beside: Path, target: Path) -> int:
    """Write the days of a kind, all of them for None, out of a copy of the window that holds them."""
    if days is not None and not days:
        return 0
    con, time = connect(), f'"{TIME_OF[kind]}"'
    # One thread writes one file a day; there are only as many bytes of memory as a day has.
    con.execute(
        f"SET threads = 1; SET preserve_insertion_order = true; SET temp_directory = {quoted(beside / 'spill')}"
    )
    if days:
        since = datetime.fromisoformat(min(days)).replace(tzinfo=CHINA)
        folder = beside / "window"
        folder.mkdir(exist_ok=True)
        read.copy(kind, since, folder)
    con.execute(records(folder, kind))
    chosen = f"strftime({time}, '%Y-%m-%d') IN ({', '.join(map(quoted, days))})" if days else f"{time} IS NOT NULL"
    con.execute(
        f"COPY (SELECT *, strftime({time}, '%Y-%m-%d') AS day FROM {kind} WHERE {chosen}) TO {quoted(beside / kind)} "
        "(FORMAT parquet, COMPRESSION zstd, PARTITION_BY (day))"
    )
    return _move(con, beside / kind, target / kind)


def _move(con: DuckDBPyConnection, made: Path, target: Path) -> int:
    """Put each day's file in its place; a day that the writer parted is put together first."""
    days = sorted(made.glob("day=*"))
    for day in days:
        files = sorted(day.glob("*.parquet"))
        whole = files[0]
        if len(files) > 1:
            whole = day / "whole"
            con.execute(f"COPY (FROM read_parquet({quoted(day / '*.parquet')})) TO {quoted(whole)} (FORMAT parquet)")
        (target / day.name).mkdir(parents=True, exist_ok=True)
        whole.replace(target / day.name / "data.parquet")
    return len(days)


def _replace(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, "utf-8")
    beside.replace(path)
