"""The shape of an address: what stays the same on the pages that one template of a site makes.

    /2019-09-08/doc-iicezzrq4311222.shtml   →   /0-0-0/doc-*.shtml
    /calendar/2026/11/24?view=day&lang=zh   →   /calendar/0/0/0?lang&view
    /s/8f3a9c2e41d7/news/                   →   /s/*/news/

Numbers become 0, identifiers *, the words of a slug ~; other words stay, since sections are told apart by them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from urllib.parse import unquote, urlsplit

SEGMENTS = 15
"""Segments that a path may have; portals use up to 8."""

REPEATS = 3
"""So often the same word, or in a row the same numbers once more, makes a growing path: /a/b/a/c/a, /1/1/1/1."""

PARAMETERS = 8
"""Parameters that a query may have; portals use up to 5."""

_TOKEN = re.compile(r"[0-9A-Za-z]+")
_NUMBERED = re.compile(r"([A-Za-z]{0,4})\d+")
"""A number, perhaps after a few letters: t20190908, c1, p2."""

_WORD = re.compile(r"[^\W\d_]+")
_MARKED = re.compile(r"[^\W\d_]*[0*]")
_TIME = re.compile(r"(?:^|[^a-z])(?:day|date|month|year|week)(?:$|[^a-z])|0[-/_.]?0|calendar|rili|日历")
_DATE_PARTS = frozenset("ymd")


@dataclass(frozen=True, slots=True)
class Shape:
    """An address without what varies."""

    host: str
    directory: str
    """The first segment of the path, "/" where there is only a file."""
    path: str
    """The path's shape."""
    query: str
    """The names of its parameters, sorted; "" without any."""
    fault: str = ""
    """growing_path, query or unreadable where the address alone says enough."""

    def __str__(self) -> str:
        return f"{self.host}{self.path}" + (f"?{self.query}" if self.query else "")

    @property
    def outline(self) -> str:
        """The shape without its words and their number, w/0-0-0/w-0.w: what has words or numbers in the same places."""
        plain = _WORD.sub("w", _MARKED.sub("0", self.path))
        return "/".join(piece for piece, _ in groupby(plain.split("/")[1:])) + "?" * bool(self.query)

    @property
    def kind(self) -> str:
        """The trap that an address of this shape would belong to: session_ids, calendar, query or pattern."""
        if "*" in self.path:
            return "session_ids"
        if _TIME.search(f"{self.path}?{self.query}".lower()) or set(self.query.split("&")) >= _DATE_PARTS:
            return "calendar"
        return "query" if self.query else "pattern"


@lru_cache(200)  # asked for an address as it is admitted, and again when its page was read
def shape(url: str) -> Shape:
    """The shape of a URL."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return Shape("", "/", "/", "", "unreadable")
    segments = [_segment(piece) for piece in unquote(parts.path).split("/")[1:]]
    names = [piece.partition("=")[0] for piece in parts.query.split("&") if piece]
    directory = segments[0] if len(segments) > 1 else "/"
    fault = "growing_path" if _grows(parts.path) else ""
    if len(names) > PARAMETERS or len(names) > len(set(names)) + 2:
        fault = fault or "query"
    query = "&".join(sorted({_token_shape(unquote(name)) for name in names}))
    return Shape((parts.hostname or "").lower(), directory, "/" + "/".join(segments[:SEGMENTS]), query[:200], fault)


@lru_cache(1_000)  # all but the last of an address stand in many
def _segment(text: str) -> str:
    words = re.split(r"[-_+ ]", text)
    if len(words) > 3 and sum(word.isalpha() for word in words) > 3:
        return "~"
    return _TOKEN.sub(lambda found: _token_shape(found[0]), text).lower()[:100]


def _token_shape(token: str) -> str:
    if found := _NUMBERED.fullmatch(token):
        return f"{found[1]}0"
    if token.isalpha():
        changes = sum(a.islower() != b.islower() for a, b in pairwise(token))
        return "*" if token.isascii() and (len(token) >= 16 or changes > 3) else token
    return "*"


def _grows(path: str) -> bool:
    """Whether a path is too deep, or a word stands in it REPEATS times, or numbers in a row one time more."""
    segments = [piece for piece in path.split("/") if piece]
    if len(segments) > SEGMENTS or any(segments.count(piece) >= REPEATS for piece in segments if not piece.isdigit()):
        return True
    for size in range(1, 6):
        run = 0
        for piece, earlier in zip(segments[size:], segments, strict=False):
            run = run + 1 if piece == earlier else 0
            if run >= size * REPEATS:
                return True
    return False
