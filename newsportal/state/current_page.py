"""Which page a process is reading, so that the next process can name a page that ended this one.

One line in a file of its own, written by one system call: it survives the process and costs a few microseconds a page,
where a row in the database would cost a commit.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


class CurrentPage:
    """The page that a crawl is reading. Raises OSError if the file cannot be made."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)

    def interrupted(self) -> str | None:
        """The address of the page that the last process was reading when it ended; None if it was reading none."""
        words = os.pread(self._fd, 8192, 0).decode("utf-8", "replace").split("\n", 1)[0].strip()
        return words or None

    def start(self, url: str) -> None:
        """Note that this page is being read."""
        os.pwrite(self._fd, f"{url[:4000]}\n".encode(), 0)

    def done(self) -> None:
        """Note that no page is being read."""
        os.pwrite(self._fd, b"\n", 0)

    def close(self) -> None:
        """Close the file, after noting that no page is being read: no page is to blame for an orderly end.

        On a disk that is full or has become read-only this cannot be noted, and the end of the crawl says so already.
        """
        with contextlib.suppress(OSError):
            self.done()
        os.close(self._fd)
