"""Characters: which are Han, how wide they stand."""

from __future__ import annotations

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Han characters, as a range in a regular expression."""


def han(text: str) -> int:
    """How many Han characters `text` holds."""
    return sum(1 for character in text if "\u3400" <= character <= "\u9fff")


def width(text: str) -> int:
    """Columns it takes on a page: 2 for a wide character, 1 for another."""
    return sum(2 if ord(character) >= 0x1100 else 1 for character in text)
