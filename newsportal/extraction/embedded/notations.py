"""How Han stand in a script: plain, escaped, with percent signs, as entities, in base64. A look before it is read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

__all__ = ["Written", "has_han", "has_sentence", "holds", "is_base64", "repeats", "written"]

_SIGNS = {"\\": ("\\u",), "%": ("%E", "%e"), "&": ("&#",)}
"""What a Han begins with where it does not stand plainly, by the first sign of that."""
_BASE64 = re.compile(r"[\"'`>][A-Za-z0-9+/]{200}")
_WHOLE = re.compile(r"\s{0,99}[A-Za-z0-9+/]{200}")
_HALF = re.compile(r"\A(?s:.{100})*?[A-Za-z0-9+/]{100}")
"""What stands at some multiple of its size in any text that holds twice as much."""


class Written(NamedTuple):
    """A text as a script may hold it."""

    sign: str
    """What the script then holds in any case, "" if nothing."""
    text: str


@lru_cache(500)
def written(text: str) -> list[Written]:
    """The text in each notation in which it can be sought."""
    escaped = json.dumps(text)[1:-1]
    upper = escaped.upper().replace("\\U", "\\u")
    forms = [Written("\\u", form) for form in (escaped, upper, escaped.replace("\\", "\\\\"))]
    return [Written("", text), *forms, Written("%", quote(text))]


def has_han(script: str, least: int) -> bool:
    """Does it hold so many Han in one notation, or something in base64?"""
    if not script.isascii() and len(script) - len(script.encode("ascii", "ignore")) >= least:
        return True
    for first, signs in _SIGNS.items():
        if first in script and repeats(script, first, least) and any(repeats(script, sign, least) for sign in signs):
            return True
    return is_base64(script)


def repeats(script: str, sign: str, least: int) -> bool:
    """Does a script hold one sign so often? Leaps from one to the next, and no farther than it must."""
    at = -1
    for _ in range(least):
        at = script.find(sign, at + 1)
        if at < 0:
            return False
    return True


def holds(script: str, words: Iterable[str]) -> bool:
    """Does a script hold one of the words in one of the notations, or what they cannot be sought in?"""
    if any(word in script for word in words):
        return True
    signs = [sign for sign in ("\\u", "%") if sign in script]
    if signs and any(sign in signs and text in script for word in words for sign, text in written(word)):
        return True
    return "&#" in script or is_base64(script)


def has_sentence(script: str) -> bool:
    """May a sentence end in it, in whatever notation?"""
    return holds(script, _ENDS) or any(sign in script for sign in _OTHER_SIGNS)


def is_base64(script: str) -> bool:
    """Does it hold something in base64, or nothing else?"""
    if not _HALF.match(script):
        return False  # and the program was not gone through sign by sign
    return _BASE64.search(script) is not None or _WHOLE.match(script) is not None


_ENDS = "。！？"
_OTHER_SIGNS = ("\\u{", "%e3", "%ef")
"""What stands in notations of these marks in which they are not sought."""
