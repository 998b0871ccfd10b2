"""A new revision of an article: the story that it tells, and what it shows of headlines."""

from __future__ import annotations

from collections import Counter

from newsportal.crawl.session import CrawlSession
from newsportal.dedup import decide
from newsportal.dedup.model import Resolution
from newsportal.items import Article, record


def revise(session: CrawlSession, article: Article, revision: int, counts: Counter[str]) -> Article:
    """The article as the revision after that one, with its story; counted in `counts`. In an open transaction."""
    article.revision = revision + 1
    story = session.memory.identity.article(decide.read_of(article))
    decide.fill(article, decide.story_fields(story))
    for resolution in story.resolutions:
        _resolved(session, resolution, article)
    counts["articles_changed" if revision else "articles_new"] += 1
    return article


def _resolved(session: CrawlSession, resolution: Resolution, article: Article) -> None:
    words = "\0".join(("settled", resolution.kind, resolution.headline, resolution.other))
    pending = session.memory.pending_sightings
    if not pending.count(words):
        pending.add(words, record(decide.resolved_sighting(resolution, article)))
