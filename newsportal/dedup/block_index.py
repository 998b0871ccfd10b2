"""What identity asks of its index about blocks, as a protocol: newsportal.state.identity answers it from SQLite."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from newsportal.dedup.model import Gone


class LastSeen(NamedTuple):
    """A crawl that was the last to see a headline in some block."""

    crawl: str
    """The crawl."""
    day: int
    """The crawl's first day."""


class Best(NamedTuple):
    """Where a headline stood best in a block in a crawl."""

    row: int
    """The headline's row."""
    portal: str
    """The portal crawled."""
    block: str
    """Label of the block."""
    page: str
    """Address of the page, no article's."""
    crawl: str
    """The crawl."""


class BlockIndex(Protocol):
    """Which headlines stand in which blocks."""

    def number(self, name: str) -> int:
        """The number of a portal, the same for good."""

    def place(self, row: int, portal: str, block: str, crawl: str, day: int) -> None:
        """Note that a headline stands in a block in this crawl, which began on `day` if it is new."""

    def last_seen(self, row: int, portal: str) -> list[LastSeen]:
        """For each block of a portal that a headline stood in, the last crawl that saw it there."""

    def last_crawl(self, row: int, portal: str, block: str) -> str | None:
        """The last crawl that saw a headline in a block of a portal; None where none did."""

    def stood(self, best: Iterable[Best]) -> None:
        """Note the pages on which headlines stood best in blocks."""

    def gone(self, portal: str, crawl: str, days: int, most: int = -1) -> list[Gone]:
        """Headlines missing from the blocks of a portal that this crawl saw, so many at `most`; forgotten there.

        One that stood on a page which this crawl did not read stays, until no crawl has read that for `days`.
        """
