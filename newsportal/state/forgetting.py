"""Forgets what crawls remembered: of all portals, or of one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import suppress

from newsportal.state.sqlite import SqliteState, address_key

_KEPT = ("meta", "parking")
"""Tables that nobody starts over with: the file's format, and the hosts that asked to be left alone."""


def _tables(state: SqliteState, column: str = "") -> list[str]:
    names = [name for (name,) in state.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    columns = {name: [row[1] for row in state.connection.execute(f"PRAGMA table_info({name})")] for name in names}
    return [name for name in names if name not in _KEPT and (not column or column in columns[name])]


def known_portals(state: SqliteState) -> set[str]:
    """The names under which the state keeps something of a portal."""
    queries = (f"SELECT DISTINCT portal FROM {table}" for table in _tables(state, "portal"))
    return {portal for query in queries for (portal,) in state.connection.execute(query)}


def forget_all(state: SqliteState) -> None:
    """Forget everything but parked hosts. In an open transaction."""
    for table in _tables(state):
        state.connection.execute(f"DELETE FROM {table}")
    state.connection.execute("DELETE FROM meta WHERE key <> 'format'")


def forget_portal(state: SqliteState, portal: str, addresses: Iterable[str]) -> None:
    """Forget a portal and the pages of these addresses; identity, which portals share, waits to be rebuilt.

    In an open transaction.
    """
    for table in _tables(state, "portal"):
        state.connection.execute(f"DELETE FROM {table} WHERE portal = ?", (portal,))
    state.connection.executemany("DELETE FROM pages WHERE key = ?", ((address_key(url),) for url in addresses))
    state.connection.execute("DELETE FROM meta WHERE key = 'identity'")


def shrink(state: SqliteState) -> None:
    """Give the disk back what was forgotten, where no other process has the file open. Outside a transaction."""
    with suppress(sqlite3.OperationalError):
        state.connection.execute("VACUUM")
