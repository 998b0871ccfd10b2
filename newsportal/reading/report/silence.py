"""What has fallen silent, each by its own rhythm: a pause is told from silence by the pauses before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from newsportal.reading.report.pictures import Picture

_LONGER = 1.5
"""So many times its longest pause before makes a pause silence."""
_PAUSES = 4
"""Pauses that must be known."""
_LEAST = 3600
"""Seconds that a pause must last: a burst of news makes short pauses."""
_MISSED = 3
"""Readings of a page on which a block was missing, and on which it had stood before, that tell that it is gone."""


@dataclass(slots=True)
class BlockLife:
    """A block of a portal's hubs: when it stood, and when it showed something new. Times are seconds since 1970."""

    page: Picture
    """The page where it was seen last."""
    last: int = 0
    """When it was seen last."""
    new: list[int] = field(default_factory=list)
    """The times at which it showed new headlines, each once."""
    count: int = 0
    """How many new headlines it showed."""
    crawls: int = 0
    """How many crawls saw it."""
    crawl: str = ""
    """The last crawl that saw it."""
    reading: int = 0
    """Which reading of its page saw it last."""

    def see(self, page: Picture, seen: int, new: bool) -> None:
        """Take a headline that stands in it."""
        self.page, self.reading = page, page.readings
        if page.crawl != self.crawl:
            self.crawl = page.crawl
            self.crawls += 1
        if seen > self.last:
            self.last = seen
        if new:
            self.count += 1
            if not self.new or self.new[-1] != seen:
                self.new.append(seen)

    def vanished(self) -> bool:
        """Whether its page was read again and again without it."""
        return self.crawls >= _MISSED and self.page.readings - self.reading >= _MISSED

    def silence(self) -> tuple[int, int] | None:
        """How long it has shown nothing new, and its longest pause before; None while it is not silent."""
        return silence(self.new, self.page.seen)


def silence(times: Iterable[int], now: int) -> tuple[int, int] | None:
    """The pause that lasts now and the longest one before it, if that makes it silence; None if not, or if too little
    is known."""
    ordered = sorted(times)
    pauses = [later - earlier for earlier, later in pairwise(ordered)]
    if len(pauses) < _PAUSES:
        return None
    pause, longest = now - ordered[-1], max(pauses)
    return (pause, longest) if pause > max(_LONGER * longest, _LEAST) else None
