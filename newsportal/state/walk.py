"""The walk of a portal: what its crawls share while they run, wherever that is kept.

Which addresses wait and which pages are known, the open crawl, parked hosts, and what was learned of the portal so far.
What visits come to (identity, lines, figures) is not in it: that is kept by `newsportal.crawl.books`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Protocol

from newsportal.extraction.portal_memory import PortalMemory
from newsportal.state.crawls import OpenCrawl
from newsportal.state.frontier import Entry
from newsportal.state.pages import KnownPage
from newsportal.state.seen_links import SeenLinks

LOG_NAME, LOG_PLACE = "log name", "log"
"""Keys, in a state that a reader of a log keeps, of the log's name, and of the number of its last entry kept."""
UNTOLD = "untold "
"""Keys there, with a portal's name, of the number of its crawl's end, until the database knows what was learned."""


class StateLost(OSError):
    """What holds the walk cannot be reached any more, or has let go of this process and so of its portal's lock."""


class Waiting(Protocol):
    """The addresses that wait (in SQLite: `newsportal.state.frontier.Frontier`)."""

    hosts: Counter[str]
    """How many addresses wait for each host."""
    articles: Counter[str]
    """How many of them look like articles'."""

    def push(self, entries: Iterable[Entry]) -> None:
        """Add the addresses that neither wait nor were read in the open crawl."""

    def drop(self, url: str) -> None:
        """Take an address out; it is deferred no more."""

    def clear(self) -> None:
        """Take out all addresses."""

    def defer(self, hosts: Collection[str], now: float) -> int:
        """Keep what waits for these hosts for later crawls; gives how many, too old now, are given up."""

    def deferred(self) -> list[tuple[str, str, int]]:
        """The addresses that are deferred, each with its kind and depth, those first that have waited longest."""

    def left_over(self) -> int:
        """How many addresses wait that are neither seeds nor deferred."""

    def waiting(self, host: str, limit: int, kinds: tuple[str, ...] | None = None) -> list[Entry]:
        """The next addresses of a host, with what is known of their pages; they stay until dropped."""

    def count_crash(self, url: str) -> int:
        """Count that the process ended while this page was read; gives the count, 0 if it does not wait."""


class KnownPages(Protocol):
    """The pages read (in SQLite: `newsportal.state.pages.Pages`)."""

    def get(self, url: str) -> KnownPage | None:
        """What is known of the page at an address; None if it was never read."""

    def known(self, urls: Iterable[str]) -> dict[str, KnownPage]:
        """What is known of the pages at these addresses, in one question; those never read are left out."""

    def save(self, url: str, page: KnownPage) -> None:
        """Remember a page."""

    def versions(self, url: str) -> list[str]:
        """Content hashes of an article's earlier versions, the newest last."""

    def add_version(self, url: str, content: str) -> None:
        """Remember an earlier version of an article."""

    def forget_answers(self) -> None:
        """Forget the ETags and dates of pages that lead to others, so that each is sent whole again."""

    def due(self, now: float, limit: int) -> list[str]:
        """Addresses of this portal that are due to be read again, longest overdue first."""

    def hubs(self, now: float, age: float) -> list[tuple[str, int]]:
        """Known hubs to be read, with their depths; `age` in seconds."""


class Crawls(Protocol):
    """The portal's open crawl (in SQLite: `newsportal.state.crawls.OpenCrawls`)."""

    def interrupted(self) -> OpenCrawl | None:
        """The crawl that was opened and not closed, if there is one."""

    def resume(self, crawl: OpenCrawl) -> OpenCrawl:
        """Go on with an interrupted crawl."""

    def open(self, portal: str, spider: str, arguments: dict[str, str], now: datetime) -> OpenCrawl:
        """Begin a crawl."""

    def save_counts(self, counts: dict[str, int]) -> None:
        """Remember the open crawl's counters."""

    def close(self) -> None:
        """Forget the open crawl."""


class Parking(Protocol):
    """Hosts that asked to be left alone (in SQLite: `newsportal.state.parked_hosts.ParkedHosts`)."""

    def parked(self, host: str) -> datetime | None:
        """When the host may be asked again; None if it may be asked now."""

    def park(self, host: str, until: datetime) -> None:
        """Leave the host alone until then, in this crawl and later ones."""


class Pace(Protocol):
    """When each host may be asked next, whichever machine asks it."""

    def take(self, host: str, delay: float, *, held: bool) -> float:
        """Take a host's turn and give 0, or the seconds to wait. The next is so many seconds later, and not before
        this one is noted where it is `held`."""

    def note(self, host: str, delay: float) -> None:
        """End a turn that is held: the next is so many seconds from now."""


class Walk(Protocol):
    """All that a portal's crawl walks by. What it writes lies between `begin()` and `commit()`, or is forgotten."""

    crawl: OpenCrawl
    """The crawl that runs."""

    @property
    def crawls(self) -> Crawls:
        """The open crawl, as it is kept."""

    @property
    def frontier(self) -> Waiting:
        """The addresses that wait."""

    @property
    def pages(self) -> KnownPages:
        """The pages read."""

    @property
    def parked_hosts(self) -> Parking:
        """Hosts that asked to be left alone, by whichever portal's crawl."""

    @property
    def seen_links(self) -> SeenLinks:
        """The links that the open crawl has seen, as far as this process knows."""

    @property
    def learned(self) -> PortalMemory:
        """What earlier crawls told of the portal."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""

    def words(self, urls: Iterable[str]) -> set[str]:
        """The words of the links that crawls saw to these addresses."""

    def begin(self) -> None:
        """Open a transaction."""

    def commit(self) -> None:
        """Keep its changes."""

    def rollback(self) -> None:
        """Forget its changes, and what was remembered of them outside the database."""
