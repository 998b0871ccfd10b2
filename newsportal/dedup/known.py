"""What an index remembers and hands back: plain records."""

from __future__ import annotations

from dataclasses import dataclass

from newsportal.dedup.fingerprint import Body

Address = tuple[int, int | None, str | None, int | None]
"""Of an address: its headline's id, row, words and first day; None from the row on where words are no longer kept."""


@dataclass(frozen=True, slots=True)
class Row:
    """A headline inside the window."""

    row: int
    """Its number."""
    key: int
    """Its id, a signed 64-bit number."""
    day: int
    """The day it was first seen (proleptic ordinal, China time)."""
    portals: tuple[int, ...]
    """The portals that showed it, by number."""
    text: str
    """Its words: the longest wording seen."""
    read: int
    """1 where the words come from the article's own title."""


@dataclass(frozen=True, slots=True)
class Known:
    """An article inside the window."""

    key: int
    """Its address."""
    headline: int
    """The headline it belongs to."""
    story: int
    """The story it tells."""
    day: int
    """The day it was read."""
    claimed: int | None
    """The day it claims to be of."""
    portal: str
    """The portal crawled."""
    url: str
    """Its canonical URL."""
    title: str
    """Its title."""
    hash: int
    """Of title and text."""
    body: Body
    """Its body."""


@dataclass(frozen=True, slots=True)
class Story:
    """What is known of a story."""

    key: int
    """Its id, a signed 64-bit number."""
    body: int
    """The address of its representative."""
    length: int
    """Characters of that."""
    seen: str
    """When it was seen first."""
    claimed: str | None
    """The earliest time that one of its articles claims."""
    source: str | None
    """The outlet that this one credits."""
