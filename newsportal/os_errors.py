"""What the operating system refused, in words for a user."""

from __future__ import annotations


def told(error: BaseException) -> str:
    """An error as a user reads it: the file and the reason, where Python would add a number and quotes."""
    if isinstance(error, OSError) and error.strerror:
        return ": ".join(str(part) for part in (error.filename, error.strerror) if part is not None)
    return str(error)
