"""Rows of the tables of headlines as records, and back."""

from __future__ import annotations

from newsportal.dedup.model import KnownHeadline
from newsportal.dedup.near import WHOLE_BITS, NearKeys


def pack(text: str) -> bytes:
    """A text as it lies in the tables."""
    return text.encode("gb18030", "replace")


def headline_of(row: int, key: int, day: int, portals: int | str, text: bytes, read: int | None) -> KnownHeadline:
    """The headline that a row holds."""
    numbers = (portals,) if isinstance(portals, int) else tuple(map(int, portals.split(",")))
    return KnownHeadline(row, key, day, numbers, text.decode("gb18030"), read or 0)


def range_of(keys: NearKeys) -> tuple[int, int]:
    """The range of `whole` of all headlines that begin alike."""
    low = keys.whole >> WHOLE_BITS << WHOLE_BITS
    return low, low | (1 << WHOLE_BITS) - 1
