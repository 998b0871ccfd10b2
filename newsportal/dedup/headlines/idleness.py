"""Idleness: whether a stretch in which two wordings differ changes nothing, by the lists of words alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsportal.text.wordlists import Words

Around = tuple[str, str]
"""The word before a stretch and the word behind it, "" at an end."""
_KINDS = frozenset("省市县区州")
"""What kinds of places end with."""
_GREAT = "十百千万亿半"
"""Numerals that stay as they are where no lesser one stands before them."""


def idle(left: Sequence[str], right: Sequence[str], around: Around, words: Words) -> bool:
    """Whether only idle words differ.

    Words that replace one another must be of grammar: 今日 and 近日 are two days, 先生 and 女士 two people."""
    if left and right:
        return words.of("particles").issuperset((*left, *right))
    inserted = left or right
    if counts(inserted, around, words):
        return False
    return around[0][-1:].isdigit() or not any(_telling(inserted, around[1], words))


def without_idle(found: Sequence[str], words: Words) -> str:
    """A wording without its idle words."""
    return "".join(_telling(found, "", words))


def _telling(found: Sequence[str], behind: str, words: Words) -> Iterator[str]:
    """The words that are not idle where they stand; `behind`: the word behind them all."""
    for place, word in enumerate(found):
        after = found[place + 1] if place + 1 < len(found) else behind
        if word not in words.idle and ("0" if after[:1].isdigit() else after) not in words.idle_before.get(word, ()):
            yield word


def counts(inserted: Sequence[str], around: Around, words: Words) -> bool:
    """Whether words put in beside a number may make it another one: [数]10人, 10[余]人, 降[至]10度, [零下]10度."""
    before, after = around
    if _is_number(after, words):
        return not words.of("before-numbers").issuperset(inserted)
    return before[-1:].isdigit() and not words.of("behind-numbers").issuperset(inserted)


def _is_number(word: str, words: Words) -> bool:
    """Whether a word begins with a number, in digits or as 百人."""
    if not word or word[0] not in _GREAT:
        return word[:1].isdigit()
    return words.pattern(f"[{_GREAT}]+(?:{{}}|$)", "measures").match(word) is not None


def synonyms(left: str, right: str, words: Words, behind: str = "") -> bool:
    """Whether two words are listed as synonyms, or name one place with its kind and without: 宜宾 and 宜宾市.

    `behind`: the word behind them. Before a number, 罚 and 被罚 are one: who pays it stands before it in both."""
    if behind[:1].isdigit() and left.removeprefix("被") == right.removeprefix("被") in words.of("penalties"):
        return True
    listed = words.synonyms
    if left in listed and right in listed and not listed[left].isdisjoint(listed[right]):
        return True
    short, long = (left, right) if len(left) < len(right) else (right, left)
    return long[-1:] in _KINDS and long[:-1] == short and short in words.places


def without_synonyms(
    left: Sequence[str], right: Sequence[str], around: Around, words: Words
) -> tuple[Sequence[str], Sequence[str], Around]:
    """A stretch without synonyms at its ends, and the words around what is left: 今日正式 and 今天 differ in 正式."""
    before, behind = around
    while len(left) + len(right) > 2 and left and right:
        if synonyms(left[0], right[0], words):
            before, left, right = left[0], left[1:], right[1:]
        elif synonyms(left[-1], right[-1], words):
            behind, left, right = right[-1], left[:-1], right[:-1]
        else:
            break
    return left, right, (before, behind)
