"""Waiting for what another process or thread does: by its condition, and long enough for a slow machine."""

from __future__ import annotations

import time
from collections.abc import Callable

LONGEST = 180
"""Seconds after which what a test waits for is taken to never come: far more than any of it takes on a busy machine."""


def wait_for(condition: Callable[[], object], seconds: float = LONGEST) -> None:
    """Wait until the condition is true; an OSError of its own counts as not yet. AssertionError when it never is."""
    deadline = time.monotonic() + seconds
    while not _holds(condition):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def _holds(condition: Callable[[], object]) -> bool:
    try:
        return bool(condition())
    except OSError:
        return False
