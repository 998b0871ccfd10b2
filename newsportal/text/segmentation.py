"""jieba, loaded once and only when two headlines have to be compared word by word."""

from __future__ import annotations

import logging
from array import array
from bisect import bisect_left
from functools import cache, lru_cache
from typing import Any

from newsportal.text.wordlists import Words, shipped

_NAME_FLAGS = ("nr", "ns", "nt", "nz")
_VERB_FLAG, _VERBAL_NOUN = "v", "vn"
_TELLING_FLAGS = ("d", "t", "m", "f", "p", "c")


@cache
def _jieba() -> Any:
    import jieba

    from newsportal.text.jieba_tokenizer import Tokenizer

    jieba.setLogLevel(logging.WARNING)
    tokenizer = Tokenizer()
    tokenizer.initialize()
    return tokenizer


class _Flags:
    """What jieba's dictionary says of words: which are names of people, places, organisations and products, which are
    verbs, and which tell otherwise (adverbs, times, numbers, relative places, prepositions, conjunctions).

    As sorted hashes of 64 bits: 1 MB for a hundred thousand words, where a set of them takes 18."""

    def __init__(self) -> None:
        names, verbs, telling = array("q"), array("q"), array("q")
        with _jieba().get_dict_file() as lines:
            for line in lines:
                word, _, rest = line.decode("utf-8").partition(" ")
                flag = rest.rpartition(" ")[2].rstrip()
                if flag.startswith(_NAME_FLAGS):
                    names.append(hash(word.casefold()))
                elif flag.startswith(_TELLING_FLAGS):
                    telling.append(hash(word.casefold()))
                elif flag.startswith(_VERB_FLAG) and flag != _VERBAL_NOUN:
                    verbs.append(hash(word.casefold()))
        self.names, self.verbs, self.telling = (array("q", sorted(found)) for found in (names, verbs, telling))


_flags = cache(_Flags)


def _holds(hashes: array[int], word: str) -> bool:
    key = hash(word)
    place = bisect_left(hashes, key)
    return place < len(hashes) and hashes[place] == key


@cache
def _tokenizer(words: Words) -> Any:
    """jieba with the lists' own words known to it; lists of one's own change no comparison by the shipped ones."""
    tokenizer = _jieba()
    if words is not shipped():
        own, tokenizer = tokenizer, type(tokenizer)()
        tokenizer.FREQ, tokenizer.total, tokenizer.initialized = dict(own.FREQ), own.total, True
    for word in sorted(words.places | words.synonyms.keys() | words.critical | words.idle):
        if len(word) > 1 and not tokenizer.FREQ.get(word):
            tokenizer.add_word(word)
    return tokenizer


def load(words: Words) -> Any:
    """Load all that words are read with (a second, once a process); gives jieba's tokeniser, for other uses."""
    _flags()
    return _tokenizer(words)


@lru_cache(maxsize=256)
def tokens(text: str, words: Words) -> tuple[str, ...]:
    """The words of `text`, in order; joined they are `text`."""
    return tuple(_tokenizer(words).lcut(text, HMM=False))


def is_name(word: str, words: Words) -> bool:
    """Whether `word` names a place, person, organisation or product: by our gazetteer and jieba's flags.

    jieba's flags are noisy; taking all of them for names costs some repeats and merges nothing."""
    return word in words.places or (_holds(_flags().names, word) and word not in words.idle)


@cache
def _synonyms_of_verbs(words: Words) -> frozenset[str]:
    lines = words.sections.get("synonyms", ())
    return frozenset(word for line in lines if any(_holds(_flags().verbs, one) for one in line) for word in line)


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
