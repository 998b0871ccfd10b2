"""The SQL of blocks: which headlines stand where, and the numbers of portals, blocks and crawls."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from newsportal.dedup.block_index import Best, LastSeen
from newsportal.dedup.model import Gone
from newsportal.text.keys import name_of

_KNOWN = 10_000
"""Names whose numbers are kept in memory; forgotten together when there are more."""
_GONE = """
WITH seen AS (
  SELECT s.block, best.page FROM standing AS s JOIN name ON name.n = s.block
  LEFT JOIN best_page AS best ON best.row = s.row AND best.block = s.block AND best.crawl = s.crawl
  WHERE s.crawl = :crawl AND substr(name.name, 1, :length) = :start)
SELECT s.row, s.block, headline.key, text, block.name, last.name FROM standing AS s
 JOIN headline ON headline.row = s.row JOIN name AS block ON block.n = s.block JOIN name AS last ON last.n = s.crawl
 LEFT JOIN best_page AS best ON best.row = s.row AND best.block = s.block LEFT JOIN name AS read ON read.n = best.crawl
 WHERE s.crawl <> :crawl AND s.block IN (SELECT block FROM seen) AND (
  best.page IN (SELECT page FROM seen) OR best.page IS NULL AND s.block IN (SELECT block FROM seen WHERE page IS NULL)
  OR coalesce(read.day, last.day) < (SELECT day FROM name WHERE n = :crawl) - :days)
 ORDER BY s.row, s.block LIMIT :most
"""
"""What the crawl did not see in a block, though it saw the block and the page there on which it stood best; beside
articles (no page), though it saw the block beside articles. What was not read for so many days needs the block only."""


class SqliteBlockIndex:
    """The headlines of each block, and names by number."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.execute = connection.execute
        self.many = connection.executemany
        self._numbers: dict[str, int] = {}

    def number(self, name: str, day: int | None = None) -> int:
        """The number of a portal, block or crawl; a new name gets one, kept with the day given."""
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
        """Forget the numbers kept in memory, which a rollback may have taken back."""
        self._numbers.clear()

    def place(self, row: int, portal: str, block: str, crawl: str, day: int) -> None:
        """Note that a headline stands in a block in this crawl."""
        place = row, self.number(block_name(portal, block)), self.number(crawl, day)
        known = "SELECT 1 FROM standing WHERE row = ? AND block = ? AND crawl = ?"
        if not self.execute(known, place).fetchone():
            self.execute("INSERT OR REPLACE INTO standing VALUES (?, ?, ?)", place)

    def last_seen(self, row: int, portal: str) -> list[LastSeen]:
        """For each block of a portal that a headline stood in, the last crawl that saw it there."""
        query = (
            "SELECT crawl.name, crawl.day FROM standing JOIN name AS crawl ON crawl.n = crawl"
            " JOIN name AS block ON block.n = block WHERE row = ? AND substr(block.name, 1, ?) = ?"
        )
        start = block_name(portal, "")
        return [LastSeen(*found) for found in self.execute(query, (row, len(start), start))]

    def last_crawl(self, row: int, portal: str, block: str) -> str | None:
        """The last crawl that saw a headline in a block of a portal; None where none did."""
        query = "SELECT name FROM standing JOIN name ON n = crawl WHERE row = ? AND block = ?"
        found = self.execute(query, (row, self.number(block_name(portal, block)))).fetchone()
        return found[0] if found else None

    def stood(self, best: Iterable[Best]) -> None:
        """Note the pages on which headlines stood best in blocks."""
        number = self.number
        places = (
            (row, number(block_name(portal, block)), number(page), number(crawl))
            for row, portal, block, page, crawl in best
        )
        self.many("INSERT OR REPLACE INTO best_page VALUES (?, ?, ?, ?)", [*places])

    def gone(self, portal: str, crawl: str, days: int, most: int = -1) -> list[Gone]:
        """Headlines missing from the blocks of a portal that this crawl saw, so many at `most`; forgotten there."""
        start = block_name(portal, "")
        values = {"crawl": self.number(crawl), "start": start, "length": len(start), "days": days, "most": most}
        found = self.execute(_GONE, values).fetchall()
        for table in ("standing", "best_page"):
            self.many(f"DELETE FROM {table} WHERE row = ? AND block = ?", [place[:2] for place in found])
        return [
            Gone(headline=name_of(key), text=text.decode("gb18030"), block=block[len(start) :], last_crawl=last)
            for _, _, key, text, block, last in found
        ]


def block_name(portal: str, block: str) -> str:
    """A portal's block as one name: all blocks of a portal begin alike."""
    return f"{portal}\x1f{block}"
