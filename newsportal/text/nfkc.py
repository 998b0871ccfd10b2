"""Unicode's NFKC (UAX 15) of text that is mostly Han characters, which it leaves as they are."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INERT = "\u2014\u2018\u2019\u201c\u201d\u3001-\u3003\u3008-\u3011\u3400-\u4dbf\u4e00-\u9fff"
"""Characters that have no other form, are no marks of others and bear none: each stays, whatever stands beside it."""
_OTHERS = re.compile(f"[\\x00-\\x7f]?[^\\x00-\\x7f{_INERT}]+")
"""What may change; a mark may join the ASCII character before it."""
_WIDE = tuple(zip("，：；！？（）", ",:;!?()", strict=True))
"""Marks of nearly every text: no character joins these in either form."""
_normalized = lru_cache(5_000)(lambda found: unicodedata.normalize("NFKC", found))
"""Mostly a digit or two in full width, a sign of percent, again and again."""


def nfkc(text: str) -> str:
    """The text in NFKC, as `unicodedata.normalize` gives it, at a tenth of the cost.

    >>> nfkc("５Ｇ，来了！") == unicodedata.normalize("NFKC", "５Ｇ，来了！")
    True
    """
    if text.isascii():
        return text
    for wide, narrow in _WIDE:
        text = text.replace(wide, narrow)
    if unicodedata.is_normalized("NFKC", text):
        return text
    return _OTHERS.sub(_other, text)


def _other(found: re.Match[str]) -> str:
    return _normalized(found[0])
