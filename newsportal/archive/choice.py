"""Which pages of an archive are read, and under which portal's name each is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from newsportal.urls.canonical import registered_domain
from newsportal.urls.kind import within


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is taken of each record; handed to every process that reads, and equal for all of them."""

    portals: Mapping[str, str] = field(default_factory=dict)
    """The names of known portals by their domains; a page of none is stored under its registered domain."""
    hosts: tuple[str, ...] = ()
    """Hosts and domains whose pages are read, with all below them; none named: all."""
    chinese: bool = True
    """Whether only pages in Chinese are read."""
    keywords: int = 10
    """How many keywords are taken of an article."""
    page_size: int = 2 << 20
    """Bytes of a page that is read."""

    def takes(self, host: str) -> bool:
        """Whether pages of a host are read."""
        return not self.hosts or within(host, self.hosts)

    def portal(self, url: str) -> str:
        """The name of a page's portal."""
        host = urlsplit(url).hostname or ""
        parts = host.split(".")
        known = (self.portals.get(".".join(parts[at:])) for at in range(len(parts)))
        return next(filter(None, known), None) or _domain(host)


@lru_cache(10_000)
def _domain(host: str) -> str:
    return registered_domain(f"http://{host}/") or "archive"
