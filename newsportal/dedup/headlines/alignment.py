"""Alignment: what two headlines write differently and both tell is written alike before they are compared."""

from __future__ import annotations

import re
from dataclasses import replace

from newsportal.dedup.headlines.figures import numbers
from newsportal.dedup.headlines.normalized import NormalizedTitle
from newsportal.text.wordlists import Words

_DAY, _MONTH = re.compile(r"\d{1,2}日"), re.compile(r"\d{1,2}月(?=\d{1,2}日)")
_SPEAKER = re.compile(r"(?:^|[\s,;!?])(\w{1,8}):")
_SCORE = re.compile(
    r"(?<!\d)(\d{1,3})-(\d{1,3})(?=[大完险]胜|力克|战胜|击败|横扫|逆转|不敌|惜败|负于|战平|胜(?![诉利率])|负(?![责债面]))"
)


def aligned(a: NormalizedTitle, b: NormalizedTitle, words: Words) -> tuple[NormalizedTitle, NormalizedTitle]:
    """Two headlines without the month of a date (8月18日 and 18日), and without the verb of speaking (校方称 and 校方:)
    that only one of them names; scores (3-1胜) as the other writes them."""
    a, b = _with_scores_of(a, b), _with_scores_of(b, a)
    if ("月" in a.canon) != ("月" in b.canon) and _DAY.search(a.canon) and _DAY.search(b.canon):
        a, b = (replace(title, canon=_MONTH.sub("", title.canon)) for title in (a, b))
    if (":" in a.folded) == (":" in b.folded):
        return a, b
    return (a, _without_speech(b, a, words)) if ":" in a.folded else (_without_speech(a, b, words), b)


def _with_scores_of(title: NormalizedTitle, other: NormalizedTitle) -> NormalizedTitle:
    if "-" not in title.canon or ":" not in other.canon:
        return title
    theirs = numbers(other)
    canon = _SCORE.sub(lambda found: told if (told := f"{found[1]}:{found[2]}") in theirs else found[0], title.canon)
    return replace(title, canon=canon)


def _without_speech(title: NormalizedTitle, other: NormalizedTitle, words: Words) -> NormalizedTitle:
    for speaker in _SPEAKER.findall(other.folded):
        said = re.search(re.escape(speaker) + words.pattern("{}", "speech").pattern, title.canon)
        if said:
            title = replace(title, canon=title.canon[: said.start()] + speaker + title.canon[said.end() :])
    return title
