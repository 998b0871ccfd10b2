"""Who signed an article without a label: 某报记者 张三, （记者 张三）, 文/张三, or a name alone; and its 电头."""

from __future__ import annotations

import re

from newsportal.extraction.article.credit_labels import Credit, is_label, labelled
from newsportal.extraction.article.filing import without_place
from newsportal.extraction.article.person_names import is_likely, is_person, people
from newsportal.text.han import HAN
from newsportal.text.scripts import forms
from newsportal.text.strings import bare, one_line
from newsportal.text.wordlists import any_of, either, listed

__all__ = ["BRACKETS", "dateline", "leading_people", "reporters", "signers"]

_WORDS = listed("credits.txt")
_WRITERS = (*_WORDS["reporters"], *_WORDS["writers"])
_ROLES = f"(?:{either(_WORDS['writer-ranks'])}?{either(_WORDS['reporters'])}|{either(_WORDS['writers'])})"
_REPORTS = any_of(_WRITERS)
_SIGNS = re.compile("[" + "".join({forms(word[-1]) for word in (*_WRITERS, *_WORDS["writing"], "摄", "文")}) + "]")
"""With one of these ends what tells of a signature: a look that spares most lines the expressions."""
_REPORTING = any_of(_WORDS["reporters"])
_REPORTER = re.compile(
    rf"(?P<outlet>[^\s，。！？；：:、“”（）()【】■□●◎]{{0,24}}?){_ROLES}[\s:：/／]{{0,3}}(?P<names>[^，。！？；：“”（）()]{{2,60}}+)$"
)
BRACKETS = re.compile(r"[（(【\[〔［]([^（()）】\[\]〔〕［］]{2,80})[）)】\]〕］]")
"""Words in brackets."""
_OPENED = re.compile(r"[（(【\[〔［]")
_BEGUN = re.compile(r"\s*[（(]([^（()）]{2,24})[）)]")
_BRACKET_END = re.compile(r"[）)，。]")
_WROTE = re.compile(
    rf"\W{{0,3}}(?:文|[图圖]文|文字|{either(_WORDS['writing'])})\s?[/／|｜丨:：]\s?(?P<names>[^，。！？；]{{2,60}})$"
    rf"|\W{{0,3}}(?:本文)?作者\s?(?P<writer>[{HAN}]{{2,4}}?)[系为為是]"
    rf"|\W{{0,3}}(?P<named>[{HAN}·]{{2,8}})\s?[｜|丨]\s?[^\s，。]{{2,16}}?{either(_WORDS['reporters'])}[。.]?$"
    rf"|\W{{0,3}}(?P<hand>[{HAN}、\s]{{2,20}})\s?[/／]文$"
)
_PHOTOGRAPHED = re.compile(r"(?:(?<![文写寫][/／、并])[摄攝]影?|(?<!文)[/／][图圖]|供[图圖])[\s）)]{0,9}$")
_WRITTEN = re.compile(r"[/／·、]\s?(?:文|撰)")
"""张三/文 李四供图 and 图/文 张三 name a writer all the same."""
_LABEL_END = re.compile(r"[\s/／|｜丨:：]")
"""What parts a label from a name."""
_LATIN = re.compile("[A-Z][a-z]{2,14}")
"""A pen name such as Stan; WHO is none."""
_SENTENCE_ENDS = ("。", "！", "？", "。”", "！”", "？”", "。」", "…")
_BULLETS = "■□●◎◆▲★※"
_DATELINE = re.compile(
    rf"[【（(]?\s?(?![据據][^（(，。电電]{{2,30}}(?:[讯訊]|消息)|[{HAN}]{{0,3}}[时時][间間])(?P<line>[{HAN}A-Za-z0-9·、/／\s]{{2,40}}?"
    r"(?:\d{1,2}日(?:[上下]午|[晚早][间間]?)?(?:[综綜]合|[专專])?(?:[电電讯訊]|消息)|(?<![资通喜腾视快简])讯|(?<![来致回发])电))"
    r"(?=[\s（(:：】）)丨|，题])"
)
_WIRED = re.compile("[电電讯訊]|消息")


def reporters(over: list[str]) -> list[re.Match[str]]:
    """What the lines over a text say in the form 某报记者 张三."""
    found = []
    for line in over:
        if len(line) < 120 and _REPORTS.search(line) and not _photographed(line):
            starts = [row.start for row in labelled(line)]
            for start, end in zip([0, *starts], [*starts, len(line)], strict=True):
                if match := _REPORTER.search(line[start:end].strip()):
                    found.append(match)
    return found


def leading_people(words: str) -> list[str]:
    """The people that words begin with, [] where they begin with something else."""
    names = people(without_place(words))
    return names if names and is_person(names[0]) else []


def signers(opening: list[str], closing: list[str]) -> list[str]:
    """Who signed the article in the first or last lines of its text."""
    for line in opening[:2]:
        found = _dateline_of(line)
        if found and (names := leading_people(_BRACKET_END.split(line[found.end() :][:60])[0].lstrip(" （("))):
            return names
        if (begun := _BEGUN.match(line)) and (names := people(begun[1], strict=True)) and is_likely(names[0]):
            return names
    for line in (*opening, *reversed(closing)):
        for words in _spots(line, line in closing):
            signed = _WROTE.match(words) or (_REPORTS.search(words) and _REPORTER.search(words))
            if signed and not _photographed(words) and (names := leading_people(_names(signed))):
                return names
    for line in reversed(closing):
        spot = BRACKETS.findall(line[-60:])[-1:]
        alone = spot and line.rstrip()[:-1].endswith(spot[0]) and not _is_another_s(spot[0])
        latin = line is closing[-1] and spot and _LATIN.fullmatch(spot[0])
        if alone and (names := spot if latin else people(without_place(spot[0]), strict=True)):
            return names
    if len(closing) > 1 and len(closing[-1]) < 12 and len(closing[-2]) > 40 and not _is_another_s(closing[-1]):
        return people(bare(closing[-1].strip(_BULLETS)), strict=True)
    return []


def _is_another_s(words: str) -> bool:
    """Do they name who took a picture, or begin with the label of one who did not write: 校对 张三?"""
    first = _LABEL_END.split(bare(words), 1)[0]
    return _photographed(words) or (is_label(first, but="author") and not _WRITTEN.search(words))


def _photographed(words: str) -> bool:
    """Is what they name only who took a picture?"""
    return _PHOTOGRAPHED.search(words) is not None and not _WRITTEN.search(words)


def _names(signed: re.Match[str]) -> str:
    """The words that a signature's names begin."""
    found = signed.groupdict()
    return next((words for form in ("names", "writer", "named", "hand") if (words := found.get(form))), "")


def _spots(line: str, last: bool) -> list[str]:
    """Where a line of the text may be signed: its brackets, its end."""
    spots = []
    if _OPENED.search(line):
        ends = (line,) if len(line) <= 300 else (line[:200], line[-120:])
        spots = [words for end in ends for words in BRACKETS.findall(end) if _SIGNS.search(words)]
    ending = line[-80:]
    if (last or len(line) < 60 or _REPORTING.search(line[-40:])) and _SIGNS.search(ending):
        found = labelled(ending)
        spots.append((found and ending[: found[0].start].strip()) or ending)
        spots += [ending[row.start :] for row in found[-1:] if _signs_sentence(ending, row)]
    return spots


def _signs_sentence(ending: str, row: Credit) -> bool:
    """Does a writer's label stand right behind a sentence: …合影留念。文/本报记者 张三?"""
    return row.role == "author" and row.marked and ending[: row.start].rstrip().endswith(_SENTENCE_ENDS)


def dateline(opening: list[str], closing: list[str]) -> str | None:
    """电头: at the start of the text, or in brackets at its end."""
    found = next((found for line in opening[:2] if (found := _dateline_of(line))), None)
    if not found:
        spots = (words for line in reversed(closing) for words in BRACKETS.findall(line[-60:]))
        found = next((found for words in spots if (found := _dateline_of(words + "）"))), None)
    return one_line(found["line"]) if found else None


def _dateline_of(line: str) -> re.Match[str] | None:
    """The dateline that a line begins with."""
    start = line[:80]
    return _DATELINE.match(start) if _WIRED.search(start) else None
