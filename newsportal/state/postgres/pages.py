"""The known pages in PostgreSQL (`newsportal.state.pages` has the words for what each field is)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, LiteralString

from newsportal.state.pages import PAGE_COLUMNS, VERSIONS, KnownPage
from newsportal.state.postgres.connection import Wire
from newsportal.state.postgres.database import safe
from newsportal.text.keys import key_of

_REMEMBERED = 100_000
"""Pages of which it is remembered what is known, to ask for each once; all are forgotten when they are too many."""
_SAVE: LiteralString = """
INSERT INTO pages VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (key) DO UPDATE SET
    (role, crawl, last, due, quiet, revision, hash, etag, modified, depth, url) = (excluded.role, excluded.crawl,
    excluded.last, excluded.due, excluded.quiet, excluded.revision, excluded.hash, excluded.etag, excluded.modified,
    excluded.depth, excluded.url)
"""


def known_page(values: tuple[Any, ...]) -> KnownPage | None:
    """What the columns of a page say; None where there is none, since it was never read."""
    return KnownPage(*values) if values[0] else None


class PostgresPages:
    """The known pages of one portal. While its lock is held no other crawl of it writes them: what was asked is held
    to stay true, also of the few that another portal reads, too."""

    def __init__(self, wire: Wire, portal: str) -> None:
        self._wire, self._portal = wire, portal
        self._remembered: dict[int, KnownPage | None] = {}

    def remember(self, key: int, page: KnownPage | None) -> None:
        """Note what is known of a page, so that it is not asked."""
        if len(self._remembered) >= _REMEMBERED:
            self.forget()
        self._remembered[key] = page

    def forget(self) -> None:
        """Forget what was noted, as is needed after a rollback."""
        self._remembered.clear()

    def get(self, url: str) -> KnownPage | None:
        """What is known of the page at an address; None if it was never read."""
        return self.known((url,)).get(url)

    def known(self, urls: Iterable[str]) -> dict[str, KnownPage]:
        """What is known of the pages at these addresses, in one question; those never read are left out."""
        keys = {url: key_of(url) for url in urls}
        found = {key: self._remembered[key] for key in keys.values() if key in self._remembered}
        if unknown := [key for key in keys.values() if key not in found]:
            query = "SELECT key, role, crawl, last, due, quiet, revision, hash, etag, modified, depth FROM pages "
            rows = self._wire.ask(query + "WHERE key = ANY(%s::bigint[])", (unknown,))
            found |= dict.fromkeys(unknown) | {key: KnownPage(*row) for key, *row in rows}
            for key in unknown:
                self.remember(key, found[key])
        return {url: page for url, key in keys.items() if (page := found[key])}

    def save(self, url: str, page: KnownPage) -> None:
        """Remember a page; it stays with the portal that read it first."""
        values = [
            safe(value) if isinstance(value, str) else value for value in map(page.__getattribute__, PAGE_COLUMNS)
        ]
        kept = safe(url) if page.due or page.role == "hub" else None
        self._wire.tell(
            _SAVE,
            (key_of(url), self._portal, *values, kept),
        )
        self.remember(key_of(url), page)

    def versions(self, url: str) -> list[str]:
        """Content hashes of an article's earlier versions, the newest last."""
        rows = self._wire.ask("SELECT hashes FROM versions WHERE key = %s", (key_of(url),))
        return rows[0][0].split() if rows else []

    def add_version(self, url: str, content: str) -> None:
        """Remember an earlier version of an article; the oldest is forgotten when they are too many."""
        kept = [*(known for known in self.versions(url) if known != content), content][-VERSIONS:]
        self._wire.tell(
            "INSERT INTO versions VALUES (%s, %s) ON CONFLICT (key) DO UPDATE SET hashes = excluded.hashes",
            (key_of(url), " ".join(kept)),
        )

    def forget_answers(self) -> None:
        """Forget the ETags and dates of pages that lead to others, so that servers send each of them whole again."""
        self._wire.tell(
            "UPDATE pages SET etag = NULL, modified = NULL WHERE portal = %s AND role <> 'article'", (self._portal,)
        )
        self.forget()

    def due(self, now: float, limit: int) -> list[str]:
        """Addresses of this portal that are due to be read again, longest overdue first."""
        rows = self._wire.ask(
            "SELECT url FROM pages WHERE portal = %s AND due IS NOT NULL AND (due <= %s OR last > %s) "
            "ORDER BY due LIMIT %s",
            (self._portal, now, now, limit),
        )
        return [url for (url,) in rows if url]

    def hubs(self, now: float, age: float) -> list[tuple[str, int]]:
        """Known hubs with their depths, as `newsportal.state.pages.Pages.hubs`."""
        rows = self._wire.ask(
            "SELECT url, depth FROM pages WHERE portal = %s AND role = 'hub' AND url IS NOT NULL "
            "AND (last NOT BETWEEN %s AND %s OR (depth <= 1 AND quiet < 50)) ORDER BY depth, key LIMIT 1000",
            (self._portal, now - age, now),
        )
        return [(url, depth) for url, depth in rows]
