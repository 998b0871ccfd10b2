"""A record as plain JSON values and as one line."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import datetime
from functools import cache
from typing import Any

from newsportal.items.article import Article
from newsportal.items.crawl import Crawl
from newsportal.items.headline import Headline
from newsportal.items.sighting import Sighting
from newsportal.text.china_time import CHINA


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
