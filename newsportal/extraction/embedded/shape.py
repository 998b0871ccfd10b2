"""What an object's values are by their shape: a title, a long text or pieces of one, a time, an outlet."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from newsportal.extraction.document import dates
from newsportal.extraction.embedded.keys import is_named, place
from newsportal.text.china_time import CHINA
from newsportal.text.han import HAN
from newsportal.text.strings import one_line

__all__ = ["LEAST_TEXT", "Bodies", "Body", "is_titled", "names", "plain", "time", "titles"]

LEAST_TEXT = 80
"""Characters of an article's text, its tags not counted."""
_LONGEST_TITLE, _SHORTEST_TITLE = 200, 5
MOST_PIECES = 20_000
"""Pieces that are put together in one page; an article has a few hundred."""
_DEEPEST, _SAMPLE = 6, 20
_TAG = re.compile(r"<[^<>]{0,2000}>")
_END = re.compile("[。！？]")
_HAN = re.compile(f"[{HAN}]")
_IMAGE = re.compile(r"(?:https?:)?//[^\s\"'<>]{4,500}\.(?:jpe?g|png|webp|gif)(?:[?!@][^\s\"'<>]{0,200})?", re.I)
_WHOLE_DATE = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}\D{1,2}\d{1,2}:\d\d")
_DATE = re.compile(r"\d{4}\s?[-/.年]\s?\d|\d{8}|\d{10}|\d[-/月]\d|前$")


class Body(NamedTuple):
    """A long text among an object's values."""

    text: str
    """As it stands: markup, or lines."""
    size: int
    """Characters without tags."""


class Bodies:
    """Finds the long texts of one page's objects, within a bound on the pieces that are put together."""

    def __init__(self) -> None:
        self.left = MOST_PIECES

    def of(self, thing: dict[str, Any]) -> Body | None:
        """The longest text among an object's own, a list of pieces joined; one named as a text counts double."""
        best, most = None, 0
        for key, value in thing.items():
            if not key or not isinstance(value, str | list) or is_named(key, "summaries"):
                continue
            text = value if isinstance(value, str) else "\n".join(self._pieces(value, _DEEPEST))
            if len(text) < LEAST_TEXT or not _END.search(text):
                continue
            size = len(_TAG.sub("", text))
            weight = size * 2 if is_named(key, "bodies") else size
            if size > LEAST_TEXT and weight > most:
                best, most = Body(text, size), weight
        return best

    def _pieces(self, values: list[Any], depth: int) -> Iterator[str]:
        """The texts of a list of texts, of objects that hold one each, or of trees of them; none of a list of items."""
        if 2 * sum(isinstance(value, dict) and _is_item(value) for value in values[:_SAMPLE]) > len(values[:_SAMPLE]):
            return
        for value in values:
            if self.left <= 0:
                return
            self.left -= 1
            if isinstance(value, str):
                yield value
            elif isinstance(value, dict):
                yield self._piece(value, depth)
            elif isinstance(value, list) and depth:
                yield "".join(self._pieces(value, depth - 1))

    def _piece(self, thing: dict[str, Any], depth: int) -> str:
        """What one piece shows: its text, that of its parts, or its picture."""
        texts = [v for k, v in thing.items() if isinstance(v, str) and (_HAN.search(v) or is_named(k, "bodies"))]
        text = max(texts, key=len, default="")
        if _HAN.search(text) or not depth:
            return text
        for part in thing.values():
            if isinstance(part, dict | list):
                text += "".join(self._pieces(part if isinstance(part, list) else [part], depth - 1))
        if text:
            return text
        found = next((m for v in thing.values() if isinstance(v, str) and (m := _IMAGE.fullmatch(v.strip()))), None)
        return f'<img src="{html.escape(found[0])}">' if found else ""


def plain(markup: str) -> str:
    """Markup without its tags."""
    return html.unescape(_TAG.sub("", markup))


def _is_item(thing: dict[str, Any]) -> bool:
    """Is it an entry of a list of articles or comments, not a piece of a text: it has a title, a time or a user?"""
    return any(
        value and (place(key) <= 2 or is_named(key, "foreign") or (is_named(key, "times") and _moment(value)))
        for key, value in thing.items()
        if isinstance(value, str | int | dict)
    )


def titles(*things: dict[str, Any], named: bool = True) -> list[str]:
    """What may be the title of an object, the likeliest first, no tags; with `named` only what bears a title's name."""
    found = [
        (place(key), plain)
        for thing in things
        for key, value in thing.items()
        if isinstance(value, str)
        and 2 <= len(value) <= _LONGEST_TITLE
        and (plain := one_line(html.unescape(_TAG.sub("", value))))
    ]
    return [text for rank, text in sorted(found, key=lambda one: one[0]) if rank < 99 or not named]


def is_titled(thing: dict[str, Any]) -> bool:
    """Does it bear a title that is no heading of a part, such as 正文?"""
    return any(place(k) <= 3 and isinstance(v, str) and len(v) >= _SHORTEST_TITLE for k, v in thing.items())


def time(thing: dict[str, Any], *, only_published: bool) -> str:
    """When it came out, as a reader would see it; "" if it does not say. Numbers are seconds or milliseconds."""
    best, rank = "", 0
    for key, value in thing.items():
        if is_named(key, "other-times") or is_named(key, "addresses"):
            continue
        points = 3 if is_named(key, "publications") else 0 if only_published else 2 if is_named(key, "times") else 1
        if points > rank and (text := _moment(value)) and (points > 1 or _WHOLE_DATE.match(str(value))):
            best, rank = text, points
    return best


def _moment(value: Any) -> str:
    """A value as a time, "" if it is none."""
    if isinstance(value, dict):
        value = next(iter(value.values()), None)  # {"$date": …}
    if type(value) is int:
        value = str(value)
        if len(value) not in (10, 13):
            return ""
    if not isinstance(value, str) or not 4 <= len(value) <= 60 or not _DATE.search(value):
        return ""
    moment = dates.machine(value)
    if moment is None:
        return value
    form = {"day": "%Y-%m-%d", "minute": "%Y-%m-%d %H:%M", "second": "%Y-%m-%d %H:%M:%S"}[moment.precision]
    return moment.time.astimezone(CHINA).strftime(form)


def names(thing: dict[str, Any], section: str) -> str:
    """The words of an outlet or person that it names, "" if none; words in Han before others."""
    found = [words for key, value in thing.items() if is_named(key, section) and (words := _words(value))]
    return next((words for words in found if _HAN.search(words)), found[0] if found else "")


def _words(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip()[:300] if isinstance(value, str) else ""
