"""The folder that an export writes into: one export at a time, and nothing of a half-written one is left."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsportal.lock import hold


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A folder in `target`, which is made, for files that are renamed into their places when they are whole.

    It goes with the block, however that ends; what a killed export left goes with the next one. Raises Held while
    another export writes into `target`, OSError where it cannot be written.
    """
    with hold(target / ".lock", f"process {os.getpid()}"):
        folder = target / ".new"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
