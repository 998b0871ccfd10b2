"""Which links the open crawl has seen, as far as this process knows."""

from __future__ import annotations

from newsportal.text.keys import key_of

_BITS = 22
"""Bits of a place in the filter, which takes half a MB: of 100,000 links 3 in 10,000 others are taken for one."""
_PLACES = (0, 21, 42)
"""From which bits on a link's number tells its places."""
_MASK = (1 << _BITS) - 1


class SeenLinks:
    """Addresses with the words of links to them, in a Bloom filter. One that is not known was not seen."""

    def __init__(self) -> None:
        self._bits = bytearray()

    def add(self, url: str, words: str) -> None:
        """Note a link."""
        bits, number = self._bits or self._begun(), _number(url, words)
        for place in _PLACES:
            at = number >> place & _MASK
            bits[at >> 3] |= 1 << (at & 7)

    def holds(self, url: str, words: str) -> bool:
        """Whether a link to this address was seen under these words."""
        bits, number = self._bits, _number(url, words)
        if not bits:
            return False
        places = (number >> place & _MASK for place in _PLACES)
        return all(bits[at >> 3] >> (at & 7) & 1 for at in places)

    def clear(self) -> None:
        """Forget all: another crawl begins."""
        self._bits = bytearray()

    def _begun(self) -> bytearray:
        self._bits = bytearray(1 << _BITS - 3)
        return self._bits


def _number(url: str, words: str) -> int:
    # Not `hash`, which is another in each process: the same crawl keeps the same pages.
    return key_of(f"{url} {words}")
