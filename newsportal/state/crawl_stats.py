"""What a crawl saw, by kind of page, hub and block: the statistics that alarms are judged by.

They are in the state, not in memory, so that a crawl that was killed and resumed counts all its pages, each once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import orjson

from newsportal.items import Article, Crawl, Visit
from newsportal.state.article_doubts import doubts
from newsportal.state.sqlite import SqliteState

SCHEMA = """
CREATE TABLE IF NOT EXISTS figures (
    portal TEXT NOT NULL, part TEXT NOT NULL, name TEXT NOT NULL, pages INTEGER NOT NULL, headlines INTEGER NOT NULL,
    PRIMARY KEY (portal, part, name)) WITHOUT ROWID;
-- What was counted on a page, until it is added up.
CREATE TABLE IF NOT EXISTS counted (portal TEXT NOT NULL, figures TEXT NOT NULL);
"""
_PAGES = 100
"""Pages whose figures are added up at once."""
HUBS = 60
"""The most hubs whose blocks are counted one by one (some 10 KB in the crawl's record): the first that are read, so the
seeds and those nearest to them."""
ADDRESSED = 1_000
"""The most pages under addresses that look like articles' which are compared with each other: the first that are read.
"""

_COUNT = (
    "INSERT INTO figures VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET pages = pages + excluded.pages, "
    "headlines = headlines + excluded.headlines"
)
_LATEST = "INSERT INTO figures VALUES (?, 'newest', '', 1, ?) ON CONFLICT DO UPDATE SET headlines = max(headlines, ?)"


_Row = tuple[str, str, int, int]
"""A part and a name, and how many pages and headlines are counted under them."""
_Figures = dict[tuple[str, str], list[int]]
"""Pages and headlines by part and name."""


def _count(figures: _Figures, rows: Iterable[_Row]) -> None:
    for part, name, pages, headlines in rows:
        counted = figures.setdefault((part, name), [0, 0])
        counted[0] += pages
        counted[1] += headlines


def _article(visit: Visit) -> Article | None:
    return visit.article or visit.known_article


class CrawlStats:
    """The statistics of one portal's open crawl. All but `fill()` need an open transaction of `state`."""

    def __init__(self, state: SqliteState, portal: str) -> None:
        self._sql = state.connection
        self._portal = portal
        self._held: _Figures | None = None
        """In a block what was counted; None outside one."""
        self._latest = 0
        """The newest time that was told, as far as this object knows."""
        self._waiting = 0
        """How many pages' figures are not added up yet, as far as this object knows."""
        counted = self._all()
        parts = {part for part, _ in counted}
        self._hubs = sum(part.startswith(("hub ", "same ")) for part in parts)
        self._failed = sum(part.startswith("lost ") for part in parts)
        self._addressed = counted.get(("addressed", ""), [0])[0]

    def add(self, visit: Visit, *, hub: bool) -> None:
        """Count a page that was read; `hub`: it was asked for as a hub (a seed, a known hub), whatever it is."""
        rows = [("kind", visit.role, 1, 0)]
        blocks = Counter([sighting.block for sighting in visit.sightings]) if visit.sightings else {}
        if article := _article(visit):
            rows.append(("article", "read", 1, 0))
            doubtful = visit.written.doubts if visit.written else doubts(article, visit.fetch.modified)
            rows += [("article", name, 1, 0) for name in doubtful]
            rows += [("article", "unmatched", 1, 0)] * visit.fetch.unmatched
        if (hub or visit.role == "hub") and self._hubs < HUBS:
            self._hubs += 1
            rows += [(f"hub {visit.url}", label, 1, n) for label, n in (blocks or {"": 0}).items()]
        elif visit.role == "article":
            rows += [("block", label, 1, n) for label, n in blocks.items()]
        if visit.fetch.shown and self._addressed < ADDRESSED:
            self._addressed += 1
            rows += [("addressed", "", 1, 0), (f"shown {visit.fetch.shown}", "", 1, 0)]
        newest = self._newest(visit)
        if self._held is None:
            self._keep_page(rows, newest if newest > self._latest else 0)
        else:
            _count(self._held, rows)
        self._latest = max(self._latest, newest)

    def _keep_page(self, rows: Sequence[_Row], newest: int) -> None:
        # One row a page, added up later: a row for each figure is ten statements, and three pages of the file to write.
        self._sql.execute("INSERT INTO counted VALUES (?, ?)", (self._portal, orjson.dumps(rows).decode()))
        self._tell_newest(newest)
        self._waiting += 1
        if self._waiting >= _PAGES:
            waited = _Figures()
            self._add_waiting(waited)
            self._sql.execute("DELETE FROM counted WHERE portal = ?", (self._portal,))
            self._write(waited)
            self._waiting = 0

    def _add_waiting(self, figures: _Figures) -> None:
        for (told,) in self._sql.execute("SELECT figures FROM counted WHERE portal = ?", (self._portal,)):
            _count(figures, orjson.loads(told))

    def _write(self, figures: _Figures) -> None:
        self._sql.executemany(_COUNT, [(self._portal, *name, *counts) for name, counts in figures.items()])

    def _tell_newest(self, newest: int) -> None:
        if newest:
            self._sql.execute(_LATEST, (self._portal, newest, newest))

    def _all(self) -> _Figures:
        """All that is counted, in order."""
        query = "SELECT part, name, pages, headlines FROM figures WHERE portal = ?"
        figures = {(part, name): [*counts] for part, name, *counts in self._sql.execute(query, (self._portal,))}
        self._add_waiting(figures)
        return dict(sorted(figures.items()))

    def hold(self) -> None:
        """A block of pages begins, all in one transaction."""
        self._held, self._latest = {}, 0

    def keep(self) -> None:
        """Write what was counted in the block, which ends."""
        self._write(self._held or {})
        self._tell_newest(self._latest)
        self.forget()

    def forget(self) -> None:
        """Forget the block, and what a rollback may have taken back."""
        self._held, self._latest = None, 0

    def add_unchanged(self, url: str) -> None:
        """Count a hub that the server called unchanged (304)."""
        if self._hubs < HUBS:
            self._hubs += 1
            self._sql.execute(_COUNT, (self._portal, f"same {url}", "", 1, 0))

    def add_failed(self, url: str) -> None:
        """Count a hub that could not be read."""
        if self._failed < HUBS:
            self._failed += 1
            self._sql.execute(_COUNT, (self._portal, f"lost {url}", "", 1, 0))

    def correct(self, before: Article, after: Article, modified: str | None) -> None:
        """Count an article as it was read again; `modified`: its page's Last-Modified."""
        then, now = set(doubts(before, modified)), set(doubts(after, modified))
        rows = [(name, 1) for name in now - then] + [(name, -1) for name in then - now]
        self._sql.executemany(_COUNT, [(self._portal, "article", name, change, 0) for name, change in rows])

    @staticmethod
    def _newest(visit: Visit) -> int:
        article = _article(visit)
        times = [sighting.published for sighting in visit.sightings if sighting.published is not None]
        if article and article.published is not None:
            times.append(article.published)
        newest = max(times, default=None)
        if newest and newest > visit.fetched:
            # A time in the future (an error of the page, a calendar of events) is no sign of freshness.
            newest = max([time for time in times if time <= visit.fetched], default=None)
        return int(newest.timestamp()) if newest else 0

    def fill(self, crawl: Crawl) -> None:
        """Fill these statistics into the record of the crawl."""
        for (part, name), (pages, headlines) in self._all().items():
            if part == "kind":
                crawl.kinds[name] = pages
            elif part == "block":
                crawl.article_blocks[name] = [pages, headlines]
            elif part == "newest":
                crawl.newest = datetime.fromtimestamp(headlines, UTC)
            elif part == "article":
                setattr(crawl, {"read": "articles_read"}.get(name, name), pages)
            elif part == "addressed":
                crawl.article_addresses = pages
            elif part.startswith("shown "):
                crawl.one_page = max(crawl.one_page, pages)
            elif part.startswith("same "):
                crawl.hubs_unchanged.append(part.removeprefix("same "))
            elif part.startswith("lost "):
                crawl.hubs_failed.append(part.removeprefix("lost "))
            else:
                crawl.hubs.setdefault(part.removeprefix("hub "), {})[name] = headlines

    def clear(self) -> None:
        """Forget the statistics: a new crawl begins."""
        for table in ("figures", "counted"):
            self._sql.execute(f"DELETE FROM {table} WHERE portal = ?", (self._portal,))
        self._hubs = self._failed = self._addressed = self._latest = self._waiting = 0
