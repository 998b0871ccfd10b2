"""How Han stand in a script: plain, escaped, with percent signs, as entities, in base64. A look before it is read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import quote

__all__ = ["Written", "has_han", "holds", "written"]

_SIGNS = ("\\u", "%E", "%e", "&#")
"""What a Han begins with where it does not stand plainly."""
_BASE64 = re.compile(r"[\"'`>][A-Za-z0-9+/]{200}")
_WHOLE = re.compile(r"\s{0,99}[A-Za-z0-9+/]{200}")


class Written(NamedTuple):
    """A text as a script may hold it."""

    sign: str
    """What the script then holds in any case, "" if nothing."""
    text: str


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
    return any(script.count(sign) >= least for sign in _SIGNS) or _is_base64(script)


def holds(script: str, words: Sequence[Iterable[Written]]) -> bool:
    """Does a script hold one of the words in one of the notations, or what they cannot be sought in?"""
    for word in words:
        if any((not sign or sign in script) and text in script for sign, text in word):
            return True
    return "&#" in script or _is_base64(script)


def _is_base64(script: str) -> bool:
    """Does it hold something in base64, or nothing else?"""
    return _BASE64.search(script) is not None or _WHOLE.match(script) is not None
