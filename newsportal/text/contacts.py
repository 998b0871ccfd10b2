"""Words by which one is reached or that claim a right: a telephone number, a line of copyright. No list is named so."""

from __future__ import annotations

import re

from newsportal.text.wordlists import either, listed

__all__ = ["is_contact"]

_NUMBER = re.compile(
    r"(?<!\d)(?:0\d{2,3}[-－—() ]{0,2}\d{7,8}|[48]00[-－ ]?\d{3,4}[-－ ]?\d{3,4}|1[3-9]\d[-－ ]?\d{4}[-－ ]?\d{4})"
    r"(?!\d)"
)
_LEGAL = re.compile(either(listed("boilerplate.txt")["legal"]))


def is_contact(words: str) -> bool:
    """Whether the words hold a telephone number or a copyright line.

    >>> is_contact("新闻热线：0577-88091234"), is_contact("2019年10月要闻")
    (True, False)
    """
    return _NUMBER.search(words) is not None or _LEGAL.search(words) is not None
