"""How the open crawl's links call pages whose addresses lead to another one's headline.

Of such an address identity knows the other's words alone, and those may be the title of another story: 澜河大桥通…
is the beginning of both 澜河大桥通车 and 澜河大桥通航. To read the page they would be no evidence.
"""

from __future__ import annotations

from newsportal.state.sqlite import SqliteState, address_key

SCHEMA = """
CREATE TABLE IF NOT EXISTS link_words (
    portal TEXT NOT NULL, key INTEGER NOT NULL, words TEXT NOT NULL, PRIMARY KEY (portal, key)) WITHOUT ROWID;
"""
_MOST = 20_000
"""Pages of which is remembered that there are such words; where there are more, each is looked for."""


class LinkWords:
    """The words of links by the page that they lead to: the first of one portal's open crawl, or longer than cut ones.

    Methods that write need an open transaction of `state`.
    """

    def __init__(self, state: SqliteState, portal: str) -> None:
        self._sql, self._portal = state.connection, portal
        self._may: set[int] | None = None
        """The keys of pages that may have such words, once asked for: few have, and only this crawl adds any."""

    def add(self, url: str, words: str) -> None:
        """Remember how a link calls the page at an address."""
        key = address_key(url)
        if self._may is not None and len(self._may) < _MOST:
            self._may.add(key)
        self._sql.execute(
            "INSERT INTO link_words AS known VALUES (?, ?, ?) ON CONFLICT (portal, key) DO UPDATE "
            "SET words = excluded.words WHERE known.words LIKE '%…' AND length(excluded.words) > length(known.words)",
            (self._portal, key, words),
        )

    def of(self, url: str) -> tuple[str, ...]:
        """The words of links to this address; none where its headline's are its own."""
        key, may = address_key(url), self._known()
        if len(may) < _MOST and key not in may:
            return ()
        query = "SELECT words FROM link_words WHERE portal = ? AND key = ?"
        return self._sql.execute(query, (self._portal, key)).fetchone() or ()

    def _known(self) -> set[int]:
        """The keys of pages that may have words, _MOST of them or all; after a rollback some have none."""
        if self._may is None:
            query = "SELECT key FROM link_words WHERE portal = ? LIMIT ?"
            self._may = {key for (key,) in self._sql.execute(query, (self._portal, _MOST))}
        return self._may

    def clear(self) -> None:
        """Forget all, at the crawl's end."""
        self._sql.execute("DELETE FROM link_words WHERE portal = ?", (self._portal,))
        self._may = None
