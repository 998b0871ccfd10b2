"""What a piece of our code costs, told so that neither a slow machine nor a busy one can fail a test."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Any

HELD = 150
"""Yardsticks for which one page may hold the reactor: two seconds on a quiet machine."""
QUICK = 0.01
"""CPU seconds of a yardstick on a fast machine: what costs no more than that in proportion needs no comparison."""
TRIES = 5
"""Measurements before a cost is believed to be too high: other programs add to one, and to all of them only rarely."""


def cpu_seconds(call: Callable[[], Any]) -> float:
    """CPU seconds of this process that one call takes."""
    begin = time.process_time()
    call()
    return time.process_time() - begin


def yardstick() -> float:
    """CPU seconds that a fixed piece of plain Python takes at this moment: some 0.015 on a quiet machine of 2025."""
    return cpu_seconds(lambda: sum(len(str(number)) for number in range(250_000)))


def costs_at_most(call: Callable[[], Any], yardsticks: float) -> bool:
    """Whether a call costs at most that many times what the yardstick costs, in the best of a few measurements."""
    return any(
        (took := cpu_seconds(call)) <= yardsticks * QUICK or took <= yardsticks * yardstick() for _ in range(TRIES)
    )


def grows_at_most(small: Callable[[], Any], large: Callable[[], Any], times: float) -> bool:
    """Whether the large call costs at most `times` as much as the small one, both at their best of a few rounds.

    Half a yardstick is granted to it, below which growth is noise.
    """
    gc.collect()
    few = many = float("inf")
    for _ in range(TRIES):
        few, many = min(few, cpu_seconds(small)), min(many, cpu_seconds(large))
        if many <= times * few + yardstick() / 2:
            return True
    return False
