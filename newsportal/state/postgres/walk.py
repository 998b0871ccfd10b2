"""The walk of one portal in PostgreSQL, and the log that its visits are appended to."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from newsportal.extraction.portal_memory import PortalMemory
from newsportal.state.crawls import OpenCrawl
from newsportal.state.postgres.connection import Wire
from newsportal.state.postgres.crawls import PostgresCrawls, PostgresParkedHosts
from newsportal.state.postgres.frontier import PostgresFrontier
from newsportal.state.postgres.link_words import LinkWords
from newsportal.state.postgres.pages import PostgresPages
from newsportal.state.seen_links import SeenLinks
from newsportal.state.walk import StateLost


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
        self.link_words, self.seen_links = LinkWords(wire), SeenLinks()
        self.frontier = PostgresFrontier(wire, name, self.pages, self.link_words)
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
        self.link_words.forget()
        self.seen_links.clear()
        with suppress(StateLost):  # then the next question says so
            self.frontier.count_hosts()

    def words(self, urls: Iterable[str]) -> set[str]:
        """The words of the links that crawls saw to these addresses."""
        return self.link_words.of(urls)

    def append(self, kind: str, body: bytes) -> None:
        """Append to the log, last of all in the open transaction: it holds up every other append until that ends."""
        self.wire.tell_last(
            "WITH next AS (UPDATE log_end SET n = n + 1 RETURNING n) "
            "INSERT INTO log (n, portal, crawl, kind, body) SELECT n, %s, %s, %s, %s FROM next",
            (self._name, self.crawl.id, kind, body),
        )
