"""An article's body as bytes, in which the process that stores it reads it faster than in any text.

Of most bodies only their keys are asked for, and the rest is stored as it came: each part is unpacked when it is first
asked for."""

from __future__ import annotations

from array import array
from itertools import chain
from struct import Struct
from typing import Any

from newsportal.dedup.fingerprint import KEYS, SIGNATURE, Body
from newsportal.dedup.full_body import FullBody, mixed

_FORM = b"\x03"
"""Begins a body that is packed as here."""
_HEAD = Struct("=cqqIIIIIIIII")
"""That, its content, its host, its characters, the Han among them, and where its parts end: hashes of sentences mixed
with the host's, sentences by which it is compared, smallest hashes, cuts, how often hashes come, how often
numbers do, numbers."""
_KEY, _HASH = 8, 4
"""Bytes of one of them."""


def packed(full: FullBody, host: int) -> bytes:
    """A body as bytes, of an article of this host: for machines that have numbers in the same order of bytes."""
    body = full.body
    again, numbers = array("I", chain(*full.again.items())), body.stored()[-1].encode()
    plain = (body.sentences, full.smallest, full.cuts, again, full.often)
    parts = [mixed(full.keys.tobytes(), host), *(part.tobytes() for part in plain), numbers]
    ends, end = list[int](), _HEAD.size
    for part in parts:
        ends.append(end := end + len(part))
    return b"".join((_HEAD.pack(_FORM, full.content, host, body.length, body.han, *ends), *parts))


def is_packed(told: bytes) -> bool:
    """Whether a body is packed so: an earlier version did otherwise, and began one of 256 with the same byte."""
    return told[:1] == _FORM and len(told) >= _HEAD.size and _HEAD.unpack_from(told)[-1] == len(told)


def unpacked(told: bytes) -> FullBody:
    """The body that was packed so."""
    _, content, host, length, han, *ends = _HEAD.unpack_from(told)
    body, full = _PackedBody.__new__(_PackedBody), _PackedFullBody.__new__(_PackedFullBody)
    body.length, body.han, full.content, full.body = length, han, content, body
    full.title = full.text = None
    body.told = full.told_as = told
    body.ends = full.ends = ends
    full.host = host
    return full


class _PackedBody(Body):
    """A body of which a part is read when it is first asked for."""

    __slots__ = ("ends", "told")
    told: bytes
    ends: list[int]

    def __getattr__(self, name: str) -> Any:
        # Python asks here for a value that is not set yet.
        if name not in ("signature", "sentences", "numbers"):
            raise AttributeError(name)
        _, _, signature, sentences, numbers = self.stored()
        self.signature, self.sentences = array("I", signature), array("q", sentences)
        self.numbers = frozenset(numbers.split())
        return getattr(self, name)

    @property
    def keys(self) -> array[int]:
        """The smallest sentence hashes, by which it is looked for."""
        begin, end, *_ = self.ends
        return array("q", self.told[begin : min(end, begin + _KEY * KEYS)])

    def stored(self) -> tuple[int, int, bytes, bytes, str]:
        """As tables have it."""
        told, (keys, sentences, smallest, _, _, often, numbers) = self.told, self.ends
        signature = told[sentences : min(smallest, sentences + _HASH * SIGNATURE)]
        return self.length, self.han, signature, told[keys:sentences], told[often:numbers].decode()


class _PackedFullBody(FullBody):
    """The same with its boilerplate."""

    __slots__ = ("ends", "host", "told_as")
    told_as: bytes
    ends: list[int]
    host: int

    def __getattr__(self, name: str) -> Any:
        if name not in ("keys", "smallest", "cuts", "again", "often"):
            raise AttributeError(name)
        told, (_, sentences, smallest, cuts, again, often, _) = self.told_as, self.ends
        self.keys = array("q", mixed(told[_HEAD.size : self.ends[0]], self.host))
        self.smallest, self.cuts = array("I", told[sentences:smallest]), array("i", told[smallest:cuts])
        more, self.often = array("I", told[cuts:again]), array("I", told[again:often])
        self.again = dict(zip(more[::2], more[1::2], strict=True))
        return getattr(self, name)

    def at(self, host: int) -> list[int]:
        """Its keys mixed with that of its host, by which a host's boilerplate is known."""
        keys = self.told_as[_HEAD.size : self.ends[0]]
        return array("q", keys if host == self.host else mixed(keys, self.host ^ host)).tolist()
