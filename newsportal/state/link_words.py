"""How the open crawl's links call pages whose addresses lead to another one's headline.

Of such an address identity knows the other's words alone, and those may be the title of another story: 澜河大桥通…
is the beginning of both 澜河大桥通车 and 澜河大桥通航. To read the page they would be no evidence.
"""

from __future__ import annotations

from newsportal.state.sqlite import SqliteState
from newsportal.text.keys import key_of

SCHEMA = """
CREATE TABLE IF NOT EXISTS link_words (
    portal TEXT NOT NULL, key INTEGER NOT NULL, words TEXT NOT NULL, PRIMARY KEY (portal, key)) WITHOUT ROWID;
"""


class LinkWords:
    """The words of links by the page that they lead to: the first of one portal's open crawl, or longer than cut ones.

    Methods that write need an open transaction of `state`.
    """

    def __init__(self, state: SqliteState, portal: str) -> None:
        self._sql, self._portal = state.connection, portal
        self._none = False
        """In a block of pages whether there are none yet: then none are looked for."""

    def hold(self) -> None:
        """A block begins, in which nobody else writes."""
        query = "SELECT EXISTS (SELECT 1 FROM link_words WHERE portal = ?)"
        self._none = not self._sql.execute(query, (self._portal,)).fetchone()[0]

    def keep(self) -> None:
        """The block ends."""
        self._none = False

    def add(self, url: str, words: str) -> None:
        """Remember how a link calls the page at an address."""
        self._none = False
        self._sql.execute(
            "INSERT INTO link_words AS known VALUES (?, ?, ?) ON CONFLICT (portal, key) DO UPDATE "
            "SET words = excluded.words WHERE known.words LIKE '%…' AND length(excluded.words) > length(known.words)",
            (self._portal, key_of(url), words),
        )

    def of(self, url: str) -> tuple[str, ...]:
        """The words of links to this address; none where its headline's are its own."""
        if self._none:
            return ()
        query = "SELECT words FROM link_words WHERE portal = ? AND key = ?"
        return self._sql.execute(query, (self._portal, key_of(url))).fetchone() or ()

    def clear(self) -> None:
        """Forget all, at the crawl's end."""
        self._sql.execute("DELETE FROM link_words WHERE portal = ?", (self._portal,))
