"""What a crawl's session knows of its spider."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol


class CrawledBy(Protocol):
    """What a session knows of its spider."""

    name: str
    """The spider's name."""
    portal: str
    """The portal crawled."""
    state_name: str
    """What the portal's rows and lock are kept under, "" for the portal's name."""
    at_once: ClassVar[int]
    """How many crawls may run at once under that name."""
    partial: ClassVar[bool]
    """Whether it reads a part of the portal only."""
    archived: ClassVar[bool]
    """Whether it reads what was kept: nothing is asked, the times are the records', and a page may come again."""
    seeds: ClassVar[tuple[str, ...]]
    """Addresses that each crawl of it begins with, as its data says."""
    arguments: dict[str, str]
    """The spider's arguments, as checked."""
    bounds: ClassVar[dict[str, Any]]
    """What health is measured by where it is known."""
