"""What the fields of a record are declared to hold: a field that is added there needs no word anywhere else."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any, get_origin, get_type_hints

LINES = "lines"
"""In the metadata of a field: its text keeps its line breaks. That of any other field is put on one line."""


@cache
def texts(kind: Any) -> dict[str, bool]:
    """The fields of a record that hold a text or None, and whether the text keeps its line breaks."""
    declared = get_type_hints(kind)
    return {item.name: LINES in item.metadata for item in fields(kind) if declared[item.name] == str | None}


@cache
def lists(kind: Any) -> frozenset[str]:
    """The fields of a record that hold lists."""
    return frozenset(name for name, declared in get_type_hints(kind).items() if get_origin(declared) is list)


@cache
def shared(one: Any, other: Any) -> tuple[str, ...]:
    """The fields that two dataclasses both declare, in the order of the first."""
    known = {item.name for item in fields(other)}
    return tuple(item.name for item in fields(one) if item.name in known)
