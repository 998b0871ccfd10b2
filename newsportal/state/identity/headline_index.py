"""The SQL of headline identity: known addresses, headlines, their wordings, and pairs that may be one.

It fulfils newsportal.dedup.index over a given connection and never begins or commits: the caller owns transactions, and
says `forget()` after one that was rolled back, since the numbers of names are kept in memory. Texts lie in GB 18030,
which writes a Han character in two bytes where UTF-8 takes three; they are packed and unpacked here."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from newsportal.dedup.index import KnownAddress, Near, NearHeadline, Pair
from newsportal.dedup.model import KnownHeadline
from newsportal.dedup.near import LISTED, NearKeys
from newsportal.state.identity.article_index import SqliteArticleIndex
from newsportal.state.identity.block_index import SqliteBlockIndex, block_name
from newsportal.state.identity.far import Far
from newsportal.state.identity.rows import headline_of, pack, range_of
from newsportal.state.identity.schema import FORGET, FORMAT, SCHEMA
from newsportal.state.identity.unknown import Unknown

__all__ = ["FORGET", "FORMAT", "SCHEMA", "SqliteIndex"]

NEWEST = 4
"""Headlines of one end that `near` gives, at the most."""
_COLUMNS = "row, headline.key, day, portals, text, read"
_NEAR = """
SELECT * FROM (SELECT near.key, row, day, text FROM near JOIN headline USING (row)
 WHERE near.key BETWEEN ? AND ? LIMIT ?)
UNION ALL SELECT * FROM (SELECT near.key, row, day, text FROM near JOIN headline USING (row)
 WHERE near.key = ? ORDER BY row DESC LIMIT ?)
UNION ALL SELECT NULL, story, 0, title FROM article WHERE key = ?
"""
"""Headlines of one beginning, of one end, and, where it was read before, (NULL, story, 0, title) of an article."""


class SqliteIndex:
    """The index of identity, in one SQLite file or in memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.execute = connection.execute
        self.many = connection.executemany
        self.articles = SqliteArticleIndex(connection)
        self.blocks = SqliteBlockIndex(connection)
        self.unled = Unknown(connection, "address")
        """Addresses that were asked for and lead nowhere."""
        self.far = Far(connection)
        """What was asked for and is near to no headline."""

    def forget(self) -> None:
        """Forget what a rollback may have taken back."""
        self.blocks.forget()
        self.articles.forget()
        self.unled.forget()
        self.far.forget()

    # Addresses

    def address(self, key: int) -> KnownAddress | None:
        """What an address leads to; None where it was never seen."""
        if key in self.unled:
            return None
        found = self.execute(
            "SELECT coalesce(address.headline, address.key), headline.row, text, day"
            " FROM address LEFT JOIN headline ON headline.row = address.row WHERE address.key = ?",
            (key,),
        ).fetchone()
        if found is None:
            return None
        headline, row, text, day = found
        if row is None and headline != key:
            return self.address(headline) or KnownAddress(headline, None, None, None)
        return KnownAddress(headline, row, text and text.decode("gb18030"), day)

    def lead(self, key: int, headline: int, row: int | None) -> None:
        """Let an address lead to a headline."""
        self.unled.known((key,))
        values = key, row, None if headline == key else headline
        self.execute("INSERT OR REPLACE INTO address VALUES (?, ?, ?)", values)

    # Headlines

    def add(self, key: int, day: int, portal: str, text: str, near: NearKeys, read: int = 0) -> int:
        """Keep a headline's words; gives its row."""
        values = (key, day, self.blocks.number(portal), pack(text), read or None)
        row = int(self.execute("INSERT INTO headline VALUES (NULL, ?, ?, ?, ?, ?)", values).lastrowid or 0)
        self._add_near(row, near)
        return row

    def _add_near(self, row: int, near: NearKeys) -> None:
        self.far.known(near)
        self.execute("INSERT OR IGNORE INTO near VALUES (?, ?), (?, ?)", (near.whole, row, near.end, row))

    def add_new(
        self, key: int, day: int, portal: str, text: str, near: NearKeys, read: int, block: str, crawl: str
    ) -> None:
        """Keep a headline with its first address and block, in one statement."""
        self.unled.known((key,))
        self.far.known(near)
        number = self.blocks.number
        place = number(block_name(portal, block)), number(crawl, day)
        values = (key, day, number(portal), pack(text), read or None, *near, *place)
        self.execute("INSERT INTO arrival VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)

    def reword(self, row: int, text: str, near: NearKeys, read: int = 0) -> None:
        """Give a headline longer words; it is found by the earlier ones, too."""
        self.execute("UPDATE headline SET text = ?, read = ? WHERE row = ?", (pack(text), read or None, row))
        self._add_near(row, near)

    def note_again(self, headline: KnownHeadline, portals: Collection[int], day: int) -> None:
        """Note portals and a day on which a new address showed a headline's words."""
        added = [portal for portal in portals if portal not in headline.portals]
        if added:
            written = ",".join(map(str, (*headline.portals, *added)))
            self.execute("UPDATE headline SET portals = ? WHERE row = ?", (written, headline.row))
        if day != headline.day:
            self.execute("INSERT OR IGNORE INTO again VALUES (?, ?)", (headline.row, day))

    def drop(self, row: int, near: NearKeys) -> None:
        """Forget a headline that became another's."""
        self.many("DELETE FROM near WHERE key = ? AND row = ?", [(key, row) for key in near])
        for table in ("headline", "wording", "standing", "best_page", "again"):
            self.execute(f"DELETE FROM {table} WHERE row = ?", (row,))

    def move(self, old: int, new: int) -> None:
        """Give what belongs to a headline's row to its new row."""
        for table in ("standing", "best_page", "wording", "again"):
            self.execute(f"UPDATE OR REPLACE {table} SET row = ? WHERE row = ?", (new, old))

    def headline(self, row: int) -> KnownHeadline | None:
        """A headline by its row."""
        found = self.execute(f"SELECT {_COLUMNS} FROM headline WHERE row = ?", (row,)).fetchone()
        return headline_of(*found) if found else None

    def headlines(self, rows: Collection[int]) -> list[KnownHeadline]:
        """Headlines by their rows, the newest first."""
        marks = ",".join("?" * len(rows))
        query = f"SELECT {_COLUMNS} FROM headline WHERE row IN ({marks}) ORDER BY row DESC"
        return [headline_of(*found) for found in self.execute(query, tuple(rows))]

    def days(self, row: int) -> list[int]:
        """Further days noted by `note_again`."""
        return [day for (day,) in self.execute("SELECT day FROM again WHERE row = ?", (row,))]

    # Headlines by words

    def near(self, keys: NearKeys, address: int) -> Near:
        """Headlines with a near key in common, and the article at the address: the hot path of new headlines."""
        waiting = self.articles.waiting(address)
        if not waiting and self.far.all(keys, address):
            return Near([], None, None)
        found = self.execute(_NEAR, (*range_of(keys), LISTED, keys.end, NEWEST, address)).fetchall()
        article = found.pop() if found and found[-1][0] is None else (None,) * 4
        near = [NearHeadline(key, row, day, text.decode("gb18030")) for key, row, day, text in found]
        return Near(near, waiting.story, waiting.title) if waiting else Near(near, story=article[1], title=article[3])

    def equal(self, keys: NearKeys) -> list[KnownHeadline]:
        """Headlines whose words as a whole have the same hash, the newest first."""
        query = f"SELECT {_COLUMNS} FROM near JOIN headline USING (row) WHERE near.key = ? ORDER BY row DESC LIMIT 32"
        return [headline_of(*found) for found in self.execute(query, (keys.whole,))]

    def beginning(self, keys: NearKeys, most: int) -> list[KnownHeadline]:
        """Headlines of one beginning, in no order of time."""
        query = f"SELECT {_COLUMNS} FROM near JOIN headline USING (row) WHERE near.key BETWEEN ? AND ? LIMIT ?"
        return [headline_of(*found) for found in self.execute(query, (*range_of(keys), most))]

    # Wordings, pairs

    def wording(self, row: int, words: int) -> int | None:
        """Whether the headline's words complete a further wording; None where that is not known."""
        found = self.execute("SELECT full FROM wording WHERE row = ? AND words = ?", (row, words)).fetchone()
        return found[0] if found else None

    def add_wording(self, row: int, words: int, full: bool) -> None:
        """Note a further wording of a headline."""
        self.execute("INSERT OR REPLACE INTO wording VALUES (?, ?, ?)", (row, words, int(full)))

    def add_maybe(self, pair: Pair, day: int) -> None:
        """Note two headlines that may be one."""
        self.execute("INSERT OR IGNORE INTO doubt VALUES (?, ?, ?)", (*pair, day))

    def maybes(self, headline: int) -> list[Pair]:
        """The pairs of a headline, the oldest first."""
        query = "SELECT key, other FROM doubt WHERE key = ?1 OR other = ?1 ORDER BY day, key, other"
        return [Pair(*found) for found in self.execute(query, (headline,))]

    def drop_maybe(self, pair: Pair) -> None:
        """Forget a pair."""
        self.execute("DELETE FROM doubt WHERE key = ? AND other = ?", pair)

    def purge(self, day: int, articles: int) -> None:
        """Forget headlines older than `day`, unless they still stand in a block, and articles older than `articles`."""
        found = self.execute("SELECT min(row) FROM headline WHERE day >= ?", (day,)).fetchone()[0]
        last = self.execute("SELECT max(row) + 1 FROM headline").fetchone()[0]
        row = found or last or 0
        for table in ("near", "again", "wording"):
            self.execute(f"DELETE FROM {table} WHERE row < ?", (row,))
        self.execute("DELETE FROM headline WHERE row < ? AND row NOT IN (SELECT row FROM standing)", (row,))
        self.execute("DELETE FROM doubt WHERE day < ?", (day,))
        self.articles.purge(articles)
