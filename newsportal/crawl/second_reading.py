"""Articles read again at a crawl's end, with what all its pages tell of each other. Nothing is asked for again.

Of a page whose title no link bore out when it was read, the bytes were kept; of any other article only lines that
prove to be the portal's are taken out of what was stored. What changes becomes a revision. Which page came first does
not matter: what is read again is decided by all the links and pages that the crawl saw.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import asdict, replace

from newsportal import loaders
from newsportal import settings as defaults
from newsportal.crawl.revision import keep_revision
from newsportal.crawl.session import CrawlSession
from newsportal.crawl.stored_articles import stored
from newsportal.dedup.decide import FROM_THE_PAGE
from newsportal.extraction.article.known_as import said, usable
from newsportal.extraction.core import read_article
from newsportal.extraction.page import MainContent
from newsportal.extraction.portal_evidence import edges, taken, without_returning
from newsportal.extraction.portal_memory import PortalMemory
from newsportal.extraction.portal_traits import Traits
from newsportal.items import Article, Kept, record
from newsportal.items.tidy import tidied
from newsportal.messages import say
from newsportal.state.readings import Readings

logger = logging.getLogger(__name__)
_CHUNK = 50
"""Revisions a transaction: other crawls wait for one that long."""


def read_again(session: CrawlSession) -> None:
    """Read again what the crawl's end knows better, store what changed, and remember what was learned."""
    second = _SecondReading(session)
    kept, everything = second.counts()
    if everything:
        logger.info("%s", say("{kept:,} of {n:,} articles may be known better now", kept=kept, n=everything))
    second.by_links()
    second.by_pages()
    second.store()


class _SecondReading:
    """What is to become of the articles of a crawl that ends."""

    def __init__(self, session: CrawlSession) -> None:
        self._session, self._state = session, session.memory
        self._top = session.crawler.settings.getint("NEWSPORTAL_KEYWORDS", defaults.NEWSPORTAL_KEYWORDS)
        self._kept: dict[str, Kept] = {}
        self._traits: dict[str, Traits] = {}
        self._portals: dict[str, Readings] = {}
        """By address the readings of its portal."""
        self._memories: dict[Readings, PortalMemory] = {}
        for readings in session.memory.readings.parts():
            traits = readings.traits()
            self._kept |= readings.kept()
            self._traits |= traits
            self._portals |= dict.fromkeys(traits, readings)
            self._memories[readings] = PortalMemory()
        self._words = self._all_words()
        self._titles: dict[str, str] = {}
        self._contents: dict[str, MainContent] = {}

    def counts(self) -> tuple[int, int]:
        """How many pages were kept, and of how many articles."""
        return len(self._kept), len(self._traits)

    def _all_words(self) -> dict[str, tuple[str, ...]]:
        """By kept page the words of all links of this crawl to it; of earlier crawls where this one saw none."""
        addresses = {url: {url, kept.asked} for url, kept in self._kept.items()}
        seen = self._state.pending_sightings.records.words(
            {one for every in addresses.values() for one in every}, FROM_THE_PAGE
        )
        known_as = self._state.identity.known_as
        return {
            url: usable(
                {words for one in every for words in seen.get(one, ())}
                or {words for one in every for words in known_as(one)}
            )
            for url, every in addresses.items()
        }

    def by_links(self) -> None:
        """Read kept pages again where other links lead to them than were known when they were read."""
        for url, kept in self._kept.items():
            words = self._words[url]
            if not words or list(words) == kept.words:
                continue
            if said(kept.own_title, words) and kept.title == kept.own_title:
                self._traits[url] = replace(self._traits[url], borne_out=True)
            else:
                self._read(url, words, None, if_named=self._is_as_alone(kept))

    def _is_as_alone(self, kept: Kept) -> bool:
        """Whether a page was read as if nothing were known beside it."""
        traits, memory = self._traits[kept.url], self._portals[kept.url].memory
        own = kept.title == kept.own_title and not traits.borne_out and not traits.named
        return own and not memory.changes(traits)

    def by_pages(self) -> None:
        """Read articles again of which title or lines prove to be the portal's, where their pages are kept."""
        told: dict[Readings, list[Traits]] = {readings: [] for readings in self._memories}
        for url, traits in self._traits.items():
            told[self._portals[url]].append(traits)
        for readings, every in told.items():
            self._memories[readings] = readings.memory.merged(pair for one in every for pair in one.pairs())
        for url, kept in self._kept.items():
            if self._memory(url).changes(self._traits[url]) and not self._loses_lines(kept):
                self._read_by_pages(url)

    def _loses_lines(self, kept: Kept) -> bool:
        """Whether a page that was read as if alone but loses lines of its text by what the pages tell."""
        traits, known = self._traits[kept.url], self._portals[kept.url].memory
        as_alone = kept.title == kept.own_title and not traits.named and not known.changes(traits)
        return kept.url not in self._contents and as_alone and not self._memory(kept.url).moves(traits)

    def _read_by_pages(self, url: str) -> None:
        self._read(url, self._words[url] or tuple(self._kept[url].words), self._memory(url))

    def _memory(self, url: str) -> PortalMemory:
        """What the pages of an article's portal tell."""
        return self._memories[self._portals[url]]

    def _read(self, url: str, words: tuple[str, ...], portal: PortalMemory | None, *, if_named: bool = False) -> None:
        kept, body = self._kept[url], self._portals[url].body(url)
        article, traits = read_article(
            body, kept.address, kept.charset, fetched=kept.fetched, known_as=words, portal=portal, if_named=if_named
        )
        if article and traits:
            self._contents[url], self._titles[url], self._traits[url] = article, article.title, traits

    def store(self) -> None:
        """Store what changed, and in the last transaction what was learned."""
        chunk: list[tuple[Article, Article]] = []
        for before in self._stored():
            after = self._better(before)
            if after and tidied(after) is None and record(after) != record(before):
                chunk.append((before, after))
            if len(chunk) >= _CHUNK:
                self._keep(chunk)
                chunk = []
        self._keep(chunk)
        self._state.file.begin()
        for url, title in self._titles.items():
            self._portals[url].put(url, title, self._traits[url])
        counts = self._session.counters.crawl
        # One that was killed after this and resumed has no articles left to count.
        shared = sum(readings.shared_titles() for readings in self._memories)
        counts["shared_titles"] = max(counts["shared_titles"], shared)
        for readings, memory in self._memories.items():
            readings.remember(memory)
        self._state.crawls.save_counts(counts)
        self._state.file.commit()

    def _stored(self) -> Iterator[Article]:
        """The articles that may change, as this crawl stored them."""
        urls = (url for url, traits in self._traits.items() if self._memory(url).changes(traits))
        return stored(self._session, {*self._contents, *urls})

    def _better(self, before: Article) -> Article | None:
        """An article as it is read now; None where nothing is known better."""
        text = before.text or ""
        whole = before.pages == 1 and tuple(edges(text)) == self._traits[before.url].lines
        if not whole and before.url in self._kept and before.url not in self._contents:
            self._read_by_pages(before.url)
        if content := self._contents.get(before.url):
            return loaders.read_again(before, content, top=self._top)
        kept = without_returning(text, self._traits[before.url].text, self._memory(before.url))
        if kept == text:
            return None
        after = loaders.with_text(before, kept, top=self._top)
        after.evidence = [*after.evidence, asdict(taken(text, kept))]
        return after

    def _keep(self, chunk: list[tuple[Article, Article]]) -> None:
        """Store revisions and what the state knows of their pages, in one transaction."""
        state, counts = self._state, self._session.counters.crawl
        if not chunk:
            return
        state.file.begin()
        for before, after in chunk:
            keep_revision(state, before, after, counts)
            known = state.pages.get(after.url)
            state.stats.correct(before, after, known.modified if known else None)
            counts["articles_reread"] += 1
        self._session.store.append("articles", [after for _, after in chunk])
        state.crawls.save_counts(counts)
        state.file.commit()
