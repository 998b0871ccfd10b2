"""The articles of one portal in a crawl that ends, and what is known better of each by then.

There may be tens of thousands: they are taken from the state one by one, and what is found out of one is not held in
memory either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import NamedTuple

from newsportal.dedup.decide import FROM_THE_PAGE
from newsportal.extraction.article.known_as import said, wordings
from newsportal.extraction.core import read_article
from newsportal.extraction.page import MainContent
from newsportal.extraction.portal_memory import PortalMemory, title_key
from newsportal.extraction.portal_traits import Traits
from newsportal.items import Article, Kept
from newsportal.loaders import read_again
from newsportal.state.on_disk import OnDisk
from newsportal.state.portal_state import PortalState
from newsportal.state.readings import Readings

_AT_ONCE = 2_000
"""Kept pages of which the words of links are looked for at once, which is to look through all links of the crawl."""


class _Found(NamedTuple):
    """What was found out of a kept page."""

    words: tuple[str, ...]
    """The words of the links to it, other than those that it was read with."""
    traits: Traits
    """What it tells."""


class PortalArticles:
    """Articles that `readings` has, of whose pages `state` knows the links."""

    def __init__(self, readings: Readings, state: PortalState) -> None:
        self._readings, self._state = readings, state
        self.memory = PortalMemory()
        """What the pages tell of the portal, once `by_pages()` has looked."""
        self._changed: list[str] = []
        """The addresses of those that the pages tell something of."""
        self._found = OnDisk[_Found]()
        self._contents = OnDisk[MainContent]()

    def by_links(self) -> None:
        """Read kept pages again where other links lead to them than were known when they were read."""
        pages = self._readings.kept()
        while some := list(islice(pages, _AT_ONCE)):
            for kept, words in zip(some, self._words(some), strict=True):
                self._by_links(kept, words)

    def _words(self, pages: Sequence[Kept]) -> Iterator[tuple[str, ...]]:
        """For each page the words of all links of this crawl to it; of earlier crawls where this one saw none."""
        addresses = [{kept.url, kept.asked} for kept in pages]
        seen = self._state.pending_sightings.records.words(set().union(*addresses), FROM_THE_PAGE)
        known_as = self._state.identity.known_as
        for every in addresses:
            now = {words for one in every for words in seen.get(one, ())}
            yield wordings(now or {words for one in every for words in known_as(one)})

    def _by_links(self, kept: Kept, words: tuple[str, ...]) -> None:
        traits, others = self.traits(kept.url), list(words) != kept.words
        if kept.title == kept.own_title and said(kept.own_title, words):
            if others or not traits.borne_out:
                self._found[kept.url] = _Found(words, replace(traits, borne_out=True))
        elif others:
            self._found[kept.url] = _Found(words, traits)
            alone = _is_as_alone(kept, traits) and not self._readings.memory.changes(traits)
            learned = self._readings.memory if self._readings.known_of(kept.url) else None
            self._read(kept, words, learned, if_named=alone and not said(kept.own_title, kept.words))
            self._settle(kept)

    def _settle(self, kept: Kept) -> None:
        """Forget what was read of a page again where its article is known so, too: it was no change."""
        before, content = self._readings.known_of(kept.url), self._contents.get(kept.url)
        if before and content:
            pages, again = self._state.pages, read_again(before, content, top=0)
            known = pages.get(kept.url)
            if known and again.content_hash in (known.hash, *pages.versions(kept.url)):
                del self._contents[kept.url]

    def by_pages(self) -> None:
        """Read articles again of which title or lines prove to be the portal's, where their pages are kept."""
        learned = self._readings.memory
        self.memory = learned.merged(chain.from_iterable(traits.pairs() for _, traits in self._all()))
        for url, traits in self._all():
            if not (self.memory.changes(traits) or (traits.in_doubt and learned.moves(traits))):
                continue
            self._changed.append(url)
            kept = self._kept_of(url, traits)
            if kept and not self._is_known(url) and not self._loses_lines(kept, traits):
                self._read_by_pages(kept)

    def _kept_of(self, url: str, traits: Traits) -> Kept | None:
        """An article's page, where it is kept and something of it was in doubt: others are not kept if links to them
        are seen before they are read."""
        return self._readings.kept_of(url) if traits.in_doubt or url in self._contents else None

    def _is_known(self, url: str) -> bool:
        """Whether the article of a kept page is known as it is."""
        return url not in self._contents and self._readings.known_of(url) is not None

    def _loses_lines(self, kept: Kept, traits: Traits) -> bool:
        """Whether a page that was read as if alone but loses lines of its text by what the pages tell."""
        alone = _is_as_alone(kept, traits) and not self._readings.memory.changes(traits)
        return alone and kept.url not in self._contents and not self.memory.moves(traits)

    def _read_by_pages(self, kept: Kept) -> None:
        found = self._found.get(kept.url)
        self._read(kept, found.words if found else tuple(kept.words), self.memory)

    def _read(self, kept: Kept, words: tuple[str, ...], portal: PortalMemory | None, *, if_named: bool = False) -> None:
        article, traits = read_article(
            self._readings.body(kept.url), kept.address, kept.charset, fetched=kept.fetched, known_as=words,
            portal=portal, if_named=if_named,
        )  # fmt: skip
        if article and traits:
            self._contents[kept.url], self._found[kept.url] = article, _Found(words, traits)

    def _all(self) -> Iterator[tuple[str, Traits]]:
        """All articles, with what each tells by now."""
        for url, traits in self._readings.traits():
            found = self._found.get(url)
            yield url, found.traits if found else traits

    def traits(self, url: str) -> Traits:
        """What an article tells by now."""
        found = self._found.get(url)
        return found.traits if found else self._readings.traits_of(url)

    def may_change(self) -> set[str]:
        """The addresses of those that may be known better, once `by_pages()` has looked."""
        return {*self._changed, *self._contents.urls()}

    def content(self, url: str, *, whole: bool) -> MainContent | None:
        """An article as it is read now; None where that is not known. `whole`: its lines may be taken from its text."""
        if not whole and url not in self._contents and (kept := self._kept_of(url, self.traits(url))):
            self._read_by_pages(kept)
        return self._contents.get(url)

    def known(self, url: str) -> Article | None:
        """An article that was known as it was read, and is not as it is read now."""
        return self._readings.known_of(url) if url in self._contents else None

    def remember(self) -> int:
        """Keep what was learned, in an open transaction; gives how many articles share a doubtful title."""
        readings = self._readings
        for url in self._contents.urls():
            content = self._contents.get(url)
            assert content
            readings.put(url, title_key(content.title), self.traits(url))
        shared = readings.shared_titles()
        readings.remember(self.memory)
        return shared

    def close(self) -> None:
        """Let go of what was found out."""
        self._found.close()
        self._contents.close()


def _is_as_alone(kept: Kept, traits: Traits) -> bool:
    """Whether a page was read under the title that it says itself."""
    return kept.title == kept.own_title and not traits.named
