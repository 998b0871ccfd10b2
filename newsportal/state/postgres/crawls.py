"""The open crawl of a portal, and parked hosts, in PostgreSQL."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

from newsportal.state.crawls import OpenCrawl, new_row, open_crawl
from newsportal.state.parked_hosts import LONGEST_PARKING
from newsportal.state.postgres.connection import Wire
from newsportal.state.postgres.database import safe


class PostgresCrawls:
    """The open crawl kept under a name, as `newsportal.state.crawls.OpenCrawls` keeps it."""

    def __init__(self, wire: Wire, name: str) -> None:
        self._wire, self._name = wire, name

    def interrupted(self) -> OpenCrawl | None:
        """The crawl that was opened and not closed, if there is one."""
        query = "SELECT portal, id, spider, arguments, begin_, starts, counts FROM crawls WHERE portal = %s"
        rows = self._wire.ask(query, (self._name,))
        return open_crawl(*rows[0]) if rows else None

    def resume(self, crawl: OpenCrawl) -> OpenCrawl:
        """Go on with an interrupted crawl."""
        self._wire.tell("UPDATE crawls SET starts = starts + 1 WHERE portal = %s", (self._name,))
        return replace(crawl, starts=crawl.starts + 1)

    def open(self, portal: str, spider: str, arguments: dict[str, str], now: datetime) -> OpenCrawl:
        """Begin a crawl."""
        row = new_row(self._name, portal, spider, arguments, now)
        self.close()
        self._wire.tell("INSERT INTO crawls VALUES (%s, %s, %s, %s, %s, %s, %s)", row)
        return open_crawl(*row)

    def save_counts(self, counts: dict[str, int]) -> None:
        """Remember the open crawl's counters, so that a resumed crawl goes on counting."""
        told = safe(json.dumps(counts, ensure_ascii=False))
        self._wire.tell("UPDATE crawls SET counts = %s WHERE portal = %s", (told, self._name))

    def close(self) -> None:
        """Forget the open crawl."""
        self._wire.tell("DELETE FROM crawls WHERE portal = %s", (self._name,))


class PostgresParkedHosts:
    """Parked hosts of all portals, as `newsportal.state.parked_hosts.ParkedHosts` keeps them."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def parked(self, host: str) -> datetime | None:
        """When the host may be asked again; None if it may be asked now."""
        rows = self._wire.ask("SELECT until FROM parking WHERE host = %s", (safe(host),))
        until, now = datetime.fromtimestamp(rows[0][0], UTC) if rows else None, datetime.now(UTC)
        return until if until and now < until <= now + LONGEST_PARKING else None

    def park(self, host: str, until: datetime) -> None:
        """Leave the host alone until then, in all crawls; forget hosts whose time is over."""
        self._wire.run("DELETE FROM parking WHERE until <= %s", (datetime.now(UTC).timestamp(),))
        self._wire.run(
            "INSERT INTO parking VALUES (%s, %s) ON CONFLICT (host) DO UPDATE SET until = excluded.until",
            (safe(host), until.timestamp()),
        )
