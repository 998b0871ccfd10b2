"""The process from which those that read are forked, so that what reads pages is loaded once for all of them.

Its standard input is a socket: the terms come in, then an order for each process to fork, with the socket by which that
is asked, or to kill; what goes out is which one ended, and how. It knows no crawl, no state and no network.
"""

from __future__ import annotations

import os
import pickle
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from select import select
from typing import NoReturn

from newsportal.crawl.readers.wire import ENDED, KILL, ORDER, SIZE, Terms

Serve = Callable[[socket.socket], None]
"""What a forked process does with its socket."""
_USELESS = ("scrapy", "attr", "pydantic")
"""What itemloaders imports for kinds of items that are none here: 45 MB, and half of the time that loading takes."""


def main() -> None:
    """Fork readers until the crawl has ended."""
    # What ends a crawl reaches every process of its terminal or service: these end with their input.
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, signal.SIG_IGN)
    control = socket.socket(fileno=os.dup(0))
    with suppress(ConnectionError):
        if terms := _terms(control):
            serve = _loaded(terms)
            control.sendall(SIZE.pack(0))
            _Forks(control, serve).run()


def _terms(control: socket.socket) -> Terms | None:
    head = control.recv(SIZE.size, socket.MSG_WAITALL)
    body = control.recv(SIZE.unpack(head)[0], socket.MSG_WAITALL) if head else b""
    return pickle.loads(body) if body else None


def _loaded(terms: Terms) -> Serve:
    for name in _USELESS:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # so an import of it fails
    from newsportal.crawl.readers.serving import load, serve

    return partial(serve, load(terms))


class _Forks:
    """The processes that were forked."""

    def __init__(self, control: socket.socket, serve: Serve) -> None:
        self._control, self._serve = control, serve
        self._pids: set[int] = set()
        self._woken, self._wakes = os.pipe()
        for end in (self._woken, self._wakes):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self._wakes, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def run(self) -> None:
        """Do as ordered until no order can come any more."""
        try:
            while True:
                ready, _, _ = select([self._control.fileno(), self._woken], [], [])
                if self._woken in ready:
                    os.read(self._woken, 1 << 10)
                    self._reap()
                if self._control.fileno() in ready and not self._obey():
                    return
        finally:
            for pid in self._pids:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)

    def _obey(self) -> bool:
        order, handed, _, _ = socket.recv_fds(self._control, ORDER.size, 1)
        if len(order) < ORDER.size:
            return False
        what, pid = ORDER.unpack(order)
        if what == KILL:
            if pid in self._pids:  # it was not waited for yet: the number is its own
                os.kill(pid, signal.SIGKILL)
        elif handed:
            self._fork(socket.socket(fileno=handed[0]))
        return True

    def _fork(self, asked: socket.socket) -> None:
        with asked, suppress(OSError):  # who asked for it finds its socket closed
            if (pid := os.fork()) == 0:
                self._read(asked)
            self._pids.add(pid)

    def _read(self, asked: socket.socket) -> NoReturn:
        """Be a process that reads."""
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._control.close()
            os.close(0)
            self._serve(asked)
            code = 0
        finally:
            os._exit(code)

    def _reap(self) -> None:
        for pid in [*self._pids]:
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                self._pids.discard(pid)
                self._control.sendall(ENDED.pack(pid, os.waitstatus_to_exitcode(status)))


if __name__ == "__main__":
    main()
