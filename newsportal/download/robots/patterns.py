"""The path of a rule and of an address, as bytes, and whether one matches the other (RFC 9309, 2.2.2). Pure."""

from __future__ import annotations

import re

__all__ = ["bare", "host_and_path", "matches", "spelled", "spellings"]

_ABSOLUTE = re.compile(rb"https?:/{2,9}(?:[^/?#@]{0,200}@)?([^/?#:]{0,300})(?::\d{0,5})?", re.IGNORECASE)
_ODD = re.compile(rb"%([0-9A-Fa-f]{2})|[^\x21-\x7e]")
_KEPT_IN_PATH = frozenset(b"%/?#*$")
_KEPT_IN_QUERY = frozenset(b"%#*$")


def host_and_path(value: bytes) -> tuple[str, bytes]:
    """The host that a rule names by an absolute address, "" where it names none, and its path."""
    found = _ABSOLUTE.match(value)
    if not found:
        return "", value
    return bare(found[1].decode("utf-8", "replace")), value[found.end() :] or b"/"


def bare(host: str) -> str:
    """A host as rules name it: www.example.cn and example.cn are one, for whoever writes one of them means the site."""
    return host.lower().removeprefix("www.")


def spellings(value: bytes) -> set[bytes]:
    """A rule's path in the bytes that it may have in an address: its own, and a Chinese path in UTF-8 and GB18030."""
    if not value:
        return set()
    if value[:1] not in b"/*":
        value = b"/" + value
    for encoding, other in (("utf-8", "gb18030"), ("gb18030", "utf-8")):
        try:
            return {value, value.decode(encoding).encode(other)}
        except UnicodeError:
            continue
    return {value}


def spelled(octets: bytes) -> bytes:
    """One spelling for equal addresses: %XX in capitals, and only where it is needed (RFC 9309, 2.2.2)."""
    path, mark, query = octets.partition(b"?")
    return _escaped(path, _KEPT_IN_PATH) + mark + _escaped(query, _KEPT_IN_QUERY)


def _escaped(octets: bytes, kept: frozenset[int]) -> bytes:
    def spell(found: re.Match[bytes]) -> bytes:
        code = int(found[1], 16) if found[1] else found[0][0]
        return bytes((code,)) if 0x21 <= code <= 0x7E and code not in kept else b"%%%02X" % code

    return _ODD.sub(spell, octets)


def matches(octets: bytes, pieces: tuple[bytes, ...], anchored: bool) -> bool:
    """Whether `octets` are the pieces in this order with anything between them; `anchored`: and nothing after them."""
    first, *middle = pieces
    if not octets.startswith(first):
        return False
    if not middle:
        return len(octets) == len(first) if anchored else True
    at, last = len(first), middle.pop()
    for piece in middle:
        if (found := octets.find(piece, at)) < 0:
            return False
        at = found + len(piece)
    return (octets.endswith(last) and len(octets) - len(last) >= at) if anchored else octets.find(last, at) >= 0
