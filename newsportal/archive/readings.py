"""What the pages of an import tell of their portals: kept for each portal by itself, the pages left in the archive."""

from __future__ import annotations

import json
from collections.abc import Iterator

import orjson

from newsportal.archive.page_of import NoPage, page_of
from newsportal.archive.records import record_at
from newsportal.archive.sources import Source
from newsportal.items import Visit
from newsportal.state.readings import Readings, portals
from newsportal.state.sqlite import SqliteState

_PREFIX = "archive:"
"""Before a portal's name: what archives tell of it is not what its crawls saw."""


def kept_place(source: Source, number: int, offset: int, url: str) -> bytes:
    """What is kept of a page in place of its bytes: where it stands in an archive."""
    return orjson.dumps([*source, number, offset, url])


def archived_page(source: Source, number: int, offset: int, url: str, limit: int) -> bytes:
    """The bytes of a page that was read there, at most `limit` of them, 0 for any number; none where it is no more."""
    answer = record_at(source, number, offset, url)
    try:
        return page_of(answer, limit) if answer else b""
    except NoPage:
        return b""


class _ArchivedReadings(Readings):
    """Readings whose kept pages stand in archives: where, is kept of each."""

    def _packed(self, body: bytes) -> bytes:
        return body

    def body(self, url: str) -> bytes:
        """The page of an article, read from the archive; nothing where it is not there any more."""
        path, member, number, offset, address = json.loads(self._kept(url))
        return archived_page(Source(path, member), number, offset, address, 0)


class PortalReadings:
    """The readings of all portals of an import; in place of those of one portal (`newsportal.state.readings`)."""

    def __init__(self, state: SqliteState, *, bound: int) -> None:
        self._state, self._bound = state, bound
        self._portals: dict[str, Readings] = {}
        self._held = False

    def of(self, portal: str) -> Readings:
        """The readings of a portal."""
        if portal not in self._portals:
            self._portals[portal] = made = _ArchivedReadings(self._state, f"{_PREFIX}{portal}", bound=self._bound)
            if self._held:
                made.hold()
        return self._portals[portal]

    def add(self, visit: Visit) -> bool:
        """Take in a visit's article; False where there is no room to note its page."""
        article = visit.article or visit.known_article
        return article is None or self.of(article.portal).add(visit)

    def hold(self) -> None:
        """Until `keep()` all is one transaction, and rows are written at its end."""
        self._held = True
        for readings in self._portals.values():
            readings.hold()

    def keep(self) -> None:
        """Write what waits; the block ends."""
        self._held = False
        for name in sorted(self._portals):
            self._portals[name].keep()

    def count_bytes(self) -> None:
        """Forget what waits, and count the bytes that are kept anew, as is needed after a rollback."""
        self._held = False
        for readings in self._portals.values():
            readings.count_bytes()

    def parts(self) -> Iterator[Readings]:
        """The readings of each portal that has any, also of those that an earlier process read."""
        for name in portals(self._state, _PREFIX):
            yield self.of(name.removeprefix(_PREFIX))

    def clear(self) -> None:
        """Forget the articles of an import: a new one begins. Needs an open transaction."""
        for readings in list(self.parts()):
            readings.clear()
