"""CSV as spreadsheets open it: a byte order mark, so that Chinese is Chinese, and no cell that starts a formula."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from newsportal.reading.tables.connection import VIEWS, over_output
from newsportal.reading.tables.target import beside
from newsportal.text.china_time import CHINA

_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""With what a spreadsheet takes a text for a formula (OWASP, CSV injection)."""


def export(folder: Path, target: Path) -> dict[str, int]:
    """Write each view of an output folder as a CSV file, beside and renamed; gives how many rows each has."""
    con, written = over_output(folder), {}
    with beside(target) as new:
        for view in VIEWS:
            found = con.execute(f"SELECT * FROM {view}")
            with (new / f"{view}.csv").open("w", encoding="utf-8-sig", newline="") as file:
                names = [column[0] for column in found.description or ()]
                written[view] = write(file, names, iter(found.fetchone, None))
            (new / f"{view}.csv").replace(target / f"{view}.csv")
    return written


def write(file: IO[str], names: Sequence[str], rows: Iterable[Sequence[Any] | None]) -> int:
    """Write a table; gives how many rows it has."""
    count, writer = 0, csv.writer(file)
    writer.writerow(names)
    for count, row in enumerate(rows, 1):  # noqa: B007
        writer.writerow([_cell(value) for value in row or ()])
    return count


def _cell(value: Any) -> Any:
    """A text that would start a formula begins with an apostrophe; numbers stay numbers."""
    kept = plain(value)
    return f"'{kept}" if isinstance(kept, str) and kept.startswith(_STARTS) else kept


def plain(value: Any) -> Any:
    """A value of DuckDB's as text, number or None: times in China's time, lists as JSON."""
    if isinstance(value, datetime):
        return value.astimezone(CHINA).isoformat(sep=" ", timespec="seconds")[:19]
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value if value is None or isinstance(value, int | float | str) else str(value)
