"""Keys: addresses and words as numbers, the same in every run."""

from __future__ import annotations

from hashlib import blake2b
from zlib import crc32


def key_of(text: str) -> int:
    """A text, such as an address, as a signed 64-bit number."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def name_of(key: int) -> str:
    """A key as the files write it: 16 hexadecimal digits."""
    return f"{key & 0xFFFFFFFFFFFFFFFF:016x}"


def key_named(name: str) -> int:
    """The key of which `name_of` gave the name."""
    return int.from_bytes(bytes.fromhex(name), "big", signed=True)


def words_key(text: str) -> int:
    """A wording of one headline as a number of 32 bits."""
    return crc32(text.encode("utf-8", "replace"))
