"""Whether lines are records of their kind: one changed by another hand may have any value in any field. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, TypedDict, get_args, get_origin, get_type_hints

import msgspec

from newsportal.items.entries import held

Line = dict[str, Any]
"""A record as plain JSON values, with the keys of the newest schema version."""
_EMPTY = {str: "", int: 0, list: []}


class Shape:
    """The fields of a kind of record (its dataclass), or `only` some; `time` is the one that no line lacks."""

    def __init__(self, item: Any, time: str, only: Collection[str] = ()) -> None:
        declared = {name: hint for name, hint in get_type_hints(item).items() if not only or name in {*only, time}}
        self._empty: Line = {name: _EMPTY.get(get_origin(hint) or hint) for name, hint in declared.items()}
        lists = {name: _entries(holds) for name, holds in held(item).items()}
        self._fields = _typed({name: lists.get(name) or _plain(hint) for name, hint in declared.items()})
        self._decode = msgspec.json.Decoder(list[self._fields]).decode  # type: ignore[name-defined]

    def decode(self, lines: bytes) -> list[Line]:
        """The records of whole lines, with these fields only. Raises ValueError where one has another shape."""
        try:
            # Not decode_lines, which takes two objects on one line, and one object on two.
            found: list[Line] = self._decode(b"[%b]" % lines[:-1].replace(b"\n", b","))
            return found
        except msgspec.MsgspecError as error:
            raise ValueError(str(error)) from error

    def whole(self, line: Line) -> Line | None:
        """The line with every field, also one of an earlier schema version; None where a value is of another type."""
        try:
            full: Line = msgspec.convert(self._empty | line, self._fields)
            return full
        except (msgspec.MsgspecError, RecursionError):
            return None


def _typed(fields: dict[str, Any]) -> Any:
    """The type of an object that has all of these, each of its type."""
    return TypedDict("_Object", fields)  # type: ignore[operator]


def _entries(holds: dict[str, type]) -> Any:
    """The type of a list of objects of these keys; what is unknown is None."""
    return list[_typed({key: of | None for key, of in holds.items()})]  # type: ignore[misc]


def _plain(declared: Any) -> Any:
    """The type of a field's value in JSON: a time is text there. Of times readers tell what they can."""
    if declared is datetime or datetime in get_args(declared):
        return str if declared is datetime else str | None
    return list if get_origin(declared) is list else declared
