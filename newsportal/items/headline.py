"""One line of headlines.jsonl."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True, kw_only=True)
class Headline:
    """One line of headlines.jsonl: a distinct headline, written the first time it is seen."""

    id: str
    """Its key: 16 hexadecimal digits, the same in every file."""
    kind: str
    """new, or maybe: perhaps the same as the headline `other`."""
    text: str
    """Its words, in full where they could be known."""
    text_from: str
    """Where the words were read: shown, title, alt, address, article or prefix."""
    url: str
    """Canonical URL that it leads to."""
    portal: str
    """The portal where it was first seen."""
    page: str
    """Address of the page where it was first seen."""
    page_role: str
    """Kind of that page: article, hub or other."""
    block: str
    """Label of its block there, "" without one."""
    block_role: str
    """related, ranking, latest, recommended or list."""
    rank: int
    """Its place in that block, from 1."""
    first_seen: datetime
    """When it was first seen."""
    crawl: str
    """The crawl that saw it first."""
    other: str | None = None
    """For maybe: id of the other headline."""
