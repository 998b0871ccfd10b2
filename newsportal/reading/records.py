"""The output files as readers take them: whole lines only, a window of time, records of either schema version alike.

Crawls may be writing meanwhile: what is read is what stood in the files when they were opened. A file is in the order
in which its lines were written, nearly that of their times, so the begin of a window is found by halving: reading a
window costs what the window holds, however long the history is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from functools import cache
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, NamedTuple, Self

from newsportal.items import Crawl, item_of
from newsportal.output.backwards import lines_backwards
from newsportal.output.jsonl_store import path_of
from newsportal.output.schema import KINDS
from newsportal.reading import whole_lines
from newsportal.reading.shape import Line, Shape
from newsportal.text.china_time import CHINA
from newsportal.text.keys import key_of

TIME_OF = {"articles": "fetched", "headlines": "first_seen", "sightings": "seen", "crawls": "end"}
"""By kind of record: the field that says when it was made."""
LONGEST = timedelta(days=1)
"""A record is written at most so long after its time: sightings wait for their crawl's end, and it may be resumed."""
_CHUNK = 1 << 18
"""Bytes that are read and parsed at once: their records stay in a processor's cache, which pays."""
_NEAR = 1 << 16
"""Bytes within which the begin of a window is found well enough."""
_ZONE = attrgetter("tzinfo")


@cache
def _shape(kind: str, only: tuple[str, ...]) -> Shape | None:
    """Of a crawl none: `Records.crawls` makes items of them."""
    return None if kind == "crawls" else Shape(KINDS[kind], TIME_OF[kind], only)


def least(time: datetime) -> str:
    """The text that is not above the text of this time, nor of any later one, in a record of either schema version."""
    return time.astimezone(CHINA).isoformat()  # without a fraction where that is zero, as version 1 wrote it


class Mark(NamedTuple):
    """How far a reader has read the file of a kind."""

    first: int = 0
    """Its first line, as a number: a file with another one was begun anew, by `scrapy reset`."""
    end: int = 0
    """Where the last whole line read ends, in bytes."""
    last: int = 0
    """That line, as a number: what a killed crawl left unfinished is cut away, and other lines follow in its place."""


class Records:
    """The records of an output folder as they stood when this was made. A context manager, which closes the files.

    A file that is missing has no records. Raises OSError where one cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self.unread = 0
        """Lines met so far that are no records: changed by another hand."""
        self._stack, self._files = ExitStack(), {}
        with ExitStack() as opened:
            for kind in TIME_OF:
                path = path_of(folder, kind)
                if path.exists():
                    fd = opened.enter_context(path.open("rb")).fileno()
                    self._files[kind] = (fd, whole_lines.whole(fd))
            self._stack = opened.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def mark(self, kind: str) -> Mark:
        """The mark of a reader that has read a kind to its end, with which it goes on later."""
        fd, end = self._files.get(kind, (-1, 0))
        return Mark(_number(next(whole_lines.lines(fd, 0, end, _NEAR), b"")), end, self._last(kind, end))

    def continues(self, kind: str, mark: Mark) -> bool:
        """Whether what was read to a mark still stands, so that a reader may go on at its end."""
        now = self.mark(kind)
        same = mark.first == now.first and mark.end <= now.end
        return not mark.end or (same and mark.last == self._last(kind, mark.end))

    def _last(self, kind: str, end: int) -> int:
        """The line that ends there, as a number; 0 where none does."""
        fd, _ = self._files.get(kind, (-1, 0))
        place, text = next(lines_backwards(fd, end), (0, b""))
        return _number(text) if end and place == end else 0

    def newest(self, *kinds: str) -> datetime | None:
        """The time of the last records, of all kinds or of some, None where there are none: as of when they speak."""
        times = []
        for kind, (fd, end) in self._files.items():
            if kinds and kind not in kinds:
                continue
            found = (self._record(kind, text) for _, text in lines_backwards(fd, end))
            times.append(next((line[TIME_OF[kind]] for line in found if line), ""))
        return datetime.fromisoformat(max(times)) if any(times) else None

    def read(
        self, kind: str, since: datetime | None = None, start: int = 0, only: tuple[str, ...] = ()
    ) -> Iterator[Line]:
        """The records of a kind in the order written: those made at `since` or later, of lines that begin at `start`.

        What is no record is left out, and counted in `unread`. Where a reader needs `only` some fields, the others are
        not looked at: they may be missing, or have any value.
        """
        if kind not in self._files:
            return
        field, first = TIME_OF[kind], least(since) if since else ""
        for lines, times in self._batches(kind, max(start, self._begin(kind, since)) if since else start, only):
            yield from lines if min(times) >= first else [line for line in lines if line[field] >= first]

    def copy(self, kind: str, since: datetime, folder: Path) -> None:
        """Write the lines of a kind made at `since` or later, and some before them, into a folder's file of it."""
        with path_of(folder, kind).open("wb") as file:
            if kind in self._files:
                fd, end = self._files[kind]
                for block in whole_lines.blocks(fd, self._begin(kind, since), end, _CHUNK):
                    file.write(block)

    def crawls(self, since: datetime | None = None) -> Iterator[Crawl]:
        """The crawls that ended at `since` or later."""
        for line in self.read("crawls", since):
            try:
                yield item_of(Crawl, line)
            except (ValueError, TypeError, AttributeError):
                self.unread += 1

    def _begin(self, kind: str, since: datetime) -> int:
        """The begin of a line before which all lines are too old, near the first that is not."""
        early, low, high = least(since - LONGEST), 0, self._files[kind][1]
        while high - low > _NEAR:
            middle = (low + high) // 2
            place, time = self._first(kind, middle, high)
            if time and time < early:
                low = place
            else:
                high = middle
        return low

    def _first(self, kind: str, low: int, high: int) -> tuple[int, str]:
        """Place and time of the first record that begins behind `low` and before `high`; no time where none does."""
        fd, end = self._files[kind]
        place = low
        for text in whole_lines.lines(fd, low, end, _NEAR):
            if place >= high:
                break
            if place > low and (line := self._record(kind, text)):
                return place, str(line[TIME_OF[kind]])
            place += len(text) + 1
        return high, ""

    def _batches(self, kind: str, start: int, only: tuple[str, ...]) -> Iterator[tuple[list[Line], list[str]]]:
        """The records of lines from `start` on, hundreds at a time, and the time of each."""
        (fd, end), time, shape = self._files[kind], itemgetter(TIME_OF[kind]), _shape(kind, only)
        for block in whole_lines.blocks(fd, start, end, _CHUNK):
            lines = _decoded(shape, block, time)
            if lines is None:  # one that is no record, or an older one, or of a crawl
                found = [self._record(kind, text) for text in block[:-1].split(b"\n")]
                whole = [line and shape.whole(line) if shape else line for line in found]
                self.unread += whole.count(None)
                lines = list(filter(None, whole))
            if lines:
                yield lines, [*map(time, lines)]

    def _record(self, kind: str, text: bytes) -> Line | None:
        try:
            line = json.loads(text)
            if b"\\u" in text:
                json.dumps(line, ensure_ascii=False).encode()  # ValueError for half a surrogate pair
            return line if datetime.fromisoformat(line[TIME_OF[kind]]).tzinfo else None
        except (ValueError, TypeError, KeyError, RecursionError):
            return None


def _decoded(shape: Shape | None, block: bytes, time: Callable[[Line], Any]) -> list[Line] | None:
    """The lines of a block in one call, None where it cannot be: each is a record, and its time has a zone."""
    try:
        lines = shape.decode(block) if shape else []
        zoned = all(map(_ZONE, map(datetime.fromisoformat, map(time, lines))))
        return lines if zoned and len(lines) == block.count(b"\n") else None
    except (ValueError, RecursionError):
        return None


def _number(line: bytes) -> int:
    return key_of(line.decode("utf-8", "replace"))
