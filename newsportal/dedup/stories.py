"""Stories: which articles tell one thing, as reprints or revisions of each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from newsportal.dedup.fingerprint import Body
from newsportal.dedup.full_body import FullBody, content_key
from newsportal.dedup.index import Index
from newsportal.dedup.model import KnownArticle, KnownStory, Read, StoryDecision
from newsportal.dedup.resolution import Resolver
from newsportal.text.china_time import day_of, iso
from newsportal.text.keys import address_key, name_of
from newsportal.text.wordlists import Words

STORY_DAYS = 7
"""An article and its reprint are at most so many days apart (docs/headlines.md)."""
BOILERPLATE = 3
"""A sentence that stood in so many articles of a host is boilerplate of the host."""
CANDIDATES = 16
"""Stories compared with one article."""


class Stories:
    """Decides which story an article tells, against the articles inside the window."""

    def __init__(self, index: Index, words: Words) -> None:
        self.index, self.articles = index, index.articles
        self.resolver = Resolver(index, words)

    def decide(self, read: Read) -> StoryDecision:
        """Decide which story an article tells and what it shows of headlines, and remember the article."""
        key, day, body = address_key(read.url), day_of(read.fetched), read.body
        old = self.articles.get(key)
        full = body if body and (read.sure or body.says(read.title, read.text)) else None
        content = full.content if full else content_key(read.title, read.text)
        if old and old.hash == content:
            return _told(self.articles.story(old.story), old.story, "revision", "this article, unchanged")
        address = self.index.address(key)
        own = self._body(read, full or FullBody.of(read.title, read.text), old, day)
        article = self._article(read, key, address.headline if address else key, day, content, own)
        story, original, rule, evidence = self._story(article, old)
        article.story = story.key if story else key
        extended = self._extend(story, article, read)
        self.articles.put(article, extended, old)
        told = _told(extended, article.story, rule, evidence)
        if address:  # else no headline led to it, and nothing is known of headlines
            told.resolutions = tuple(self.resolver.resolve(article, original))
        return told

    def _story(
        self, article: KnownArticle, old: KnownArticle | None
    ) -> tuple[KnownStory | None, KnownArticle | None, str | None, str | None]:
        """The story that an article tells, None for a new one; the article that it reprints; the rule, the evidence."""
        if old:
            return self.articles.story(old.story), None, "revision", "an earlier revision of this article"
        story, original, evidence = self._reprint(article)
        return story, original, "reprint" if original else None, evidence

    def _article(self, read: Read, key: int, headline: int, day: int, content: int, body: Body) -> KnownArticle:
        claimed = day_of(read.published) if read.published else None
        return KnownArticle(key, headline, key, day, claimed, read.portal, read.url, read.title, content, body)

    def _body(self, read: Read, full: FullBody, old: KnownArticle | None, day: int) -> Body:
        """The body without its host's boilerplate, whose count it raises."""
        host, frequent = address_key(read.host), set[int]()
        keys = full.at(host)
        if old:
            counted = set(old.body.sentences)
            before = {key for key, sentence in zip(keys, full.keys, strict=True) if sentence in counted}
            frequent = self.articles.frequent(before, BOILERPLATE)
            keys = [key for key in keys if key not in before]
        frequent |= self.articles.count_sentences(keys, day, BOILERPLATE)
        return full.without(read.text, {key ^ host for key in frequent}) if frequent else full.body

    def _reprint(self, article: KnownArticle) -> tuple[KnownStory | None, KnownArticle | None, str | None]:
        """The story whose representative this article repeats, that article, and what showed it."""
        for key in self.articles.stories_with(article.body.keys, CANDIDATES):
            story = self.articles.story(key)
            other = self.articles.get(story.body) if story else None
            if story is None or other is None or _days_apart(article, other) > STORY_DAYS:
                continue
            likeness = self.resolver.compare(article, other)
            if likeness.kind == "same":
                said = f"{likeness.evidence} with {other.url}; first seen {story.seen}, claims {story.claimed}"
                return story, other, f"{said}, credits {story.source}"
        return None, None, None

    def _extend(self, story: KnownStory | None, article: KnownArticle, read: Read) -> KnownStory:
        """The story with the longest body as representative, and the earliest times."""
        seen, claimed = iso(read.fetched), iso(read.published) if read.published else None
        if story is None:
            story = KnownStory(article.story, article.key, article.body.length, seen, claimed, read.source)
        else:
            if article.body.length > story.length:
                story = replace(story, body=article.key, length=article.body.length)
            if claimed and (
                not story.claimed or datetime.fromisoformat(claimed) < datetime.fromisoformat(story.claimed)
            ):
                story = replace(story, claimed=claimed, source=read.source)
        return story


def _told(story: KnownStory | None, key: int, rule: str | None, evidence: str | None) -> StoryDecision:
    seen, claimed, source = (story.seen, story.claimed, story.source) if story else ("", None, None)
    return StoryDecision(
        story=name_of(key), rule=rule, evidence=evidence, first_seen=seen, first_claimed=claimed, credited=source
    )


def _days_apart(one: KnownArticle, other: KnownArticle) -> int:
    """Days between two articles: by what they claim where both do, else by when they were read."""
    if one.claimed is not None and other.claimed is not None:
        return abs(one.claimed - other.claimed)
    return abs(one.day - other.day)
