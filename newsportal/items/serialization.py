"""An item as plain JSON values, as one line, and back."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from newsportal.items.article import Article
from newsportal.items.crawl import Crawl
from newsportal.items.headline import Headline
from newsportal.items.sighting import Sighting
from newsportal.text.china_time import CHINA

T = TypeVar("T", Article, Headline, Sighting, Crawl)


def record(item: Article | Headline | Sighting | Crawl) -> dict[str, Any]:
    """An item as plain JSON values, keys in declared order, times in Beijing time."""
    kind: Any = type(item)
    values = ((name, getattr(item, name)) for name in _names(kind))
    return {
        name: value.astimezone(CHINA).isoformat() if isinstance(value, datetime) else value for name, value in values
    }


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def line(item: Article | Headline | Sighting | Crawl | dict[str, Any]) -> str:
    """An item as one line of strict JSON, without a line end."""
    return json.dumps(item if isinstance(item, dict) else record(item), ensure_ascii=False, allow_nan=False)


def item_of(kind: type[T], values: dict[str, Any]) -> T:
    """The item that `record` gave these values for; fields that `kind` does not have are left out.

    Raises TypeError where a required field is missing, and ValueError or TypeError for a time that is none."""
    cached: Any = kind
    known = {name: values[name] for name in _names(cached) if name in values}
    for name in _times(cached):
        if known.get(name) is not None:
            known[name] = datetime.fromisoformat(known[name])
    return kind(**known)


@cache
def _times(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if "datetime" in str(field.type))
