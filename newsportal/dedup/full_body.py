"""An article's body as read before anything of its host is known: by another process, where many articles are."""

from __future__ import annotations

import re
from array import array
from binascii import a2b_base64, b2a_base64
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain
from struct import Struct
from typing import Any

from newsportal.dedup.boilerplate import MORE, without
from newsportal.dedup.fingerprint import NUMBER, SENTENCE, SIGNATURE, Body, read_body, smallest
from newsportal.dedup.letters import cuts_of, letters_of
from newsportal.text.han import HAN, han
from newsportal.text.keys import key_of
from newsportal.text.nfkc import nfkc

_MANY_HAN = re.compile(f"[{HAN}]{{{SENTENCE}}}").match
"""Tells most sentences with as many Han characters as a key needs."""
_pack = Struct("q").pack
_TOLD = 10
"""Values that are told of a body."""


def content_key(title: str, text: str) -> int:
    """Title and text of an article as a number."""
    return key_of(f"{title}\n{text}")


def mixed(keys: bytes, host: int) -> bytes:
    """Keys of sentences mixed with that of a host, or back: all at once as one large number."""
    hosts = _pack(host) * (len(keys) // 8)
    return (int.from_bytes(keys, "little") ^ int.from_bytes(hosts, "little")).to_bytes(len(keys), "little")


@dataclass(slots=True)
class FullBody:
    """A body with its boilerplate, and what is needed to take that out. Not frozen: one is made for each article."""

    content: int
    """Of title and text (`content_key`): of any other text it says nothing."""
    keys: array[int]
    """Hashes of its sentences of 12 letters and more, of which boilerplate is known; in order, each once."""
    body: Body
    """Its body with the boilerplate."""
    smallest: array[int]
    """Its smallest shingle hashes, ascending: more than those of the body's signature."""
    again: dict[int, int]
    """How often those of them stand in it that do more than once."""
    cuts: array[int]
    """Of each sentence where the piece of the text ends that holds it alone, and which of `keys` is its, or -1."""
    often: array[int]
    """How often each of its numbers stands in it, in their order."""
    title: str | None = None
    """The title that it was read of, where that is at hand."""
    text: str | None = None
    """The text that it was read of, where that is at hand."""

    @classmethod
    def of(cls, title: str, text: str) -> FullBody:
        """That of an article."""
        plain = nfkc(text)
        # All at once what `sentences` does one by one: no number reaches over the end of a sentence.
        letters = letters_of(plain)
        keys = {key_of(one): one for one in letters if len(one) >= SENTENCE}
        own = sorted(key for key, one in keys.items() if _MANY_HAN(one) or han(one) >= SENTENCE)
        whole = "".join(letters).casefold()
        numbers = Counter(NUMBER.findall(plain))
        found, again = smallest(whole, SIGNATURE + MORE)
        body = Body(len(whole), han(whole), found[:SIGNATURE], array("q", own), frozenset(numbers))
        often = array("I", [numbers[number] for number in sorted(numbers)])
        cuts = cuts_of(text, letters, {one: n for n, one in enumerate(keys.values())})
        return cls(content_key(title, text), array("q", keys), body, found, again, cuts, often)

    def says(self, title: str, text: str) -> bool:
        """Whether it is that of this title and text."""
        if self.text is not None and self.title is not None:
            return self.text == text and self.title == title
        return self.content == content_key(title, text)

    def at(self, host: int) -> list[int]:
        """Its keys mixed with that of its host, by which a host's boilerplate is known."""
        return array("q", mixed(self.keys.tobytes(), host)).tolist()

    def without(self, text: str, boilerplate: Collection[int]) -> Body:
        """The body of its text without the sentences that its host puts under every article, given by their keys."""
        return without(self, text, boilerplate) or read_body(text, boilerplate)

    def told(self) -> list[Any]:
        """As JSON has it."""
        body = self.body
        figures = [body.length, body.han, _packed(self.smallest), _packed(body.sentences), sorted(body.numbers)]
        again = [*chain(*self.again.items())]
        return [self.content, _packed(self.keys), *figures, again, _packed(self.cuts), _packed(self.often)]

    @classmethod
    def read(cls, told: list[Any], title: str | None = None, text: str | None = None) -> FullBody | None:
        """That which was told so, of an article whose title and text these are; None where an earlier version did."""
        if len(told) != _TOLD:
            return None
        content, keys, length, han, packed, sentences, numbers, again, cuts, often = told
        found = array("I", a2b_base64(packed))
        own = array("q", a2b_base64(sentences))
        body = Body(length, han, found[:SIGNATURE], own, frozenset(numbers))
        every, ends, times = array("q", a2b_base64(keys)), array("i", a2b_base64(cuts)), array("I", a2b_base64(often))
        more = dict(zip(again[::2], again[1::2], strict=True))
        return cls(content, every, body, found, more, ends, times, title, text)


def _packed(numbers: array[int]) -> str:
    return b2a_base64(numbers.tobytes(), newline=False).decode("ascii")
