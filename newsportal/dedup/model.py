"""What identity is asked, what it answers, and what its index remembers: plain records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from newsportal.dedup.fingerprint import Body
from newsportal.dedup.full_body import FullBody
from newsportal.text.keys import name_of


@dataclass(slots=True, kw_only=True)
class Seen:
    """Asked: one headline as a page shows it. Not frozen: one is made for each, at half the cost."""

    text: str
    """Its words, in full as far as the page gives them."""
    text_from: str
    """Where `text` was read: shown, title or alt."""
    url: str
    """Canonical URL that it leads to."""
    portal: str
    """The portal crawled."""
    crawl: str
    """The crawl."""
    when: datetime
    """When the page was read; aware."""
    block: str = ""
    """Label of its block."""


@dataclass(slots=True, kw_only=True)
class Decision:
    """Answered: what a sighting is. Not frozen: one is made for each headline, and that takes twice as long."""

    headline: str
    """Id of its headline, 16 hexadecimal digits."""
    kind: Literal["new", "repeat", "maybe", "changed"]
    """new; repeat of a known one; maybe: new, and perhaps another's repeat; changed: known, its block has new words."""
    rule: str | None = None
    """The rule by which it is a repeat, or may be."""
    evidence: str | None = None
    """What the rule saw."""
    other: str | None = None
    """For maybe: id of the other headline; for changed: the earlier words."""
    text: str
    """Its words, in full where they are known."""
    text_from: str
    """Where they were read: shown, title, alt, address, article or prefix."""


def repeat(headline: int, rule: str, evidence: str, text: str, text_from: str) -> Decision:
    """A repeat of a known headline."""
    return Decision(
        headline=name_of(headline), kind="repeat", rule=rule, evidence=evidence, text=text, text_from=text_from
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """Answered: a headline that left a block."""

    headline: str
    """Its id."""
    text: str
    """Its words."""
    block: str
    """Label of the block."""
    last_crawl: str
    """The last crawl that saw it there."""


@dataclass(slots=True, kw_only=True)
class Read:
    """Asked: one article as it was read. Not frozen: one is made for each."""

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
    body: FullBody | None = None
    """Its body, where that was read already."""
    sure: bool = False
    """Whether it is known to be the body of this title and text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Answered: two headlines that may have been one are one, or two, as their articles show."""

    kind: Literal["same", "different"]
    """same: `headline` is `other` from now on; different: they are two from now on."""
    headline: str
    """Id of the later headline."""
    other: str
    """Id of the earlier one."""
    rule: str
    """bodies."""
    evidence: str
    """What comparing the bodies said."""
    text: str
    """The later headline's words."""
    url: str
    """Canonical URL of the article that showed it."""


@dataclass(slots=True, kw_only=True)
class StoryDecision:
    """Answered: the story that an article tells. Not frozen: one is made for each."""

    story: str
    """Id of the story, 16 hexadecimal digits."""
    rule: str | None = None
    """reprint, revision, or None where the article opened the story."""
    evidence: str | None = None
    """What the rule saw: likeness, the representative, who was first."""
    first_seen: str = ""
    """When an article of the story was seen first, ISO 8601."""
    first_claimed: str | None = None
    """The earliest time that an article of the story claims, ISO 8601."""
    credited: str | None = None
    """The outlet credited by the article of that time."""
    resolutions: tuple[Resolution, ...] = ()
    """What the article shows of headlines."""


@dataclass(frozen=True, slots=True)
class KnownHeadline:
    """Remembered: a headline inside the window."""

    row: int
    """Its number while its words are kept; a later headline has a higher one."""
    key: int
    """Its id, a signed 64-bit number: the key of its first address."""
    day: int
    """The day it was first seen (proleptic ordinal, China time)."""
    portals: tuple[int, ...]
    """The portals that showed it, by number."""
    text: str
    """Its words: the longest wording seen."""
    read: int
    """1 where the words come from the article's own title, else 0."""


@dataclass(slots=True)
class KnownArticle:
    """Remembered: an article inside the window. Not frozen: one is made for each, at a quarter of the cost."""

    key: int
    """Key of its address."""
    headline: int
    """Id of the headline that it belongs to."""
    story: int
    """Id of the story that it tells."""
    day: int
    """The day it was read."""
    claimed: int | None
    """The day it claims to be of."""
    portal: str
    """The portal crawled."""
    url: str
    """Its canonical URL."""
    title: str
    """Its title."""
    hash: int
    """Of title and text."""
    body: Body
    """What is kept of its body."""


@dataclass(slots=True)
class KnownStory:
    """Remembered: a story, the group of articles that tell one thing. Not frozen: one is made for each."""

    key: int
    """Its id, a signed 64-bit number."""
    body: int
    """Key of the address of its representative: its article with the longest body."""
    length: int
    """Characters of that body."""
    seen: str
    """When it was seen first, ISO 8601."""
    claimed: str | None
    """The earliest time that one of its articles claims, ISO 8601."""
    source: str | None
    """The outlet that this article credits."""
