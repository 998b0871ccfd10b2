"""What passes between a crawl and the processes that read its pages, and what can become of a reading."""

from __future__ import annotations

from datetime import datetime
from struct import Struct
from typing import NamedTuple

SIZE = Struct(">I")
"""Before each message: how many bytes it has. The first of a process that reads is its number."""
ORDER, FORK, KILL = Struct(">BI"), 0, 1
"""To the process that forks: fork one that is asked by the socket that comes with it, or kill one by its number."""
ENDED = Struct(">Ii")
"""From it: the number of one that ended, and its exit code."""


class Names(NamedTuple):
    """What the records of a crawl have in common."""

    portal: str
    """The portal's name."""
    crawl: str
    """The crawl's."""
    keywords: int
    """How many are taken of an article."""


class Terms(NamedTuple):
    """What readers are told first."""

    seconds: float
    """Seconds of CPU after which a reading ends its process."""
    portal: bytes
    """What was learned of the portal: a `PortalMemory`."""
    names: Names
    """What goes into all records."""


class PageTask(NamedTuple):
    """What a page is read with (`newsportal.extraction.extract`), besides what was learned of its portal."""

    body: bytes
    """Its bytes."""
    url: str
    """The address that answered."""
    charset: str | None
    """The charset of its Content-Type."""
    fetched: datetime
    """When it came."""
    known_as: tuple[str, ...]
    """The words of links to it."""
    page: str = ""
    """Canonical address of the page; "" for a further page of an article."""


class Deadly(Exception):
    """A page over which processes ended; the message says how the last did."""


class ReadingError(Exception):
    """An error of our own in a process that reads; the message is its traceback."""


class NoReader(Exception):
    """No process can be started."""
