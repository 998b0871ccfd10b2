"""What the parser reports as it reads, written down; `grow.py` makes a tree of it.

libxml2 reports to a `Recorder` (lxml's target interface). That is cheaper than to build lxml's elements and walk over
them, and it is free of two of their defects: their time grows with the square of a tag's attributes, and what lies
below some 2,000 levels is lost without a word.
"""

from __future__ import annotations

from collections.abc import Mapping

from newsportal.extraction.document.grow import Events, grow
from newsportal.extraction.document.tree import Tree

__all__ = ["MAX_DEPTH", "MAX_SEARCHES", "Recorder", "TooManySearches", "Watch"]

MAX_DEPTH = 2_000
"""Elements below this level are not recorded; their text counts for the deepest that is."""
MAX_SEARCHES = 100_000_000
"""libxml2 looks through all open elements at an end tag that matches none: depth times end tags is bounded by this."""


class Recorder:
    """Receives the parser's events."""

    __slots__ = ("data", "events", "tags")

    def __init__(self) -> None:
        self.events: Events = []
        self.tags: list[str] = []
        self.data = self.events.append

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """An element begins."""
        self.tags.append(tag)
        self.events.append(attrib)

    def end(self, tag: str) -> None:
        """An element ends."""
        self.events.append(None)

    def close(self) -> Tree:
        """The page ends, and with it what is still open."""
        events, tags = self.events.copy(), self.tags.copy()
        self.events.clear()
        self.tags.clear()
        return grow(events, tags, MAX_DEPTH)


class TooManySearches(Exception):
    """Ends a parse that would take quadratic time."""


class Watch(Recorder):
    """One that lets no more elements be open than can be searched at each end tag."""

    __slots__ = ("levels", "too_deep")

    def __init__(self, end_tags: int) -> None:
        super().__init__()
        self.too_deep = max(MAX_DEPTH + 1, MAX_SEARCHES // (end_tags + 1))
        self.levels = 0

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """An element begins."""
        super().start(tag, attrib)
        self.levels += 1
        if self.levels >= self.too_deep:
            raise TooManySearches

    def end(self, tag: str) -> None:
        """An element ends."""
        super().end(tag)
        if tag not in ("html", "body"):  # what follows their end is part of them
            self.levels -= 1
