"""Fields that hold a list of objects: in the files every object of a list has the same keys.

Where a program wants a dictionary, the files hold its entries: readers take a dictionary's keys for columns, which are
others in each file, and those that they meet late polars loses in silence (after line 100) and DuckDB refuses (20,480).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

_ENTRIES = "entries"
_PLAIN = {str: "string", int: "integer"}
"""The name of each type in JSON Schema."""


def entries(**holds: type) -> dict[str, dict[str, type]]:
    """The metadata of a field whose list holds objects of these keys, each a str or an int; what is unknown is None."""
    return {_ENTRIES: holds}


@cache
def held(kind: Any) -> dict[str, dict[str, type]]:
    """What the objects of each such field of a record hold: type by key, in order."""
    return {item.name: item.metadata[_ENTRIES] for item in fields(kind) if _ENTRIES in item.metadata}


@cache
def mappings(kind: Any) -> dict[str, Any]:
    """The fields of a record that are dictionaries in a program, with what a value of theirs is declared to be."""
    declared = get_type_hints(kind)
    return {name: get_args(declared[name])[1] for name in held(kind) if get_origin(declared[name]) is dict}


def json_schema(holds: Mapping[str, type]) -> dict[str, Any]:
    """The JSON Schema of a list of such objects."""
    properties = {key: {"type": [_PLAIN[plain], "null"]} for key, plain in holds.items()}
    return {
        "type": "array",
        "items": {"type": "object", "properties": properties, "required": [*holds], "additionalProperties": False},
    }


def listed(mapping: Mapping[str, Any], holds: Mapping[str, type]) -> list[dict[str, Any]]:
    """The entries of a dictionary, or of a dictionary of dictionaries or lists, as objects of these keys."""
    return [dict(zip(holds, row, strict=True)) for row in _rows(mapping)]


def _rows(value: Any) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            for rest in _rows(inner):
                yield key, *rest
    else:
        yield tuple(value) if isinstance(value, list) else (value,)


def read(values: list[dict[str, Any]], holds: Mapping[str, type]) -> list[dict[str, Any]]:
    """Objects as a file has them, each value of its key's type: version 1 wrote some numbers where now is text.

    Raises ValueError where one lacks a key, or has a value of another type."""
    pairs = holds.items()
    try:
        return [{key: None if entry[key] is None else plain(entry[key]) for key, plain in pairs} for entry in values]
    except KeyError as error:
        raise ValueError(f"an entry lacks {error}") from None


def mapped(values: list[dict[str, Any]], inner: Any) -> dict[str, Any]:
    """The dictionary whose entries these objects are; `inner` is what a value of it is declared to be."""
    found: dict[str, Any] = {}
    for entry in values:
        key, *rest = entry.values()
        if get_origin(inner) is dict:
            found.setdefault(key, {})[rest[0]] = rest[1]
        else:
            found[key] = rest if get_origin(inner) is list else rest[0]
    return found
