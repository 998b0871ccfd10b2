"""Whether a program may hold a list of headlines: a look at its names and values, far cheaper than to read it."""

from __future__ import annotations

import re
from itertools import islice

from newsportal.extraction.embedded.notations import is_base64
from newsportal.text.wordlists import listed

__all__ = ["LEAST_ITEMS", "has_items"]

LEAST_ITEMS = 3
"""Entries of a list."""
_NAMES = listed("embedded.txt")
_IS = r"[^\w$:=,;/]*+(?:[:=](?![=>])|/)"
"""What follows a name: a sign that gives it a value, or a comment before one, whatever else stands between."""
_TITLE = re.compile(rf"(?:{'|'.join(name.strip('^$') for name in _NAMES['titles'])}){_IS}")
_ADDRESS = re.compile("|".join(name.strip("^$@?") for name in _NAMES["addresses"]))
_PLACE = re.compile(r"[\"'`]\s*+(?:http|[\\/.\d])")
_PACKED = ("\\u00", "\\u{", "\\x", "%22", "&quot;")
"""What stands in a text whose names are written in another notation."""
_BASE64 = re.compile(r"[\"'`]\s*+[A-Za-z0-9+/]{40}")
"""What begins like base64, be it short or in lines."""


def has_items(script: str) -> bool:
    """May there be a list of things with titles and addresses? If it says no, the reader finds none.

    Names are sought without what `is_named` leaves out of them."""
    if any(sign in script for sign in _PACKED) or is_base64(script) or _BASE64.search(script):
        return True
    script = script.lower().replace("_", "").replace("-", "").replace(" ", "")
    return all(_has(pattern, script) for pattern in (_TITLE, _ADDRESS, _PLACE))


def _has(pattern: re.Pattern[str], script: str) -> bool:
    return sum(1 for _ in islice(pattern.finditer(script), LEAST_ITEMS)) == LEAST_ITEMS
