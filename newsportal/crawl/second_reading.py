"""Articles read again at a crawl's end, with what all its pages tell of each other. Nothing is asked for again.

Of a page whose title no link of this crawl bore out when it was read, the bytes were kept; of any other article only
lines that prove to be the portal's are taken out of what was stored. What changes becomes a revision. Which page came
first does not matter: what is read again is decided by all the links and pages that the crawl saw. So pages of articles
that are known as they are, are kept as well: had the links come first, they might have been read otherwise.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict

from newsportal import loaders
from newsportal import settings as defaults
from newsportal.crawl.portal_articles import PortalArticles
from newsportal.crawl.revision import keep_revision
from newsportal.crawl.session import CrawlSession
from newsportal.crawl.stored_articles import stored
from newsportal.extraction.portal_evidence import edges, taken, without_returning
from newsportal.items import Article, record
from newsportal.items.tidy import tidied
from newsportal.messages import say

logger = logging.getLogger(__name__)
_CHUNK = 50
"""Revisions a transaction: other crawls wait for one that long."""


def read_again(session: CrawlSession) -> None:
    """Read again what the crawl's end knows better, store what changed, and remember what was learned."""
    parts = list(session.memory.readings.parts())
    counts = [one.counts() for one in parts]
    kept, everything = sum(kept for kept, _ in counts), sum(n for _, n in counts)
    if everything:
        logger.info("%s", say("{kept:,} of {n:,} articles may be known better now", kept=kept, n=everything))
    with ExitStack() as held:
        portals = [PortalArticles(readings, session.memory) for readings in parts]
        for portal in portals:
            held.callback(portal.close)
            portal.by_links()
            portal.by_pages()
        _SecondReading(session, portals).store()


class _SecondReading:
    """What is to become of the articles of a crawl that ends, by portal."""

    def __init__(self, session: CrawlSession, portals: list[PortalArticles]) -> None:
        self._session, self._state = session, session.memory
        self._top = session.crawler.settings.getint("NEWSPORTAL_KEYWORDS", defaults.NEWSPORTAL_KEYWORDS)
        self._portals = portals

    def store(self) -> None:
        """Store what changed, and in the last transaction what was learned."""
        chunk: list[tuple[Article, Article]] = []
        portals = {url: portal for portal in self._portals for url in portal.may_change()}
        for before in self._articles(portals):
            after = self._better(before, portals[before.url])
            if after and tidied(after) is None and record(after) != record(before):
                chunk.append((before, after))
            if len(chunk) >= _CHUNK:
                self._keep(chunk)
                chunk = []
        self._keep(chunk)
        self._remember()

    def _articles(self, portals: Mapping[str, PortalArticles]) -> Iterator[Article]:
        """The articles of these pages as they were read: those that were stored, then those that were known so."""
        left = {*portals}
        yield from stored(self._session, left)
        for url in sorted(left):
            known, page = portals[url].known(url), self._state.pages.get(url)
            if known and page:
                known.revision = page.revision
                yield known

    def _remember(self) -> None:
        self._state.file.begin()
        counts = self._session.counters.crawl
        # One that was killed after this and resumed has no articles left to count.
        shared = sum(portal.remember() for portal in self._portals)
        counts["shared_titles"] = max(counts["shared_titles"], shared)
        self._state.crawls.save_counts(counts)
        self._state.file.commit()

    def _better(self, before: Article, portal: PortalArticles) -> Article | None:
        """An article as it is read now; None where nothing is known better."""
        text, traits = before.text or "", portal.traits(before.url)
        whole = before.pages == 1 and tuple(edges(text)) == traits.lines
        if content := portal.content(before.url, whole=whole):
            return loaders.read_again(before, content, top=self._top)
        kept = without_returning(text, traits.text, portal.memory)
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
