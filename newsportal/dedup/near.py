"""Near keys: two numbers by which headlines of nearly equal words are found, without a tokeniser."""

from __future__ import annotations

from typing import NamedTuple
from zlib import crc32

from newsportal.dedup.headlines.normalized import NormalizedTitle, normalize
from newsportal.text.wordlists import Words

ENDS = 8
"""Characters of a headline's beginning and of its end that make its near keys."""
WHOLE_BITS = 24
"""Low bits of `NearKeys.whole` that hash the whole headline; the 23 above them hash its beginning."""

LISTED = 8
"""Headlines of one beginning that `Index.near` gives, at the most."""


class NearKeys(NamedTuple):
    """Headlines of equal words share both keys; those of one beginning have `whole` in one range."""

    whole: int
    """Hash of the beginning, then of the whole: 47 bits, never negative."""
    end: int
    """Hash of the end: 23 bits, always negative."""


def near_keys(title: NormalizedTitle) -> NearKeys:
    """The near keys of a headline."""
    canon = title.canon.encode("utf-16-le", "replace")
    beginning, end = crc32(canon[: 2 * ENDS]) >> 9, crc32(canon[-2 * ENDS :]) >> 9
    return NearKeys(beginning << WHOLE_BITS | crc32(canon) >> 32 - WHOLE_BITS, -1 - end)


def read_title(text: str, words: Words) -> tuple[NormalizedTitle, NearKeys]:
    """A headline normalized, and its near keys."""
    title = normalize(text, words)
    return title, near_keys(title)
