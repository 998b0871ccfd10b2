"""What every store of a crawl's records can do, whatever it keeps them in; `newsportal.output.open` opens one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from newsportal.items import Article, Crawl, Headline, Sighting
from newsportal.messages import listed, say

Line = dict[str, Any]
"""A record as plain JSON values."""
Record = Article | Headline | Sighting | Crawl | Line | bytes
"""A record as it is handed to a store: bytes are its line."""


class WrongState(ValueError):
    """This state and this store do not belong together; the message is one sentence for the user."""


class RecordsGone(OSError):
    """What a state vouches for is no longer there, so that no crawl would store it again."""

    def __init__(self, state: str, folder: Path, lost: Mapping[str, int]) -> None:
        words = say(
            "in {folder} nothing is left of {files} ({bytes:,} bytes), which a crawl would not store again, since the "
            "state {state} knows it: put it back, or start over with `scrapy reset` (NEWSPORTAL_ROTATED=True where "
            "files are moved away on purpose)",
            folder=folder,
            files=listed(list(lost)),
            bytes=sum(lost.values()),
            state=state,
        )
        super().__init__(words)
        self.lost = dict(lost)
        """Bytes lost by place."""


class Store(Protocol):
    """Records by kind: articles, headlines, sightings, crawls (`newsportal.output.schema.KINDS`), and stories.

    A store that was opened with a state keeps records exactly if the state's transaction, in which they were appended,
    is committed. Errors of the disk are raised as OSError.
    """

    def claimed(self, *kinds: str) -> AbstractContextManager[None]:
        """Make the places of these kinds this state's, for good if the caller commits the transaction inside.

        Raises WrongState where another state writes here, or this one elsewhere; RecordsGone where records are missing.
        """

    def append(self, kind: str, records: Iterable[Record]) -> None:
        """Add records. The first append of a kind, also one of no records, makes its place and repairs it."""

    def together(self) -> AbstractContextManager[None]:
        """What is appended in the block is written at its end; nothing where that raises. In one transaction."""

    def set_aside(self, kinds: Sequence[str], portal: str | None = None) -> str:
        """Move the records of a portal (None: all) to a place of their own; says where, "" if there are none.

        In a transaction of the state. Headlines that another portal's sightings name stay. Raises WrongState where
        another state writes here, RecordsGone where records are missing among which others stay.
        """

    def all(self, *kinds: str, order: Callable[[Line], Any] | None = None) -> Iterator[Line]:
        """All records of these kinds, in the order written, kind after kind; with `order`, sorted by what that gives.

        Raises ValueError for what cannot be read.
        """

    def last(self, kind: str) -> Iterator[Line]:
        """The records of a kind, the last one first, without what cannot be read; reads no further than asked for."""

    def newest(self, kind: str, name: Callable[[Line], str | None]) -> Callable[[str], Line | None]:
        """The newest record of a kind by a name that is told from each, None for one that is left out.

        They are read once through, and each again when it is asked for: some hundred bytes of memory a name.
        """

    def holds(self, kind: str) -> bool:
        """Whether there is a place for records of this kind, be it empty."""

    def place(self, *kinds: str) -> str:
        """Where the records of these kinds (none named: of all) are, in words for a reader."""

    def close(self) -> None:
        """Release the store; what was appended is on the disk."""
