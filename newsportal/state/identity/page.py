"""The headlines of a page: what is known of all is asked for at once, and each is decided as it would be by itself."""

from __future__ import annotations

from collections.abc import Sequence

from newsportal.dedup.identity import Identity
from newsportal.dedup.model import Decision, Seen
from newsportal.dedup.near import read_title
from newsportal.state.identity.ahead import Ahead
from newsportal.state.identity.headline_index import SqliteIndex
from newsportal.text.keys import key_of

_FEW = 4
"""Headlines of which each is asked for by itself: at once that would cost as much."""


class Page:
    """Decides the headlines of pages, each in a transaction in which nobody else writes."""

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

    def _ask(self, seen: Sequence[Seen]) -> None:
        """Read the words behind addresses that lead nowhere yet, and ask whether any headline is near to them."""
        index, words, titles = self._index, self._identity.words, self._identity.titles
        keys = [key_of(one.url) for one in seen]
        index.unled.ask(key for key in keys if key not in index.unled)
        new = {key: one.text for one, key in zip(seen, keys, strict=True) if key in index.unled}
        titles.update((text, read_title(text, words)) for text in new.values())
        index.far.ask([near for _, near in titles.values()], new)
