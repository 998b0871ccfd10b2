"""An article's body as read before anything of its host is known: by another process, where many articles are."""

from __future__ import annotations

import re
from array import array
from binascii import a2b_base64, b2a_base64
from collections.abc import Collection
from itertools import groupby, islice
from struct import Struct
from typing import Any, NamedTuple
from zlib import crc32

from newsportal.dedup import fingerprint
from newsportal.dedup.fingerprint import MASK, MIX, SENTENCE, SHINGLE, SIGNATURE, Body, content_key, signature
from newsportal.text.han import HAN, han
from newsportal.text.keys import key_of
from newsportal.text.nfkc import nfkc

_NO_LETTER = re.compile(r"[^\w。!?;\n]")
"""What is no letter and ends no sentence, but for the next ones; one by one it is found in four fifths of the time."""
_DIGIT = re.compile(r"\d")
_MANY_HAN = re.compile(f"[{HAN}]{{{SENTENCE}}}").match
"""Tells most sentences with as many Han characters as a key needs."""
_STOPS = "。!?;"
_MARKS = ",、“”:《》 _"
"""Most of what is no letter: taken out one by one in half the time."""
_pack = Struct("q").pack
_TIMES = 3
"""How many shingles are hashed in a row for the cost of one by itself."""
_MORE = SIGNATURE // 2
"""Shingle hashes behind those of a signature: some of them come into it where boilerplate leaves it."""


class FullBody(NamedTuple):
    """A body with its boilerplate, and what is needed to take that out."""

    content: int
    """Of title and text (`content_key`): of any other text it says nothing."""
    keys: array[int]
    """Hashes of its sentences of 12 letters and more, of which boilerplate is known; in order, each once."""
    body: Body
    """Its body with the boilerplate."""
    smallest: array[int]
    """Its smallest shingle hashes, ascending: more than those of the body's signature."""
    title: str | None = None
    """The title that it was read of, where that is at hand."""
    text: str | None = None
    """The text that it was read of, where that is at hand."""

    @classmethod
    def of(cls, title: str, text: str) -> FullBody:
        """That of an article."""
        plain = nfkc(text)
        # All at once what `sentences` does one by one: no number reaches over the end of a sentence.
        letters = _letters(plain)
        keys = {key_of(one): one for one in letters if len(one) >= SENTENCE}
        own = sorted(key for key, one in keys.items() if _MANY_HAN(one) or han(one) >= SENTENCE)
        whole, numbers = "".join(letters).casefold(), frozenset(fingerprint.NUMBER.findall(plain))
        smallest = signature(whole, SIGNATURE + _MORE)
        body = Body(len(whole), han(whole), smallest[:SIGNATURE], array("q", own), numbers)
        return cls(content_key(title, text), array("q", keys), body, smallest)

    def says(self, title: str, text: str) -> bool:
        """Whether it is that of this title and text."""
        if self.text is not None and self.title is not None:
            return self.text == text and self.title == title
        return self.content == content_key(title, text)

    def at(self, host: int) -> list[int]:
        """Its keys mixed with that of its host, by which a host's boilerplate is known."""
        # All at once as one large number.
        size = 8 * len(self.keys)
        every = int.from_bytes(self.keys.tobytes(), "little") ^ int.from_bytes(_pack(host) * len(self.keys), "little")
        return array("q", every.to_bytes(size, "little")).tolist()

    def without(self, text: str, boilerplate: Collection[int]) -> Body:
        """The body of its text without the sentences that its host puts under every article, given by their keys.

        What `read_body` gives, but of the shingles only those are looked at that the sentences had a part in.
        """
        plain = nfkc(text)
        letters = _letters(plain)
        long = dict.fromkeys([one for one in letters if len(one) >= SENTENCE])
        gone = {one for one, key in zip(long, self.keys, strict=True) if key in boilerplate}
        own = array("q", [key for key in self.body.sentences if key not in boilerplate])
        left = self.body.han - han("".join([one for one in letters if one in gone]))
        kept = "".join([one for one in letters if one not in gone]).casefold()
        smallest = self._smallest(letters, gone, kept) or signature(kept)
        numbers = _numbers(plain, letters, gone) if any(map(_DIGIT.search, gone)) else self.body.numbers
        return Body(len(kept), left, smallest, own, numbers)

    def _smallest(self, letters: list[str], gone: Collection[str], kept: str) -> array[int] | None:
        """The signature of what is kept of these sentences, without those that are gone.

        None where that cannot be told from the hashes at hand.
        """
        parts = [(own, "".join(some).casefold()) for own, some in groupby(letters, gone.__contains__)]
        whole = "".join([part for _, part in parts])
        few = _TIMES * (len(whole) - len(kept)) < len(kept)
        if not few or not whole.isprintable() or len(packed := whole.encode("utf-16-le")) != 2 * len(whole):
            return None
        complete = len(self.smallest) < SIGNATURE + _MORE
        bound, before, after = MASK if complete else self.smallest[-1], set[bytes](), set[bytes]()
        packed_kept, whole_at, kept_at = kept.encode("utf-16-le"), 0, 0
        for out, part in parts:
            if out:
                before |= _shingles(packed, whole_at, whole_at + len(part))
                after |= _shingles(packed_kept, kept_at, kept_at)
            whole_at, kept_at = whole_at + len(part), kept_at + len(part) * (not out)
        perhaps, new = dict(_small(before, bound)), {one for one, _ in _small(after, bound)}
        left = (
            one
            for one in sorted({*self.smallest, *new})
            if one in new or one not in perhaps or perhaps[one].decode("utf-16-le") in kept
        )
        smallest = array("I", islice(left, SIGNATURE))
        return smallest if complete or len(smallest) == SIGNATURE else None

    def told(self) -> list[Any]:
        """As JSON has it."""
        body = self.body
        figures = [body.length, body.han, _packed(self.smallest), _packed(body.sentences), sorted(body.numbers)]
        return [self.content, _packed(self.keys), *figures]

    @classmethod
    def read(cls, told: list[Any], title: str | None = None, text: str | None = None) -> FullBody | None:
        """That which was told so, of an article whose title and text these are; None where an earlier version did."""
        content, keys, length, han, packed, sentences, numbers = told
        if not isinstance(packed, str):
            return None
        smallest = array("I", a2b_base64(packed))
        own = array("q", a2b_base64(sentences))
        body = Body(length, han, smallest[:SIGNATURE], own, frozenset(numbers))
        return cls(content, array("q", a2b_base64(keys)), body, smallest, title, text)


def _packed(numbers: array[int]) -> str:
    return b2a_base64(numbers.tobytes(), newline=False).decode("ascii")


def _letters(plain: str) -> list[str]:
    """The letters and digits of the sentences of a text; some are empty."""
    for mark in _MARKS:
        plain = plain.replace(mark, "")
    return _parts(_NO_LETTER.sub("", plain))


def _parts(text: str) -> list[str]:
    """A text at its stops, as `fingerprint.STOP` splits it: where several stand in a row, with nothing between."""
    for stop in _STOPS:
        text = text.replace(stop, "\n")
    return text.split("\n")


def _numbers(plain: str, letters: list[str], gone: Collection[str]) -> frozenset[str]:
    """The numbers of a text, given the letters of its sentences, without the sentences that are gone."""
    said = zip(_parts(plain), letters, strict=True)
    return frozenset(fingerprint.NUMBER.findall("\n".join([part for part, one in said if one not in gone])))


def _shingles(packed: bytes, begin: int, end: int) -> set[bytes]:
    """The shingles of a text with a character from here to there, or that reach over the place between both."""
    last, size = len(packed) // 2 - SHINGLE, 2 * SHINGLE
    ats = range(2 * max(0, begin - SHINGLE + 1), 2 * min(end - 1, last) + 1, 2)
    return {packed[at : at + size] for at in ats}


def _small(shingles: Collection[bytes], bound: int) -> list[tuple[int, bytes]]:
    """Those with a hash up to a bound, behind that."""
    hashes = zip(map(crc32, shingles), shingles, strict=True)
    return [(one, shingle) for found, shingle in hashes if (one := found * MIX & MASK) <= bound]
