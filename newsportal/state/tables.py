"""All tables of the state but the store's own: each is declared beside the class that speaks to it."""

from __future__ import annotations

from newsportal.state import (
    crawl_stats,
    crawls,
    earlier_tables,
    frontier,
    kept_answers,
    link_words,
    pages,
    parked_hosts,
    pending_sightings,
    readings,
)
from newsportal.state.identity import schema as identity

TABLES = (
    crawls.SCHEMA,
    frontier.SCHEMA,
    pages.SCHEMA,
    pending_sightings.SCHEMA,
    link_words.SCHEMA,
    crawl_stats.SCHEMA,
    readings.SCHEMA,
    earlier_tables.SCHEMA,
    kept_answers.SCHEMA,
    parked_hosts.SCHEMA,
    identity.SCHEMA,
)
"""The statements that create them, for `SqliteState(…, schemas=TABLES)`."""
