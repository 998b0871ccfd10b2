"""The SQL side of blocks: where headlines stand, and the numbers of portals, blocks and crawls."""

from __future__ import annotations

import sqlite3

_KNOWN = 10_000
"""Names whose numbers are known without a look at the disk; forgotten together when they are too many."""


class BlockIndex:
    """Names by number, and the headlines of each block."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.execute = connection.execute
        self._numbers: dict[str, int] = {}

    def number(self, name: str, day: int | None = None) -> int:
        """The number of a portal, block or crawl; a new name gets one, with the day it was new."""
        number = self._numbers.get(name)
        if number is None:
            found = self.execute("SELECT n FROM name WHERE name = ?", (name,)).fetchone()
            if len(self._numbers) >= _KNOWN:
                self._numbers.clear()
            number = found[0] if found else self._new(name, day)
            self._numbers[name] = number
        return number

    def _new(self, name: str, day: int | None) -> int:
        return self.execute("INSERT INTO name (name, day) VALUES (?, ?)", (name, day)).lastrowid or 0

    def forget(self) -> None:
        """Forget the numbers known without a look at the disk, which a rollback may have taken back."""
        self._numbers.clear()

    def stand(self, row: int, portal: str, block: str, crawl: str, day: int) -> None:
        """Note that a headline stands in a block in this crawl."""
        place = row, self.number(block_name(portal, block)), self.number(crawl, day)
        stands = "SELECT 1 FROM standing WHERE row = ? AND block = ? AND crawl = ?"
        if not self.execute(stands, place).fetchone():
            self.execute("INSERT OR REPLACE INTO standing VALUES (?, ?, ?)", place)

    def last_stood(self, row: int, portal: str) -> list[tuple[str, int]]:
        """(crawl, its first day) of the last crawls that saw a headline in the blocks of a portal."""
        query = (
            "SELECT crawl.name, crawl.day FROM standing JOIN name AS crawl ON crawl.n = crawl"
            " JOIN name AS block ON block.n = block WHERE row = ? AND substr(block.name, 1, ?) = ?"
        )
        start = block_name(portal, "")
        return self.execute(query, (row, len(start), start)).fetchall()

    def gone(self, portal: str, crawl: str) -> list[tuple[int, str, str, str]]:
        """(id, words, block, last crawl) of headlines missing from blocks that this crawl saw; forgets them."""
        seen = (
            "FROM standing WHERE crawl <> :crawl AND block IN"
            " (SELECT DISTINCT s.block FROM standing AS s JOIN name ON name.n = s.block"
            " WHERE s.crawl = :crawl AND substr(name.name, 1, :length) = :start)"
        )
        start = block_name(portal, "")
        values = {"crawl": self.number(crawl), "start": start, "length": len(start)}
        query = (
            "SELECT headline.key, text, block.name, crawl.name FROM (SELECT row, block, crawl " + seen + ") AS s"
            " JOIN headline ON headline.row = s.row JOIN name AS block ON block.n = s.block"
            " JOIN name AS crawl ON crawl.n = s.crawl ORDER BY s.row, s.block"
        )
        found = self.execute(query, values).fetchall()
        self.execute("DELETE " + seen, values)
        return [(key, text.decode("gb18030"), block[len(start) :], last) for key, text, block, last in found]


def block_name(portal: str, block: str) -> str:
    """The name of a portal's block."""
    return f"{portal}\x1f{block}"
