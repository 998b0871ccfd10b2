"""Difference: two wordings are one item where no stretch in which they differ changes anything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import repeat

from newsportal.dedup.headlines.clauses import Answer, says_something
from newsportal.dedup.headlines.figures import latin
from newsportal.dedup.headlines.idleness import Around, counts, idle, synonyms, without_idle, without_synonyms
from newsportal.dedup.headlines.normalized import NormalizedTitle
from newsportal.dedup.headlines.overlap import overlap
from newsportal.dedup.headlines.stretches import stretches
from newsportal.text.han import han
from newsportal.text.segmentation import is_name, surnamed, tells, tokens
from newsportal.text.wordlists import Words

_YEAR_NAMED = re.compile(r"(?:19|20)\d\d年")
_YEAR_OR_DAY = re.compile(r"[今明去]\|(?![春夏秋冬])")
"""What stands around the sign of a year that makes a year of a day, as in 明年起; in 今年夏天 it does not."""
PLAIN, SHORT = 5, 12
"""Plain characters that one of two wordings may have more: PLAIN, and at most a third of the headline; only two where
that is shorter than SHORT, since there a few more make another thing."""
NESTED = 3
"""Characters of a place's name inside another."""
SUBJECT_REST = 10
"""Han characters that must follow a subject for two names of it to be taken for one."""


def subject(short: NormalizedTitle, long: NormalizedTitle, words: Words) -> Answer | None:
    """One statement under two names of whoever made it: 海棠集团 and 贵州海棠, or 林舟 and 林舟出席年会."""
    (mine, colon, one), (theirs, other_colon, other) = short.folded.partition(":"), long.folded.partition(":")
    if not (colon and other_colon) or latin(mine + theirs) or mine == theirs:
        return None
    one, other = [re.sub(r"\W+", "", rest) for rest in (one, other)]
    first, left = without_idle(tokens(one, words), words), iter(other)
    # The other one is read where it has all of this in its order.
    if han(first) < SUBJECT_REST or not all(letter in left for letter in first):
        return None
    if first != without_idle(tokens(other, words), words):
        return None
    names = sorted((mine.strip(), theirs.strip()), key=len)
    if len(names[0]) > 1 and names[0] not in words.places and names[1].startswith(names[0]):
        more = names[1].removeprefix(names[0])
        if words.of("critical", "kin", "institutions").isdisjoint(tokens(more, words)) and not re.search(r"\d", more):
            return "same", "subject", f"{names[0]} says one thing, with {more} and without"
    endings, provinces = words.pattern("{}$", "firm-endings"), words.pattern("^{}", "provinces")
    cores = [endings.sub("", name) for name in names]
    bare = [provinces.sub("", core) for core in cores]
    if bare[0] == bare[1] and len(bare[0]) >= 2 and (cores[0] == bare[0] or cores[1] == bare[1]):
        return "same", "subject", f"{names[0]} and {names[1]} are one firm"
    return None


def difference(short: NormalizedTitle, long: NormalizedTitle, words: Words) -> Answer | None:
    """Compare word by word; None where nothing can be said."""
    _, one, other, _ = _trimmed(short.canon, long.canon)
    if one in words.places and other in words.places and not synonyms(one, other, words):
        return "different", "names", f"{one}/{other}"
    mine, theirs = tokens(short.canon, words), tokens(long.canon, words)
    plain, seen = 0, []
    for i, j, k, m in stretches(mine, theirs):
        seen.append(f"{''.join(mine[i:j]) or '∅'}/{''.join(theirs[k:m]) or '∅'}")
        beside = (mine[i - 1] if i else "", theirs[m] if m < len(theirs) else "")
        left, right, around = without_synonyms(mine[i:j], theirs[k:m], beside, words)
        weight = None if around[1] in words.of("institutions") else _weight(left, right, around, words)
        if weight is None:
            both = _names(left, words) and _names(right, words)
            return ("different", "names", seen[-1]) if both else overlap(short, long, words)
        plain += weight
    most = min(PLAIN, len(short.canon) // 3) if len(short.canon) >= SHORT else 2
    if plain > most or (plain and not says_something(short, words)):
        return overlap(short, long, words)
    return "same", "reworded", f"differs only in {', '.join(seen)}"


def _weight(left: Sequence[str], right: Sequence[str], around: Around, words: Words) -> int | None:
    """How much a stretch of difference weighs: 0 for none, characters of plain words, None where it may matter."""
    one, other = "".join(left), "".join(right)
    if idle(left, right, around, words) or synonyms(one, other, words, around[1]):
        return 0
    if synonyms(around[0] + one, around[0] + other, words) or synonyms(one + around[1], other + around[1], words):
        return 0  # 当选为 and 当选, 明日起 and 明起
    if "今年" in (one, other) and _YEAR_NAMED.search(one + other):
        return 0
    if one and other and one.endswith(institutions := words.each("institutions")) and other.endswith(institutions):
        return None
    if _abbreviated(one, other, words) and not (_names(left, words) or _names(right, words)):
        return 0
    if {one, other} - {""} <= words.of("roles") and (is_name(around[1], words) or surnamed(around[1], words)):
        return 0
    if not (one and other) and one + other in words.of("offices") and is_name(around[0], words):
        return 0
    if not (one and other) and _nested(left or right, around, words):
        return 1
    before, one, other, after = _trimmed(one, other)
    if (one and other) or (_names(left, words) and _names(right, words)):
        return None
    if one + other == "年" and _YEAR_OR_DAY.search(f"{before or around[0]}|{after or around[1]}"):
        return None
    if _YEAR_NAMED.fullmatch(one + other):
        return 1
    return len(one + other) if _plain(one + other, (before or around[0], after or around[1]), words) else None


def _plain(text: str, around: Around, words: Words) -> bool:
    """Whether words put in name nobody and tell of nothing: neither what was done nor how, when or how many."""
    inserted = tokens(text, words)
    if (
        words.holds_critical(inserted)
        or not words.of("kin", "occasions").isdisjoint(inserted)
        or counts(inserted, around, words)
    ):
        return False
    if any(is_name(word, words) for word in inserted):
        return False
    return inserted[-1] in words.of("circumstances") or not any(tells(word, words) for word in inserted)


def _trimmed(one: str, other: str) -> tuple[str, str, str, str]:
    """What both begin with, what is left of each, and what both end with."""
    before = after = ""
    while one and other and one[0] == other[0]:
        one, other, before = one[1:], other[1:], before + one[0]
    while one and other and one[-1] == other[-1]:
        one, other, after = one[:-1], other[:-1], one[-1] + after
    return before, one, other, after


def _names(found: Sequence[str], words: Words) -> bool:
    return any(map(is_name, found, repeat(words)))


def _abbreviated(one: str, other: str, words: Words) -> bool:
    """经适房 for 经济适用房: the first and last character stay, single ones between are left out; 国标 for 国家标准."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    if short[:1] != long[:1]:
        return False
    if len(short) == 2 and len(long) == 4 and short == long[0] + long[2]:
        return not words.holds_critical(tokens(long, words))
    if not 3 <= len(short) < len(long) <= 2 * len(short) or words.holds_critical(tokens(long, words)):
        return False
    return re.fullmatch(".?".join(map(re.escape, short)), long) is not None


def _nested(inserted: Sequence[str], around: Around, words: Words) -> bool:
    """A place inside a place that both name: 重庆[彭水]山体垮塌. Not before 大学 or the like, which it would rename."""
    before, after = around
    if before not in words.of("provinces", "cities") or after in words.of("institutions"):
        return False
    name = "".join(inserted)
    if not all(len(word) == 1 or is_name(word, words) for word in inserted):
        return False
    if not han(name) == len(name) <= NESTED or words.holds_critical(inserted):
        return False
    return inserted[-1] not in words.of("institutions")
