"""What a crawl keeps of itself in the state while it runs: its figures, and the sightings to be written at its end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from newsportal.state.sqlite import SqliteState


@dataclass(slots=True)
class OpenCrawl:
    """A crawl that runs, or was interrupted."""

    id: str
    portal: str
    spider: str
    arguments: dict[str, str]
    begin: datetime
    starts: int
    counts: dict[str, int]


class CrawlState:
    """The SQL of one portal's crawl. Writing methods need an open transaction of `state`."""

    def __init__(self, state: SqliteState, portal: str) -> None:
        self._sql = state.connection
        self.portal = portal
        row = self._sql.execute("SELECT max(n) FROM pending WHERE portal = ?", (portal,)).fetchone()
        self._sighting = row[0] or 0

    def interrupted(self) -> OpenCrawl | None:
        """The crawl that was begun and not closed."""
        row = self._sql.execute(
            "SELECT id, spider, arguments, begin, starts, counts FROM crawls WHERE portal = ?", (self.portal,)
        ).fetchone()
        if row is None:
            return None
        crawl, spider, arguments, begin, starts, counts = row
        begun = datetime.fromisoformat(begin)
        return OpenCrawl(crawl, self.portal, spider, json.loads(arguments), begun, starts, json.loads(counts))

    def resume(self, crawl: OpenCrawl) -> OpenCrawl:
        """Go on with an interrupted crawl."""
        self._sql.execute("UPDATE crawls SET starts = starts + 1 WHERE portal = ?", (self.portal,))
        return replace(crawl, starts=crawl.starts + 1)

    def open(self, spider: str, arguments: dict[str, str], now: datetime) -> OpenCrawl:
        """Begin a crawl."""
        crawl = f"{now.astimezone(UTC):%Y%m%dT%H%M%S%fZ}-{self.portal}"
        told = json.dumps(arguments, ensure_ascii=False)
        self._sql.execute(
            "INSERT OR REPLACE INTO crawls VALUES (?, ?, ?, ?, ?, 1, '{}')",
            (self.portal, crawl, spider, told, now.isoformat()),
        )
        return OpenCrawl(crawl, self.portal, spider, arguments, now, 1, {})

    def save_counts(self, counts: dict[str, int]) -> None:
        """Remember the open crawl's figures, so that a resumed crawl goes on counting."""
        self._sql.execute("UPDATE crawls SET counts = ? WHERE portal = ?", (json.dumps(counts), self.portal))

    def close(self) -> None:
        """Forget the open crawl."""
        self._sql.execute("DELETE FROM crawls WHERE portal = ?", (self.portal,))

    def sight(self, key: int, rank: int, page: str, record: dict[str, Any] | None) -> bool:
        """Count a sighting of this crawl; gives whether it is the first under its key and so needs `record`.

        Called without a record first: a page's hundred headlines are mostly sightings that stood on the page before.
        """
        if record is None:
            return not self._sql.execute(
                # Of equal ranks the smaller address wins, so that the order of reading does not show.
                "UPDATE pending SET pages = pages + 1, page = iif((?1, ?2) < (rank, page), ?2, page), "
                "rank = min(rank, ?1) WHERE portal = ?3 AND key = ?4",
                (rank, page, self.portal, key),
            ).rowcount
        self._sighting += 1
        self._sql.execute(
            "INSERT INTO pending VALUES (?, ?, ?, ?, 1, ?, ?)",
            (self.portal, key, self._sighting, rank, page, json.dumps(record, ensure_ascii=False, allow_nan=False)),
        )
        return False

    def sighted(self, limit: int) -> Iterator[dict[str, Any]]:
        """Take out the first sightings, in the order they were first seen, with their final rank, page and pages."""
        rows = self._sql.execute(
            "SELECT key, rank, pages, page, record FROM pending WHERE portal = ? ORDER BY n LIMIT ?",
            (self.portal, limit),
        ).fetchall()
        for key, rank, pages, page, record in rows:
            self._sql.execute("DELETE FROM pending WHERE portal = ? AND key = ?", (self.portal, key))
            yield json.loads(record) | {"rank": rank, "pages": pages, "page": page}
