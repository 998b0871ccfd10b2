"""Words: text cut by jieba's dictionary, and what its flags say of a word. Loaded when the first text is cut."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from functools import cache, lru_cache

from newsportal.text.cutter import Cutter, cutter, jieba_file
from newsportal.text.wordlists import Words, shipped

_FLAGGED = re.compile(rb"^(\S+) \d+ (?:(n[rstz])|([dtmfpc])|v(?!n$))", re.MULTILINE)
"""A word whose flag says that it is a name, that it tells otherwise, or that it is a verb (vn is a verbal noun)."""
_BLOCK = 1 << 18
"""Bytes of the dictionary that are read at once."""


class _Flags:
    """What jieba's dictionary says of words: which are names of people, places, organisations and products, which are
    verbs, and which tell otherwise (adverbs, times, numbers, relative places, prepositions, conjunctions).

    As sorted hashes of 64 bits: 1 MB for a hundred thousand words, where a set of them takes 18."""

    def __init__(self) -> None:
        names, verbs, telling = array("q"), array("q"), array("q")
        with jieba_file("dict.txt").open("rb") as file:
            while lines := file.readlines(_BLOCK):
                # Its capitals are Latin letters.
                for word, name, tells in _FLAGGED.findall(b"".join(lines).lower()):
                    (names if name else telling if tells else verbs).append(hash(word))
        self.names, self.verbs, self.telling = (array("q", sorted(found)) for found in (names, verbs, telling))


_flags = cache(_Flags)


def _holds(hashes: array[int], word: str) -> bool:
    key = hash(word.encode("utf-8", "surrogatepass"))
    place = bisect_left(hashes, key)
    return place < len(hashes) and hashes[place] == key


@cache
def cutter_of(words: Words) -> Cutter:
    """What cuts text, with the lists' own words known to it; lists of one's own change no comparison by the shipped
    ones."""
    return cutter(words.places | words.synonyms.keys() | words.critical | words.idle, alone=words is not shipped())


@lru_cache(maxsize=256)
def tokens(text: str, words: Words) -> tuple[str, ...]:
    """The words of `text`, in order; joined they are `text`."""
    return tuple(cutter_of(words).cut(text))


@lru_cache(maxsize=4_096)
def is_name(word: str, words: Words) -> bool:
    """Whether `word` names a place, person, organisation or product: by our gazetteer and jieba's flags.

    jieba's flags are noisy; taking all of them for names costs some repeats and merges nothing."""
    return word in words.places or (_holds(_flags().names, word) and word not in words.idle)


@cache
def _synonyms_of_verbs(words: Words) -> frozenset[str]:
    lines = words.sections.get("synonyms", ())
    return frozenset(word for line in lines if any(_holds(_flags().verbs, one) for one in line) for word in line)


@lru_cache(maxsize=4_096)
def is_verb(word: str, words: Words) -> bool:
    """Whether `word` is a verb by jieba's flags, a synonym of one, or a phrase that begins with one: 举行会谈."""
    verbs = _flags().verbs
    return _holds(verbs, word) or word in _synonyms_of_verbs(words) or (len(word) > 3 and _holds(verbs, word[:2]))


def tells(word: str, words: Words) -> bool:
    """Whether `word`, put in, may tell of another event: it holds a digit, or by jieba's flags it says what was done,
    how or when."""
    if any(character.isdigit() for character in word):
        return True
    return word not in words.idle and any(_holds(table, word) for table in (_flags().verbs, _flags().telling))


def surnamed(word: str, words: Words) -> bool:
    """Whether `word` begins as a person's name does."""
    return word.startswith(words.surnames)
