"""An article of which the line is at hand: what nobody asks for is never read of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

import orjson

from newsportal.items.article import Article
from newsportal.items.serialization import item_of, names, times


class Written(NamedTuple):
    """What was written of an article that lacks nothing where its page was read, while nobody may have changed it."""

    line: bytes
    """Its line, but for what is decided when it is stored."""
    title: int
    """Its title as a thing of its portal (`newsportal.extraction.portal_memory`)."""
    doubts: Sequence[str]
    """What is doubtful of it (`newsportal.state.article_doubts`)."""


class WrittenArticle(Article):
    """The article of a line that `encoded` wrote: each value is read of it when it is first asked for.

    Most of an article's values are only written down again, and to read them all takes as long as to store it.
    """

    __slots__ = ("_line",)
    _line: bytes

    @classmethod
    def of(cls, line: bytes, told: Mapping[str, Any]) -> WrittenArticle:
        """The article of a line, of which these values are told beside it."""
        article = cls.__new__(cls)
        article._line = line
        for name, value in told.items():
            setattr(article, name, _time(value) if name in _TIMES else value)
        return article

    def __getattr__(self, name: str) -> Any:
        # Python asks here for a value that is not set yet.
        if name not in _MARKS:
            raise AttributeError(name)
        try:
            value = _value(self._line, name)
        except ValueError:  # another version wrote it
            value = getattr(item_of(Article, orjson.loads(self._line)), name)
        setattr(self, name, value)
        return value


def _value(line: bytes, name: str) -> Any:
    """The value of a field in a line. No text holds the name of a field as it is written there: before quotation marks
    it has backslashes. As the article's text is long, what stands behind it is looked for from the line's end."""
    before, behind = _MARKS[name]
    end = line.rindex(behind) if name in _LATE else line.index(behind)
    begin = line.index(before) if name not in _LATE or name == _LONG else line.rindex(before, 0, end)
    value = orjson.loads(line[begin + len(before) : end])
    return _time(value) if name in _TIMES else value


def _time(told: str | None) -> datetime | None:
    return None if told is None else datetime.fromisoformat(told)


_LONG = "text"
_FIELDS = names(Article)
_BEGINNINGS = (b'{"url": ', *(b', "%b": ' % name.encode() for name in _FIELDS[1:]), b"}")
_MARKS = dict(zip(_FIELDS, pairwise(_BEGINNINGS), strict=True))
"""What stands before the value of each field, and what behind it."""
_LATE, _TIMES = frozenset(_FIELDS[_FIELDS.index(_LONG) :]), frozenset(times(Article))
