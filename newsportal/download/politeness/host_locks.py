"""The hosts that the processes of this machine ask, each of them one at a time: a lock file for each host."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import time
from contextlib import suppress
from pathlib import Path

POLL = 0.05
"""Seconds after which a host that another process is asking is tried again."""

FORGET = 24 * 3600
"""Seconds after which the lock file of a host that nobody asked is removed."""


class HostLocks:
    """A folder with one small file for each host, locked while a request is in flight; it holds the last one's time.

    Locks die with their process. Times are those of `time.monotonic()`, which all processes of a machine share; a time
    from before a restart of the machine costs one delay at most.
    """

    def __init__(self, folder: Path) -> None:
        # A folder that cannot be made ends the crawl when its session opens; here Scrapy would log a traceback.
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._paths = folder, dict[str, str]()
        for path in folder.glob("*.pace"):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > FORGET and (file := self._lock(path)) is not None:
                    path.unlink()
                    os.close(file)

    def take(self, host: str, delay: float) -> tuple[int, float]:
        """Lock a host: its file descriptor and 0.0, or -1 and the seconds after which to try again."""
        file = self._lock(self._path(host))
        if file is None:
            return -1, POLL
        last, asked = self._read(file)
        delay = max(delay, asked)
        wait = min(last + delay - time.monotonic(), delay)
        if wait <= 0:
            return file, 0.0
        os.close(file)
        return -1, wait

    def note(self, file: int, delay: float) -> None:
        """Write into a locked file that a request is made now, and with which delay."""
        os.pwrite(file, f"{time.monotonic():020.6f} {delay:010.3f}\n".encode(), 0)

    def _path(self, host: str) -> str:
        if host not in self._paths:
            name = re.sub(r"[^a-z0-9.-]", "_", host.lower())[:80]
            self._paths[host] = f"{self._folder}/{name}-{hashlib.sha256(host.encode()).hexdigest()[:16]}.pace"
        return self._paths[host]

    def _read(self, file: int) -> tuple[float, float]:
        try:
            last, delay = os.pread(file, 64, 0).split()
            return float(last), float(delay)
        except ValueError:
            return 0.0, 0.0

    def _lock(self, path: str | Path) -> int | None:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Another process may have removed the file before it was locked: then others lock a new file of its name.
            if os.fstat(file).st_ino == os.stat(path).st_ino:
                return file
        except OSError:
            pass
        os.close(file)
        return None
