"""How a crawl ended, as an exit code: 0 only where it did its job (docs/operating.md has the table)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of `scrapy crawl`."""

    OK = 0
    """The crawl found at least one page, had no internal error and no alarm."""
    INTERNAL = 1
    """An error of newsportal's own: see the traceback in the log."""
    USAGE = 2
    """Wrong arguments or settings; nothing was requested."""
    UNREACHABLE = 3
    """No page could be read: every request failed."""
    REFUSED = 4
    """No page could be read: robots.txt or the portal's server forbids it."""
    ALARM = 5
    """The crawl worked, but the portal looks wrong against its own history."""
    INTERRUPTED = 6
    """Stopped by a signal before its end; the next start goes on where it stopped."""
    STORAGE = 74
    """Files or state could not be written (disk full, no permission); what was written is whole."""
    LOCKED = 75
    """Another crawl of the portal runs."""
    STALLED = 124
    """Ended from outside: it stood still or took longer than it may."""


MEANING = {
    Exit.OK: "did its job",
    Exit.INTERNAL: "internal error",
    Exit.USAGE: "wrong arguments",
    Exit.UNREACHABLE: "no page could be read",
    Exit.REFUSED: "the portal refuses the crawl",
    Exit.ALARM: "alarm: the portal looks wrong",
    Exit.INTERRUPTED: "interrupted, to be resumed",
    Exit.STORAGE: "cannot write",
    Exit.LOCKED: "another crawl of this portal runs",
    Exit.STALLED: "stalled",
}
"""Each code in words, as crawls.jsonl has them."""


def judge(reason: str, counts: Mapping[str, int]) -> Exit:
    """The code of a crawl that Scrapy closed for `reason` with these figures (names as in the crawl's counts)."""
    named = {"storage": Exit.STORAGE, "locked": Exit.LOCKED, "shutdown": Exit.INTERRUPTED}
    if reason in named:
        return named[reason]
    if counts.get("errors/internal", 0):
        return Exit.INTERNAL
    if not counts.get("pages", 0) + counts.get("unchanged", 0):
        refusals = (
            "dropped/robots",
            "errors/http 401",
            "errors/http 403",
            "errors/parked",
            "errors/http 412",
            "errors/http 429",
            "errors/blocked",
        )
        return Exit.REFUSED if any(counts.get(name, 0) for name in refusals) else Exit.UNREACHABLE
    return Exit.OK
