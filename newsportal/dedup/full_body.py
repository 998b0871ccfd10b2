"""An article's body as read before anything of its host is known: by another process, where many articles are."""

from __future__ import annotations

import re
from array import array
from binascii import a2b_base64, b2a_base64
from collections.abc import Collection
from typing import Any, NamedTuple

from newsportal.dedup import fingerprint
from newsportal.dedup.fingerprint import MASK, SENTENCE, SHINGLE, SIGNATURE, Body, content_key, hash_of, signature
from newsportal.text.han import han
from newsportal.text.keys import key_of
from newsportal.text.nfkc import nfkc

_NO_LETTER = re.compile(r"[^\w。!?;\n]+|_+")
"""What is no letter and ends no sentence."""
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
        letters = fingerprint.STOP.split(_NO_LETTER.sub("", plain))
        keys = {key_of(one): one for one in letters if len(one) >= SENTENCE}
        own = sorted(key for key, one in keys.items() if han(one) >= SENTENCE)
        whole, numbers = "".join(letters).casefold(), frozenset(fingerprint.NUMBER.findall(plain))
        smallest = signature(whole, SIGNATURE + _MORE)
        body = Body(len(whole), han(whole), smallest[:SIGNATURE], array("q", own), numbers)
        return cls(content_key(title, text), array("q", keys), body, smallest)

    def says(self, title: str, text: str) -> bool:
        """Whether it is that of this title and text."""
        if self.text is not None and self.title is not None:
            return self.text == text and self.title == title
        return self.content == content_key(title, text)

    def without(self, text: str, boilerplate: Collection[int]) -> Body:
        """The body of its text without the sentences that its host puts under every article, given by their keys.

        What `read_body` gives, but of the shingles only those are looked at that the sentences had a part in.
        """
        parts = fingerprint.STOP.split(nfkc(text))
        letters = [fingerprint.LETTERS.sub("", part) for part in parts]
        long = dict.fromkeys(one for one in letters if len(one) >= SENTENCE)
        gone = {one for one, key in zip(long, self.keys, strict=True) if key in boilerplate}
        said = "\n".join(part for part, one in zip(parts, letters, strict=True) if one not in gone)
        own = array("q", [key for key in self.body.sentences if key not in boilerplate])
        left = self.body.han - sum(han(one) for one in letters if one in gone)
        kept = "".join(one for one in letters if one not in gone).casefold()
        smallest = self._smallest([(one.casefold(), one in gone) for one in letters], kept) or signature(kept)
        return Body(len(kept), left, smallest, own, frozenset(fingerprint.NUMBER.findall(said)))

    def _smallest(self, letters: list[tuple[str, bool]], kept: str) -> array[int] | None:
        """The signature of what is kept of these sentences, each with whether it is not.

        None where that cannot be told from the hashes at hand.
        """
        whole, whole_at, kept_at = "".join(one for one, _ in letters), 0, 0
        few = _TIMES * (len(whole) - len(kept)) < len(kept)
        if not few or not whole.isprintable() or max(whole) > "\uffff":
            return None
        complete = len(self.smallest) < SIGNATURE + _MORE
        bound, before, after = MASK if complete else self.smallest[-1], set[str](), set[str]()
        for one, gone in letters:
            if gone:
                before |= _shingles(whole, whole_at, whole_at + len(one))
                after |= _shingles(kept, kept_at, kept_at)
            whole_at, kept_at = whole_at + len(one), kept_at + len(one) * (not gone)
        lost = {found for one in before if (found := hash_of(one)) <= bound and one not in kept}
        new = {found for one in after if (found := hash_of(one)) <= bound}
        smallest = sorted((set(self.smallest) - lost) | new)[:SIGNATURE]
        return array("I", smallest) if complete or len(smallest) == SIGNATURE else None

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


def _shingles(text: str, begin: int, end: int) -> set[str]:
    """The shingles of a text with a character from here to there, or that reach over the place between both."""
    last = len(text) - SHINGLE
    return {text[at : at + SHINGLE] for at in range(max(0, begin - SHINGLE + 1), min(end - 1, last) + 1)}
