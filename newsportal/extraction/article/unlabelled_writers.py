"""Writers whom no label names: several names in a line, one by a date, one in an element named for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from newsportal.extraction.article.credit_labels import BREAK, is_label, labelled
from newsportal.extraction.article.credit_lines import CreditLines
from newsportal.extraction.article.person_names import is_likely, is_person, people
from newsportal.extraction.article.source import is_no_name, with_writer, without_time
from newsportal.extraction.article.surroundings import areas, by_name, inside, link_folders
from newsportal.extraction.document.tree import Tree
from newsportal.text.han import HAN
from newsportal.text.strings import bare, one_line
from newsportal.text.wordlists import any_of, listed

__all__ = ["unlabelled_writers"]

_WORDS = listed("credits.txt")
_is_area = by_name(any_of(_WORDS["writer-areas"]))
_is_name_area = by_name(any_of(_WORDS["writer-name-areas"]))
_PEN_NAME = 12
"""Characters of a pen name, at most."""
_BULLETS = "■□●◎◆▲★※"
_NAMES = re.compile(rf"[{_BULLETS}]?[{HAN}·\s、,，/]{{2,60}}")
_FULL_NAME = re.compile(r"[A-Z][A-Za-z.'’-]{0,19}(?: [A-Za-z.'’-]{1,20}){1,3}")
_PEN = re.compile(rf"[A-Za-z][A-Za-z .]{{1,19}}[(（](?P<bearer>[{HAN}·]{{2,8}})[)）]")
_FOLDERS = frozenset(_WORDS["writer-folders"])
_DASHES = "-–—－ "
_LONGEST = 100
"""Characters of names that are read."""
_AND = re.compile(r"[,，、;&]|\band\b")
_BY = re.compile(r"by\s?[:：]?\s", re.I)
_SOME_DIGIT = re.compile(r"\d")


def unlabelled_writers(tree: Tree, around: CreditLines, taken: list[str], stated: tuple[str, ...]) -> list[str]:
    """Names that stand for themselves over a text or in its first line.

    `taken` are those of the editors and of the outlet; `stated` the head's, which count where an element named for a
    writer shows them.
    """
    lines = [*around.over, *around.opening[:1]]
    found = chain(
        _apart(lines),
        _after_outlet(around.over),
        _in_areas(tree, around, stated),
        _linked(tree, around),
        _above(around),
    )
    return next((names for names in found if names[0] not in taken), [])


def _apart(found: list[str]) -> Iterator[list[str]]:
    """Several names in a line, one with a bullet, or one by a date."""
    for at, line in enumerate(found):
        labels = labelled(line)
        before = line[: labels[0].start] if labels else line
        for words in (line, *before.split(BREAK)) if not labels else before.split(BREAK)[:1]:
            words = bare(_without_by(words.strip()))
            if not _NAMES.fullmatch(words) or is_label(bare(words.strip(_BULLETS))) or "：" in before:
                continue
            names = people(words.strip(_BULLETS), strict=True)
            if not any(map(is_likely, names)):
                continue
            if len(names) > 1 or words[0] in _BULLETS or (len(names[0]) > 2 and _dated(found[max(at - 1, 0) : at + 2])):
                yield names


def _after_outlet(over: list[str]) -> Iterator[list[str]]:
    """The names after an outlet's: 某某网 张三."""
    for line in over:
        for words in line.split(BREAK):
            names = with_writer(one_line(without_time(words[:80])).strip(" |丨·-"))[1] if " " in words.strip() else []
            if names and not labelled(line):
                yield names


def _in_areas(tree: Tree, around: CreditLines, stated: tuple[str, ...]) -> Iterator[list[str]]:
    """The names in elements named for a writer, and the pen name in one named for a writer's name."""
    for i in areas(tree, around.begin, around.end, _is_area):
        whole = _named(tree.text(i)[:_LONGEST])
        if len(whole) > 1:
            yield whole
        for words in (one_line(chunk[:_LONGEST]) for chunk in tree.chunks[tree.first[i] : tree.last[i]]):
            if names := _named(words) or [name for name in stated if name == words]:
                yield names
    for words in inside(tree, around.begin, around.end, _is_name_area):
        if 2 <= len(words) <= _PEN_NAME and not is_no_name(words):
            yield [words]


def _linked(tree: Tree, around: CreditLines) -> Iterator[list[str]]:
    """The name of a link to the page of a writer: /author/7."""
    if tree.link_text_before[around.begin] == tree.link_text_before[around.end]:
        return
    for at in range(around.begin, around.end):
        if not _FOLDERS.isdisjoint(link_folders(tree, at)) and (names := _named(one_line(tree.chunks[at][:_LONGEST]))):
            yield names


def _above(around: CreditLines) -> Iterator[list[str]]:
    """The columnist whose name stands above the heading behind a dash: - 张三 专栏作者."""
    for line in around.above:
        if line[0] in _DASHES and is_likely(name := line.strip(_DASHES).partition(BREAK)[0].strip()):
            yield [name]


def _named(words: str) -> list[str]:
    """The names of a line that holds only names, in Latin letters too: DAVID E. SANGER, 王小明 and Jane Roe."""
    words = _without_by(words)
    names = [name.strip() for name in _AND.split(words) if name.strip()]
    return people(words, strict=True) or (
        names if all(_FULL_NAME.fullmatch(name) or is_person(name) or _is_pen_name(name) for name in names) else []
    )


def _without_by(words: str) -> str:
    return words[begun.end() :] if (begun := _BY.match(words)) else words


def _is_pen_name(words: str) -> bool:
    """Is it a pen name with its bearer's name in brackets: Kim(张三)?"""
    found = _PEN.fullmatch(words)
    return found is not None and is_person(found["bearer"])


def _dated(found: list[str]) -> bool:
    """Does one of the lines state a time? Prose that does is the article's own, and the name before it a picture's."""
    return any(
        _SOME_DIGIT.search(line) is not None and "，" not in line and without_time(line) != line for line in found
    )
