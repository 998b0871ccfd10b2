"""Boilerplate taken out of a body that is known: only what stands beside it is looked at."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import TYPE_CHECKING

from newsportal.dedup.fingerprint import MASK, NUMBER, SHINGLE, SIGNATURE, Body, shingle_hashes, signature
from newsportal.dedup.letters import letters_of
from newsportal.text.han import han
from newsportal.text.nfkc import nfkc

if TYPE_CHECKING:
    from newsportal.dedup.full_body import FullBody

MORE = SIGNATURE // 2
"""Shingle hashes behind those of a signature: some of them come into it where boilerplate leaves it."""
_DIGIT = re.compile(r"\d")
_TIMES = 2
"""How many shingles are hashed in a row for the cost of one by itself."""
_EDGE = SHINGLE - 1
"""Letters at an end of a sentence that stand in shingles with those beyond it."""
_APART = " "
"""Between letters that stand in no shingle together: none of them is one."""


def without(full: FullBody, text: str, boilerplate: Collection[int]) -> Body | None:
    """The body of a text without boilerplate, given by its keys; None where no cuts tell where that stands."""
    gone = {n for n, key in enumerate(full.keys) if key in boilerplate}
    out = [n for n, number in enumerate(full.cuts[1::2]) if number in gone]
    if not out:
        return None
    pieces = _Pieces(text, full.cuts, out)
    own, body = "".join(map(pieces.letters, out)), full.body
    smallest = _smallest(full, pieces, out) if _TIMES * len(own) < body.length - len(own) else None
    sentences = array("q", [key for key in body.sentences if key not in boilerplate])
    numbers = body.numbers.difference(_gone(full, Counter(pieces.numbers()))) if _DIGIT.search(own) else body.numbers
    return Body(body.length - len(own), body.han - han(own), smallest or signature(pieces.kept()), sentences, numbers)


def _gone(full: FullBody, taken: Mapping[str, int]) -> Iterator[str]:
    """The numbers that stand nowhere else, of those that are taken out so often."""
    often = dict(zip(sorted(full.body.numbers), full.often, strict=True))
    return (number for number, times in taken.items() if times >= often[number])


def _smallest(full: FullBody, pieces: _Pieces, out: Sequence[int]) -> array[int] | None:
    """The signature of a body without these sentences; None where its hashes do not tell."""
    with_them, without_them = list[str](), list[str]()
    for some in pieces.near_each_other(out):
        left, right = pieces.edge(some[0] - 1, -1), pieces.edge(some[-1] + 1, 1)
        whole = [*map(pieces.letters, range(some[0], some[-1] + 1))]
        rest = [letters for n, letters in enumerate(whole, some[0]) if n not in some]
        with_them.append("".join((left, *whole, right)))
        without_them.append("".join((left, *rest, right)))
    if not _is_plain("".join(with_them)):
        return None
    kept, complete = {*full.smallest}, len(full.smallest) < SIGNATURE + MORE
    bound = MASK if complete else full.smallest[-1]
    before, after = _hashes(with_them, kept.__contains__), _hashes(without_them, bound.__ge__)
    kept.difference_update(one for one, times in Counter(before).items() if times >= full.again.get(one, 1))
    kept.update(after)
    left_over = sorted(kept)[:SIGNATURE]
    return array("I", left_over) if complete or len(left_over) == SIGNATURE else None


def _hashes(texts: Iterable[str], wanted: Callable[[int], bool]) -> list[int]:
    """Those that are wanted of the hashes of the shingles of some texts: found all at once, as of one text."""
    every = _APART.join(texts)
    hashes = shingle_hashes(every)
    found = compress(range(len(hashes)), map(wanted, hashes))
    return [hashes[at] for at in found if _APART not in every[at : at + SHINGLE]]


class _Pieces:
    """The pieces of a text by number, each with the letters of one sentence; `out`: those that are taken out."""

    def __init__(self, text: str, cuts: array[int], out: Sequence[int]) -> None:
        self._text, self._ends, self._out = text, cuts[::2], out
        self._letters: dict[int, str] = {}
        self._read(n for one in out for n in (one - 1, one, one + 1) if 0 <= n < len(self._ends))

    def _read(self, numbers: Iterable[int]) -> None:
        """Read the letters of some sentences at once: many cost little more than one."""
        new = sorted({*numbers}.difference(self._letters))
        found = filter(None, letters_of(nfkc("\n".join(map(self._piece, new)))))
        self._letters.update(zip(new, map(str.casefold, found), strict=True))

    def kept(self) -> str:
        """The letters of all that are not taken out."""
        every = range(len(self._ends))
        self._read(every)
        out = frozenset(self._out)
        return "".join([self._letters[n] for n in every if n not in out])

    def _piece(self, n: int) -> str:
        return self._text[self._ends[n - 1] if n else 0 : self._ends[n]]

    def letters(self, n: int) -> str:
        """The letters of a sentence."""
        if n not in self._letters:
            self._read([n])
        return self._letters[n]

    def edge(self, n: int, step: int) -> str:
        """The letters of a sentence, and of those behind it, that stand in shingles with letters at its other side."""
        said = ""
        while len(said) < _EDGE and 0 <= n < len(self._ends):
            said = self.letters(n) + said if step < 0 else said + self.letters(n)
            n += step
        return said[-_EDGE:] if step < 0 else said[:_EDGE]

    def near_each_other(self, out: Iterable[int]) -> list[list[int]]:
        """Some sentences, those together between which so few letters stand that a shingle may reach over them."""
        found = list[list[int]]()
        for n in out:
            last = found[-1][-1] if found else -SHINGLE
            if n - last <= _EDGE and len("".join(map(self.letters, range(last + 1, n)))) < _EDGE:
                found[-1].append(n)
            else:
                found.append([n])
        return found

    def numbers(self) -> list[str]:
        """The numbers of those that are taken out."""
        return NUMBER.findall(nfkc("\n".join(map(self._piece, self._out))))


def _is_plain(letters: str) -> bool:
    """Whether a text has a shingle where it has so many characters."""
    return letters.isprintable() and len(letters.encode("utf-16-le")) == 2 * len(letters)
