"""What the operating system refused, in words for a user."""

from __future__ import annotations

from newsportal.messages import marked, say

_REFUSALS = (
    marked("Address already in use"),
    marked("Device or resource busy"),
    marked("Disk quota exceeded"),
    marked("File exists"),
    marked("File name too long"),
    marked("Input/output error"),
    marked("Is a directory"),
    marked("No space left on device"),
    marked("No such file or directory"),
    marked("Not a directory"),
    marked("Operation not permitted"),
    marked("Permission denied"),
    marked("Read-only file system"),
    marked("Too many levels of symbolic links"),
    marked("Too many open files"),
)
"""The system's words for what a user can cause; others are told in English."""


def told(error: BaseException) -> str:
    """An error as a user reads it: the file and the reason, where Python would add a number and quotes."""
    file = getattr(error, "filename", None)
    return reason(error) if file is None or not _refusal(error) else say(": ").join((str(file), reason(error)))


def reason(error: BaseException) -> str:
    """The reason alone, without the file."""
    return say(_refusal(error)) or str(error)


def _refusal(error: BaseException) -> str:
    return (error.strerror or "") if isinstance(error, OSError) else ""
