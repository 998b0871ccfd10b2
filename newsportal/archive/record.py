"""One record of an archive: an answer, or why there is none."""

from __future__ import annotations

from typing import NamedTuple

from newsportal.messages import marked
from newsportal.warc.answer import Answer

DAMAGED = marked("record damaged")
CUT = marked("record cut short")
WRONG_LENGTH = marked("record with a wrong length")
UNDATED = marked("record without a time")
TOO_LARGE = marked("record too large")


class Read(NamedTuple):
    """An answer, as its server sent it."""

    number: int
    """Which record of its file it is, from 1."""
    answer: Answer
    """The answer."""


class Unread(NamedTuple):
    """A record that cannot be read."""

    number: int
    """Which record of its file it is, from 1."""
    offset: int
    """Where it begins in the file, or shortly after."""
    url: str
    """Its address, "" where that cannot be read either."""
    reason: str
    """Why, a marked message."""
