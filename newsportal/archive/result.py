"""The result file of one source: what was read of its pages, in its records' order, written whole or gone on with.

Frames of Zstandard (RFC 8878), some pages each, so that any page is found without those before it; before each stands
its length, in a frame that other readers skip. Its last line tells how far the source is read and what was left out.
A file that is not whole yet is called ….part: whoever opens it again cuts a torn frame off and goes on behind it.
"""

from __future__ import annotations

import os
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO, NamedTuple

import orjson

from newsportal.archive.record import Unread
from newsportal.zstandard import zstd

FORM = 4
"""Raised when what a page's line tells changes, so that workers of another version are known."""
_PAGES, _RECORDS = 16, 1_000
"""Pages and records of a frame at most: what a kill takes back."""
_LEVEL = -1
"""Of packing: 9 % more bytes than at 1, which are unpacked in two thirds of the time."""
_BEFORE, _MAGIC = struct.Struct("<III"), 0x184D2A50
"""Magic number and length of a frame that is skipped, and what it holds: the length of the frame behind."""


class Frame(NamedTuple):
    """A frame of a result file."""

    begin: int
    """Where it begins."""
    end: int
    """Where the next one begins."""
    pages: list[bytes]
    """Its pages, a line each."""
    last: int
    """Number of the last record that was read when it was written."""
    left: dict[str, int]
    """How many records and pages were left out since the frame before, by reason."""
    unread: list[Unread]
    """The records since the frame before that cannot be read."""
    places: list[list[int]]
    """Of each page: when it came (microseconds since 1970), its address's key, that of the article's next page or 0."""


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
    length = _BEFORE.unpack(before)[2]
    packed = file.read(length)
    if len(packed) < length:
        return None
    held, _, tail = zstd.decompress(packed).rpartition(b"\n")
    told = orjson.loads(tail)
    pages = _parted(held, told["sizes"]) if "sizes" in told else held.splitlines()  # as an earlier version wrote it
    unread = [Unread(*one) for one in told["unread"]]
    return Frame(begin, file.tell(), pages, told["last"], told["left"], unread, told["places"])


def _parted(held: bytes, sizes: Sequence[int]) -> list[bytes]:
    ends = [*accumulate(sizes)]
    return [held[end - size : end] for size, end in zip(sizes, ends, strict=True)]


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
        packed = zstd.compress(b"".join((*pages, b"\n", orjson.dumps(told))), _LEVEL)
        self._file.write(_BEFORE.pack(_MAGIC, 4, len(packed)) + packed)
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
