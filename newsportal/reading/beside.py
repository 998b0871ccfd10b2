"""A file written beside its target and renamed: who reads it meanwhile has the old one whole."""

from __future__ import annotations

import os
from pathlib import Path


def replace(target: Path, content: bytes) -> None:
    """Put a file in the place of `target`, whose folder is made. Raises OSError, and leaves nothing behind."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(target)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
