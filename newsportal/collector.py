"""Python's garbage collector, which work that makes many objects and no cycles does better without."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG = 20_000
"""New objects, those that are gone not counted, after which they are looked through: Python's own 700 are passed by
every page, and what a page leaves to the collector is some hundred."""


def settle() -> None:
    """Leave out of all later collections what there is now: modules and what they hold stay as long as the process."""
    gc.freeze()
    gc.set_threshold(_YOUNG)


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
