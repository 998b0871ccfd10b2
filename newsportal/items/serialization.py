"""An item as plain JSON values, as one line, and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, TypeVar

import orjson

from newsportal.items import entries
from newsportal.items.article import Article
from newsportal.items.crawl import Crawl
from newsportal.items.headline import Headline
from newsportal.items.sighting import Sighting
from newsportal.text.china_time import iso

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False)
_iso = lru_cache(64)(iso)
"""The time of a page is that of all its headlines."""
T = TypeVar("T", Article, Headline, Sighting, Crawl)


def record(item: Article | Headline | Sighting | Crawl) -> dict[str, Any]:
    """An item as plain JSON values: keys in declared order, times in Beijing time, dictionaries as lists of objects."""
    kind: Any = type(item)
    made: dict[str, Any] = dict(zip(names(kind), values_of(kind)(item), strict=True))
    for name in times(kind):
        if made[name] is not None:
            made[name] = _iso(made[name])
    for name in entries.mappings(kind):
        made[name] = entries.listed(made[name], entries.held(kind)[name])
    return made


@cache
def values_of(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    """What gives all values of a record, in declared order."""
    return attrgetter(*names(kind))


@cache
def names(kind: Any) -> tuple[str, ...]:
    """The fields of a record in declared order."""
    return tuple(field.name for field in fields(kind))


def line(item: Article | Headline | Sighting | Crawl | dict[str, Any]) -> str:
    """An item as one line of strict JSON, without a line end."""
    return _ENCODER.encode(item if isinstance(item, dict) else record(item))


def encoded(item: Article | Headline | Sighting | Crawl | dict[str, Any]) -> bytes:
    """That line in UTF-8. Raises ValueError for a text that has no such form, with half of a surrogate pair."""
    values = item if isinstance(item, dict) else record(item)
    try:
        # Of a text orjson writes the same, at a tenth of the cost; in lists and objects it leaves out blanks.
        parts = [
            _NULLS[name]
            if value is None
            else _NAMES[name] + (orjson.dumps(value) if type(value) is str else _other(value))
            for name, value in values.items()
        ]
    except TypeError:
        return _ENCODER.encode(values).encode()
    return b"{" + b", ".join(parts) + b"}"


def completed(line: bytes, article: Article) -> bytes:
    """The line of an article, given that which was written before it was stored: with what was decided since."""
    # No text of a line holds these: a quotation mark in a text has a backslash before it.
    crawl, story = line.find(_CRAWL), line.rfind(_STORY)
    if min(crawl, story) < 0:  # another version wrote it
        return encoded(article)
    begin, text, behind = line[:crawl], line[crawl + len(_CRAWL) : story], line[story + len(_STORY) :]
    name, *told = map(orjson.dumps, (article.crawl, article.story, article.story_rule, article.story_evidence))
    return _COMPLETED % (begin, name, text, *told, article.revision, behind)


def _other(value: Any) -> bytes:
    if type(value) is int:
        return b"%d" % value
    return _ENCODER.encode(value).encode() if value or type(value) is not list else b"[]"


class _Written(dict[str, bytes]):
    """The names of fields as they are written, with what stands behind each."""

    def __init__(self, behind: bytes) -> None:
        self._behind = behind

    def __missing__(self, name: str) -> bytes:
        self[name] = written = orjson.dumps(name) + self._behind
        return written


_NAMES, _NULLS = _Written(b": "), _Written(b": null")
_CRAWL, _STORY = b'"crawl": "", ', b'"story": null, "story_rule": null, "story_evidence": null, "revision": 1'
"""What is decided of an article when it is stored, as it is written before."""
_COMPLETED = b'%b"crawl": %b, %b"story": %b, "story_rule": %b, "story_evidence": %b, "revision": %d%b'


def item_of(kind: type[T], values: dict[str, Any]) -> T:
    """The item that a line holds, of this schema version or an earlier one; fields that `kind` lacks are left out.

    Raises TypeError where a required field is missing, and ValueError or TypeError for a value that is none of its
    field's."""
    cached: Any = kind
    known = {name: values[name] for name in names(cached) if name in values}
    for name in times(cached):
        if known.get(name) is not None:
            known[name] = datetime.fromisoformat(known[name])
    for name, holds in entries.held(cached).items():
        if isinstance(known.get(name), list):
            known[name] = entries.read(known[name], holds)
            if name in entries.mappings(cached):
                known[name] = entries.mapped(known[name], entries.mappings(cached)[name])
    return kind(**known)


@cache
def times(kind: Any) -> tuple[str, ...]:
    """The fields of a record that hold a time or None."""
    return tuple(field.name for field in fields(kind) if "datetime" in str(field.type))


def current(kind: type[T], values: dict[str, Any]) -> dict[str, Any]:
    """What a line of any schema version holds, as this version writes it; raises as `item_of` does."""
    return record(item_of(kind, values))
