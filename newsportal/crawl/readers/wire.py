"""What passes between a crawl and the processes that read its pages, and what can become of a reading."""

from __future__ import annotations

from datetime import datetime
from struct import Struct
from typing import NamedTuple

SIZE = Struct(">I")
"""Before each message: how many bytes it has."""


class Terms(NamedTuple):
    """What a reader is told first."""

    seconds: float
    """Seconds of CPU after which a reading ends its process."""
    portal: bytes
    """What was learned of the portal: a `PortalMemory`."""


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


class Deadly(Exception):
    """A page over which processes ended; the message says how the last did."""


class ReadingError(Exception):
    """An error of our own in a process that reads; the message is its traceback."""


class NoReader(Exception):
    """No process can be started."""
