"""The lines of docs/output.md that read the files, each run by its library and compared with what stands in the files.

    python tests/output/one_liners.py READER FOLDER…

Imports nothing of newsportal, so that `benchmarks/reader_versions.py` can run it with any version of a library alone. A
folder holds the four files and views.sql.
"""

from __future__ import annotations

import importlib
import io
import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "output.md"
KINDS = {
    "articles": ("fetched", "published"), "headlines": ("first_seen",), "sightings": ("seen", "published"),
    "crawls": ("begin", "end", "newest"),
}  # fmt: skip
"""The fields of each file that hold times."""
READERS = {
    "json": "json.loads", "pandas": "pandas.read_json", "polars": "polars.read_ndjson",
    "polars lazy": "polars.scan_ndjson", "pyarrow": "pyarrow.json.read_json", "duckdb": "duckdb.execute",
}  # fmt: skip
"""The readers, each with the function by which its line is known."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Row = dict[str, Any]
Times = tuple[list[int | None], list[str | None]]
"""Of one field: the instants, in microseconds since 1970, and the days, as 2026-11-28."""


def told(reader: str) -> tuple[str, str, str]:
    """Of the page: the lines that read sightings.jsonl, and the expressions for an instant and a day."""
    library, page = reader.split()[0], PAGE.read_text("utf-8")
    (line,) = re.findall(rf"^    (.*{re.escape(READERS[reader])}\(.*)$", page, re.M)
    ((instant, day),) = re.findall(rf"^\| `{library}` \| `(.*)` \| `(.*)` \|$", page, re.M)
    (whole,) = re.findall(r"^    (whole = .*)$", page, re.M)
    return f"{whole}\n{line}", instant, day


class Shown:
    """What a reader shows of one file."""

    def __init__(self, reader: str, path: Path) -> None:
        self.library = reader.split()[0]
        code, self._instant, self._day = told(reader)
        names = (self.library, "pyarrow.json", "pyarrow.compute") if self.library == "pyarrow" else (self.library,)
        modules = {name.partition(".")[0]: importlib.import_module(name) for name in reversed(names)}
        self._names: dict[str, Any] = modules | {"io": io, "datetime": datetime}
        self._kind, self._module = path.stem, modules[self.library]
        code = code.replace("output/sightings.jsonl", str(path)).replace("sightings", path.stem)
        exec(code.replace("views.sql", str(path.parent / "views.sql")), self._names)

    def _of(self, expression: str, field: str, **more: Any) -> Any:
        return eval(expression.replace("seen", field), self._names | more)

    def rows(self) -> list[Row]:
        """Every line as plain values."""
        rows = self._names["rows"]
        if self.library == "pandas":
            return rows.astype(object).where(rows.notna(), None).to_dict("records")
        if self.library == "polars":
            return rows.lazy().collect().to_dicts()
        if self.library == "duckdb":
            return self._query(f"SELECT * REPLACE ({', '.join(f'NULL AS {_quoted(f)}' for f in KINDS[self._kind])})")
        return rows.to_pylist() if self.library == "pyarrow" else rows

    def _query(self, select: str) -> list[Row]:
        answer = self._module.execute(f"{select} FROM {self._kind}")
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def times(self, field: str) -> Times:
        """The instants and days of a field."""
        rows, instant, day = self._names["rows"], self._instant, self._day
        if self.library == "duckdb":
            name = _quoted(field)
            day = f"strftime({day.replace('seen', name)}, '%Y-%m-%d') AS day"
            found = self._query(f"SELECT epoch_us({instant.replace('seen', name)}) AS instant, {day}")
            return [row["instant"] for row in found], [row["day"] for row in found]
        if self.library == "json":
            each = [self._of(f"lambda row: {expression}", field) for expression in (instant, day)]
            both = [[row[field] and expression(row) for row in rows] for expression in each]
        elif self.library == "polars":
            columns = [self._of(expression, field) for expression in (instant, day)]
            both = [rows.lazy().select(column).collect().to_series().to_list() for column in columns]
        elif self.library == "pandas":
            columns = [self._of(expression, field) for expression in (instant, day)]
            both = [column.astype(object).where(column.notna(), None).tolist() for column in columns]
        else:
            both = [self._of(expression, field).to_pylist() for expression in (instant, day)]
        return [microseconds(when) for when in both[0]], both[1]


def _quoted(name: str) -> str:
    return f'"{name}"'


def microseconds(when: datetime | None) -> int | None:
    """An aware time as microseconds since 1970."""
    return None if when is None else (when - _EPOCH) // timedelta(microseconds=1)


@cache
def true(path: Path) -> tuple[list[Row], dict[str, Times]]:
    """The lines of a file, and the instants and days of its fields."""
    lines, times = [json.loads(line) for line in path.read_bytes().split(b"\n")[:-1]], {}
    for field in KINDS[path.stem]:
        texts = [line[field] for line in lines]
        instants = [microseconds(text and datetime.fromisoformat(text)) for text in texts]
        times[field] = instants, [text and text[:10] for text in texts]
    return lines, times


def differences(reader: str, folder: Path) -> Iterator[str]:
    """What a reader shows otherwise than it stands in the four files of a folder."""
    for kind, fields in KINDS.items():
        path = folder / f"{kind}.jsonl"
        lines, times = true(path)
        shown = Shown(reader, path)
        rows = shown.rows()
        if len(rows) != len(lines):
            yield f"{kind}: {len(rows)} rows of {len(lines)} lines"
        for number, (row, line) in enumerate(zip(rows, lines, strict=False), 1):
            # DuckDB's times are no texts; a line of version 1 lacks a field that others have.
            expected = line | dict.fromkeys(fields) if shown.library == "duckdb" else line
            if row != expected and row != (expected := dict.fromkeys(row) | expected):
                other = {key: (row.get(key), value) for key, value in expected.items() if row.get(key) != value}
                yield f"{kind}, line {number}, shown and true: {str(other)[:500]}"
        for field in fields:
            if shown.times(field) != times[field]:
                yield f"{kind}: other instants or days of {field}"


if __name__ == "__main__":
    found = [difference for folder in sys.argv[2:] for difference in differences(sys.argv[1], Path(folder))]
    print("\n".join(found[:5]) or f"{sys.argv[1]}: every value, instant and day")
    sys.exit(bool(found))
