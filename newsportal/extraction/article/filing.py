"""Who filed a report and from where: 张三／综合報導, 某中心／李四報導, （某社記者張三台北23日電）."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsportal.extraction.article.credit_labels import BREAK, labelled
from newsportal.extraction.article.person_names import is_likely, is_person, people
from newsportal.text.han import HAN
from newsportal.text.scripts import in_both, simplified
from newsportal.text.wordlists import shipped

__all__ = ["filers", "without_place"]

_REPORT = re.compile(in_both(r"[\s／/]{0,3}(?:综合|摄影|即时|实时|专题|外电|专访)?报[道导]$"))
_WIRE = re.compile(in_both(r"\s?(?:\d{1,2}日(?:[上下]午)?(?:综合|专)?|专)[电讯]$"))
_FILED = (
    re.compile(
        rf"(?:[{HAN}]{{2,4}}(?:中心|[组組]))?(?P<names>[{HAN}·、,，\s]{{2,40}}?)\s?[／/]\s?[{HAN}、\s]{{2,12}}[报報][道导導]"
    ),
    re.compile(rf"(?P<names>[{HAN}·、,，\s]{{2,40}}?)\s[{HAN}]{{2,8}}[报報][道导導]"),
    re.compile(
        rf"[^\s／/]{{2,8}}(?:\s?[／/]\s?|\s)(?P<names>[{HAN}·、,，\s]{{2,40}}?)(?:\s[{HAN}]{{2,4}})?[报報][道导導]"
    ),
)
_LONGEST, _LONGEST_UNPARTED, _SHORTEST_UNPARTED = 60, 14, 3
_PARTS = re.compile(f"[{BREAK}|｜丨]")
_BEGUN = re.compile(r"^\s?[（(【\[〔［]([^（()）】\[\]〔〕［］]{2,40})[）)】\]〕］]")
"""Brackets with which a text begins."""
_PARTED = re.compile(r"[\s／/]")
_LONGEST_NAME, _SHORTEST_PLACE = 4, 2


def filers(found: Iterable[str]) -> list[str]:
    """The people of a line that says only who reports, and perhaps from where."""
    for line in found:
        if "報" not in line[:200] and "报" not in line[:200]:
            continue
        labels = labelled(line)
        said = line[: labels[0].start] if labels else line
        for words in (said.replace(BREAK, " "), *_PARTS.split(said), *_BEGUN.findall(line[:_LONGEST])):
            for form in _FILED if len(words) <= _LONGEST else ():
                filed = form.fullmatch(words.strip(" /／"))
                names = people(filed["names"], strict=True) if filed else []
                if names and all(map(is_person, names)) and is_likely(names[0]):
                    return names
            if len(words) <= _LONGEST_UNPARTED and (name := _before_place(words.strip())):
                return [name]
    return []


def _before_place(words: str) -> str:
    """The name right before a known place, from where it is reported: 張三台北市報導; "" where it is none."""
    name, filed = without_place(words), _REPORT.search(words)
    place = simplified(words[len(name) : filed.start()]) if filed else ""
    known = place and not {place, place[:-1]}.isdisjoint(shipped().places)
    return name if known and len(name) >= _SHORTEST_UNPARTED and is_likely(name) else ""


def without_place(words: str) -> str:
    """Names without the place, day and kind of report behind them: 張三台北23日電, 張三／綜合報導."""
    words = words.strip()
    if not (filed := _WIRE.search(words) or _REPORT.search(words)):
        return words
    words = words[: filed.start()]
    last = re.split("[、,，]", words)[-1]
    if _PARTED.search(last):
        return words
    for size in range(min(_LONGEST_NAME, len(last) - _SHORTEST_PLACE), 1, -1):
        if is_person(last[:size]):
            return words[: len(words) - len(last) + size]
    return words
