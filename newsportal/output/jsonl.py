"""Files of lines whose length is recorded in the state, so that file and state always agree.

Lines are appended inside a transaction of the state that also records the file's new length. A process that dies
before it commits leaves a file longer than recorded; the next writer, which holds the state's write lock, cuts the
surplus before it appends. So no line is torn, none is doubled, and none is there that the state does not know.

A file that another hand changed is told from that by its last line, whose key is recorded too: nothing up to it is cut.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from newsportal.messages import marked, say
from newsportal.output.backwards import lines_backwards
from newsportal.output.store import RecordsGone
from newsportal.state.sqlite import SqliteState
from newsportal.text.keys import key_of

logger = logging.getLogger(__name__)
SCHEMA = """
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, size INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS last_lines (path TEXT PRIMARY KEY, size INTEGER NOT NULL, key INTEGER) WITHOUT ROWID;
"""
"""The length of each file after the last committed transaction; the key of its last line, known for one length."""
_TOO_LONG = marked(
    "{file} is {bytes:,} bytes longer than its state says: lines in it were changed or added; its whole lines stay"
)
_TOO_SHORT = marked(
    "{file} is {bytes:,} bytes shorter than its state says: lines were taken from it; its whole lines stay"
)
_AT_ONCE = 100
"""Lines that are written at once."""
CUT = ".cut"
"""What the name of a file ends with that keeps what was cut."""


def accept(path: Path, state: SqliteState) -> None:
    """Let the next append take a file as it is now. In an open transaction."""
    state.connection.execute("DELETE FROM files WHERE path = ?", (str(path.parent.resolve() / path.name),))


def _key(text: bytes) -> int:
    return key_of(text.decode("utf-8", "replace"))


class LinesFile:
    """One file. All but `close()` need an open transaction of `state`; errors of the disk are raised as OSError.

    `durable`: an append is on the disk when it returns. `rotated`: the file may be moved away or emptied by others.
    """

    def __init__(self, path: Path, state: SqliteState, *, durable: bool = False, rotated: bool = False) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # One name for one file: under two names each crawl would cut what the other appended.
        self.path = path.parent.resolve() / path.name
        self._state, self._durable, self._rotated = state, durable, rotated
        self._fd = -1

    def _recorded(self) -> tuple[int | None, int | None]:
        query = "SELECT size, key FROM files LEFT JOIN last_lines USING (path, size) WHERE path = ?"
        row = self._state.connection.execute(query, (str(self.path),)).fetchone()
        return (row[0], row[1]) if row else (None, None)

    def _open(self) -> int:
        """Open the file if need be and give its size now; if it was moved away (rotated), a new one is begun.

        Raises RecordsGone where nothing is left of what the state vouches for.
        """
        moved, there = False, self._there()
        if self._fd >= 0:
            here = os.fstat(self._fd)
            if there is None or not os.path.samestat(here, there):
                moved = here.st_nlink > 0
                self.close()
        size = there.st_size if there else 0
        if not size:
            self._check_gone(moved)
        if self._fd < 0:
            self._fd = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
        return size

    def _there(self) -> os.stat_result | None:
        with suppress(FileNotFoundError, NotADirectoryError):
            return os.stat(self.path)
        return None

    def _check_gone(self, moved: bool) -> None:
        recorded, _ = self._recorded()
        if not recorded or moved or self._rotated:
            return
        parts = sorted(path.name for path in self.path.parent.glob(f"{self.path.stem}[.-]*") if self._is_part(path))
        if not parts:
            raise RecordsGone(self._state.path, self.path.parent, {self.path.name: recorded})
        words = marked("{file} was moved away or emptied; what stood in it is taken to be in {other}")
        logger.warning("%s", say(words, file=self.path, other=parts[-1]))

    def _is_part(self, path: Path) -> bool:
        """Whether a file is named like a part of this one: articles.jsonl.1, articles.jsonl-20261128.gz."""
        return path != self.path and not path.name.endswith(CUT)

    def _repaired(self) -> tuple[int, int | None]:
        """Make the file agree with the state; gives its length and the key of its last line."""
        size, (recorded, last) = self._open(), self._recorded()
        if size == recorded:
            return size, last
        end = self._end(size, recorded, last)
        if end < size:
            self._cut(end, size)
        return end, self._last(end)[1]

    def _end(self, size: int, recorded: int | None, last: int | None) -> int:
        """The end of what the state vouches for; where that cannot be told, of the last whole line."""
        if recorded is None or not size:
            return self._last(size)[0]
        end, key = self._last(recorded)
        if size > recorded == end and last in (key, None):  # None: recorded by an earlier version
            return end
        words = _TOO_SHORT if size < recorded else _TOO_LONG
        logger.warning("%s", say(words, file=self.path, bytes=abs(size - recorded)))
        ends = (end for end, text in lines_backwards(self._fd, size) if last == _key(text))
        return next(ends, self._last(size)[0])

    def _last(self, size: int) -> tuple[int, int | None]:
        """Where the last whole line of the file's first `size` bytes ends, and its key; (0, None) without one."""
        return next(((end, _key(text)) for end, text in lines_backwards(self._fd, size)), (0, None))

    def _cut(self, whole: int, size: int) -> None:
        tail = os.pread(self._fd, size - whole, whole)
        os.ftruncate(self._fd, whole)
        with suppress(OSError), open(f"{self.path}{CUT}", "ab") as kept:  # a full disk keeps no copy
            kept.write(tail if tail.endswith(b"\n") else tail + b"\n")
        words = say(
            "{file}: cut {bytes:,} bytes that no finished transaction vouches for ({lines:,} whole lines{torn}); kept "
            "in {kept}",
            file=self.path,
            bytes=size - whole,
            lines=tail.count(b"\n"),
            torn="" if tail.endswith(b"\n") else say(", a torn one"),
            kept=f"{self.path.name}{CUT}",
        )
        logger.warning("%s", words)

    def append(self, lines: Sequence[bytes]) -> None:
        """Append lines (without line ends) and record the file's length; without lines, make file and state agree."""
        size, last = self._repaired()
        written = 0
        try:
            for begin in range(0, len(lines), _AT_ONCE):
                written += self._write(b"\n".join([*lines[begin : begin + _AT_ONCE], b""]))
            if self._durable and written:
                os.fsync(self._fd)
        except OSError:
            # No torn line stays for whoever reads the file before the next start.
            os.ftruncate(self._fd, size)
            raise
        execute, path, last = self._state.connection.execute, str(self.path), _key(lines[-1]) if lines else last
        # Not REPLACE, which writes the index, too.
        execute(
            "INSERT INTO files VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET size = excluded.size",
            (path, size + written),
        )
        execute("INSERT OR REPLACE INTO last_lines VALUES (?, ?, ?)", (path, size + written, last))

    def _write(self, data: bytes) -> int:
        left = memoryview(data)
        while left:
            left = left[os.write(self._fd, left) :]
        return len(data)

    def close(self) -> None:
        """Close the file, its lines on the disk."""
        if self._fd >= 0:
            os.fsync(self._fd)
            os.close(self._fd)
            self._fd = -1


class NewFile:
    """A file that no state vouches for."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("ab")

    def append(self, lines: Sequence[bytes]) -> None:
        """Append lines (without line ends)."""
        self._file.writelines(b"%b\n" % text for text in lines)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
