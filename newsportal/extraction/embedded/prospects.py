"""Whether a program may hold what is sought in it: a look at its names and texts, far cheaper than to read it."""

from __future__ import annotations

import re
from itertools import islice

from newsportal.extraction.embedded.notations import is_base64
from newsportal.extraction.embedded.script_reader import LITERAL
from newsportal.extraction.embedded.shape import END, LEAST_TEXT
from newsportal.text.wordlists import listed

__all__ = ["LEAST_ITEMS", "has_items", "has_text"]

LEAST_ITEMS = 3
"""Entries of a list."""
_NAMES = listed("embedded.txt")
_IS = r"[\"'\\\]]{0,9}\s{0,9}[:=](?!=)"
_TITLE = re.compile(rf"(?:{'|'.join(name.strip('^$') for name in _NAMES['titles'])}){_IS}")
_ADDRESS = re.compile(rf"(?:{'|'.join(name.strip('^$@?') for name in _NAMES['addresses'])})[\w$-]{{0,40}}{_IS}")
_PLACE = re.compile(r"[\"'`]\s{0,9}(?:https?:|[\\/.]|\d{6})")
_PACKED = ("\\u00", "\\x", "%22", "&quot;")
"""What stands in a text whose names are written in another notation."""
_END = re.compile(r"\\u\{?(?:3002|ff01|ff1f)|%e3%80%82|%ef%bc%(?:81|9f)|&#", re.I)
"""The end of a sentence in another notation."""
_NEAR, _WHITE = 50, " \t\r\n"


def has_items(script: str) -> bool:
    """May there be a list of things with titles and addresses?"""
    if any(sign in script for sign in _PACKED) or is_base64(script):
        return True
    script = script.lower()
    return all(_has(pattern, script) for pattern in (_TITLE, _ADDRESS, _PLACE))


def _has(pattern: re.Pattern[str], script: str) -> bool:
    return sum(1 for _ in islice(pattern.finditer(script), LEAST_ITEMS)) == LEAST_ITEMS


def has_text(script: str) -> bool:
    """May there be the text of an article: a long literal with a sentence, or one that others are joined to?"""
    if _END.search(script) or is_base64(script):
        return True
    return any(
        found[0][0] != "/" and END.search(found[0]) and (len(found[0]) > LEAST_TEXT or _is_joined(script, found))
        for found in LITERAL.finditer(script)
    )


def _is_joined(script: str, found: re.Match[str]) -> bool:
    """Is the literal a piece of a sum or a list?"""
    before = script[max(0, found.start() - _NEAR) : found.start()].rstrip(f"{_WHITE}(")[-1:]
    after = script[found.end() : found.end() + _NEAR].lstrip(f"{_WHITE})")[:1]
    return before in ("+", ",", "[") or after in ("+", ",") or (before == ":" and after == "}")
