"""The result file of one source: what was read of its pages, in its records' order, written whole or gone on with.

Frames of Zstandard (RFC 8878), some pages each, so that any page is found without those before it; before each stands
a frame that other readers skip: its length, how far the source is read, what was left out, and where its pages belong.
A file that is not whole yet is called ….part: whoever opens it again cuts a torn frame off and goes on behind it.
"""

from __future__ import annotations

import os
import struct
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO, NamedTuple

import orjson

from newsportal.archive.record import Unread
from newsportal.zstandard import zstd

FORM = 5
"""Raised when what a page's line tells changes, so that workers of another version are known."""
_PAGES, _RECORDS = 16, 1_000
"""Pages and records of a frame at most: what a kill takes back."""
_LEVEL = -1
"""Of packing: 9 % more bytes than at 1, which are unpacked in two thirds of the time."""
_BEFORE, _MAGIC = struct.Struct("<III"), 0x184D2A50
"""Magic number and length of a frame that is skipped, and what it holds before what it tells: the length of the frame
behind."""
_LENGTH = 4
"""Bytes of that last number."""


class Frame(NamedTuple):
    """A frame of a result file."""

    begin: int
    """Where it begins."""
    end: int
    """Where the next one begins."""
    packed: bytes
    """Its pages as they lie there."""
    sizes: list[int] | None
    """Bytes of each page; None where an earlier version wrote them as lines."""
    last: int
    """Number of the last record that was read when it was written."""
    left: dict[str, int]
    """How many records and pages were left out since the frame before, by reason."""
    unread: list[Unread]
    """The records since the frame before that cannot be read."""
    places: list[list[int]]
    """Of each page: when it came (microseconds since 1970), its address's key, that of the article's next page or 0."""

    @property
    def pages(self) -> list[bytes]:
        """Its pages, a line each, unpacked anew each time."""
        held = zstd.decompress(self.packed)
        if self.sizes is None:
            return held.splitlines()[:-1]
        ends = accumulate(self.sizes)
        return [held[end - size : end] for size, end in zip(self.sizes, ends, strict=True)]


class PageLine(NamedTuple):
    """A page as it is written."""

    text: bytes
    """Its line."""
    time: int
    """When it came, microseconds since 1970."""
    key: int
    """Key of its canonical address."""
    following: int
    """Key of the next page of its article, 0 where there is none."""


def frames(file: BinaryIO) -> Iterator[Frame]:
    """The whole frames of a result file from where it stands."""
    while frame := frame_here(file):
        yield frame


def frame_here(file: BinaryIO) -> Frame | None:
    """The frame where a result file stands; None at its end, and where the last one is torn."""
    begin, before = file.tell(), file.read(_BEFORE.size)
    if len(before) < _BEFORE.size:
        return None
    _, skipped, length = _BEFORE.unpack(before)
    tail, packed = file.read(skipped - _LENGTH), file.read(length)
    if len(packed) < length:
        return None
    # An earlier version wrote it behind the pages.
    told = orjson.loads(tail or zstd.decompress(packed).rpartition(b"\n")[2])
    unread = [Unread(*one) for one in told["unread"]]
    return Frame(begin, file.tell(), packed, told.get("sizes"), told["last"], told["left"], unread, told["places"])


class Result:
    """A result file that is being written, at a path that is free until `finish()`. Raises OSError.

    `last`: the last record that it holds, 0 for a new one.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._part = path, path.with_name(f"{path.name}.part")
        self._file = self._part.open("a+b")
        self._file.seek(0)
        self.last = end = 0
        for frame in frames(self._file):
            self.last, end = frame.last, frame.end
        self._file.truncate(end)
        self._file.seek(end)
        self._clear()

    def _clear(self) -> None:
        self._pages: list[PageLine] = []
        self._left: Counter[str] = Counter()
        self._unread: list[Unread] = []
        self._records = 0

    def read(self, number: int, page: PageLine | None = None, left: str = "", unread: Unread | None = None) -> None:
        """Note that a record was read: the page it gave, or why it was left out, or why it cannot be read."""
        self.last, self._records = number, self._records + 1
        if page is not None:
            self._pages.append(page)
        if left:
            self._left[left] += 1
        if unread:
            self._unread.append(unread)
        if len(self._pages) >= _PAGES or self._records >= _RECORDS:
            self._write()

    def _write(self) -> None:
        places = [page[1:] for page in self._pages]
        unread = [list(one) for one in self._unread]
        pages = [page.text for page in self._pages]
        told = {"last": self.last, "left": self._left, "unread": unread, "places": places, "sizes": [*map(len, pages)]}
        tail, packed = orjson.dumps(told), zstd.compress(b"".join(pages), _LEVEL)
        self._file.write(b"".join((_BEFORE.pack(_MAGIC, _LENGTH + len(tail), len(packed)), tail, packed)))
        self._file.flush()
        self._clear()

    def finish(self) -> None:
        """Write what is left; from now on the file has its name."""
        if self._records:
            self._write()
        os.fsync(self._file.fileno())
        self._part.replace(self._path)

    def close(self) -> None:
        """Close the file, whole or not."""
        self._file.close()
