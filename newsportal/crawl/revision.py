"""A new revision of an article: the story that it tells, and what it shows of headlines."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from newsportal.dedup import decide
from newsportal.dedup.full_body import FullBody
from newsportal.dedup.model import Resolution
from newsportal.items import Article
from newsportal.state.portal_state import PortalState


def revise(
    memory: PortalState,
    article: Article,
    revision: int,
    counts: Counter[str],
    body: FullBody | None = None,
    *,
    sure: bool = False,
) -> Article:
    """The article as the revision after that one, with its story; counted in `counts`. In an open transaction.

    `body`: its body, where that was read already; `sure`: nobody can have changed the article since.
    """
    article.revision = revision + 1
    story = memory.identity.article(decide.read_of(article, body, sure=sure))
    decide.fill(article, decide.story_fields(story))
    for resolution in story.resolutions:
        _resolved(memory, resolution, article)
    counts["articles_changed" if revision else "articles_new"] += 1
    return article


def keep_revision(memory: PortalState, before: Article | None, after: Article, counts: Counter[str]) -> None:
    """Make an article that was read again the next revision, and correct what is known of its page.

    `before`: as it is stored; None where its page was no article. In an open transaction.
    """
    revise(memory, after, before.revision if before else 0, counts)
    memory.pending_sightings.keep_page(after.url, hub=False)
    known = memory.pages.get(after.url)
    if known is None:
        return
    if before and before.content_hash and before.content_hash != after.content_hash:
        memory.pages.add_version(after.url, before.content_hash)
    memory.pages.save(after.url, replace(known, role="article", hash=after.content_hash, revision=after.revision))


def _resolved(memory: PortalState, resolution: Resolution, article: Article) -> None:
    words = "\0".join(("settled", resolution.kind, resolution.headline, resolution.other))
    pending = memory.pending_sightings
    if not pending.count(words):
        pending.add(words, decide.resolved_sighting(resolution, article))
