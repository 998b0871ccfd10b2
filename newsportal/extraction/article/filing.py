"""Who filed a report and from where: 张三／综合報導, 某中心／李四報導, （某社記者張三台北23日電）."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsportal.extraction.article.credit_labels import BREAK
from newsportal.extraction.article.person_names import is_likely, is_person, people
from newsportal.text.han import HAN

__all__ = ["filers", "without_place"]

_REPORT = re.compile(r"[\s／/]{0,3}(?:[综綜]合|[摄攝]影|[即實实][时時]|[专專][题題])?[报報][道导導]$")
_WIRE = re.compile(r"\s?\d{1,2}日(?:[上下]午)?(?:[综綜]合|[专專])?[电電讯訊]$")
_FILED = (
    re.compile(rf"(?P<names>[{HAN}·、,，\s]{{2,40}}?)\s?[／/]\s?[{HAN}、\s]{{2,12}}[报報][道导導]"),
    re.compile(rf"(?P<names>[{HAN}·、,，\s]{{2,40}}?)\s[{HAN}]{{2,8}}[报報][道导導]"),
    re.compile(
        rf"[^\s／/]{{2,8}}(?:\s?[／/]\s?|\s)(?P<names>[{HAN}·、,，\s]{{2,40}}?)(?:\s[{HAN}]{{2,4}})?[报報][道导導]"
    ),
)
_LONGEST = 60
_LONGEST_NAME, _SHORTEST_PLACE = 3, 2


def filers(found: Iterable[str]) -> list[str]:
    """The people of a line that says only who reports, and perhaps from where."""
    for line in found:
        if "報" not in line[:200] and "报" not in line[:200]:
            continue
        for words in (line.replace(BREAK, " "), *line.split(BREAK)):
            for form in _FILED if len(words) <= _LONGEST else ():
                filed = form.fullmatch(words.strip())
                names = people(filed["names"], strict=True) if filed else []
                if names and all(map(is_person, names)) and is_likely(names[0]):
                    return names
    return []


def without_place(words: str) -> str:
    """Names without the place, day and kind of report behind them: 張三台北23日電, 張三／綜合報導."""
    words = words.strip()
    if not (wire := _WIRE.search(words)):
        return _REPORT.sub("", words)
    words = words[: wire.start()]
    last = re.split(r"[、,，\s]", words)[-1]
    for size in range(min(_LONGEST_NAME, len(last) - _SHORTEST_PLACE), 1, -1):
        if is_person(last[:size]):
            return words[: len(words) - len(last) + size]
    return words
