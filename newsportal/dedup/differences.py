"""Difference analysis: every stretch in which two wordings differ must be one that changes nothing."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal

from newsportal.dedup.lexicon import is_name, tokens
from newsportal.dedup.titles import Title
from newsportal.dedup.words import Words

Answer = tuple[Literal["same", "maybe", "different"], str, str]
_NUMBER = re.compile(r"\d+(?:[.:/\-]\d+)*%?")
_LATIN = re.compile(r"[a-z][a-z0-9+]*")
NEEDED = 0.5
"""Of the shorter headline's bigrams, the share that the other must hold to be worth a look at the articles."""


def numbers(title: Title) -> frozenset[str]:
    """The numbers a headline names."""
    return frozenset(_NUMBER.findall(title.canon))


def numbers_conflict(short: Title, long: Title, words: Words) -> Answer | None:
    """Numbers or Latin words that only one of two headlines holds."""
    mine, theirs = numbers(short), numbers(long)
    if mine - theirs and theirs - mine:
        return "different", "numbers", f"{_said(mine - theirs)} / {_said(theirs - mine)}"
    if mine != theirs or sorted(_LATIN.findall(short.canon)) != sorted(_LATIN.findall(long.canon)):
        return overlap(short, long, words)
    return None


def _said(found: frozenset[str]) -> str:
    return ", ".join(sorted(found))


def bigrams(canon: str) -> set[str]:
    """Every two neighbouring characters."""
    return {canon[index : index + 2] for index in range(len(canon) - 1)}


def overlap(short: Title, long: Title, words: Words) -> Answer | None:
    """The last rule: enough in common to ask the articles, else None."""
    mine = bigrams(short.canon)
    shared = len(mine & bigrams(long.canon)) / max(1, len(mine))
    if shared < NEEDED:
        return None
    return "maybe", "alike", f"{shared:.0%} of the shorter one's character pairs are shared"


def difference(short: Title, long: Title, words: Words) -> Answer | None:
    """Compare word by word; None where nothing can be said."""
    mine, theirs = tokens(short.canon, words), tokens(long.canon, words)
    plain = 0
    seen = []
    for tag, i, j, k, m in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        left, right = mine[i:j], theirs[k:m]
        seen.append(f"{''.join(left) or '∅'}/{''.join(right) or '∅'}")
        if _idle(left, right, words) or _synonyms("".join(left), "".join(right), words):
            continue
        if _names(left, words) or _names(right, words):
            if _names(left, words) and _names(right, words):
                return "different", "names", seen[-1]
            return overlap(short, long, words)
        if any(word in words.critical for word in (*left, *right)):
            return overlap(short, long, words)
        plain += max(len("".join(left)), len("".join(right)))
    if plain > 2:
        return overlap(short, long, words)
    return "same", "reworded", f"differs only in {', '.join(seen)}"


def _names(found: list[str], words: Words) -> bool:
    return any(is_name(word, words) for word in found)


def _idle(left: list[str], right: list[str], words: Words) -> bool:
    return all(word in words.idle for word in (*left, *right))


def _synonyms(left: str, right: str, words: Words) -> bool:
    return bool(words.synonyms.get(left, frozenset()) & words.synonyms.get(right, frozenset()))
