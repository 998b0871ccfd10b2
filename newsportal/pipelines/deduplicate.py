"""Finds out what of a visit is new."""

from __future__ import annotations

import asyncio
from typing import Self

from scrapy.crawler import Crawler

from newsportal.crawl import start
from newsportal.crawl.session import CrawlSession
from newsportal.dedup import decide
from newsportal.dedup.model import Resolution
from newsportal.download.refusal import NOT_ASKED
from newsportal.items import Article, Sighting, Visit, record
from newsportal.state.frontier import LISTINGS
from newsportal.state.pages import KnownPage
from newsportal.text import keywords

_NAMES = 1_000
"""Figures that a crawl keeps by name; block labels beyond are counted together."""


class Deduplicate:
    """Finds out what of a visit is new: articles by address and content, headlines by newsportal.dedup.

    Nothing is dropped for being a repeat: it becomes a sighting that names what it repeats, by which rule and why.
    """

    def __init__(self, session: CrawlSession) -> None:
        self.session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """A pipeline of this crawler's session."""
        return cls(CrawlSession.of(crawler))

    async def open_spider(self) -> None:
        """Open the session, and load jieba's dictionary (a second) once, before the first page."""
        await asyncio.to_thread(keywords.load)
        self.session.open(start.begin)

    def process_item(self, item: Visit) -> Visit:
        """The visit with its identities; begins its transaction."""
        try:
            self.session.unit.begin()
            self._identify(item)
        except Exception as error:
            self.session.unit.give_up(error)
            raise
        return item

    def _identify(self, item: Visit) -> None:
        memory, counts = self.session.memory, self.session.counters.visit
        for reason in item.dropped:
            counts[f"dropped/{reason}"] += 1
        self._count(item)
        before = memory.pages.get(item.url)
        if before is not None and before.crawl == memory.crawl.id and item.role != "failed":
            counts["dropped/page read before in this crawl"] += 1
            item.article, item.sightings = None, []
        if item.article is not None:
            item.fetch.known = before is not None and self._known(item.article, before)
            item.article = None if item.fetch.known else self._article(item.article, before.revision if before else 0)
        if item.fetch.known or (item.fetch.unchanged and before and before.role == "article"):
            counts["articles_known"] += 1
        for sighting in item.sightings:
            self._sighting(sighting, item)

    def _count(self, visit: Visit) -> None:
        counts, fetch = self.session.counters.visit, visit.fetch
        if visit.role == "failed":
            counts[f"{'dropped' if fetch.reason in NOT_ASKED else 'errors'}/{fetch.reason}"] += 1
        elif visit.role in LISTINGS:
            counts["listings"] += 1
        else:
            counts["unchanged" if fetch.unchanged else "pages"] += 1
        if "blocked" in fetch.flags:
            counts["errors/blocked"] += 1

    def _known(self, article: Article, before: KnownPage) -> bool:
        """Whether an article says what it said at an earlier reading."""
        content = article.content_hash
        return before.revision > 0 and (
            content == before.hash or content in self.session.memory.pages.versions(article.url)
        )

    def _article(self, article: Article, revision: int) -> Article:
        article.revision = revision + 1
        story = self.session.memory.identity.article(decide.read_of(article))
        decide.fill(article, decide.story_fields(story))
        for resolution in story.resolutions:
            self._resolved(resolution, article)
        self.session.counters.visit["articles_changed" if revision else "articles_new"] += 1
        return article

    def _resolved(self, resolution: Resolution, article: Article) -> None:
        words = "\0".join(("settled", resolution.kind, resolution.headline, resolution.other))
        pending = self.session.memory.pending_sightings
        if not pending.count(words, 0):
            sighting = decide.resolved_sighting(resolution, article)
            pending.add(words, 0, article.url, record(sighting))

    def _sighting(self, sighting: Sighting, visit: Visit) -> None:
        memory, counts = self.session.memory, self.session.counters.visit
        words = "\0".join((sighting.block, sighting.page_role, sighting.url, sighting.text))
        if memory.pending_sightings.count(words, sighting.rank):
            return
        decision = memory.identity.headline(decide.seen_of(sighting))
        decide.fill(sighting, decide.sighting_fields(decision))
        memory.pending_sightings.add(words, sighting.rank, sighting.page, record(sighting))
        counts[self._label(sighting.block)] += 1
        headline = decide.new_headline(decision, sighting)
        if headline is not None:
            visit.headlines.append(headline)
            counts["headlines_new"] += 1
        if decision.rule:
            counts[f"repeats/{decision.rule}"] += 1

    def _label(self, block: str) -> str:
        name = f"blocks/{block[:40]}"
        # The figures are written with each visit: labels that never repeat would make each page dearer.
        counters = self.session.counters
        known = name in counters.crawl or name in counters.visit
        return name if known or len(counters.crawl) + len(counters.visit) < _NAMES else "blocks/(other labels)"
