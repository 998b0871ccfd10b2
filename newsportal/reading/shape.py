"""Whether a line is a record of its kind: one changed by another hand may have any value in any field. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from newsportal.items.entries import held, mappings

Line = dict[str, Any]
"""A record as plain JSON values, with the keys of the newest schema version."""
_EMPTY = {str: "", int: 0, list: []}


class Shape:
    """The fields of a kind of record (its dataclass), `time` among them the one that no line lacks."""

    def __init__(self, item: Any, time: str) -> None:
        declared = get_type_hints(item)
        self._empty: Line = {name: _EMPTY.get(get_origin(hint) or hint) for name, hint in declared.items()}
        self._kinds = {name: _kinds(hint, name in mappings(item)) for name, hint in declared.items()}
        self._lists, self._time = held(item), time
        self._known: dict[tuple[Any, ...], bool] = {}

    def fit(self, lines: list[Line]) -> bool:
        """Whether all lines have every field, each with a value of its type: for many lines at once."""
        seen = {(*line, *map(type, line.values())): line for line in lines}  # few: lines are written alike
        return (
            all(self._fits(*one) for one in seen.items())
            and all(map(_is_time, [line[self._time] for line in lines]))
            and all(_are(line[name], holds) for name, holds in self._lists.items() for line in lines if line[name])
        )

    def whole(self, line: Line) -> Line | None:
        """The line with every field, also one of an earlier schema version; None where a value is of another type."""
        full = self._empty | line
        return full if self.fit([full]) else None

    def _fits(self, signature: tuple[Any, ...], line: Line) -> bool:
        if signature not in self._known:
            kinds = self._kinds.items()
            self._known[signature] = all(name in line and type(line[name]) in allowed for name, allowed in kinds)
        return self._known[signature]


def _kinds(declared: Any, was_mapping: bool) -> set[type]:
    """The types of a field's values in JSON; version 1 had dictionaries where now are lists."""
    origin = get_origin(declared)
    found = {origin} if origin in (list, dict) else {*(get_args(declared) or (declared,))}
    return {str if kind is datetime else kind for kind in found} | ({dict, list} if was_mapping else set())


def _is_time(text: str) -> bool:
    """Whether it is the time of a record; of other times readers tell what they can."""
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _are(values: Any, holds: Mapping[str, type]) -> bool:
    """Whether the objects of a list have its keys, each with a value of its type, or null."""
    return isinstance(values, dict) or all(_is(value, holds.items()) for value in values)


def _is(value: Any, holds: Iterable[tuple[str, type]]) -> bool:
    return isinstance(value, dict) and all(type(value.get(key, ...)) in (plain, NoneType) for key, plain in holds)
