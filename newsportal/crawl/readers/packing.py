"""A page as bytes for another process of this machine, and back: pickled, each of its values by its fields alone.

As they are, frozen dataclasses are pickled by Python code that asks each value for its fields: three times as slow.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import fields
from io import BytesIO
from operator import attrgetter
from typing import Any

from newsportal.extraction.page import Block, BlockHeadline, Change, Image, Link, MainContent, Page
from newsportal.extraction.portal_memory import Traits

_VALUES: tuple[type[Any], ...] = (Block, BlockHeadline, Change, Image, Link, MainContent, Page, Traits)
_NAMES = {kind: [field.name for field in fields(kind)] for kind in _VALUES}
_SETTERS = {kind: [getattr(kind, name).__set__ for name in names] for kind, names in _NAMES.items()}


def _made(kind: type[Any], values: tuple[Any, ...]) -> Any:
    """A value of a kind, without its __init__, which has nothing to decide."""
    made = object.__new__(kind)
    for put, value in zip(_SETTERS[kind], values, strict=True):
        put(made, value)
    return made


def _reduced(kind: type[Any]) -> Callable[[Any], Any]:
    told = attrgetter(*_NAMES[kind])
    return lambda value: (_made, (kind, told(value)))


_TABLE: dict[type[Any], Callable[[Any], Any]] = {kind: _reduced(kind) for kind in _VALUES}


def packed(page: Page) -> bytes:
    """A page as bytes; `pickle.loads` makes one of them."""
    out = BytesIO()
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _TABLE
    pickler.dump(page)
    return out.getvalue()
