"""The walk in each place where it can be kept: what is said of it holds in all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from newsportal.state.portal_state import PortalState
from newsportal.state.sqlite import SqliteState
from newsportal.state.tables import TABLES
from newsportal.state.walk import Walk

Walks = Callable[[str], Walk]
"""Gives the walk of a portal, each on a connection of its own where there are several, in an open transaction."""


@pytest.fixture(params=["sqlite", "postgresql"])
def walks(request: pytest.FixtureRequest) -> Iterator[Walks]:
    """Walks in one place."""
    if request.param == "sqlite":
        state = SqliteState(":memory:", schemas=TABLES)
        state.begin()
        yield lambda name: PortalState(state, name, window_days=30)
        return
    database = request.getfixturevalue("database")
    from newsportal.state.postgres.connection import Wire
    from newsportal.state.postgres.walk import PostgresWalk

    wire = Wire(database)

    def walk(name: str) -> Walk:
        made = PostgresWalk(wire, name)
        if not wire.in_transaction:
            made.begin()
        return made

    yield walk
    wire.close()


@pytest.fixture
def walk(walks: Walks) -> Walk:
    """The walk of the portal demo."""
    return walks("demo")
