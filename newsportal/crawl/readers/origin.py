"""The crawl's end of the process from which those that read are forked."""

from __future__ import annotations

import asyncio
import os
import pickle
import socket
import sys
from asyncio.subprocess import DEVNULL, Process
from contextlib import suppress

from newsportal.crawl.readers.wire import ENDED, FORK, KILL, ORDER, SIZE, Terms

_STARTS, _ENDS = 120.0, 10.0
"""Seconds after which a process that did not begin does not, and one that did not end is killed."""


class Origin:
    """A process that forks others, and tells how they ended."""

    def __init__(self, process: Process, control: socket.socket) -> None:
        self._process, self._control, self._told = process, control, b""
        self._codes: dict[int, asyncio.Future[int | None]] = {}
        self.is_alive = True
        """Whether it has not ended, as far as is known."""

    @classmethod
    async def start(cls, terms: Terms) -> Origin:
        """One that is ready. Raises OSError."""
        # It imports from where this one does, and no signal of the terminal reaches it.
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        command = (sys.executable, "-m", "newsportal.crawl.readers.process")
        control, theirs = socket.socketpair()
        with theirs:
            process = await asyncio.create_subprocess_exec(
                *command, stdin=theirs.fileno(), stdout=DEVNULL, stderr=DEVNULL, env=environment, start_new_session=True
            )
        origin = cls(process, control)
        try:
            await origin._begin(terms)
        except BaseException:
            process.kill()
            await origin.stop()
            raise
        return origin

    async def _begin(self, terms: Terms) -> None:
        loop, body = asyncio.get_running_loop(), pickle.dumps(terms, pickle.HIGHEST_PROTOCOL)
        self._control.setblocking(False)
        async with asyncio.timeout(_STARTS):
            await loop.sock_sendall(self._control, SIZE.pack(len(body)) + body)
            if not await loop.sock_recv(self._control, SIZE.size):
                raise ConnectionResetError
        loop.add_reader(self._control, self._hear)

    def fork(self) -> socket.socket:
        """The socket by which a process is asked that is forked now. Raises OSError."""
        asks, asked = socket.socketpair()
        with asked:
            try:
                socket.send_fds(self._control, [ORDER.pack(FORK, 0)], [asked.fileno()])
            except OSError:
                asks.close()
                self._lose()
                raise
        return asks

    def kill(self, pid: int) -> None:
        """End one of its processes at once, if it has not ended."""
        try:
            self._control.send(ORDER.pack(KILL, pid))
        except OSError:
            self._lose()

    async def code(self, pid: int) -> int | None:
        """The exit code of a process of its that ends; None where that cannot be known any more."""
        code = self._code(pid)
        await asyncio.wait([code], timeout=_ENDS)
        self._codes.pop(pid, None)
        return code.result() if code.done() else None

    def _code(self, pid: int) -> asyncio.Future[int | None]:
        found = self._codes.setdefault(pid, asyncio.get_running_loop().create_future())
        if not self.is_alive and not found.done():
            found.set_result(None)
        return found

    def _hear(self) -> None:
        try:
            told = self._control.recv(1 << 10)
        except BlockingIOError:
            return
        except OSError:
            told = b""
        if not told:
            self._lose()
            return
        self._told += told
        whole = len(self._told) // ENDED.size * ENDED.size
        for pid, code in ENDED.iter_unpack(self._told[:whole]):
            self._code(pid).set_result(code)
        self._told = self._told[whole:]

    def _lose(self) -> None:
        """It has ended."""
        if self.is_alive:
            self.is_alive = False
            asyncio.get_running_loop().remove_reader(self._control)
            for code in self._codes.values():
                if not code.done():
                    code.set_result(None)

    async def stop(self) -> None:
        """End it and all of its processes."""
        self._lose()
        self._control.close()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._process.wait(), _ENDS)
        if self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
