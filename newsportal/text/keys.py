"""Keys: addresses and words as numbers, the same in every run."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from hashlib import blake2b
from struct import Struct
from zlib import crc32

_hashed, _number = partial(blake2b, digest_size=8), Struct(">q").unpack
"""Seven tenths of the time that arguments by name take."""


def key_of(text: str) -> int:
    """A text, such as an address, as a signed 64-bit number."""
    number: int = _number(_hashed(text.encode("utf-8", "replace")).digest())[0]
    return number


address_key = lru_cache(512)(key_of)
"""The same of an address or a host, which are asked for again and again while one page is stored."""


def name_of(key: int) -> str:
    """A key as the files write it: 16 hexadecimal digits."""
    return f"{key & 0xFFFFFFFFFFFFFFFF:016x}"


def key_named(name: str) -> int:
    """The key that files write so; raises ValueError for another text."""
    if not re.fullmatch(r"[0-9a-f]{16}", name):
        raise ValueError(f"{name!r} is no id: sixteen hexadecimal digits")
    key = int(name, 16)
    return key - (1 << 64) if key >> 63 else key


def words_key(text: str) -> int:
    """A wording of one headline as a number of 32 bits."""
    return crc32(text.encode("utf-8", "replace"))
