"""The headlines of a page: what is known of all is asked for at once, and each is decided as it would be by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from newsportal.dedup.block_index import Best
from newsportal.dedup.identity import Identity
from newsportal.dedup.model import Decision, Seen
from newsportal.dedup.near import read_title
from newsportal.state.identity.ahead import Ahead
from newsportal.state.identity.headline_index import SqliteIndex
from newsportal.text.keys import key_named, key_of

_FEW = 4
"""Headlines of which each is asked for by itself: at once that would cost as much."""
_PLACE = "portal", "block", "page", "crawl"
_ROWS = (
    "SELECT address.key, headline.row FROM address JOIN headline ON headline.row = address.row"
    " WHERE address.key IN (SELECT value FROM json_each(?))"
)


class Page:
    """What identity says of the headlines of pages. A page belongs to one transaction, in which nobody else writes."""

    def __init__(self, identity: Identity, index: SqliteIndex, ahead: Ahead) -> None:
        self._identity, self._index, self._ahead = identity, index, ahead

    def headlines(self, seen: Sequence[Seen]) -> list[Decision]:
        """Decide the sightings of a page in their order, and remember them."""
        if len(seen) < _FEW:
            return [*map(self._identity.headline, seen)]
        try:
            self._ask(seen)
            return [*map(self._identity.headline, seen)]
        finally:
            self._identity.titles.clear()
            self._index.far.forget()
            if not self._ahead.held:
                self._index.unled.forget()

    def stood(self, lines: Iterable[Mapping[str, Any]]) -> None:
        """Note where the headlines of lines of sightings.jsonl stood best, as `decide.keep_page` does for one."""
        lines = [line for line in lines if line["page_role"] != "article"]
        rows = self._rows({line["headline"] for line in lines})
        places = [(rows.get(line["headline"]), *(line[name] for name in _PLACE)) for line in lines]
        self._index.blocks.stood([Best(row, *place) for row, *place in places if row is not None])

    def _rows(self, headlines: Iterable[str]) -> dict[str, int]:
        """The rows of headlines by their ids, of those whose words are kept."""
        keys = {key_named(name): name for name in headlines}
        asked = self._index.execute(_ROWS, (orjson.dumps([*keys]).decode(),)).fetchall()
        found = {keys[key]: row for key, row in asked}
        for key, name in keys.items():
            known = self._index.address(key) if name not in found else None
            if known and known.row is not None:
                found[name] = known.row
        return found

    def _ask(self, seen: Sequence[Seen]) -> None:
        """Read the words behind addresses that lead nowhere yet, and ask whether any headline is near to them."""
        index, words, titles = self._index, self._identity.words, self._identity.titles
        keys = [key_of(one.url) for one in seen]
        index.unled.ask(key for key in keys if key not in index.unled)
        new = {key: one.text for one, key in zip(seen, keys, strict=True) if key in index.unled}
        titles.update((text, read_title(text, words)) for text in new.values())
        index.far.ask([near for _, near in titles.values()], new)
