"""A reading as bytes for another process of this machine, and back: pickled, its headlines field by field.

As they are, a hundred headlines take three times as long: each is pickled with the names of its fields, and a frozen
dataclass by Python code that asks it for them.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import fields
from io import BytesIO
from operator import attrgetter
from typing import Any

from newsportal.crawl.reading import Reading
from newsportal.extraction.page import Change, Image, MainContent
from newsportal.items import Sighting

_VALUES: tuple[type[Any], ...] = (Change, Image, MainContent)
"""Frozen ones."""
_NAMES = {kind: [field.name for field in fields(kind)] for kind in (*_VALUES, Sighting)}
_TOLD = {kind: attrgetter(*names) for kind, names in _NAMES.items()}
_SETTERS = {kind: [getattr(kind, name).__set__ for name in names] for kind, names in _NAMES.items()}


def _made(kind: type[Any], rows: Sequence[tuple[Any, ...]]) -> list[Any]:
    """Values of a kind, without its __init__, which has nothing to decide."""
    made = [object.__new__(kind) for _ in rows]
    for put, column in zip(_SETTERS[kind], zip(*rows, strict=True), strict=False):
        deque(map(put, made, column), maxlen=0)
    return made


def _one(kind: type[Any], row: tuple[Any, ...]) -> Any:
    return _made(kind, [row])[0]


def _reduced(kind: type[Any]) -> Callable[[Any], Any]:
    told = _TOLD[kind]
    return lambda value: (_one, (kind, told(value)))


_TABLE: dict[type[Any], Callable[[Any], Any]] = {kind: _reduced(kind) for kind in _VALUES}


def packed(reading: Reading) -> bytes:
    """A reading as bytes; its visit is left without its headlines."""
    rows = [*map(_TOLD[Sighting], reading.visit.sightings)]
    reading.visit.sightings = []
    out = BytesIO()
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _TABLE
    pickler.dump((reading, rows))
    return out.getvalue()


def unpacked(body: bytes | bytearray | memoryview) -> Reading | str:
    """What was packed so, or another's words in place of it."""
    found = pickle.loads(body)
    if isinstance(found, str):
        return found
    reading: Reading = found[0]
    reading.visit.sightings = _made(Sighting, found[1])
    return reading
