"""Parquet by Beijing day: `sightings/day=2026-11-28/data.parquet` and so on; only days with new records are written.

Each file is written beside and renamed. What was taken is noted last, in `export.json`: an export that is killed is
done again, and a reader sees each day as it was or as it is.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsportal.output.sql import quoted
from newsportal.reading.records import TIME_OF, Mark, Records
from newsportal.reading.tables.connection import EXPORTED, connect, exported, records
from newsportal.reading.tables.target import beside
from newsportal.text.china_time import CHINA

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_NOTE = "export.json"
_FORMAT = 1
"""Version of what is exported; with another one all is written anew."""


def export(folder: Path, target: Path) -> dict[str, int]:
    """Bring the export of an output folder up to date; gives how many days of each kind were written.

    Raises Held while another export writes there, OSError and duckdb.Error where something cannot be read or written.
    """
    with beside(target) as new, Records(folder) as read:
        note, written = _note(target), {}
        for kind in TIME_OF:
            taken = Mark(**note.get(kind, {}))
            start = taken.end if read.continues(kind, taken) else 0
            if not start:
                _forget(target / kind)
            days = {line[TIME_OF[kind]][:10] for line in read.read(kind, start=start)} if start else None
            written[kind] = _write(read, folder, kind, days, new, target)
            note[kind] = read.mark(kind)._asdict()
        for name, text in ((EXPORTED, exported(connect(), target)), (_NOTE, json.dumps(note | {"format": _FORMAT}))):
            (new / name).write_text(text, "utf-8")
            (new / name).replace(target / name)
    return written


def _forget(folder: Path) -> None:
    """Remove the days of a kind; what else lies in the folder is somebody's."""
    for path in folder.glob("day=*/data.parquet"):
        path.unlink()
        with suppress(OSError):
            path.parent.rmdir()


def _note(target: Path) -> dict[str, Any]:
    try:
        note: dict[str, Any] = json.loads((target / _NOTE).read_text("utf-8"))
        return note if note["format"] == _FORMAT else {}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return {}


def _write(read: Records, folder: Path, kind: str, days: set[str] | None, new: Path, target: Path) -> int:
    """Write the days of a kind, all of them for None, out of a copy of the window that holds them."""
    if days is not None and not days:
        return 0
    con, time = connect(), f'"{TIME_OF[kind]}"'
    # One thread writes one file a day; there are only as many bytes of memory as a day has.
    con.execute(f"SET threads = 1; SET preserve_insertion_order = true; SET temp_directory = {quoted(new / 'spill')}")
    if days:
        since = datetime.fromisoformat(min(days)).replace(tzinfo=CHINA)
        folder = new / "window"
        folder.mkdir(exist_ok=True)
        read.copy(kind, since, folder)
    con.execute(records(folder, kind))
    chosen = f"strftime({time}, '%Y-%m-%d') IN ({', '.join(map(quoted, days))})" if days else f"{time} IS NOT NULL"
    con.execute(
        f"COPY (SELECT *, strftime({time}, '%Y-%m-%d') AS day FROM {kind} WHERE {chosen}) TO {quoted(new / kind)} "
        "(FORMAT parquet, COMPRESSION zstd, PARTITION_BY (day))"
    )
    return _move(con, new / kind, target / kind)


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
