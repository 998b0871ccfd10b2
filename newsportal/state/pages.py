"""What is remembered of the pages read: enough to know them again, to ask for them politely, and when."""

from __future__ import annotations

from dataclasses import dataclass

from newsportal.state.sqlite import SqliteState, address_key

_PAGE_COLUMNS = "role, crawl, last, due, quiet, revision, hash, etag, modified, depth"


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What is remembered of a page read before."""

    role: str
    """article, hub, other, feed, sitemap or failed."""
    crawl: str
    """The crawl that read it last."""
    last: float
    """When, as seconds since 1970."""
    due: float | None
    """When it is to be read again; None: by no policy of its own."""
    quiet: int
    """How many readings in a row found it unchanged."""
    revision: int
    """Revision of its article, 0 without one."""
    hash: str | None
    """Content hash of what was read."""
    etag: str | None
    """The server's ETag."""
    modified: str | None
    """The server's Last-Modified."""
    depth: int = 0
    """Links away from a seed."""


class Pages:
    """The pages known of one portal. Writing methods need an open transaction of `state`."""

    def __init__(self, state: SqliteState, portal: str) -> None:
        self._sql = state.connection
        self._portal = portal

    def get(self, url: str) -> KnownPage | None:
        """What is known of an address."""
        row = self._sql.execute(f"SELECT {_PAGE_COLUMNS} FROM pages WHERE key = ?", (address_key(url),)).fetchone()
        return KnownPage(*row) if row else None

    def save(self, url: str, page: KnownPage) -> None:
        """Remember a page; in words only a hub's address, and an article's while it is to be read again.

        A page stays the portal's that read it first: `scrapy crawl page` takes none away.
        """
        self._sql.execute(
            "INSERT OR REPLACE INTO pages VALUES (?1, coalesce((SELECT portal FROM pages WHERE key = ?1), ?2), "
            "?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            (address_key(url), self._portal, page.role, page.crawl, page.last, page.due, page.quiet, page.revision,
             page.hash, page.etag, page.modified, page.depth, url if page.due or page.role == "hub" else None),
        )  # fmt: skip

    def forget_answers(self) -> None:
        """Forget what servers said of pages that lead to others, so that each is sent whole and read again.

        For a crawl that ends before it read what they named: to an unchanged page (304) nothing would name it again.
        """
        self._sql.execute(
            "UPDATE pages SET etag = NULL, modified = NULL WHERE portal = ? AND role <> 'article'", (self._portal,)
        )

    def due(self, now: float, limit: int) -> list[str]:
        """Addresses of this portal whose policy asks for another reading, longest overdue first."""
        rows = self._sql.execute(
            "SELECT url FROM pages WHERE portal = ? AND due <= ? ORDER BY due LIMIT ?", (self._portal, now, limit)
        )
        return [url for (url,) in rows if url]

    def hubs(self, before: float) -> list[tuple[str, int]]:
        """Known hubs with their depths: those near a seed (none long the same), deeper ones last read before then."""
        rows = self._sql.execute(
            "SELECT url, depth FROM pages WHERE portal = ? AND role = 'hub' AND url IS NOT NULL "
            "AND (last < ? OR (depth <= 1 AND quiet < 50)) ORDER BY depth LIMIT 1000",
            (self._portal, before),
        )
        return rows.fetchall()
