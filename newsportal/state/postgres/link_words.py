"""How links call the pages that they lead to, in PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from newsportal.state.postgres.connection import Wire
from newsportal.state.postgres.database import safe
from newsportal.text.keys import key_of

_REMEMBERED = 100_000
"""Pages of which it is remembered how links call them; all are forgotten when they are too many."""


class LinkWords:
    """The words of links by the page that they lead to: the first that were seen, or longer ones than cut ones."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._remembered: dict[int, str | None] = {}

    def remember(self, key: int, words: str | None) -> None:
        """Note how links call a page (None: none does), so that it is not asked."""
        if len(self._remembered) >= _REMEMBERED:
            self.forget()
        self._remembered[key] = words

    def forget(self) -> None:
        """Forget what was noted, as is needed after a rollback."""
        self._remembered.clear()

    def of(self, urls: Iterable[str]) -> set[str]:
        """The words of the links that crawls saw to these addresses."""
        keys = set(map(key_of, urls))
        if unknown := [key for key in keys if key not in self._remembered]:
            query = "SELECT key, words FROM link_words WHERE key = ANY(%s::bigint[])"
            found = dict.fromkeys(unknown) | dict(self._wire.ask(query, (unknown,)))
            for key, words in found.items():
                self.remember(key, words)
        return {words for key in keys if (words := self._remembered.get(key))}

    def name(self, words: Mapping[str, str]) -> None:
        """Remember how links call the pages at these addresses: the first that do, or longer words than cut ones.

        In the order of their keys, so that crawls which see the same links wait for each other in one direction.
        """
        rows = sorted((key_of(url), safe(text)) for url, text in words.items())
        for key, text in rows:
            before = self._remembered.get(key, "")
            if before is None or (before.endswith("…") and len(text) > len(before)):
                self._remembered[key] = text
        self._wire.tell(
            "INSERT INTO link_words AS known (key, words) SELECT * FROM unnest(%s::bigint[], %s::text[]) "
            "ON CONFLICT (key) DO UPDATE SET seen = now(), words = CASE WHEN known.words LIKE '%%…' "
            "AND length(excluded.words) > length(known.words) THEN excluded.words ELSE known.words END "
            "WHERE known.seen < now() - interval '1 day' OR known.words LIKE '%%…'",
            tuple(map(list, zip(*rows, strict=True))),
        )
