"""Reads a file's lines from its end."""

from __future__ import annotations

import os
from collections.abc import Iterator

_CHUNK = 1 << 16
"""Bytes that are read at once."""


def lines_backwards(fd: int, size: int) -> Iterator[tuple[int, bytes]]:
    """The whole lines of a file's first `size` bytes, the last one first, each behind the place where it ends.

    Without their line ends; what stands behind the last line end, a torn line, is left out.
    """
    position, end, rest, torn = size, size, b"", True
    while position:
        start = max(0, position - _CHUNK)
        parts = (os.pread(fd, position - start, start) + rest).split(b"\n")
        position, rest = start, parts[0]
        for text in reversed(parts[1:]):
            if not torn:
                yield end + 1, text
            end, torn = end - len(text) - 1, False
    if not torn:
        yield end + 1, rest
