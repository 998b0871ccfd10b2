"""Whether lines are records of their kind: one changed by another hand may have any value in any field. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from operator import attrgetter, itemgetter
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from newsportal.items.entries import held

Line = dict[str, Any]
"""A record as plain JSON values, with the keys of the newest schema version."""
_EMPTY = {str: "", int: 0, list: []}
_ZONE = attrgetter("tzinfo")


class Shape:
    """The fields of a kind of record (its dataclass), or `only` some; `time` is the one that no line lacks."""

    def __init__(self, item: Any, time: str, only: Collection[str] = ()) -> None:
        declared = {name: hint for name, hint in get_type_hints(item).items() if not only or name in {*only, time}}
        self._empty: Line = {name: _EMPTY.get(get_origin(hint) or hint) for name, hint in declared.items()}
        self._fields = {name: _kinds(hint) for name, hint in declared.items()}
        self._lists = {
            name: {key: {kind, NoneType} for key, kind in holds.items()}
            for name, holds in held(item).items()
            if name in declared
        }
        self._time = itemgetter(time)

    def fit(self, lines: Sequence[Line]) -> bool:
        """Whether all lines have every field, each with a value of its type, column by column.

        Of times only that of the record is looked at; of others readers tell what they can.
        """
        try:
            return (
                _typed(lines, self._fields)
                and all(map(_ZONE, map(datetime.fromisoformat, map(self._time, lines))))
                and all(_typed([one for line in lines for one in line[name]], of) for name, of in self._lists.items())
            )
        except (KeyError, TypeError, ValueError):  # a field is missing, an entry is no object, a time is none
            return False

    def whole(self, line: Line) -> Line | None:
        """The line with every field, also one of an earlier schema version; None where a value is of another type."""
        full = self._empty | line
        return full if self.fit([full]) else None


def _kinds(declared: Any) -> set[type]:
    """The types of a field's values in JSON."""
    found = get_args(declared) if get_origin(declared) is not list else ()
    return {str if kind is datetime else kind for kind in found or (get_origin(declared) or declared,)}


def _typed(objects: Sequence[Any], fields: Mapping[str, set[type]]) -> bool:
    return all(kinds.issuperset(map(type, map(itemgetter(name), objects))) for name, kinds in fields.items())
