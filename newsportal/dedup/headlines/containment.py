"""Containment: the longer wording holds all words of the shorter one, in order, and what it adds changes nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsportal.dedup.headlines.clauses import LONG, Answer, says_something
from newsportal.dedup.headlines.idleness import Around, counts, idle, synonyms
from newsportal.dedup.headlines.normalized import NormalizedTitle
from newsportal.dedup.headlines.stretches import stretches
from newsportal.dedup.headlines.truncation import names_a_topic
from newsportal.text.segmentation import tells, tokens
from newsportal.text.wordlists import Words

MORE = 0.6
"""Of the shorter wording's length, what the longer one may add."""
FEW = 2
"""Words put in before others that may change what those say: [放弃]参加, [险些]落水. A clause has more."""
_TELLING = re.compile(r"[a-z第]")


def contained(short: NormalizedTitle, long: NormalizedTitle, words: Words) -> Answer | None:
    """Whether the longer wording tells all that the shorter one tells; None where that cannot be said.

    The words added may hold names and numbers, since the shorter wording tells the item without them; but no critical
    word, no edition or model (第二场, pro), and nobody's kin. One plain character may be missing."""
    if len(short.canon) < LONG or names_a_topic(short, words):
        return None
    mine, theirs = tokens(short.canon, words), tokens(long.canon, words)
    if not says_something(short, words):
        return None
    more, lost = "", ""
    for i, j, k, m in stretches(mine, theirs):
        left, right = mine[i:j], theirs[k:m]
        around = (theirs[k - 1] if k else "", theirs[m] if m < len(theirs) else "")
        if idle(left, right, around, words) or synonyms("".join(left), "".join(right), words, around[1]):
            continue
        if left and right:
            return None
        if left:
            # Lost with its verb, a word such as 被 turns nothing round.
            passing = words.idle | words.of("voice") if len(left) > 1 else words.idle
            lost += "".join(word for word in left if word not in passing)
        elif not _adds(right, around, words):
            return None
        more += "".join(right)
    if not more or len(more) > MORE * len(short.canon) or len(lost) > 1 or lost in words.critical:
        return None
    return "same", "contained", f"tells all of it and {more}"


def _adds(inserted: Sequence[str], around: Around, words: Words) -> bool:
    """Whether words added between two others leave the item what it is."""
    text, (before, after) = "".join(inserted), around
    if words.holds_critical(inserted) or after in words.of("institutions") or _TELLING.search(text):
        return False
    if after and not words.of("voice").isdisjoint(inserted):
        return False
    if after and len(inserted) <= FEW and not text[0].isdigit() and any(tells(word, words) for word in inserted):
        return False
    if re.search(r"\d", text) and (re.search(r"[a-z\d第]$", before) or re.match(r"\d", after)):
        return False
    if re.match(r"\d", after) and counts(inserted[-1:], around, words):
        return False
    return not (before and inserted[0] in words.of("kin"))
