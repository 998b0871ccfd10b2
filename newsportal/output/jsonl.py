"""Files of lines whose length is recorded in the state, so that file and state always agree.

Lines are appended inside a transaction of the state that also records the file's new length. A process that dies
before it commits leaves a file longer than recorded; the next writer, which holds the state's write lock, cuts the
surplus before it appends. So no line is torn, none is doubled, and none is there that the state does not know.
"""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from pathlib import Path

from newsportal.state.sqlite import SqliteState

logger = logging.getLogger(__name__)
SCHEMA = "CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, size INTEGER NOT NULL);"
"""The length of each file after the last committed transaction."""
_CHUNK = 65_536
"""Bytes that are read at once in search of the last line end."""


def _whole(fd: int, size: int) -> int:
    """Length of the file up to its last line end."""
    while size:
        start = max(0, size - _CHUNK)
        cut = os.pread(fd, size - start, start).rfind(b"\n")
        if cut >= 0:
            return start + cut + 1
        size = start
    return 0


class LinesFile:
    """One file. All but `close()` need an open transaction of `state`; errors of the disk are raised as OSError.

    `durable`: an append is on the disk when it returns.
    """

    def __init__(self, path: Path, state: SqliteState, *, durable: bool = False) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # One name for one file: under two names each crawl would cut what the other appended.
        self.path = path.parent.resolve() / path.name
        self._state, self._durable = state, durable
        self._fd = -1

    def _recorded(self) -> int | None:
        row = self._state.connection.execute("SELECT size FROM files WHERE path = ?", (str(self.path),)).fetchone()
        return int(row[0]) if row else None

    def _open(self) -> int:
        """Open the file if need be and give its size now; if it was moved away (rotated), a new one is begun."""
        if self._fd >= 0 and not (self.path.exists() and os.path.samestat(os.fstat(self._fd), os.stat(self.path))):
            self.close()
        if self._fd < 0:
            self._fd = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
        return os.fstat(self._fd).st_size

    def repair(self) -> int:
        """Make the file agree with the state; gives its length. What is cut is logged and kept in NAME.cut."""
        size, recorded = self._open(), self._recorded()
        target = size if recorded is None or size < recorded else recorded
        whole = _whole(self._fd, target)
        if size and recorded is not None and size < recorded:
            logger.warning(
                "%s is %d bytes shorter than its state says: lines were taken from it", self.path, recorded - size
            )
        if whole < size:
            self._cut(whole, size)
        return whole

    def _cut(self, whole: int, size: int) -> None:
        tail = os.pread(self._fd, size - whole, whole)
        os.ftruncate(self._fd, whole)
        with suppress(OSError), open(f"{self.path}.cut", "ab") as kept:  # a full disk keeps no copy
            kept.write(tail if tail.endswith(b"\n") else tail + b"\n")
        logger.warning(
            "%s: cut %d bytes that no finished transaction vouches for (%d whole lines%s); kept in %s.cut",
            self.path, size - whole, tail.count(b"\n"), "" if tail.endswith(b"\n") else ", a torn one", self.path.name,
        )  # fmt: skip

    def append(self, lines: list[str]) -> None:
        """Append lines (without line ends) and record the file's length; without lines, make file and state agree."""
        size, recorded = self._open(), self._recorded()
        if size != recorded:
            size = self.repair()
        data = memoryview(("\n".join(lines) + "\n").encode("utf-8") if lines else b"")
        written = 0
        try:
            while written < len(data):
                written += os.write(self._fd, data[written:])
            if self._durable and written:
                os.fsync(self._fd)
        except OSError:
            # No torn line stays for whoever reads the file before the next start.
            os.ftruncate(self._fd, size)
            raise
        self._state.connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (str(self.path), size + written))

    def close(self) -> None:
        """Close the file, its lines on the disk."""
        if self._fd >= 0:
            os.fsync(self._fd)
            os.close(self._fd)
            self._fd = -1
