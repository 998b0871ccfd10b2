"""The shape that addresses of articles share, as a regular expression that takes their like, too.

/world/2026/11/24/c_1310001.shtml, /china/2026/11/23/c_1309987.shtml   →   /\\d{4}/\\d{2}/\\d{2}/c_\\d{6,}\\.shtml
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

__all__ = ["patterns"]

LEAST = 3
"""Addresses that make a shape."""
_TOKEN = re.compile(r"\d+|[A-Za-z]+|[^0-9A-Za-z]")
_MIXED = re.compile(r"(?![A-Za-z]{0,4}\d+(?![0-9A-Za-z]))(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[0-9A-Za-z]{8,}")
_ID = "\0"
"""Stands for an id of letters and digits."""


def patterns(urls: Iterable[str]) -> list[tuple[str, list[str]]]:
    """The shapes of three or more of these addresses, each with them, those of most addresses first.

    A shape begins with the first part of a path that holds a digit, for the words before it are the names of
    channels; an address without one has none.
    """
    groups: dict[tuple[str, ...], list[tuple[list[str], str]]] = {}
    for url in dict.fromkeys(urls):
        tail = _tail(url)
        tokens = _tokens(tail) if tail else []
        if tokens:
            groups.setdefault(tuple(map(_kind, tokens)), []).append((tokens, url))
    found = [
        ("".join(map(_written, zip(*(tokens for tokens, _ in group), strict=True))), [url for _, url in group])
        for group in groups.values()
        if len(group) >= LEAST
    ]
    return sorted(found, key=lambda one: -len(one[1]))


def _tail(url: str) -> str:
    """The path from its first part with a digit on, and what of the query names the article; "" without a digit."""
    parts = urlsplit(url)
    path, query = parts.path.rstrip("/"), f"?{parts.query}" if parts.query else ""
    segments = path.split("/")[1:]
    first = next((place for place, segment in enumerate(segments) if re.search(r"\d", segment)), None)
    if first is not None:
        # A number alone is known by the word before it: /article/123.html.
        return "/" + "/".join(segments[max(0, first - (first == len(segments) - 1)) :])
    return f"/{segments[-1]}{query}" if segments and re.search(r"=\w*\d", query) else ""


def _tokens(tail: str) -> list[str]:
    """Numbers, words and signs; an id of letters and digits is one, preceded by a sign that says so."""
    found: list[str] = []
    at = 0
    for id in _MIXED.finditer(tail):
        found += [*_TOKEN.findall(tail[at : id.start()]), _ID + id[0]]
        at = id.end()
    return [*found, *_TOKEN.findall(tail[at:])]


def _kind(token: str) -> str:
    """What two addresses of one shape have alike at a place: a number of so many digits if few, a word, a sign."""
    if token[0] == _ID:
        return _ID
    if token.isdigit():
        return "0" * len(token) if len(token) <= 4 or (len(token) in (6, 8) and token.startswith("20")) else "0"
    return token if not token.isalpha() or token in ("html", "shtml", "htm") else "a"


def _written(tokens: tuple[str, ...]) -> str:
    """What stands at one place of all addresses, as an expression."""
    first, sizes = tokens[0], {len(token) for token in tokens}
    if first[0] == _ID:
        ids = [token[1:] for token in tokens]
        letters = "0-9a-f" if all(re.fullmatch("[0-9a-f]+", id) for id in ids) else "0-9A-Za-z"
        return f"[{letters}]{{{min(sizes) - 1}}}" if len(sizes) == 1 else f"[{letters}]{{8,}}"
    if first.isdigit():
        if len(sizes) == 1 and (len(first) <= 4 or _kind(first) != "0"):
            return f"\\d{{{len(first)}}}"
        return f"\\d{{{max(1, min(sizes) - 1)},}}"
    if len(set(tokens)) > 1:
        return r"[A-Za-z]+"
    return first if first.isalnum() or first in "-_/=&" else re.escape(first)
