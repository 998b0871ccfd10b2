"""How a crawl ended, as an exit code: 0 only if it did its job (the table is in docs/operating.md)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from newsportal.messages import marked, say


class Exit(IntEnum):
    """The exit codes of `scrapy crawl`, `scrapy schedule`, `scrapy status` and the watchdog."""

    OK = 0
    """The crawl found at least one page, had no internal error and no alarm."""
    INTERNAL = 1
    """An error in newsportal itself: the traceback is in the log."""
    USAGE = 2
    """Wrong arguments or settings; nothing was requested."""
    UNREACHABLE = 3
    """No page could be read: every request failed."""
    REFUSED = 4
    """No page could be read: robots.txt or the portal's server forbids it."""
    ALARM = 5
    """The crawl worked, but the portal differs from its own history in a way that looks wrong."""
    INTERRUPTED = 6
    """Stopped by a signal before its end; the next start resumes it."""
    STORAGE = 74
    """Output or state cannot be written (full disk, no right); what was written is whole (EX_IOERR, sysexits.h)."""
    LOCKED = 75
    """Another process holds the lock: of this portal's crawl or of the scheduler (EX_TEMPFAIL, sysexits.h)."""
    STALLED = 124
    """Ended by the watchdog: it stood still or took too long. The code that `timeout` of GNU coreutils gives."""


MEANING = {
    Exit.OK: marked("did its job"),
    Exit.INTERNAL: marked("internal error"),
    Exit.USAGE: marked("wrong arguments"),
    Exit.UNREACHABLE: marked("no page could be read"),
    Exit.REFUSED: marked("the portal refuses the crawl"),
    Exit.ALARM: marked("alarm: the portal looks wrong"),
    Exit.INTERRUPTED: marked("interrupted, to be resumed"),
    Exit.STORAGE: marked("cannot write"),
    Exit.LOCKED: marked("another crawl of this portal runs"),
    Exit.STALLED: marked("stalled"),
}
"""Each code in words, in English: the field `outcome` of a crawl's record."""


def in_words(code: Exit) -> str:
    """A code in the user's words and as the number."""
    return numbered(say(MEANING[code]), code)


def numbered(words: str, code: Exit) -> str:
    """Words that say why, with the code's number behind."""
    return say("{words} (exit code {code})", words=words, code=int(code))


def judge(reason: str, counts: Mapping[str, int]) -> Exit:
    """The exit code of a crawl that Scrapy closed for `reason`; `counts` are the crawl's counters by name."""
    named = {
        "settings": Exit.USAGE, "storage": Exit.STORAGE, "locked": Exit.LOCKED, "shutdown": Exit.INTERRUPTED,
    }  # fmt: skip
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
