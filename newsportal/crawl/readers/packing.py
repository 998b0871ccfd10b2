"""A reading as bytes for another process of this machine, and back: pickled, its headlines by what differs among them.

As they are, a hundred headlines take five times as long: each is pickled with the names of its fields and what all of a
page have in common, and a frozen dataclass by Python code that asks it for them.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable
from dataclasses import fields
from io import BytesIO
from operator import attrgetter
from typing import Any

from newsportal.crawl.reading import Reading
from newsportal.extraction.page import Change, Image, MainContent
from newsportal.items import Sighting

_VALUES: tuple[type[Any], ...] = (Change, Image, MainContent)
"""Frozen ones."""
_NAMES = {kind: [field.name for field in fields(kind)] for kind in _VALUES}
_SETTERS = {kind: [getattr(kind, name).__set__ for name in names] for kind, names in _NAMES.items()}


def _one(kind: type[Any], row: tuple[Any, ...]) -> Any:
    """A value of a kind, without its __init__, which has nothing to decide."""
    one = object.__new__(kind)
    for put, value in zip(_SETTERS[kind], row, strict=True):
        put(one, value)
    return one


def _reduced(kind: type[Any]) -> Callable[[Any], Any]:
    told = attrgetter(*_NAMES[kind])
    return lambda value: (_one, (kind, told(value)))


_TABLE: dict[type[Any], Callable[[Any], Any]] = {kind: _reduced(kind) for kind in _VALUES}


def _rows(sightings: list[Sighting]) -> list[tuple[Any, ...]]:
    # Each by its name: of a hundred that takes half as long as to ask by a list of names.
    return [
        (
            one.text, one.full_text, one.text_from, one.url, one.block, one.block_role, one.place, one.rank,
            one.published, one.published_precision,
        )
        for one in sightings
    ]  # fmt: skip


def _sightings(rows: Iterable[tuple[Any, ...]], first: Sighting) -> list[Sighting]:
    """Those of a page that were told so; the first one has what they have in common."""
    # Without the __init__, which takes five times as long.
    new, made = object.__new__, list[Sighting]()
    for row in rows:
        one = new(Sighting)
        (
            one.text, one.full_text, one.text_from, one.url, one.block, one.block_role, one.place, one.rank,
            one.published, one.published_precision,
        ) = row  # fmt: skip
        one.headline, one.kind, one.portal, one.crawl = first.headline, first.kind, first.portal, first.crawl
        one.seen, one.page, one.page_role, one.pages = first.seen, first.page, first.page_role, first.pages
        one.also, one.rule, one.evidence, one.other, one.verdict, one.last_crawl = [], None, None, None, None, None
        made.append(one)
    return made


def packed(reading: Reading) -> bytes:
    """A reading as bytes; its visit is left without its headlines."""
    sightings, reading.visit.sightings = reading.visit.sightings, []
    out = BytesIO()
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _TABLE
    pickler.dump((reading, _rows(sightings), sightings[:1]))
    return out.getvalue()


def unpacked(body: bytes | bytearray | memoryview) -> Reading | str:
    """What was packed so, or another's words in place of it."""
    found = pickle.loads(body)
    if isinstance(found, str):
        return found
    reading, rows, first = found
    reading.visit.sightings = _sightings(rows, *first) if first else []
    return reading  # type: ignore[no-any-return]
