"""What a record says that can be searched: a headline's wording, or an article's title and text. Pure."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import NamedTuple

from newsportal.reading.shape import Line


class Text(NamedTuple):
    """A row of the index's table, in the order of its columns."""

    article: bool
    key: str
    wording: int
    """Tells the wordings of one headline apart, or the revisions of an article."""
    portal: str
    block: str
    time: str
    url: str
    title: str
    text: str
    """What is searched, not yet folded: most of what sightings say is known."""


def _headline(line: Line) -> Text:
    words = line["text"]
    told = line["portal"], line["block"], line["first_seen"], line["url"]
    return Text(False, line["id"], _number(words), *told, words, words)


def _wording(line: Line) -> Text | None:
    """A sighting tells of another wording; most tell of one that is known."""
    if line["kind"] in ("gone", "settled"):
        return None
    words = line["full_text"] or line["text"]
    told = line["portal"], line["block"], line["seen"], line["url"]
    return Text(False, line["headline"], _number(words), *told, words, words)


def _article(line: Line) -> Text:
    told = line["portal"], "", line["fetched"], line["url"], line["title"] or ""
    return Text(True, line["url"], line["revision"], *told, f"{line['title']}\n{line['text']}")


TEXTS: dict[str, Callable[[Line], Text | None]] = {
    "headlines": _headline,
    "sightings": _wording,
    "articles": _article,
}
"""By kind of record: what it says, if that may be new."""


def _number(words: str) -> int:
    return zlib.crc32(words.encode("utf-8", "replace"))
