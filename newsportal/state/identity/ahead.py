"""A block of many articles: what is known of them is asked for ahead, and what can wait is written at its end.

Answers are to the byte those that each article would be given by itself."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from newsportal.dedup.full_body import FullBody
from newsportal.state.identity.headline_index import SqliteIndex
from newsportal.text.keys import address_key, key_of


class Coming(NamedTuple):
    """What identity will be asked about a page."""

    url: str
    """Its address."""
    links: list[str]
    """Addresses of the headlines on it."""
    host: str
    """The host that served it."""
    body: FullBody | None
    """The body of its article, where that was read already."""


class Ahead:
    """Blocks over an index, each in one transaction in which it alone writes. It is `forget()` after a rollback."""

    def __init__(self, index: SqliteIndex) -> None:
        self._index = index
        self._held = False

    @property
    def held(self) -> bool:
        """Whether a block is open."""
        return self._held

    def hold(self) -> None:
        """A block begins."""
        self._held = True
        self._index.articles.hold()

    def expect(self, pages: Iterable[Coming]) -> bool:
        """Ask for what is known of pages that come next; False, and nothing, outside a block."""
        if not self._held:
            return False
        articles, links, sentences = set[int](), set[int](), array("q")
        bodies = list[tuple[FullBody, str]]()
        for page in pages:
            links.update(map(key_of, page.links))
            articles.add(address_key(page.url))
            if page.body:
                sentences += page.body.body.keys
                bodies.append((page.body, page.host))
        self._index.unled.ask(articles | links)
        self._index.articles.expect(articles, sentences)
        self._index.articles.counts.expect(chain.from_iterable(body.at(address_key(host)) for body, host in bodies))
        return True

    def keep(self) -> None:
        """Write what waited; the block ends."""
        self._held = False
        self._index.articles.keep()
        self._index.unled.forget()

    def settle(self) -> None:
        """Write what blocks left to be written together, once none follows. Needs an open transaction."""
        self._index.articles.counts.settle()

    def forget(self) -> None:
        """Forget the block."""
        self._held = False
        self._index.forget()
