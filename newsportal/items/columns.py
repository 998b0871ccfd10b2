"""Items of one kind by column: what a page's hundred headlines have in common stands once, and is made once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import repeat
from operator import attrgetter
from typing import Any, TypeVar

from newsportal.items import entries
from newsportal.items.article import Article
from newsportal.items.headline import Headline
from newsportal.items.serialization import names, times
from newsportal.items.sighting import Sighting
from newsportal.text.china_time import iso

T = TypeVar("T", Article, Headline, Sighting)


def columns(items: Sequence[Article | Headline | Sighting]) -> dict[str, Any]:
    """Items of one kind as plain JSON values, as their `record` has them: `rows` tells how many there are, `own` what
    differs, and `same` has every field, in declared order, with what all have in common."""
    if not items:
        return {}
    kind: Any = type(items[0])
    same, own, clock = dict[str, Any](), dict[str, list[Any]](), times(kind)
    for name in names(kind):
        values = [*map(attrgetter(name), items)]
        first = values[0]
        if values.count(first) == len(values):
            same[name] = iso(first) if name in clock and first is not None else first
        else:
            same[name] = None
            own[name] = [None if one is None else iso(one) for one in values] if name in clock else values
    return {"rows": len(items), "same": same, "own": own}


def rows(told: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The records that stand in columns, their fields in the order of `same`."""
    same, own = told.get("same", {}), told.get("own", {})
    for values in _across(told, own):
        yield same | dict(zip(own, values, strict=True))


def _across(told: Mapping[str, Any], own: Mapping[str, list[Any]]) -> Iterator[tuple[Any, ...]]:
    return zip(*own.values(), strict=True) if own else repeat((), told.get("rows", 0))


def items_in(kind: type[T], told: Mapping[str, Any]) -> list[T]:
    """The items that stand in columns; raises as `item_of` does, and ValueError for columns of unequal length."""
    made: Any = kind
    known, clock = {*names(made)}, times(made)
    own = {name: values for name, values in told.get("own", {}).items() if name in known}
    same = {name: value for name, value in told.get("same", {}).items() if name in known and name not in own}
    for name, holds in entries.held(made).items():
        # No two items share a list.
        values = own[name] if name in own else [same.pop(name)] * told["rows"] if name in same else None
        if values is not None:
            own[name] = [entries.read(value, holds) if isinstance(value, list) else value for value in values]
    for name in clock:
        if same.get(name) is not None:
            same[name] = datetime.fromisoformat(same[name])
        if name in own:
            own[name] = [None if text is None else datetime.fromisoformat(text) for text in own[name]]
    return [made(**same, **dict(zip(own, values, strict=True))) for values in _across(told, own)]
