"""Signals to wait for: a loop handles them at the point that it chooses, never in the middle of a statement."""

from __future__ import annotations

import os
import select
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager


class Signals:
    """The signals that arrived and were not yet handled; `caught()` makes one."""

    def __init__(self, arrivals: socket.socket) -> None:
        self._arrivals = arrivals

    def wait(self, seconds: float) -> list[int]:
        """Wait at most so many seconds for signals; gives those that arrived, in order."""
        ready, _, _ = select.select([self._arrivals], [], [], max(0.0, seconds))
        return list(self._arrivals.recv(4096)) if ready else []


def has_terminal() -> bool:
    """Whether this process belongs to a terminal; no longer, once that is closed or its connection is lost."""
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


@contextmanager
def caught(*signums: int) -> Iterator[Signals]:
    """While the block runs, collect these signals and SIGCHLD. A program started meanwhile obeys them as usual."""
    arrivals, wakeup = socket.socketpair()
    wakeup.setblocking(False)
    before = signal.set_wakeup_fd(wakeup.fileno(), warn_on_full_buffer=False)
    handlers = {signum: signal.signal(signum, lambda *_: None) for signum in (signal.SIGCHLD, *signums)}
    try:
        yield Signals(arrivals)
    finally:
        for signum, handler in handlers.items():
            signal.signal(signum, handler)
        signal.set_wakeup_fd(before)
        wakeup.close()
        arrivals.close()
