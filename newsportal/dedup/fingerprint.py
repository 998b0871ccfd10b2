"""Fingerprints of article bodies: is one a reprint (转载) of the other? By shingles and sentences; no tokeniser.

A shingle is a run of five characters. MinHash in its first form (Broder 1997, On the resemblance and containment of
documents): of all shingle hashes the smallest are kept, which needs one hash for each and no matrix library."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain, compress, islice
from struct import Struct
from typing import Literal
from zlib import crc32

from newsportal.text.han import han
from newsportal.text.keys import key_of
from newsportal.text.nfkc import nfkc

SHINGLE = 5
"""Characters of a shingle."""
SIGNATURE = 128
"""Shingle hashes kept."""
KEYS = 8
"""Smallest sentence hashes kept as look-up keys."""
SENTENCE = 12
"""Han characters under which a sentence is too common to be a key."""
LEAST = 120
"""Han characters that a body needs to be compared at all."""
RESEMBLANCE, CONTAINMENT, SHARED_SENTENCES = 0.6, 0.8, 0.6
"""Shares of shingles in common, of the shorter body's shingles, and of its sentences: reaching one makes a reprint."""
SAME_SITE = 0.95
"""Resemblance needed on one site, where weekly reports share most of their words."""
NUMBERS = 0.8
"""Of the shorter body's numbers, the share that the other must hold in a reprint."""

STOP = re.compile(r"[。!?;\n]+")
LETTERS = re.compile(r"[\W_]+")
NUMBER = re.compile(r"\d\d*(?:[.:]\d+)*")
MIX, MASK = 0x9E3779B1, 0xFFFFFFFF
_SOME = Struct(f"{2 * SHINGLE}s" * 32)
"""Shingles that stand one behind the other."""
_FIRST = b"\1" * 256 + bytes(256)
"""From its n-th byte on a table in which the first 256 - n are marked."""


@dataclass(slots=True)
class Body:
    """What is kept of a body. Not frozen: one is made for each article, and that takes four times as long."""

    length: int
    """Characters."""
    han: int
    """Han characters."""
    signature: array[int]
    """The smallest shingle hashes, ascending."""
    sentences: array[int]
    """Hashes of its sentences of 12 Han and more, ascending."""
    numbers: frozenset[str]
    """Its numbers."""

    @property
    def keys(self) -> array[int]:
        """The smallest sentence hashes, by which it is looked for."""
        return self.sentences[:KEYS]

    def stored(self) -> tuple[int, int, bytes, bytes, str]:
        """As tables have it."""
        numbers = " ".join(sorted(self.numbers))
        return self.length, self.han, self.signature.tobytes(), self.sentences.tobytes(), numbers


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a body."""

    letters: str
    """Its letters and digits."""
    key: int
    """Hash of them, of which boilerplate is known; 0 where they are fewer than 12."""
    numbers: tuple[str, ...]
    """Its numbers."""


def sentences(text: str) -> list[Sentence]:
    """The sentences of a body that hold a letter, in order."""
    found = []
    for sentence in STOP.split(nfkc(text)):
        letters = LETTERS.sub("", sentence)
        if letters:
            key = key_of(letters) if len(letters) >= SENTENCE else 0
            found.append(Sentence(letters, key, tuple(NUMBER.findall(sentence))))
    return found


def read_body(text: str | list[Sentence], boilerplate: Collection[int] = ()) -> Body:
    """Read a body, leaving out the sentences that its host puts under every article, given by their keys."""
    every = sentences(text) if isinstance(text, str) else text
    kept = [sentence for sentence in every if not sentence.key or sentence.key not in boilerplate]
    keys = {one.key for one in kept if one.key and han(one.letters) >= SENTENCE}
    whole = "".join(one.letters for one in kept).casefold()
    numbers = frozenset(number for one in kept for number in one.numbers)
    return Body(len(whole), han(whole), signature(whole), array("q", sorted(keys)), numbers)


def signature(whole: str, most: int = SIGNATURE) -> array[int]:
    """The smallest shingle hashes of a body's letters, `most` of them, ascending."""
    return smallest(whole, most)[0]


def smallest(whole: str, most: int) -> tuple[array[int], dict[int, int]]:
    """The smallest shingle hashes of a body's letters, `most` of them, ascending; how often those that come again."""
    mixed = _mixed(whole)
    hashes = array("I", mixed)[::2]
    # Of a long text they are looked for among those with a small first byte: to keep and sort all takes half as long
    # again.
    below = min(1 + 4 * 256 * most // (3 * len(hashes) or 1), 256)
    found = [*compress(hashes, mixed[3::8].translate(_FIRST[256 - below : 512 - below]))]
    if len(small := set(found)) < most:
        found = [*hashes]
        small = set(found)
    kept = array("I", sorted(small)[:most])
    if len(found) == len(small):
        return kept, {}
    times = Counter(found)
    return kept, {one: times[one] for one in kept if times[one] > 1}


def _shingle_hashes(packed: bytes) -> array[int]:
    """The CRC of each shingle of a text in UTF-16, in order: to unpack some at a time takes half of slicing each."""
    count, size = max(0, len(packed) // 2 - SHINGLE + 1), 2 * SHINGLE
    found, room = array("I", bytes(4 * count)), packed + bytes(_SOME.size)
    for first in range(min(SHINGLE, count)):
        here = -(-(count - first) // SHINGLE)
        end = 2 * first + -(-here * size // _SOME.size) * _SOME.size
        shingles = islice(chain.from_iterable(_SOME.iter_unpack(room[2 * first : end])), here)
        found[first::SHINGLE] = array("I", [*map(crc32, shingles)])
    return found


def _mixed(letters: str) -> bytes:
    """Each shingle's hash times MIX in eight bytes: as one large number, which takes a third of one by one."""
    hashes = _shingle_hashes(letters.encode("utf-16-le", "replace"))
    room = array("I", bytes(8 * len(hashes)))
    room[::2] = hashes
    return (int.from_bytes(room.tobytes(), "little") * MIX).to_bytes(8 * len(hashes), "little")


def shingle_hashes(letters: str) -> array[int]:
    """The hash of each shingle of a text, in order."""
    return array("I", _mixed(letters))[::2]


def resemblance(a: Body, b: Body) -> float:
    """Share of shingles that two bodies have in common, estimated from their signatures."""
    mine, theirs = a.signature, b.signature
    both = sorted(set(mine).intersection(theirs))

    def before(n: int) -> int:
        """How many of the two together are smaller than one that both have."""
        return bisect_left(mine, both[n]) + bisect_left(theirs, both[n]) - n

    few = bisect_left(range(len(both)), SIGNATURE, key=before)
    return few / max(1, min(SIGNATURE, len(mine) + len(theirs) - len(both)))


@dataclass(frozen=True, slots=True)
class Likeness:
    """What comparing two bodies says."""

    kind: Literal["same", "different", "unknown"]
    """same: a reprint; different: none; unknown: too little text to tell, or alike on one site."""
    evidence: str
    """What was compared, in figures."""


def compare_bodies(a: Body, b: Body, *, same_site: bool = False) -> Likeness:
    """Whether one body is a reprint of the other, whole, cut or edited."""
    if min(a.han, b.han) < LEAST:
        return Likeness("unknown", f"{min(a.han, b.han)} Han characters are too few to tell")
    short, long = (b, a) if b.length < a.length else (a, b)
    alike = resemblance(a, b)
    common = alike * (a.length + b.length) / (1 + alike)
    contained = min(1.0, common / max(1, short.length))
    shared = len(set(a.sentences).intersection(b.sentences))
    sentences = shared / max(1, min(len(a.sentences), len(b.sentences)))
    said = f"resemblance {alike:.2f}, containment {contained:.2f}, {shared} sentences shared"
    enough = shared >= 3 and sentences >= SHARED_SENTENCES
    if not (alike >= RESEMBLANCE or contained >= CONTAINMENT or enough):
        return Likeness("different", said)
    held = len(short.numbers & long.numbers) / max(1, len(short.numbers)) if short.numbers else 1.0
    if held < NUMBERS:
        return Likeness("different", f"{said}, but only {held:.0%} of the numbers")
    if same_site and alike < SAME_SITE:
        return Likeness("unknown", f"{said}, on one site")
    return Likeness("same", said)
