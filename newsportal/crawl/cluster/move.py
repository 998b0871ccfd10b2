"""Moves the walk of a project's state into its database, or back, while nothing crawls here."""

from __future__ import annotations

import os
from contextlib import ExitStack

from scrapy.settings import BaseSettings

from newsportal import lock, paths
from newsportal.crawl.places import opened
from newsportal.output.schema import KINDS
from newsportal.state.postgres.connection import Wire
from newsportal.state.postgres.moving import from_database, to_database
from newsportal.state.postgres.schema import make_tables


def move(settings: BaseSettings, *, back: bool) -> int:
    """Move it; gives how many pages are known. Raises Held where a crawl or a reader runs, StateLost, StateError."""
    url = paths.database(settings)
    assert url
    with ExitStack() as held:
        who = f"process {os.getpid()}, which moves the state"
        held.enter_context(lock.hold(f"{paths.state_file(settings)}.keep", who))
        for path in paths.crawl_locks(settings).values():
            held.enter_context(lock.hold(path, who))
        wire = Wire(url)
        held.callback(wire.close)
        make_tables(wire)
        state, store = opened(settings, held)
        state.begin()
        with store.claimed(*KINDS):
            state.commit()
        state.begin()
        pages = (from_database if back else to_database)(state, url)
        state.commit()
        return pages
