"""What data are wrapped in, taken off: percent signs, base64, JSON in a text, lists whose values refer to one another.

A page's frameworks write its data in forms of their own; each is known by how it looks, not by the name it is given.
"""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

__all__ = ["flight", "linked", "unwrapped"]

LONGEST = 3_000_000
"""Characters of a text that are looked into."""
_LAYERS = 4
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]{40,}={0,2}\s{0,9}")
_PERCENT = re.compile(r"\s{0,99}%(?:7B|5B|22|3C|E[4-9])", re.I)
_DECODER = json.JSONDecoder(strict=False)
_PIECE = re.compile(r"__next_f\.push\(\s{0,9}\[\s{0,9}1\s{0,9},\s{0,9}(?=\")")
_ROW = re.compile(rb"([0-9a-f]{1,8}):(T([0-9a-f]{1,8}),|[A-Z]{0,3}(?=[\[{\"]))")
_REFERENCE = re.compile(r"\$L?[0-9a-f]{1,8}")
_MOST_ROWS, _MOST_ENTRIES = 5_000, 100_000


def unwrapped(text: str) -> Any:
    """The objects that a text is in truth, or the text without its layers."""
    for _ in range(_LAYERS):
        if len(text) > LONGEST:
            return text
        begin = text[:200].lstrip()
        if begin[:1] in ("{", "[", '"') or begin.startswith("&quot;"):
            value = _json(html.unescape(text) if "&quot;" in begin else text)
            if not isinstance(value, str) or value == text:
                return value
            text = value
        elif _PERCENT.match(text):
            text = unquote(text)
        elif begin[:40].isascii() and _BASE64.fullmatch(text):
            try:
                text = base64.b64decode(text).decode()
            except ValueError:
                return text
        else:
            return text
    return text


def _json(text: str) -> Any:
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError):  # nothing but words in brackets
        return text


def flight(scripts: Iterable[str]) -> list[Any]:
    """What Next.js sends in pieces, `self.__next_f.push([1, "…"])`: its rows, the texts that they refer to put in."""
    pieces: list[str] = []
    for script in scripts:
        for found in _PIECE.finditer(script):
            try:
                pieces.append(_DECODER.raw_decode(script, found.end())[0])
            except ValueError:
                continue
    stream = "".join(pieces)[:LONGEST].encode("utf-8", "replace")
    rows: dict[str, Any] = {}
    at = 0
    while len(rows) < _MOST_ROWS and (row := _ROW.search(stream, at)):
        line_end = stream.find(b"\n", row.end())
        at = row.end() + int(row[3], 16) if row[3] else line_end if line_end >= 0 else len(stream)
        text = stream[row.end() : at].decode("utf-8", "replace")
        rows[row[1].decode()] = text if row[3] else _json(text)
    return [_referred(value, rows) for value in rows.values() if isinstance(value, dict | list)]


def _referred(row: Any, rows: dict[str, Any]) -> Any:
    """A row with the texts that it refers to ("$1a") in their places."""
    waiting = [row]
    for _ in range(_MOST_ENTRIES):
        if not waiting:
            break
        node = waiting.pop()
        for key, value in list(node.items()) if isinstance(node, dict) else list(enumerate(node)):
            if isinstance(value, dict | list):
                waiting.append(value)
            elif isinstance(value, str) and _REFERENCE.fullmatch(value):
                other = rows.get(value.lstrip("$L"))
                node[key] = other if isinstance(other, str) else value
    return row


def linked(entries: list[Any]) -> Any:
    """The first of a list's entries, which name one another by their places (Nuxt 3, SvelteKit); else None."""
    size = len(entries)
    if not 3 < size <= _MOST_ENTRIES or not any(_is_linking(entry, size) for entry in entries[:20]):
        return None
    if not any(isinstance(entry, str) for entry in entries):
        return None
    made: list[Any] = [{} if isinstance(e, dict) else [] if isinstance(e, list) else e for e in entries]

    def at(place: Any) -> Any:
        for _ in range(9):
            if not (type(place) is int and 0 <= place < size):
                return None
            entry = entries[place]
            if not (isinstance(entry, list) and entry and isinstance(entry[0], str)):
                return made[place]
            if len(entry) != 2 or isinstance(entry[1], str):
                return entry[1] if len(entry) == 2 else made[place]  # ["Date", "2026-11-20T…"]
            place = entry[1]  # ["Reactive", 7]
        return None

    for entry, copy in zip(entries, made, strict=True):
        if isinstance(entry, dict):
            copy.update({key: at(place) for key, place in entry.items()})
        elif isinstance(entry, list):
            copy += [at(place) for place in entry if type(place) is int]
    return at(0)


def _is_linking(entry: Any, size: int) -> bool:
    """Is it an object whose every value is a place in the list (below 0: no value)?"""
    return isinstance(entry, dict) and bool(entry) and all(type(v) is int and -9 < v < size for v in entry.values())
