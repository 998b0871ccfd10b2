"""DuckDB over the output files, or over what was exported of them: read-only, and no file but these."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from newsportal.messages import needs, say
from newsportal.output.jsonl_store import path_of
from newsportal.output.schema import KINDS
from newsportal.output.sql import quoted, views
from newsportal.reading.tables import question

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_QUESTIONS = Path(__file__).parent / "views.sql"
VIEWS = (*KINDS, "headlines_now", "standing", "front_pages", "chains", "repeats", "silence")
"""The views: the four kinds of record, and what is usually asked of them."""
EXPORTED = "views.sql"
"""The file that makes the views of an exported folder; also the mark of one."""
_SETTINGS = (
    # An extension would be looked for on the network, in the middle of a query.
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET TimeZone = 'Asia/Shanghai'",
    "SET enable_progress_bar = false",
)


class TablesError(Exception):
    """A question that cannot be answered, or no DuckDB; the message says why, in one line."""


def connect() -> DuckDBPyConnection:
    """A database in memory. TablesError where DuckDB is not installed."""
    con: DuckDBPyConnection = _duckdb().connect()
    con.execute(";".join(_SETTINGS))
    return con


def _duckdb() -> ModuleType:
    try:
        import duckdb
    except ImportError:
        raise TablesError(needs("DuckDB", "read")) from None
    return duckdb


def ask(con: DuckDBPyConnection, select: str) -> DuckDBPyConnection:
    """The answer to one SELECT. TablesError for any other statement, and for what DuckDB cannot do."""
    with refusals_told():
        try:
            return question.ask(con, select)
        except question.NotOneSelect:
            raise TablesError(no_select()) from None


def no_select() -> str:
    """What is said of a question that is no single SELECT."""
    return say("one SELECT is answered; nothing is changed")


def words_of(error: object) -> str:
    """What DuckDB says of an error, in one line, without the place that it draws."""
    return " ".join(f"{error}".split("\n\n")[0].split())


@contextmanager
def refusals_told() -> Iterator[None]:
    """TablesError in place of DuckDB's error, and of Python's for an instant that it cannot tell (infinity)."""
    refused = _duckdb().Error, OverflowError
    try:
        yield
    except refused as error:
        raise TablesError(words_of(error)) from None


def over_output(folder: Path) -> DuckDBPyConnection:
    """The views over the files of an output folder as they stand when a query begins, whole lines only."""
    con = connect()
    con.execute(_over_output(folder))
    return con


def over_export(folder: Path) -> DuckDBPyConnection:
    """The views over an exported folder."""
    con = connect()
    con.execute(exported(con, folder, f"{folder.resolve()}/"))
    return con


def opening(folder: Path, export: bool) -> list[str]:
    """The statements that open the views over an output folder, or an exported one, and lock the connection."""
    views = exported(connect(), folder, f"{folder.resolve()}/") if export else _over_output(folder)
    return [*_SETTINGS, views, *_locks(folder)]


def _over_output(folder: Path) -> str:
    return "".join(records(folder.resolve(), kind) for kind in KINDS) + _QUESTIONS.read_text("utf-8")


def columns() -> str:
    """The views in words: a line each, its columns with their types."""
    con, lines = over_output(Path(os.devnull)), []
    for view in VIEWS:
        described = con.execute(f"DESCRIBE {view}").fetchall()
        lines.append(f"{view}({', '.join(f'{name} {kind}' for name, kind, *_ in described)})")
    return "\n".join(lines)


def records(folder: Path, kind: str) -> str:
    """The statement that makes the view of a kind of record; one whose file is missing has no rows."""
    path = path_of(folder, kind)
    statement = views(folder, kind)
    return statement if path.exists() else statement.replace(quoted(path), quoted(Path(os.devnull)))


def exported(con: DuckDBPyConnection, folder: Path, prefix: str = "") -> str:
    """The statements that make the views of an exported folder, whose files are named with `prefix` before them."""
    parts = ["SET TimeZone = 'Asia/Shanghai';\n"]
    for kind in KINDS:
        if next(folder.glob(f"{kind}/*/*.parquet"), None):
            files = quoted(Path(f"{prefix}{kind}/*/*.parquet"))
            found = f"SELECT * FROM read_parquet({files}, hive_partitioning = true, union_by_name = true)"
        else:
            found = f"SELECT {_columns(con, kind)}, NULL::DATE AS day WHERE false"
        parts.append(f"CREATE OR REPLACE VIEW {kind} AS {found};\n")
    return "".join(parts) + _QUESTIONS.read_text("utf-8")


def _columns(con: DuckDBPyConnection, kind: str) -> str:
    con.execute(records(Path(os.devnull), kind))
    return ", ".join(f'NULL::{kept} AS "{name}"' for name, kept, *_ in con.execute(f"DESCRIBE {kind}").fetchall())


def lock(con: DuckDBPyConnection, folder: Path) -> None:
    """From now on the connection reads the records in this folder and nothing else, and keeps its settings."""
    con.execute(";".join(_locks(folder)))


def _locks(folder: Path) -> list[str]:
    folder = folder.resolve()
    files = ", ".join(quoted(path) for path in (*(path_of(folder, kind) for kind in KINDS), os.devnull))
    folders = ", ".join(quoted(f"{folder / kind}/") for kind in KINDS)
    return [
        f"SET allowed_paths = [{files}]",
        f"SET allowed_directories = [{folders}]",
        "SET enable_external_access = false",
        "SET lock_configuration = true",
    ]
