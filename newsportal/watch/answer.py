"""What a receiver made of a message. Pure."""

from __future__ import annotations

from typing import Literal, NamedTuple

from newsportal.messages import say

_BUSY = 60.0
"""Seconds that a receiver which says "too many" without a time is left alone."""


class Answer(NamedTuple):
    """What became of one message."""

    kind: Literal["sent", "refused", "busy", "down"]
    """Taken; refused, and would be again; not now, since there were too many; or no receiver was there."""
    words: str = ""
    """Why it was not taken, for the log."""
    doubtful: bool = False
    """It may have arrived all the same: there was no answer to it."""
    pause: float = 0.0
    """Seconds that the receiver is left alone; 0: as long as usual."""


SENT = Answer("sent")


def by_status(status: int, retry_after: str | None = None) -> Answer:
    """What an HTTP status says of a message (RFC 9110)."""
    words = f"HTTP {status}"
    if 200 <= status < 300:
        return SENT
    if status in (429, 503):
        wait = float(retry_after) if retry_after and retry_after.isdigit() else _BUSY
        return Answer("busy", words, pause=min(wait, 3600.0))
    if status >= 500 or status == 408:
        return Answer("down", words, doubtful=True)
    return Answer("refused", words)


def no_answer(kind: str, *, doubtful: bool) -> Answer:
    """There was none: `kind` says of which kind the failure was, without addresses, which hold secrets."""
    return Answer("down", say("no answer ({kind})", kind=kind), doubtful)
