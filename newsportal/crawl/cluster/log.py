"""The log in place of the books: a visit is appended in the transaction in which the walk learns of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from newsportal.dedup.decide import seen_of
from newsportal.items import Visit
from newsportal.state.postgres.walk import PostgresWalk
from newsportal.state.visit_json import packed
from newsportal.text.keys import key_of

_SEEN = 200_000
"""Addresses of headlines that a process knows to have seen; all are forgotten when they are too many."""

BEGIN, RESUME, VISIT, END = "begin", "resume", "visit", "end"
"""Kinds of entries."""


class Log:
    """Takes in visits as `newsportal.crawl.books.Books` does, and decides nothing."""

    def __init__(self, walk: PostgresWalk) -> None:
        self._walk = walk
        self._seen: set[int] = set()

    def identify(self, visit: Visit, revision: int) -> None:
        """Give an article the revision that it will have unless the books know better, and count what seems new."""
        if visit.article is not None:
            visit.article.revision = revision + 1
        keys = {key_of(sighting.url) for sighting in visit.sightings}
        visit.news = len(keys - self._seen)
        if len(self._seen) >= _SEEN:
            self._seen.clear()
        self._seen |= keys

    def keep(self, visit: Visit) -> None:
        """Append a visit, and remember how its headlines call the pages that they lead to."""
        words: dict[str, str] = {}
        for sighting in visit.sightings:
            words.setdefault(sighting.url, seen_of(sighting).text)
        if words:
            self._walk.link_words.name(words)
            for url, said in words.items():
                self._walk.seen_links.add(url, said)
        self._walk.append(VISIT, packed(visit))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Visits of one transaction: nothing waits for its end."""
        yield

    def tell(self, kind: str, **told: Any) -> None:
        """Append what is no visit."""
        self._walk.append(kind, json.dumps(told).encode())
