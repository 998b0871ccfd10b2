"""Processes of this machine that read archives. One that is killed is replaced, and its file gone on with.

Why not the standard library's: ProcessPoolExecutor ends the whole run when one worker is killed (BrokenProcessPool),
and multiprocessing.Pool then waits for ever; loky's executor breaks as the first does.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import Counter, deque
from collections.abc import Sequence
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import Any

from newsportal.archive.choice import Choice
from newsportal.archive.engine import DEATHS, EngineError, Task, attempt
from newsportal.messages import counted, say
from newsportal.os_errors import told


class Pool:
    """So many processes of this machine (`newsportal.archive.engine.Engine`)."""

    def __init__(self, choice: Choice, workers: int) -> None:
        self.failed: dict[Task, str] = {}
        self._choice, self._most = choice, workers
        self._waiting: deque[Task] = deque()
        self._deaths: Counter[Task] = Counter()
        self._workers: list[_Worker] = []

    def begin(self, tasks: Sequence[Task]) -> None:
        """Begin to run tasks, the first ones first."""
        self._waiting.extend(tasks)
        self._fill()

    def _fill(self) -> None:
        while len(self._workers) < self._most and self._waiting:
            self._workers.append(_Worker(self._choice, self._waiting.popleft()))

    def step(self) -> bool:
        """Take what has ended, replace who was killed, hand out what waits; whether any task is left."""
        ready = wait([worker.answers for worker in self._workers], timeout=0) if self._workers else []
        for worker in [worker for worker in self._workers if worker.answers in ready]:
            task = worker.task
            try:
                why, fatal = worker.answers.recv()
            except (EOFError, OSError):
                self._workers.remove(worker)
                self._died(task, worker.end())
                continue
            if fatal:
                raise EngineError(why, disk=True)
            if why:
                self.failed[task] = why
            if self._waiting:
                worker.hand(self._waiting.popleft())
            else:
                self._workers.remove(worker)
                worker.end()
        self._fill()
        return bool(self._workers)

    def _died(self, task: Task, code: int | None) -> None:
        self._deaths[task] += 1
        if self._deaths[task] < DEATHS:
            self._waiting.appendleft(task)
            return
        many = counted("{n:,} process ended over it", "{n:,} processes ended over it", DEATHS)
        self.failed[task] = say("{many}, the last with code {code}", many=many, code=code)

    def stop(self) -> None:
        """End the processes."""
        for worker in self._workers:
            worker.process.kill()
            worker.end()
        self._workers.clear()


class _Worker:
    """A process that reads one file after the other."""

    def __init__(self, choice: Choice, task: Task) -> None:
        context = multiprocessing.get_context("spawn")
        self.answers, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, choice), daemon=True)
        try:
            self.process.start()
        except OSError as error:
            raise EngineError(say("no process can be started: {why}", why=told(error))) from None
        theirs.close()
        self.hand(task)

    def hand(self, task: Task) -> None:
        """Hand it a task."""
        self.task = task
        try:
            self.answers.send(task)
        except OSError:
            return  # it was killed, as is read from it next

    def end(self) -> int | None:
        """Let it end; gives its exit code."""
        self.answers.close()
        self.process.join(5)
        return self.process.exitcode


def _work(tasks: Connection[Any, Any], choice: Choice) -> None:
    """Read one file after the other until no more is handed out."""
    # Ctrl-C reaches every process of the terminal: the one that hands out the tasks ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            task: Task = tasks.recv()
        except EOFError:
            return
        tasks.send(attempt(task, choice))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent
    wait([parent.sentinel])
    os._exit(1)
