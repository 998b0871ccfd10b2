"""The frontier in PostgreSQL: the addresses that wait, with what is known of their pages in the same answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import islice

from newsportal.state import frontier
from newsportal.state.frontier import DEFERRED_DAYS, Entry
from newsportal.state.postgres.connection import Wire
from newsportal.state.postgres.database import Row, safe
from newsportal.state.postgres.link_words import LinkWords
from newsportal.state.postgres.pages import PostgresPages, known_page
from newsportal.text.keys import key_of
from newsportal.urls.canonical import with_or_without_slash

_AT_ONCE = 50
"""Addresses of a host that are asked for at once: a question costs more than its answer."""
_HOSTS = 500
"""Hosts of which that is remembered; all are forgotten when they are too many."""
Kinds = tuple[str, ...] | None


class PostgresFrontier:
    """The addresses that wait in one portal's crawl; `hosts` and `articles` are right once a transaction is kept."""

    def __init__(self, wire: Wire, portal: str, pages: PostgresPages, words: LinkWords) -> None:
        self._wire, self._portal, self._pages, self._words = wire, portal, pages, words
        self._next: dict[str, dict[Kinds, tuple[dict[str, Entry], bool]]] = {}
        """By host and kinds the next addresses, and whether they are all that wait there of these kinds."""
        ((self._n,),) = wire.ask("SELECT coalesce(max(n), 0) FROM frontier WHERE portal = %s", (portal,))
        self.hosts: Counter[str] = Counter()
        """How many addresses wait for each host."""
        self.articles: Counter[str] = Counter()
        """How many of them look like articles'."""
        self.count_hosts()

    def count_hosts(self) -> None:
        """Count `hosts` and `articles` anew, and forget what is next."""
        self._next.clear()
        query = "SELECT host, count(*), count(*) FILTER (WHERE kind = 'article') FROM frontier WHERE portal = %s "
        rows = self._wire.ask(query + "GROUP BY host ORDER BY min(n)", (self._portal,))
        self.hosts = Counter({host: waiting for host, waiting, _ in rows})
        self.articles = Counter({host: articles for host, _, articles in rows})

    def push(self, entries: Iterable[Entry]) -> None:
        """Add the addresses that neither wait already nor were read in the open crawl."""
        rows = []
        for e in entries:
            self._n += 1
            self._outdate(e)
            twin = with_or_without_slash(e.url)
            own = (key_of(e.url), safe(e.host), e.priority, self._n, safe(e.kind), e.depth, e.tries, safe(e.url))
            rows.append((*own, key_of(twin) if twin else None))
        if rows:
            self._wire.tell(
                "INSERT INTO frontier (portal, key, host, priority, n, kind, depth, tries, url, twin) "
                "SELECT %s, x.* FROM unnest(%s::bigint[], %s::text[], %s::int[], %s::bigint[], %s::text[], %s::int[], "
                "%s::int[], %s::text[], %s::bigint[]) AS x(key, host, priority, n, kind, depth, tries, url, twin) "
                "WHERE NOT EXISTS (SELECT FROM pages JOIN crawls ON crawls.id = pages.crawl WHERE pages.key = x.key "
                "AND crawls.portal = %s) ON CONFLICT DO NOTHING RETURNING host, kind",
                (self._portal, *map(list, zip(*rows, strict=True)), self._portal),
                self._added,
            )

    def _outdate(self, new: Entry) -> None:
        """Forget what is next at the host of a new address, unless that stands behind it."""
        known = self._next.get(new.host, {})
        for kinds, (entries, all_) in [*known.items()]:
            if all_ or not entries or new.priority > next(reversed(entries.values())).priority:
                del known[kinds]

    def _added(self, rows: list[Row], sign: int = 1) -> None:
        for host, kind in rows:
            self.hosts[host] += sign
            self.articles[host] += sign * (kind == "article")

    def _gone(self, rows: list[Row]) -> None:
        self._added(rows, -1)

    def drop(self, url: str) -> None:
        """Take an address out; it is deferred no more."""
        key = (self._portal, key_of(url))
        for known in self._next.values():
            for entries, _ in known.values():
                entries.pop(url, None)
        self._wire.tell("DELETE FROM frontier WHERE portal = %s AND key = %s RETURNING host, kind", key, self._gone)
        self._wire.tell("DELETE FROM deferred WHERE portal = %s AND key = %s", key)

    def clear(self) -> None:
        """Take out all addresses."""
        self._next.clear()
        self._wire.tell(
            "DELETE FROM frontier WHERE portal = %s RETURNING host, kind", (self._portal,), self._gone
        )  # fmt: skip

    def defer(self, hosts: Collection[str], now: float) -> int:
        """Keep the addresses that wait for these hosts for later crawls; gives how many, too old now, are given up."""
        tell, portal = self._wire.tell, self._portal
        tell(
            "INSERT INTO deferred SELECT portal, key, kind, depth, %s, url FROM frontier "
            "WHERE portal = %s AND kind <> 'seed' AND host = ANY(%s::text[]) ON CONFLICT DO NOTHING",
            (now, portal, list(hosts)),
        )
        tell("UPDATE deferred SET since = %s WHERE portal = %s AND since > %s", (now, portal, now))
        oldest = now - DEFERRED_DAYS * 86_400
        query = (
            "WITH old AS (DELETE FROM deferred WHERE portal = %s AND since < %s RETURNING 1) SELECT count(*) FROM old"
        )
        ((given_up,),) = self._wire.change(query, (portal, oldest))
        tell(
            "DELETE FROM deferred WHERE portal = %s AND key IN (SELECT key FROM deferred WHERE portal = %s "
            "ORDER BY kind = 'article' DESC, since DESC, key OFFSET %s)",
            (portal, portal, frontier.DEFERRED),
        )
        return int(given_up)

    def deferred(self) -> list[tuple[str, str, int]]:
        """The addresses that are deferred, each with its kind and depth, those first that have waited longest."""
        query = 'SELECT url, kind, depth FROM deferred WHERE portal = %s ORDER BY since, url COLLATE "C"'
        return [(url, kind, depth) for url, kind, depth in self._wire.ask(query, (self._portal,))]

    def left_over(self) -> int:
        """How many addresses wait that are neither seeds nor deferred."""
        ((count,),) = self._wire.ask(
            "SELECT count(*) FROM frontier AS f WHERE portal = %s AND kind <> 'seed' AND NOT EXISTS "
            "(SELECT FROM deferred AS d WHERE d.portal = f.portal AND d.key = f.key)",
            (self._portal,),
        )
        return int(count)

    def waiting(self, host: str, limit: int, kinds: Kinds = None) -> list[Entry]:
        """The next addresses of a host, of all kinds or only of these; they stay in the frontier until dropped."""
        entries, all_ = self._next.get(host, {}).get(kinds, ({}, False))
        if len(entries) < limit and not all_:
            if len(self._next) >= _HOSTS:
                self._next.clear()
            some = max(limit, _AT_ONCE)
            entries = {entry.url: entry for entry in self._ask(host, some, kinds)}
            self._next.setdefault(host, {})[kinds] = entries, len(entries) < some
        return list(islice(entries.values(), limit))

    def _ask(self, host: str, limit: int, kinds: Kinds) -> list[Entry]:
        rows = self._wire.ask(
            "SELECT f.key, f.twin, w.words, f.url, f.host, f.kind, f.depth, f.priority, f.tries, "
            "p.role, p.crawl, p.last, p.due, p.quiet, p.revision, p.hash, p.etag, p.modified, p.depth, "
            "t.role, t.crawl, t.last, t.due, t.quiet, t.revision, t.hash, t.etag, t.modified, t.depth "
            "FROM (SELECT * FROM frontier WHERE portal = %s AND host = %s AND (%s::text[] IS NULL OR "
            "kind = ANY(%s::text[])) ORDER BY priority DESC, n LIMIT %s) f LEFT JOIN pages p ON p.key = f.key "
            "LEFT JOIN pages t ON t.key = f.twin LEFT JOIN link_words w ON w.key = f.key ORDER BY f.priority DESC, f.n",
            (self._portal, host, *[list(kinds) if kinds else None] * 2, limit),
        )
        return [self._entry(row) for row in rows]

    def _entry(self, row: Row) -> Entry:
        key, twin, words, url, host, kind, depth, priority, tries, *known = row
        page = known_page(tuple(known[:10]))
        self._pages.remember(key, page)
        self._words.remember(key, words)
        if twin is not None:
            self._pages.remember(twin, known_page(tuple(known[10:])))
        return Entry(url, host, kind, depth, priority, tries, page)

    def count_crash(self, url: str) -> int:
        """Count that the process ended while this page was read; gives the count, 0 if the address does not wait."""
        self._next.clear()
        query = "UPDATE frontier SET tries = tries + 1 WHERE portal = %s AND key = %s RETURNING tries"
        rows = self._wire.change(query, (self._portal, key_of(url)))
        return int(rows[0][0]) if rows else 0
