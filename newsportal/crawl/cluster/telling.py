"""What books tell the crawls to come: what was learned of a portal, after each of its crawls."""

from __future__ import annotations

from collections.abc import Callable

from newsportal.extraction.portal_memory import PortalMemory
from newsportal.state.postgres.connection import Wire
from newsportal.state.sqlite import SqliteState
from newsportal.state.walk import UNTOLD


class Telling:
    """The ends of crawls of which the database does not know yet."""

    def __init__(self, state: SqliteState) -> None:
        self._state = state

    def owe(self, name: str, n: int) -> None:
        """Note the end of a portal's crawl, in the open transaction in which it is kept."""
        self._state.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (UNTOLD + name, n))

    def tell(self, wire: Wire, learned: Callable[[str], PortalMemory]) -> None:
        """Tell what was learned by the ends that are noted. Raises StateLost."""
        read, query = self._state.connection.execute, "SELECT key, value FROM meta WHERE key GLOB ?"
        for key, n in read(query, (f"{UNTOLD}*",)).fetchall():
            name = key.removeprefix(UNTOLD)
            wire.run(
                "INSERT INTO learned AS known VALUES (%s, %s, %s) ON CONFLICT (portal) DO UPDATE SET n = excluded.n, "
                "pairs = excluded.pairs WHERE known.n < excluded.n",
                (name, n, bytes(learned(name))),
            )
            self._state.begin()
            read("DELETE FROM meta WHERE key = ?", (key,))
            self._state.commit()
