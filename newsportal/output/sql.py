"""The output files as typed views of DuckDB: `scrapy schema --sql` prints them.

No type is left to be guessed, since each version of DuckDB guesses otherwise: the same times are text, instants, UTC
without a zone (another day) or an error. Lines of version 1 come in the columns of version 2; a torn one is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from newsportal.items.entries import held, mappings
from newsportal.output.jsonl_store import path_of
from newsportal.output.schema import KINDS

_TYPES = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", datetime: "VARCHAR"}
"""As what DuckDB reads a value of a line; a time as it is written, until a view casts it."""
_ZONE = "SET TimeZone = 'Asia/Shanghai';  -- by which DuckDB tells days and shows times\n"


def views(folder: Path, *kinds: str) -> str:
    """The statements that make a view of each kind of record (none named: of all four) in an output folder."""
    return _ZONE + "".join(_view(kind, path_of(folder, kind)) for kind in kinds or KINDS)


def _view(kind: str, path: Path) -> str:
    item: Any = KINDS[kind]
    names = [field.name for field in fields(item)]
    columns = ",\n        ".join(f"{_name(name)}: {quoted(_type(item, name))}" for name in names)
    values = ",\n    ".join(_value(item, name) for name in names)
    return (
        f"\nCREATE OR REPLACE VIEW {kind} AS SELECT\n    {values}\nFROM read_json({quoted(path)}, "
        f"format = 'newline_delimited', ignore_errors = true,\n    columns = {{{columns}}})\n"
        f"WHERE {_name(names[0])} IS NOT NULL;  -- a torn line gives a row of nulls\n"
    )


def _name(name: str) -> str:
    return f'"{name}"'


def quoted(value: object) -> str:
    """A text of SQL."""
    return "'" + str(value).replace("'", "''") + "'"


def _type(item: Any, name: str) -> str:
    """As what DuckDB reads a field of a line."""
    if name in mappings(item):
        return "JSON"
    if holds := held(item).get(name):
        return f"STRUCT({', '.join(f'{_name(key)} {_TYPES[plain]}' for key, plain in holds.items())})[]"
    declared = get_type_hints(item)[name]
    plain = next(part for part in (*get_args(declared), declared) if part is not NoneType)
    return _TYPES[plain] + "[]" * (get_origin(declared) is list)


def _value(item: Any, name: str) -> str:
    """A column of a view."""
    column, declared = _name(name), get_type_hints(item)[name]
    if datetime in (declared, *get_args(declared)):
        return f"TRY_CAST({column} AS TIMESTAMPTZ) AS {column}"
    if name not in mappings(item):
        return column
    holds = held(item)[name]
    listed = ", ".join(f'"{key}": "{_TYPES[plain]}"' for key, plain in holds.items())
    return (
        f"CASE json_type({column}) WHEN 'OBJECT' THEN {_entries(column, holds, mappings(item)[name])}\n"
        f"        ELSE from_json({column}, '[{{{listed}}}]') END AS {column}"
    )


def _entries(column: str, holds: Mapping[str, type], inner: Any) -> str:
    """The list of objects that a dictionary of version 1 is in version 2; `inner`: what a value of it was."""
    plain = _TYPES[get_args(inner)[-1]] if get_args(inner) else _TYPES[inner]
    if get_origin(inner) is dict:
        kind, made = f"MAP(VARCHAR, {plain})", _object(holds, "x.key", "y.key", "y.value")
        made = f"[{made} FOR y IN map_entries(x.value)]"
    elif get_origin(inner) is list:
        kind, made = f"{plain}[]", _object(holds, "x.key", *(f"x.value[{n}]" for n in range(1, len(holds))))
    else:
        kind, made = plain, _object(holds, "x.key", "x.value")
    found = f"[{made} FOR x IN map_entries(from_json({column}, '\"MAP(VARCHAR, {kind})\"'))]"
    return f"flatten({found})" if get_origin(inner) is dict else found


def _object(holds: Mapping[str, type], *values: str) -> str:
    return "{" + ", ".join(f"{quoted(key)}: {value}" for key, value in zip(holds, values, strict=True)) + "}"
