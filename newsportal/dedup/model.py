"""What identity is asked and what it answers about headlines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from newsportal.text.keys import name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One headline as a page shows it."""

    text: str
    """Its words, in full as far as the page gives them."""
    shown: str
    """The words as shown."""
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
    """What a sighting is. Not frozen: one is made for each headline, and that takes twice as long."""

    headline: str
    """Id of its headline, 16 hexadecimal digits."""
    kind: Literal["new", "repeat", "maybe", "changed"]
    """new; repeat of a known one; maybe: new, and perhaps another's repeat; changed: known, under other words."""
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
    story: str | None = None
    """Id of its story, where its article was read before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A headline that left a block it stood in."""

    headline: str
    """Its id."""
    text: str
    """Its words."""
    block: str
    """The block."""
    last_crawl: str
    """The last crawl that saw it there."""


def repeat(headline: int, rule: str, evidence: str, text: str, text_from: str) -> Decision:
    """A repeat of a known headline."""
    return Decision(
        headline=name_of(headline), kind="repeat", rule=rule, evidence=evidence, text=text, text_from=text_from
    )
