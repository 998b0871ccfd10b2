"""Python's garbage collector, which work that makes many objects and no cycles does better without."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def settle() -> None:
    """Leave out of all later collections what there is now: modules and what they hold stay as long as the process."""
    gc.freeze()


@contextmanager
def paused() -> Iterator[None]:
    """No collections while the block runs; afterwards as before. Returns memory by reference counts alone."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
