"""The walk of one portal in PostgreSQL, and the log that its visits are appended to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from importlib.resources import files

from newsportal.extraction.portal_memory import PortalMemory
from newsportal.state.crawls import OpenCrawl
from newsportal.state.postgres.connection import Wire, safe
from newsportal.state.postgres.crawls import PostgresCrawls, PostgresParkedHosts
from newsportal.state.postgres.frontier import PostgresFrontier
from newsportal.state.postgres.pages import PostgresPages
from newsportal.state.walk import StateLost
from newsportal.text.keys import key_of

_TABLES = 1
"""The lock under which the tables are made, so that two that begin at once do not meet."""


def make_tables(wire: Wire) -> None:
    """Make what is missing of the tables. Raises StateLost."""
    if wire.ask("SELECT to_regclass('newsportal.learned')")[0][0]:
        return  # as one finds it that may make none
    wire.begin()
    wire.change("SELECT pg_advisory_xact_lock(%s)", (_TABLES,))
    wire.tell("CREATE SCHEMA IF NOT EXISTS newsportal", ())
    text = files(__package__).joinpath("schema.sql").read_text("utf-8")
    for statement in "\n".join(line for line in text.splitlines() if not line.startswith("--")).split(";"):
        if statement.strip():
            wire.tell(statement, ())
    wire.commit()


class PostgresWalk:
    """What the crawls of a portal share (`newsportal.state.walk.Walk`), on the connection that holds its lock.

    Raises StateLost where the database, and with it the lock, is lost: there is no going on then.
    """

    crawl: OpenCrawl
    """The crawl that runs."""

    def __init__(self, wire: Wire, name: str) -> None:
        self.wire, self._name = wire, name
        self.crawls, self.parked_hosts = PostgresCrawls(wire, name), PostgresParkedHosts(wire)
        self.pages = PostgresPages(wire, name)
        self.frontier = PostgresFrontier(wire, name, self.pages)
        learned = wire.ask("SELECT pairs FROM learned WHERE portal = %s", (name,))
        self.learned = PortalMemory.from_bytes(learned[0][0]) if learned else PortalMemory()
        """What earlier crawls told of the portal, as far as their ends were kept in books."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self.wire.in_transaction

    def begin(self) -> None:
        """Open a transaction."""
        self.wire.begin()

    def commit(self) -> None:
        """Keep the open transaction: all that it was told is sent at once, with its end."""
        self.wire.commit()

    def rollback(self) -> None:
        """Forget the open transaction, and what was remembered of its rows outside the database."""
        self.wire.rollback()
        self.pages.forget()
        with suppress(StateLost):  # then the next question says so
            self.frontier.count_hosts()

    def words(self, urls: Iterable[str]) -> set[str]:
        """The words of the links that crawls saw to these addresses."""
        query = "SELECT words FROM link_words WHERE key = ANY(%s::bigint[])"
        return {words for (words,) in self.wire.ask(query, (list(map(key_of, urls)),))}

    def name(self, words: Mapping[str, str]) -> None:
        """Remember how links call the pages at these addresses: the first that do, or longer words than cut ones.

        In the order of their keys, so that crawls which see the same links wait for each other in one direction.
        """
        rows = sorted((key_of(url), safe(text)) for url, text in words.items())
        self.wire.tell(
            "INSERT INTO link_words AS known (key, words) SELECT * FROM unnest(%s::bigint[], %s::text[]) "
            "ON CONFLICT (key) DO UPDATE SET seen = now(), words = CASE WHEN known.words LIKE '%%…' "
            "AND length(excluded.words) > length(known.words) THEN excluded.words ELSE known.words END "
            "WHERE known.seen < now() - interval '1 day' OR known.words LIKE '%%…'",
            tuple(map(list, zip(*rows, strict=True))),
        )

    def append(self, kind: str, body: bytes) -> None:
        """Append to the log, last of all in the open transaction: it holds up every other append until that ends."""
        self.wire.tell_last(
            "WITH next AS (UPDATE log_end SET n = n + 1 RETURNING n) "
            "INSERT INTO log (n, portal, crawl, kind, body) SELECT n, %s, %s, %s, %s FROM next",
            (self._name, self.crawl.id, kind, body),
        )
