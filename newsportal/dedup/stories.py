"""Stories: which articles tell one story, and what their bodies say of headlines whose words left a doubt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from newsportal.dedup.fingerprint import KEYS, Body, read_body, sentences
from newsportal.dedup.known import Known, Story
from newsportal.dedup.resolution import Settled, Settling
from newsportal.text.china_time import CHINA, day_of
from newsportal.text.keys import key_of, name_of
from newsportal.text.wordlists import Words

if TYPE_CHECKING:
    from newsportal.state.identity.headline_index import Index

STORY_DAYS = 7
"""Reprints stand at most so many days apart (docs/headlines.md)."""
BOILERPLATE = 3
"""A sentence in so many articles of a host is the host's own."""
CANDIDATES = 16
"""Stories compared with one article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One article as it was read."""

    url: str
    """Canonical URL of its first page."""
    portal: str
    """The portal crawled."""
    host: str
    """The host that served it, whose boilerplate sentences are left out."""
    title: str
    """Its title."""
    text: str
    """Its main text."""
    fetched: datetime
    """When it was read; aware."""
    published: datetime | None = None
    """When it claims to have come out; aware."""
    source: str | None = None
    """The outlet credited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryDecision:
    """What an article tells."""

    story: str
    """Id of its story, 16 hexadecimal digits."""
    rule: str | None = None
    """reprint, revision, or None where it opened the story."""
    evidence: str | None = None
    """What the rule saw: likeness, the representative, who was first."""
    first_seen: str = ""
    """When an article of the story was seen first, ISO 8601."""
    first_claimed: str | None = None
    """The earliest time that an article of the story claims, ISO 8601."""
    credited: str | None = None
    """The outlet credited by the article of that time."""
    settled: tuple[Settled, ...] = ()
    """Headlines that this article ends a doubt about."""


class Stories:
    """Decides what an article tells, against the articles inside the window."""

    def __init__(self, index: Index, words: Words) -> None:
        self.index, self.articles = index, index.articles
        self.settling = Settling(index, words)

    def decide(self, read: Read) -> StoryDecision:
        """The article's story and what it settles; the article is remembered."""
        key, day = key_of(read.url), day_of(read.fetched)
        old = self.articles.get(key)
        rule: str | None
        evidence: str | None
        content = key_of(f"{read.title}\n{read.text}")
        if old and old.hash == content:
            return self._told(old.story, "revision", "this article, unchanged")
        body = self._body(read, old, day)
        known = self._known(read, key, day, content, body)
        if old:
            story, original = self.articles.story(old.story), None
            rule, evidence = "revision", "an earlier revision of this article"
        else:
            story, original, evidence = self._reprint(known)
            rule = "reprint" if original else None
        known = replace(known, story=story.key if story else key)
        self.articles.put(known)
        self._extend(story, known, read)
        return replace(self._told(known.story, rule, evidence), settled=tuple(self.settling.settle(known, original)))

    def _known(self, read: Read, key: int, day: int, content: int, body: Body) -> Known:
        address = self.index.address(key)
        headline = address[0] if address else key
        claimed = day_of(read.published) if read.published else None
        return Known(key, headline, key, day, claimed, read.portal, read.url, read.title, content, body)

    def _told(self, key: int, rule: str | None, evidence: str | None) -> StoryDecision:
        story = self.articles.story(key)
        seen, claimed, source = (story.seen, story.claimed, story.source) if story else ("", None, None)
        return StoryDecision(
            story=name_of(key), rule=rule, evidence=evidence, first_seen=seen, first_claimed=claimed, credited=source
        )

    def _body(self, read: Read, old: Known | None, day: int) -> Body:
        """The body without its host's boilerplate, whose count it raises."""
        host = key_of(read.host)
        said = sentences(read.text)
        keys = {sentence.key ^ host: sentence.key for sentence in said if sentence.key}
        frequent = self.articles.frequent(keys, BOILERPLATE)
        counted = set(old.body.sentences) if old else set()
        self.articles.count((key for key, sentence in keys.items() if sentence not in counted), day)
        return read_body(said, {keys[key] for key in frequent})

    def _reprint(self, known: Known) -> tuple[Story | None, Known | None, str | None]:
        """The story whose representative this article repeats, that article, and what showed it."""
        for key in self.articles.stories_with(known.body.sentences[:KEYS], CANDIDATES):
            story = self.articles.story(key)
            other = self.articles.get(story.body) if story else None
            if story is None or other is None or _apart(known, other) > STORY_DAYS:
                continue
            likeness = self.settling.compare(known, other)
            if likeness.kind == "same":
                said = f"{likeness.evidence} with {other.url}; first seen {story.seen}, claims {story.claimed}"
                return story, other, f"{said}, credits {story.source}"
        return None, None, None

    def _extend(self, story: Story | None, known: Known, read: Read) -> None:
        """Keep the longest body as representative, and the earliest times."""
        seen = read.fetched.astimezone(CHINA).isoformat()
        claimed = read.published.astimezone(CHINA).isoformat() if read.published else None
        if story is None:
            story = Story(known.story, known.key, known.body.length, seen, claimed, read.source)
        else:
            if known.body.length > story.length:
                story = replace(story, body=known.key, length=known.body.length)
            if claimed and (
                not story.claimed or datetime.fromisoformat(claimed) < datetime.fromisoformat(story.claimed)
            ):
                story = replace(story, claimed=claimed, source=read.source)
        self.articles.keep(story, known.day)


def _apart(one: Known, other: Known) -> int:
    """Days between two articles: by what they claim where both do, else by when they were read."""
    if one.claimed is not None and other.claimed is not None:
        return abs(one.claimed - other.claimed)
    return abs(one.day - other.day)
