"""jieba, loaded once and only when two headlines have to be compared word by word."""

from __future__ import annotations

import logging
from array import array
from bisect import bisect_left
from functools import cache, lru_cache
from typing import Any

from newsportal.text.wordlists import Words, shipped

_NAME_FLAGS = ("nr", "ns", "nt", "nz")


@cache
def _jieba() -> Any:
    import jieba

    from newsportal.text.jieba_tokenizer import Tokenizer

    jieba.setLogLevel(logging.WARNING)
    tokenizer = Tokenizer()
    tokenizer.initialize()
    return tokenizer


class _Names:
    """The words that jieba's dictionary flags as names of people, places, organisations and products.

    As sorted hashes of 64 bits: 1 MB for a hundred thousand names, where a set of them takes 18."""

    def __init__(self) -> None:
        hashes = array("q")
        with _jieba().get_dict_file() as lines:
            for line in lines:
                word, _, rest = line.decode("utf-8").partition(" ")
                if rest.rpartition(" ")[2].startswith(_NAME_FLAGS):
                    hashes.append(hash(word.casefold()))
        self._hashes = array("q", sorted(hashes))

    def __contains__(self, word: str) -> bool:
        key = hash(word)
        place = bisect_left(self._hashes, key)
        return place < len(self._hashes) and self._hashes[place] == key


_jieba_names = cache(_Names)


@cache
def _tokenizer(words: Words) -> Any:
    """jieba with the lists' own words known to it; lists of one's own change no comparison by the shipped ones."""
    tokenizer = _jieba()
    if words is not shipped():
        own, tokenizer = tokenizer, type(tokenizer)()
        tokenizer.FREQ, tokenizer.total, tokenizer.initialized = dict(own.FREQ), own.total, True
    for word in sorted(words.places | words.synonyms.keys() | words.critical):
        if len(word) > 1 and not tokenizer.FREQ.get(word):
            tokenizer.add_word(word)
    return tokenizer


def load(words: Words) -> Any:
    """Load all that words are read with (a second, once a process); gives jieba's tokeniser, for other uses."""
    _jieba_names()
    return _tokenizer(words)


@lru_cache(maxsize=256)
def tokens(text: str, words: Words) -> tuple[str, ...]:
    """The words of `text`, in order; joined they are `text`."""
    return tuple(_tokenizer(words).lcut(text, HMM=False))


def is_name(word: str, words: Words) -> bool:
    """Whether `word` names a place, person, organisation or product: by our gazetteer and jieba's flags.

    jieba's flags are noisy; taking all of them for names costs some repeats and merges nothing."""
    return word in words.places or (word in _jieba_names() and word not in words.idle)


def surnamed(word: str, words: Words) -> bool:
    """Whether `word` begins as a person's name does."""
    return word.startswith(words.surnames)
