"""Whole lines of a file that may grow, or be cut, while it is read."""

from __future__ import annotations

import os
from collections.abc import Iterator

from newsportal.output.backwards import lines_backwards


def whole(fd: int) -> int:
    """Where the last whole line of a file ends."""
    return next((end for end, _ in lines_backwards(fd, os.fstat(fd).st_size)), 0)


def blocks(fd: int, start: int, end: int, size: int) -> Iterator[bytes]:
    """The bytes from `start` to `end`, where a line ends, in blocks of whole lines of about `size` bytes."""
    rest: list[bytes] = []
    while start < end:
        read = os.pread(fd, min(size, end - start), start)
        if not read:
            return  # the file was cut under the reader
        start += len(read)
        cut = read.rfind(b"\n") + 1
        if cut:
            yield b"".join([*rest, read[:cut]])
            rest = []
        rest.append(read[cut:])


def lines(fd: int, start: int, end: int, size: int) -> Iterator[bytes]:
    """The lines from `start` to `end`, where a line ends, read in blocks of about `size` bytes."""
    for block in blocks(fd, start, end, size):
        yield from block[:-1].split(b"\n")
