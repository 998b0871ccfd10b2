"""Sightings by column: what a page's hundred headlines have in common stands once, and is made once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import repeat
from typing import Any

from newsportal.items import entries
from newsportal.items.serialization import names, times, values_of
from newsportal.items.sighting import Sighting
from newsportal.text.china_time import iso


def columns(sightings: Sequence[Sighting]) -> dict[str, Any]:
    """Sightings as plain JSON values, as their `record` has them: `rows` tells how many there are, `own` what differs,
    and `same` has every field, in declared order, with what all have in common."""
    if not sightings:
        return {}
    same, own, clocks = dict[str, Any](), dict[str, list[Any]](), times(Sighting)
    for name, values in zip(names(Sighting), zip(*map(values_of(Sighting), sightings), strict=True), strict=True):
        first, clock = values[0], name in clocks
        if values.count(first) == len(values):
            same[name] = iso(first) if clock and first is not None else first
        else:
            same[name] = None
            own[name] = [None if one is None else iso(one) for one in values] if clock else [*values]
    return {"rows": len(sightings), "same": same, "own": own}


def rows(told: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The records that stand in columns, their fields in the order of `same`."""
    same, own = told["same"], told["own"]
    every = zip(*own.values(), strict=True) if own else repeat((), told["rows"])
    for values in every:
        yield same | dict(zip(own, values, strict=True))


def column(told: Mapping[str, Any], name: str) -> list[Any]:
    """The values of one field of the records that stand in columns."""
    own: list[Any] | None = told["own"].get(name)
    return [told["same"][name]] * told["rows"] if own is None else own


def sightings_in(told: Mapping[str, Any]) -> list[Sighting]:
    """The sightings that stand in columns; raises as `item_of` does, and ValueError for columns of unequal length."""
    if not told:
        return []
    same, own, count = dict(told["same"]), dict(told["own"]), told["rows"]
    if any(len(values) != count for values in own.values()):
        raise ValueError("columns of unequal length")
    for name, holds in entries.held(Sighting).items():
        # No two sightings share a list.
        values = own.get(name) or [same.get(name, [])] * count
        own[name] = [entries.read(value, holds) if value else [] for value in values]
    for name in times(Sighting):
        if same.get(name) is not None:
            same[name] = datetime.fromisoformat(same[name])
        if name in own:
            own[name] = [None if text is None else datetime.fromisoformat(text) for text in own[name]]
    return _made({name: value for name, value in same.items() if name in names(Sighting)}, own, count)


def _made(same: dict[str, Any], own: dict[str, list[Any]], count: int) -> list[Sighting]:
    """Sightings, a field of all at a time: to call the class for each takes five times as long."""
    one = Sighting(**{name: None for name in own if name in names(Sighting)} | same)  # raises where a field is missing
    found = [*map(Sighting.__new__, repeat(Sighting, count))]
    for name in names(Sighting):
        values = own[name] if name in own else repeat(getattr(one, name))
        deque(map(vars(Sighting)[name].__set__, found, values), maxlen=0)
    return found
