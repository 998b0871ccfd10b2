"""The SQL side of headline identity: known addresses, headlines, and what stands in which block.

A class over a given connection that never begins or commits: the caller owns transactions, and says `forget()` after
one that was rolled back, since the numbers of names are kept in memory. Integer keys from 64-bit hashes; texts in
GB 18030, which writes a Han character in two bytes where UTF-8 takes three."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from newsportal.dedup.known import Address, Row
from newsportal.state.identity.article_index import ArticleIndex
from newsportal.state.identity.block_index import BlockIndex, block_name
from newsportal.state.identity.schema import FORGET, FORMAT, SCHEMA

__all__ = ["FORGET", "FORMAT", "SCHEMA", "Index"]


def _pack(text: str) -> bytes:
    return text.encode("gb18030", "replace")


def _row(row: int, key: int, day: int, portals: int | str, text: bytes, read: int | None) -> Row:
    numbers = (portals,) if isinstance(portals, int) else tuple(map(int, portals.split(",")))
    return Row(row, key, day, numbers, text.decode("gb18030"), read or 0)


BEGINNING = 24
"""Low bits of a near key that tell the whole; those above tell the beginning."""
BUCKET, NEWEST = 8, 4
"""Headlines looked at under one beginning, and under one end."""
_COLUMNS = "row, headline.key, day, portals, text, read"
_NEAR = """
SELECT * FROM (SELECT near.key, row, day, text FROM near JOIN headline USING (row)
 WHERE near.key BETWEEN ? AND ? LIMIT ?)
UNION ALL SELECT * FROM (SELECT near.key, row, day, text FROM near JOIN headline USING (row)
 WHERE near.key = ? ORDER BY row DESC LIMIT ?)
UNION ALL SELECT NULL, story, 0, CAST(title AS BLOB) FROM body WHERE key = ?
"""


class Index:
    """What identity remembers, in one SQLite file or in memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.execute = connection.execute
        self.many = connection.executemany
        self.articles = ArticleIndex(connection)
        self.blocks = BlockIndex(connection)

    def forget(self) -> None:
        """Forget what a rollback may have taken back."""
        self.blocks.forget()

    # Addresses

    def address(self, key: int) -> Address | None:
        """What is known of an address."""
        found = self.execute(
            "SELECT coalesce(address.headline, address.key), headline.row, text, day"
            " FROM address LEFT JOIN headline ON headline.row = address.row WHERE address.key = ?",
            (key,),
        ).fetchone()
        if found is None:
            return None
        headline, row, text, day = found
        if row is None and headline != key:
            return self.address(headline) or (headline, None, None, None)
        return headline, row, text and text.decode("gb18030"), day

    def lead(self, key: int, headline: int, row: int | None) -> None:
        """Let an address lead to a headline."""
        self.execute(
            "INSERT OR REPLACE INTO address VALUES (?, ?, ?)", (key, row, None if headline == key else headline)
        )

    # Headlines

    def add(self, key: int, day: int, portal: str, text: str, near: tuple[int, int], read: int = 0) -> int:
        """A new headline; gives its row."""
        values = (key, day, self.blocks.number(portal), _pack(text), read or None)
        row = int(self.execute("INSERT INTO headline VALUES (NULL, ?, ?, ?, ?, ?)", values).lastrowid or 0)
        self.execute("INSERT OR IGNORE INTO near VALUES (?, ?), (?, ?)", (near[0], row, near[1], row))
        return row

    def arrive(
        self, key: int, day: int, portal: str, text: str, near: tuple[int, int], read: int, block: str, crawl: str
    ) -> None:
        """A new headline of the address that gives it its id, standing in a block."""
        number = self.blocks.number
        stands = number(block_name(portal, block)), number(crawl, day)
        values = (key, day, number(portal), _pack(text), read or None, *near, *stands)
        self.execute("INSERT INTO arrival VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)

    def reword(self, row: int, text: str, near: Iterable[int], read: int = 0) -> None:
        """Give a headline longer words."""
        self.execute("UPDATE headline SET text = ?, read = ? WHERE row = ?", (_pack(text), read or None, row))
        self.many("INSERT OR IGNORE INTO near VALUES (?, ?)", [(one, row) for one in near])

    def join(self, row: Row, portal: int, day: int) -> None:
        """Note that another portal, or another day, showed the headline's words as new."""
        if portal not in row.portals:
            portals = ",".join(map(str, (*row.portals, portal)))
            self.execute("UPDATE headline SET portals = ? WHERE row = ?", (portals, row.row))
        if day != row.day:
            self.execute("INSERT OR IGNORE INTO again VALUES (?, ?)", (row.row, day))

    def drop(self, row: int, near: Iterable[int]) -> None:
        """Forget a headline that became another's."""
        self.many("DELETE FROM near WHERE key = ? AND row = ?", [(key, row) for key in near])
        for table in ("headline", "wording", "standing", "again"):
            self.execute(f"DELETE FROM {table} WHERE row = ?", (row,))

    def get(self, row: int) -> Row | None:
        """A headline by its row."""
        found = self.execute(f"SELECT {_COLUMNS} FROM headline WHERE row = ?", (row,)).fetchone()
        return _row(*found) if found else None

    def rows(self, rows: Collection[int]) -> list[Row]:
        """Headlines by their rows, the newest first."""
        query = f"SELECT {_COLUMNS} FROM headline WHERE row IN (%s) ORDER BY row DESC"
        return [_row(*found) for found in self.execute(query % ",".join("?" * len(rows)), tuple(rows))] if rows else []

    def days(self, row: int) -> list[int]:
        """Further days on which its words were new somewhere."""
        return [day for (day,) in self.execute("SELECT day FROM again WHERE row = ?", (row,))]

    def near(self, whole: int, end: int, key: int) -> list[tuple[int | None, int, int, bytes]]:
        """(near key, row, day, words in GB 18030) of headlines of the same beginning or end, twelve at the most.

        Of those under one end the newest. Where the article at the address `key` was read before: (None, its story, 0,
        its title). One statement for all, since this is the hot path of new headlines."""
        low = whole >> BEGINNING << BEGINNING
        return self.execute(_NEAR, (low, low | (1 << BEGINNING) - 1, BUCKET, end, NEWEST, key)).fetchall()

    def equal(self, whole: int) -> list[Row]:
        """The newest headlines of equal words."""
        query = f"SELECT {_COLUMNS} FROM near JOIN headline USING (row) WHERE near.key = ? ORDER BY row DESC LIMIT 32"
        return [_row(*found) for found in self.execute(query, (whole,))]

    def beginning(self, whole: int, most: int) -> list[Row]:
        """Headlines of one beginning, in no order of time."""
        query = f"SELECT {_COLUMNS} FROM near JOIN headline USING (row) WHERE near.key BETWEEN ? AND ? LIMIT ?"
        low = whole >> BEGINNING << BEGINNING
        return [_row(*found) for found in self.execute(query, (low, low | (1 << BEGINNING) - 1, most))]

    # Wordings, blocks, doubts

    def wording(self, row: int, words: int) -> int | None:
        """Whether a further wording is known: None where not, else whether the headline completes it."""
        found = self.execute("SELECT full FROM wording WHERE row = ? AND words = ?", (row, words)).fetchone()
        return found[0] if found else None

    def add_wording(self, row: int, words: int, full: bool) -> None:
        """Note a further wording."""
        self.execute("INSERT OR REPLACE INTO wording VALUES (?, ?, ?)", (row, words, int(full)))

    def move(self, old: int, new: int) -> None:
        """A headline was given a new row."""
        for table in ("standing", "wording", "again"):
            self.execute(f"UPDATE OR REPLACE {table} SET row = ? WHERE row = ?", (new, old))

    def doubt(self, key: int, other: int, day: int) -> None:
        """Note a pair that only its articles can settle."""
        self.execute("INSERT OR IGNORE INTO doubt VALUES (?, ?, ?)", (key, other, day))

    def doubts(self, key: int) -> list[tuple[int, int]]:
        """The unsettled pairs of a headline, oldest first."""
        query = "SELECT key, other FROM doubt WHERE key = ?1 OR other = ?1 ORDER BY day, key, other"
        return self.execute(query, (key,)).fetchall()

    def settle(self, key: int, other: int) -> None:
        """Forget a pair."""
        self.execute("DELETE FROM doubt WHERE key = ? AND other = ?", (key, other))

    def purge(self, day: int, articles: int) -> None:
        """Forget headlines older than `day`, unless they still stand somewhere, and articles older than `articles`."""
        found = self.execute("SELECT min(row) FROM headline WHERE day >= ?", (day,)).fetchone()[0]
        last = self.execute("SELECT max(row) + 1 FROM headline").fetchone()[0]
        row = found or last or 0
        for table in ("near", "again", "wording"):
            self.execute(f"DELETE FROM {table} WHERE row < ?", (row,))
        self.execute("DELETE FROM headline WHERE row < ? AND row NOT IN (SELECT row FROM standing)", (row,))
        self.execute("DELETE FROM doubt WHERE day < ?", (day,))
        self.articles.purge(articles)
