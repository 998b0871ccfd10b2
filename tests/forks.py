"""Commands as forks of one process that has imported everything: real processes, and two seconds of CPU less.

What a new interpreter does by itself (its streams, its memory, what it imports) is tested with one.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.imported"])


class Forked:
    """`python -m …` under way: as much of subprocess.Popen as the tests use. Where a log is given, what is said is
    added to it."""

    def __init__(
        self, command: Sequence[str], folder: Path, environment: dict[str, str], log: Path | None = None
    ) -> None:
        self.args = list(command)
        (out, out_end), (err, err_end) = FORKS.Pipe(duplex=False), FORKS.Pipe(duplex=False)
        self._process = FORKS.Process(target=_run, args=(self.args, folder, environment, out_end, err_end, log))
        self._process.start()
        for end in (out_end, err_end):
            end.close()
        self.stdout, self.stderr = (os.fdopen(os.dup(end.fileno()), encoding="utf-8") for end in (out, err))

    @property
    def pid(self) -> int:
        """The command's process."""
        assert self._process.pid is not None
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        """The exit code, or minus the signal that ended it; None while it runs."""
        return self._process.exitcode

    def poll(self) -> int | None:
        """The same."""
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, once it ends; raises subprocess.TimeoutExpired."""
        self._process.join(timeout)
        if self.returncode is None:
            raise subprocess.TimeoutExpired(self.args, timeout or 0)
        return self.returncode

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """What is still to be read of both streams, once it ends; raises subprocess.TimeoutExpired."""
        threads = ThreadPoolExecutor(2)
        began = time.monotonic()
        out, err = threads.submit(self.stdout.read), threads.submit(self.stderr.read)
        threads.shutdown(wait=False)
        try:
            told = out.result(timeout), err.result(timeout)
        except TimeoutError:
            raise subprocess.TimeoutExpired(self.args, timeout or 0) from None
        self.wait(None if timeout is None else max(1, began + timeout - time.monotonic()))
        return told

    def send_signal(self, number: int) -> None:
        """The signal, unless it has ended."""
        if self.returncode is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """SIGTERM, unless it has ended."""
        self._process.terminate()

    def kill(self) -> None:
        """SIGKILL, unless it has ended."""
        self._process.kill()


def _run(
    command: list[str], folder: Path, environment: dict[str, str], out: Connection, err: Connection, log: Path | None
) -> None:
    """What a new interpreter would do from here on, in this process."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    said = log and log.open("ab")
    for end, number in ((out, 1), (err, 2)):
        os.dup2(said.fileno() if said else end.fileno(), number)
        end.close()
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)
    sys.argv = command
    runpy.run_module(command[0], run_name="__main__")
