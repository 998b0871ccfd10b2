"""One process at a time: a lock that dies with its process and says who holds it.

`flock` belongs to the open file, not to a name or a pid: the kernel lets go of it when the last process that has the
file open ends, however it ends, so there is no stale lock to clear away. The file itself stays; removing it would let
two processes lock two files of one name. Not for network file systems without locks (NFS before version 4).
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HELD_EXIT = 75
"""Exit code of a process that found the lock held (EX_TEMPFAIL of sysexits.h): try again later."""

_WAIT = 0.2
"""Seconds to wait for the words of a holder that has locked the file and not yet written them."""
_GLANCE = 0.05
"""Seconds for which hold() tries again: `held()` of another process locks the file for some microseconds."""


class Held(Exception):
    """Another process holds the lock; `by` is what it wrote about itself, "" if it wrote nothing."""

    def __init__(self, path: Path, by: str) -> None:
        super().__init__(f"{path} is held by {by or 'another process'}")
        self.by = by


@contextmanager
def hold(path: str | Path, who: str) -> Iterator[int]:
    """Hold the lock at `path` while the block runs; gives the open file's descriptor.

    `who` is one line that tells others what holds it: a pid, a command, a time. A child that is handed the descriptor
    (`pass_fds`) holds the lock too, until it ends. Raises Held where another process holds it, OSError where the
    file cannot be made.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        if not _locked(fd):
            raise Held(path, _holder(fd))
        os.ftruncate(fd, 0)
        os.pwrite(fd, who.encode("utf-8") + b"\n", 0)
        yield fd
        # Only a clean end empties it: what a killed holder wrote is of use to whoever looks.
        os.ftruncate(fd, 0)
    finally:
        os.close(fd)


def held(path: str | Path) -> str | None:
    """What the holder of the lock wrote about itself; None if nobody holds it. Takes nothing and makes no file."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        # A shared lock, let go at once, is refused only where somebody holds the file.
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return None
    except BlockingIOError:
        return _holder(fd)
    finally:
        os.close(fd)


def _locked(fd: int) -> bool:
    deadline = time.monotonic() + _GLANCE
    while True:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.005)


def _holder(fd: int) -> str:
    deadline = time.monotonic() + _WAIT
    while True:
        words = os.pread(fd, 4096, 0).decode("utf-8", "replace").strip()
        if words or time.monotonic() > deadline:
            return words
        time.sleep(0.01)
