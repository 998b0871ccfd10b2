"""Moves the walk of a project's state into its database, or back, while nothing crawls here."""

from __future__ import annotations

import os
from contextlib import ExitStack

from scrapy.settings import BaseSettings

from newsportal import lock, paths
from newsportal.crawl.places import opened
from newsportal.messages import marked, say
from newsportal.output.schema import KINDS
from newsportal.state.postgres.connection import Wire
from newsportal.state.postgres.moving import from_database, to_database
from newsportal.state.postgres.schema import make_tables
from newsportal.state.sqlite import StateError


def move(settings: BaseSettings, *, back: bool) -> int:
    """Move it; gives how many pages are known. Raises Held where a crawl or a reader runs, StateLost, StateError."""
    url, file = paths.database(settings), paths.state_file(settings)
    assert url
    if not file.exists():
        words = marked(
            "{file} is not there, nothing is to be moved: run this in the folder whose crawls or scrapy keep made it"
        )
        raise StateError(say(words, file=file))
    with ExitStack() as held:
        who = f"process {os.getpid()}, which moves the state"
        held.enter_context(lock.hold(f"{file}.keep", who))
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
