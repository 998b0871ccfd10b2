"""A lock for one process at a time, which ends with its process and names its holder.

`flock` belongs to the open file, not to its name or to a process id: the kernel releases it when the last process that
has the file open ends, however it ends, so no lock is ever left over. The file itself stays: were it removed, two
processes could lock two files of the same name. Not for network file systems without locks (NFS before version 4).
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_WAIT = 0.2
"""Seconds to wait for what a holder writes about itself, when it has locked the file but not written yet."""
_GLANCE = 0.05
"""Seconds for which `hold()` keeps trying: `held()` in another process locks the file for some microseconds."""


class Held(Exception):
    """Another process holds the lock; `by` is what it wrote about itself, "" if it wrote nothing."""

    def __init__(self, path: Path, by: str) -> None:
        super().__init__(f"{path} is held by {by or 'another process'}")
        self.by = by


@contextmanager
def hold(path: str | Path, who: str) -> Iterator[int]:
    """Hold the lock at `path` while the block runs; gives the open file's descriptor.

    `who` is one line that tells others what holds it: a process id, a command, a time. A child process that inherits
    the descriptor (`pass_fds`) holds the lock too, until it ends. Raises Held if another process holds it, OSError if
    the file cannot be made.
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
        # Only a clean end empties the file: what a killed holder wrote helps whoever looks for the cause. On a disk
        # that has become read-only it stays, too: the lock is free as soon as the file is closed.
        with suppress(OSError):
            os.ftruncate(fd, 0)
    finally:
        os.close(fd)


def held(path: str | Path) -> str | None:
    """What the holder of the lock wrote about itself; None if nobody holds it. Takes no lock and makes no file."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        # A shared lock, released at once, is refused only if somebody holds the file.
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
