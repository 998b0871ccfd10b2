"""Machines of a Ray cluster that read archives. One that vanishes costs what it read since its last frame.

Result files and archives lie in folders that all machines see under the same names. Ray runs a task again by itself
whose worker is killed (Ray 2.60, "Fault tolerance: tasks"); a task that was done twice was done once.
"""

from __future__ import annotations

import signal
import socket
from collections.abc import Sequence
from types import ModuleType
from typing import Any

from newsportal.archive.choice import Choice
from newsportal.archive.engine import DEATHS, EngineError, Task, attempt
from newsportal.archive.result import FORM
from newsportal.messages import needs, say
from newsportal.os_errors import told
from newsportal.version import rules

_PATIENT = 10
"""Seconds for which a cluster is waited for."""


class RayMissing(Exception):
    """Ray is not installed; the message is one sentence for the user."""


def ray() -> ModuleType:
    """The library. Raises RayMissing."""
    try:
        import ray as library
    except ImportError:
        raise RayMissing(needs("Ray", "ray")) from None
    return library


class Cluster:
    """The workers of a cluster at HOST:PORT, as many as it has processors (`newsportal.archive.engine.Engine`)."""

    def __init__(self, choice: Choice, address: str) -> None:
        self.failed: dict[Task, str] = {}
        self._choice, self._address = choice, address
        self._running: dict[Any, Task] = {}

    def begin(self, tasks: Sequence[Task]) -> None:
        """Begin to run tasks, the first ones first."""
        self._ray = ray()
        # Ray itself asks on for minutes where nobody answers.
        host, _, port = self._address.rpartition(":")
        try:
            socket.create_connection((host, int(port)), _PATIENT).close()
        except (OSError, OverflowError) as error:
            raise self._nobody(told(error)) from None
        # Ray takes SIGTERM for itself, by which a crawl is interrupted.
        ours = signal.getsignal(signal.SIGTERM)
        try:
            self._ray.init(address=self._address, log_to_driver=False, configure_logging=False)
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise self._nobody(str(error).split("\n")[0]) from None
        finally:
            signal.signal(signal.SIGTERM, ours)
        work = self._ray.remote(num_cpus=1, max_retries=DEATHS - 1)(_work)
        choice = self._ray.put(self._choice)
        self._running = {work.remote(task, choice, _version()): task for task in tasks}

    def _nobody(self, why: str) -> EngineError:
        return EngineError(say("no cluster of Ray answers at {address}: {why}", address=self._address, why=why))

    def step(self) -> bool:
        """Take what has ended; whether any task is left."""
        if not self._running:
            return False
        ended, _ = self._ray.wait(list(self._running), num_returns=len(self._running), timeout=0)
        for reference in ended:
            task = self._running.pop(reference)
            try:
                why, fatal = self._ray.get(reference)
            except self._ray.exceptions.RayError as error:
                why, fatal = str(error).split("\n")[0], False
            if fatal:
                raise EngineError(why, disk=True)
            if why:
                self.failed[task] = why
        return bool(self._running)

    def stop(self) -> None:
        """Let the cluster go; what still runs there is ended."""
        self._ray.shutdown()
        self._running.clear()


def _version() -> str:
    """What two machines must have in common: how pages are read, and how that is told."""
    return f"{rules()}.{FORM}"


def _work(task: Task, choice: Choice, expected: str) -> tuple[str, bool]:
    """Do a task on a machine of the cluster, whose version must be that of the one that asks for it."""
    if _version() != expected:
        return say("a worker has newsportal {other}, not {version}", other=_version(), version=expected), False
    return attempt(task, choice)
