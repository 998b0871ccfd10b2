"""Whether a program may hold a list of headlines: a look at its names and values, far cheaper than to read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from newsportal.extraction.embedded.notations import is_base64
from newsportal.text.wordlists import listed

__all__ = ["LEAST_ITEMS", "has_items"]

LEAST_ITEMS = 3
"""Entries of a list."""
_NAMES = listed("embedded.txt")
_IS = r"[^\w$:=,;/]*+(?:[:=](?![=>])|/)"
"""What follows a name: a sign that gives it a value, or a comment before one, whatever else stands between."""
_ENDS = {word for name in _NAMES["titles"] for word in name.strip("^$").rpartition("(?:")[2].rstrip(")").split("|")}
_TITLES = {word: re.compile(f"{word}{_IS}") for word in sorted(_ENDS)}
"""By the words that names of titles end with, one expression each: where one word begins it, `re` looks for that."""
_ADDRESS = re.compile("|".join(name.strip("^$@?") for name in _NAMES["addresses"]))
_PLACE = re.compile(r"[\"'`]\s*+(?:http|[\\/.\d])")
_NO_TITLES = ("className", "!=")
"""What programs are full of and looks like a title's name and its sign: an element's class, a comparison."""
_PACKED = ("\\u00", "\\u{", "\\x", "%22", "&quot;")
"""What stands in a text whose names are written in another notation."""
_BASE64 = re.compile(r"[\"'`]\s*+[A-Za-z0-9+/]{40}")
"""What begins like base64, be it short or in lines."""
_HALF = re.compile(r"\A(?s:.{20})*?[A-Za-z0-9+/]{20}")
"""What stands at some multiple of its size in any text that holds twice as much."""
_SMALL = bytes(range(256)).lower()


def has_items(script: str) -> bool:
    """May there be a list of things with titles and addresses? If it says no, the reader finds none.

    Names are sought without what `is_named` leaves out of them."""
    if any(sign[0] in script and sign in script for sign in _PACKED) or is_base64(script):
        return True
    if _HALF.match(script) and _BASE64.search(script):
        return True
    for no_title in _NO_TITLES:
        script = script.replace(no_title, ";")
    script = _plain(script)
    return _has((_PLACE,), script) and _has((_ADDRESS,), script) and _has(_titles_in(script), script)


def _plain(script: str) -> str:
    """The script as names are compared: by its bytes, for signs of Han are dear to go through and stay as they are."""
    script = script.replace("\u0130", "i").replace("\u212a", "k")  # the only others with a small letter of ASCII
    return script.encode("utf-8", "surrogatepass").translate(_SMALL, b"_- ").decode("utf-8", "surrogatepass")


def _titles_in(script: str) -> Iterator[re.Pattern[str]]:
    return (pattern for word, pattern in _TITLES.items() if word in script)


def _has(patterns: Iterable[re.Pattern[str]], script: str) -> bool:
    """Does what fits one of the patterns stand there as often as a list has entries?"""
    found = (match for pattern in patterns for match in pattern.finditer(script))
    return sum(1 for _ in islice(found, LEAST_ITEMS)) == LEAST_ITEMS
