"""What the pages of a portal tell of one another: which words and places came with how many different texts.

A title that came with other texts is a column's or the outlet's name; a line that ends many texts belongs to none of
them; where titles that links bear out stood, the title of a page stands that nothing bears out. A thing (words, or a
place in the markup) and a text are numbers of 32 bits, and the memory is the set of their pairs: two are merged by
joining the sets, so that no order of pages matters. A collision of 32 bits takes evidence away once in 40,000 pages.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import chain, groupby

from newsportal.extraction.portal_traits import Traits
from newsportal.text.keys import words_key
from newsportal.text.strings import folded

__all__ = ["PortalMemory", "line_key", "title_key"]

MOST = 200_000
"""Pairs of a portal that are kept, 1.6 MB: beyond them the things of one text are forgotten, highest number first."""
TEXTS = 5
"""Texts that are kept of a thing, those with the lowest numbers: more tell nothing more."""
TITLES, LINES = 2, 3
"""Other texts that a title or place, and a line, came with, from which on it belongs to the portal and not to one."""
_PARTS = 6
"""Bits by which pairs are parted that are to be sorted."""
TIMES = 3
"""Other times that stood in a place, from which on it is that of the portal's times."""


def title_key(words: str) -> int:
    """A title or heading as a thing."""
    return words_key(f"t{folded(words)}")


def line_key(words: str) -> int:
    """A line of a text as a thing."""
    return words_key(f"l{''.join(words.split())}")


class PortalMemory:
    """What is remembered of the pages of one portal. Never changed: what is learned gives another (`merged`)."""

    def __init__(self, pairs: Iterable[int] = ()) -> None:
        self._pairs = array("Q", _bounded(_in_order(pairs)))

    def merged(self, pairs: Iterable[int]) -> PortalMemory:
        """This memory with the pairs of traits (`Traits.pairs`) or of another memory."""
        return PortalMemory(chain(self._pairs, pairs))

    def _came(self, thing: int, text: int, least: int) -> bool:
        """Whether a thing came with so many texts other than this one, TEXTS at most."""
        pairs, end = self._pairs, (thing + 1) << 32
        at = bisect_left(pairs, thing << 32)
        if at + least > len(pairs) or pairs[at + least - 1] >= end:
            return False  # as of most things: one look tells
        found = [pair & 0xFFFFFFFF for pair in pairs[at : at + TEXTS] if pair < end]
        return len(found) - found.count(text) >= least

    def is_portals(self, words: str, text: int) -> bool:
        """Whether a title came with so many other texts that it is no article's."""
        return self._came(title_key(words), text, TITLES)

    def is_place(self, place: int, text: int) -> bool:
        """Whether titles that links bear out stood in this place of other pages."""
        return self._came(place, text, TITLES)

    def returns(self, line: int, text: int) -> bool:
        """Whether a line (by its key) stands under so many other texts that it belongs to none."""
        return self._came(line, text, LINES)

    def is_time_place(self, place: int, time: int) -> bool:
        """Whether pages that links bear out have other times in this place, each its own."""
        return self._came(place, time, TIMES)

    def moves_time(self, page: Traits) -> bool:
        """Whether a page's time stands where the portal's pages have none, and another where they have theirs."""
        return any(self.is_time_place(place, page.time) for place in page.other_places) and not any(
            self.is_time_place(place, page.time) for place in page.time_places
        )

    def is_body(self, place: int, text: int) -> bool:
        """Whether texts of pages that links bear out stand in this place."""
        return self._came(place, text, TIMES)

    def moves_body(self, page: Traits) -> bool:
        """Whether a text stands where the portal's pages have none, and one other element where they have theirs."""
        known = sum(self.is_body(place, page.text) for place in page.other_bodies)
        return known == 1 and not self.is_body(page.body, page.text)

    def changes(self, page: Traits) -> bool:
        """Whether a page with these traits may be read otherwise by this memory than without it."""
        if not self._pairs:
            return False
        return self.moves(page) or any(self.returns(line, page.text) for line in page.lines)

    def moves(self, page: Traits) -> bool:
        """Whether more of it may be read otherwise than that lines of its text return."""
        foreign = not (page.borne_out or page.named) and self.is_portals(page.title, page.text)
        return foreign or self.moves_time(page) or self.moves_body(page)

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)

    def __bool__(self) -> bool:
        return bool(self._pairs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PortalMemory) and self._pairs == other._pairs

    __hash__ = None  # type: ignore[assignment]

    def __bytes__(self) -> bytes:
        """The memory to be stored, 8 bytes a pair."""
        pairs = self._pairs[:]
        if sys.byteorder == "big":
            pairs.byteswap()
        return pairs.tobytes()

    @classmethod
    def from_bytes(cls, stored: bytes) -> PortalMemory:
        """The memory that was stored so."""
        pairs = array("Q", stored[: len(stored) // 8 * 8])
        if sys.byteorder == "big":
            pairs.byteswap()
        return cls(pairs)


def _in_order(pairs: Iterable[int]) -> Iterator[int]:
    """Pairs in their order, each once; as numbers of Python they would take ten times the memory, all at once."""
    parts = [array("Q") for _ in range(1 << _PARTS)]
    for pair in pairs:
        parts[pair >> 64 - _PARTS].append(pair)
    while parts:
        yield from sorted({*parts.pop(0)})


def _bounded(pairs: Iterable[int]) -> Iterable[int]:
    """Sorted pairs within the bounds."""
    few, thing, texts = array("Q"), -1, 0
    for pair in pairs:
        thing, texts = pair >> 32, texts + 1 if pair >> 32 == thing else 1
        if texts <= TEXTS:
            few.append(pair)
    return few if len(few) <= MOST else _without_single(few)


def _without_single(pairs: Iterable[int]) -> Iterator[int]:
    """As many sorted pairs as are kept, those of things that came with one text last."""
    kept, single = array("Q"), array("Q")
    for _, found in groupby(pairs, lambda pair: pair >> 32):
        texts = list(found)
        (kept if len(texts) > 1 else single).extend(texts)
    del kept[MOST:], single[max(0, MOST - len(kept)) :]
    return merge(kept, single)
