"""What strangers wrote, made harmless to write down: in a file, a log, a terminal, a path. Pure.

No control, bidirectional, zero-width, line-separator or lone surrogate character passes; a value has a bounded size; a
record is strict JSON on one line; a name is a file name and nothing more; a proxy's password is not repeated.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from newsportal.text.invisible import INVISIBLE

MAX_VALUE = 1_000_000
"""Characters of one value in a file: several times the longest article."""
MAX_ENTRIES = 10_000
"""Entries of one list or object in a file."""
MAX_LOG = 16_384
"""Characters of one log record."""
MAX_DEPTH = 8
"""Lists and objects inside each other in one record."""

_UNSEEN = f"{INVISIBLE}\x1f"
_BREAK = "\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
_BREAKS = re.compile(f"\r\n|[{_BREAK}]")
_UNSEEN_RUN = re.compile(f"[{_UNSEEN}]+")
_SUSPECT = re.compile(f"[{_BREAK}{_UNSEEN}\t]")
_SUSPECT_IN_LINES = re.compile(f"[{_BREAK[1:]}{_UNSEEN}\t]")
_PRINTED = "\u034f\u17b4\u17b5"
"""What cannot be seen though Python calls it printable: of a text without these that is printable none is suspect."""
_UNSAFE_IN_LOG = re.compile(f"[{_UNSEEN}\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Up to the last "@" before a path, since a password may hold one; the second form is an address without its scheme.
_CREDENTIALS = re.compile(r"//[^/?#\s'\"]{1,512}@|(?<!\w)\w{1,64}:[^/?#\s@'\"]{1,256}@(?=\w)")
_NAME = re.compile(r"[a-z0-9_][a-z0-9_.-]{0,63}\Z")


def clean(text: str, limit: int = MAX_VALUE, *, lines: bool = False) -> str:
    """Text without what cannot be seen, at most `limit` characters; with `lines` it keeps its line breaks, as "\\n"."""
    if len(text) <= limit and (_is_plain(text, lines) or not (_SUSPECT_IN_LINES if lines else _SUSPECT).search(text)):
        return text
    text = _BREAKS.sub("\n" if lines else " ", text[: 2 * limit]).replace("\t", " ")
    return _UNSEEN_RUN.sub("", text)[:limit]


def are_clean(texts: Collection[str], limit: int) -> bool:
    """Whether `clean` leaves all of these as they are, told for many at once; False: perhaps not all."""
    return max(map(len, texts), default=0) <= limit and _is_plain("".join(texts), False)


def _is_plain(text: str, lines: bool) -> bool:
    """Whether a text holds nothing suspect, told in an eighth of the time that a search takes; False: perhaps not."""
    shown = text.replace("\n", "") if lines else text
    return shown.isprintable() and (shown.isascii() or not any(map(shown.__contains__, _PRINTED)))


def plain(value: Any, limit: int = MAX_VALUE, depth: int = MAX_DEPTH) -> Any:
    """A value as strict JSON has it: strings cleaned and bounded, NaN and infinity null, times ISO 8601."""
    if isinstance(value, str):
        return clean(value, limit, lines=True)
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return clean(value.decode("utf-8", "replace"), limit, lines=True)
    return _compound(value, limit, depth - 1) if depth else None


def _compound(value: Any, limit: int, depth: int) -> Any:
    # Lists first: most are, and the other questions take ten times as long.
    if isinstance(value, (list, tuple, Set)):
        return [plain(entry, limit, depth) for entry in list(value)[:MAX_ENTRIES]]
    if isinstance(value, (dict, Mapping)):
        entries = list(value.items())[:MAX_ENTRIES]
        return {clean(str(key), 200): plain(entry, limit, depth) for key, entry in entries}
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name), limit, depth) for item in fields(value)}
    return clean(str(value), limit, lines=True)


def redact(text: str) -> str:
    """Text without the user name and password of the addresses in it: `http://user:pw@host` → `http://***@host`."""
    return _CREDENTIALS.sub(lambda found: "//***@" if found[0].startswith("//") else "***@", text)


def log_text(text: str) -> str:
    """A log record that nothing in it can forge: what cannot be seen is escaped, a further line is indented."""
    if len(text) > MAX_LOG:
        text = f"{text[:MAX_LOG]} … {len(text) - MAX_LOG} characters cut"
    text = _UNSAFE_IN_LOG.sub(lambda found: ascii(found[0])[1:-1], redact(text))
    return text.replace("\n", "\n    ")


def safe_name(name: str) -> str:
    """The name, if it can be a portal's and a file's: 1 to 64 of a-z, 0-9, "_", "-" and "."; else ValueError."""
    if not _NAME.match(name) or ".." in name:
        raise ValueError(f"not a name of 1 to 64 letters a-z, digits, '_', '-' and '.': {name[:80]!r}")
    return name
