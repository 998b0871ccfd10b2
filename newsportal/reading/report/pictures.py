"""The hubs as they stood when they were last read: blocks in page order, each with its headlines by rank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from newsportal.items import Crawl
from newsportal.reading.shape import Line

SHOWN_FOR = 2 * 86400
"""Seconds before its portal's last crawl within which a hub must have been read, or called unchanged, to stand: a hub
that is linked to is read daily at least."""
_NO_PLACE = 1 << 30


@dataclass(slots=True)
class Row:
    """A headline at its place on a page."""

    headline: str
    """Its id."""
    block: str
    """The block's label."""
    role: str
    """The block's role."""
    place: int
    """The block's number on the page, from 1; 0 where the records do not say."""
    rank: int
    """Its place in the block, from 1."""


@dataclass(slots=True)
class Picture:
    """A hub as its last reading found it."""

    portal: str
    """Its portal."""
    url: str
    """Its address."""
    crawl: str
    """The crawl that read it last."""
    seen: int
    """When, in seconds since 1970; later where the server called it unchanged since."""
    readings: int = 1
    """How many crawls of the window read it."""
    rows: list[Row] = field(default_factory=list)
    """What stood on it, in the order of the records."""

    def blocks(self) -> Iterator[list[Row]]:
        """Its blocks in page order, their rows by rank; a headline twice in one where it stands there twice."""
        found: dict[tuple[int, str], dict[tuple[str, int], Row]] = {}
        for row in self.rows:
            found.setdefault((row.place or _NO_PLACE, row.block), {})[row.headline, row.rank] = row
        for key in sorted(found, key=lambda key: key[0]):
            yield sorted(found[key].values(), key=lambda row: row.rank)


class Pictures:
    """Gathers the hubs of all portals."""

    def __init__(self) -> None:
        self.of: dict[tuple[str, str], Picture] = {}
        """By portal and address."""
        self._ends: dict[str, int] = {}

    def add(self, line: Line, seen: int) -> Picture | None:
        """Take a sighting on a hub; gives the picture of the page where it stood best, if that is a hub's."""
        headline, block, role, crawl, portal = (
            line["headline"], line["block"], line["block_role"], line["crawl"], line["portal"]
        )  # fmt: skip
        picture = None
        if line["page_role"] == "hub":
            picture = self._page(portal, line["page"], crawl, seen)
            if picture:
                picture.rows.append(Row(headline, block, role, line["place"], line["rank"]))
        for other in line["also"] or ():
            if page := self._page(portal, other["page"], crawl, seen):
                page.rows.append(Row(headline, block, role, other["place"], other["rank"]))
        return picture

    def _page(self, portal: str, url: str, crawl: str, seen: int) -> Picture | None:
        picture = self.of.get((portal, url))
        if picture is None:
            picture = self.of[portal, url] = Picture(portal, url, crawl, seen)
        elif crawl > picture.crawl:
            picture.crawl, picture.seen, picture.rows = crawl, seen, []
            picture.readings += 1
        elif crawl < picture.crawl:
            return None
        return picture

    def crawled(self, crawl: Crawl) -> None:
        """Take a crawl that ended, behind its sightings: what it read and found empty, and what had not changed."""
        end = self._ends[crawl.portal] = max(int(crawl.end.timestamp()), self._ends.get(crawl.portal, 0))
        for url in crawl.hubs_unchanged:
            if picture := self.of.get((crawl.portal, url)):
                picture.seen = max(picture.seen, end)
        for url in crawl.hubs:
            picture = self.of.get((crawl.portal, url))
            if picture and crawl.id > picture.crawl:
                picture.crawl, picture.rows = crawl.id, []

    def standing(self) -> list[Picture]:
        """The hubs that stand by their portals' last crawls, the fullest first on each portal; a hub that was read
        since and gave nothing any more is none of them."""
        found = [
            picture
            for picture in self.of.values()
            if picture.rows and picture.seen >= self._ends.get(picture.portal, 0) - SHOWN_FOR
        ]
        return sorted(found, key=lambda picture: (picture.portal, -len(picture.rows), picture.url))
