"""Answers in the order in which they came, though they are read beside each other: each waits for those before it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """Who came first is first; who is gone holds up nobody."""

    def __init__(self) -> None:
        self._waiting: deque[asyncio.Event] = deque()

    @contextmanager
    def place(self) -> Iterator[asyncio.Event]:
        """A place behind all who wait; the event is set once none is left before it."""
        mine = asyncio.Event()
        self._waiting.append(mine)
        self._call()
        try:
            yield mine
        finally:
            self._waiting.remove(mine)
            self._call()

    def _call(self) -> None:
        if self._waiting:
            self._waiting[0].set()
