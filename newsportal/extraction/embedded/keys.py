"""What the names of an object's values say: which of two that both fit is meant, and what is left out."""

from __future__ import annotations

import re
from functools import lru_cache

from newsportal.text.wordlists import any_of, listed

__all__ = ["is_named", "place"]

_NAMES = listed("embedded.txt")
_PATTERNS = {section: any_of(names) for section, names in _NAMES.items()}
_TITLES = [re.compile(name) for name in _NAMES["titles"]]


@lru_cache(4_000)
def _plain(name: str) -> str:
    return name[-40:].lower().replace("_", "").replace("-", "").replace(" ", "")


@lru_cache(20_000)
def is_named(name: str, section: str) -> bool:
    """Is it one of the names of a section of embedded.txt?"""
    return _PATTERNS[section].search(_plain(name)) is not None


@lru_cache(4_000)
def place(name: str) -> int:
    """How little it is a title's name, 0 for the very word; 99 for none."""
    plain = _plain(name)
    if is_named(name, "foreign-titles"):
        return 99
    return next((number for number, pattern in enumerate(_TITLES) if pattern.search(plain)), 99)
