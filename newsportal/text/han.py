"""Characters: which are Han, how wide they stand."""

from __future__ import annotations

import re

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
"""Han characters, as a range in a regular expression: unified and compatibility ideographs, planes 2 and 3 whole."""

_RUN = re.compile(f"[{HAN}]+")


def han(text: str) -> int:
    """How many Han characters `text` holds.

    >>> han("5G来了, really")
    2
    """
    return sum(map(len, _RUN.findall(text)))


def width(text: str) -> int:
    """Columns it takes on a page: 2 for a wide character, 1 for another."""
    return sum(2 if ord(character) >= 0x1100 else 1 for character in text)
