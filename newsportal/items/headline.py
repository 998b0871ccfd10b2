"""One line of headlines.jsonl."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True, kw_only=True)
class Headline:
    """One line of headlines.jsonl: a distinct headline, written the first time it is seen."""

    id: str
    """Its key: 16 hexadecimal digits, the same in every file."""
    text: str
    """Its words, in full where they could be known."""
    text_from: str
    """Where the words were read: shown, title, alt, address, article or prefix."""
    url: str
    """Canonical URL that it leads to."""
    portal: str
    """The portal where it was first seen."""
    block: str
    """Label of the block where it was first seen, "" without one."""
    first_seen: datetime
    """When."""
    crawl: str
    """The crawl that saw it first."""
    story: str | None = None
    """Id of the story it belongs to, where that is known by then."""
