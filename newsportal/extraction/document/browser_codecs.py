"""Big5 and GB18030 as browsers read them, by the WHATWG Encoding Standard, where Python's codecs read otherwise.

Python's big5hkscs cannot read 192 of the standard's codes, the euro among them, and gives ten signs another character;
its gb18030 cannot read the byte 80, which is the euro of Windows, and gives twenty signs code points for private use.
No library that is kept up reads them so. What is left: the codes A241 and A242, whose signs ∕ and ﹨ come as ／ and ＼.
"""

from __future__ import annotations

import codecs
import re

from newsportal.text.wordlists import listed

__all__ = ["to_utf8"]

_LISTS = listed("encodings.txt")
_UNREAD = {bytes.fromhex(word[:4]): word[4:] for word in _LISTS["big5-unread"]}
_OTHER = {word[0]: word[1] for word in _LISTS["big5-other"]}
_PRIVATE = {chr(int(word[:4], 16)): chr(int(word[4:], 16)) for word in _LISTS["gb18030-other"]}
_PRIVATE_SIGN = re.compile(f"[{''.join(_PRIVATE)}]")
_PRIVATE_LEAD = b"\xee"
"""Begins the UTF-8 of every code point for private use up to U+EFFF, and of nothing else."""
_EURO = 0x80


def _big5(error: UnicodeError) -> tuple[str, int]:
    """The sign of a code that Python cannot read; else U+FFFD for it, and for its lead alone where ASCII follows."""
    assert isinstance(error, UnicodeDecodeError)
    code = error.object[error.start : error.start + 2]
    read = _UNREAD.get(code)
    return read or "\ufffd", error.start + (2 if read or code[1:] >= b"\x80" else 1)


def _gb18030(error: UnicodeError) -> tuple[str, int]:
    """€ for the byte 80, U+FFFD for what else cannot be read; ASCII that follows stays."""
    assert isinstance(error, UnicodeDecodeError)
    lead, rest = error.object[error.start], error.object[error.start + 1 : error.end]
    alone = lead == _EURO or rest.isascii()
    return ("€" if lead == _EURO else "\ufffd"), error.start + 1 if alone else error.end


codecs.register_error("newsportal.big5", _big5)
codecs.register_error("newsportal.gb18030", _gb18030)


def to_utf8(body: bytes, charset: str) -> tuple[bytes, int]:
    """A text in an encoding of Python's as UTF-8, and how many U+FFFD, for bytes that could not be read, it holds."""
    if charset == "big5":
        text = body.decode("big5hkscs", "newsportal.big5")
        for sign, browsers in _OTHER.items():
            text = text.replace(sign, browsers)
    else:
        text = body.decode(charset, "newsportal.gb18030" if charset == "gb18030" else "replace")
    written = text.encode("utf-8", "replace")
    if charset == "gb18030" and _PRIVATE_LEAD in written:
        written = _PRIVATE_SIGN.sub(lambda found: _PRIVATE[found[0]], text).encode("utf-8", "replace")
    return written, text.count("\ufffd") if "\ufffd" in text else 0  # for to look takes a tenth of the time of counting
