"""Who is credited: 来源, 作者/记者, 责任编辑, 电头 and 原标题, read as a reader sees them.

The lines between heading and story speak first, then those at its end or just after it, then the story's own
first and last lines (（记者 张三）). The head's author and editor are not believed, for many portals give the one for the
other; its source is, where the page shows none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsportal.extraction import outlets
from newsportal.extraction.bylines import BREAK, Credit, is_label, labelled, rows
from newsportal.extraction.metadata import Metadata
from newsportal.extraction.names import is_person, people
from newsportal.extraction.surroundings import Surroundings
from newsportal.extraction.text import bare, clean
from newsportal.extraction.tree import Tree

__all__ = ["Credits", "credits"]

_ROLES = "(?:(?:见习|实习|特约|特派|首席|全媒体|融媒体|摄影)?[记記]者|通讯员|实习生)"
_REPORTS = re.compile("[记記]者|通讯员|实习生")
_REPORTER = re.compile(
    rf"(?P<outlet>[^\s，。！？；：:、“”（）()【】■□●◎]{{0,24}}?){_ROLES}[\s:：/]{{0,3}}(?P<names>[^，。！？；：“”（）()]{{2,60}})$"
)
_BRACKETS = re.compile(r"[（(【\[]([^（()）】\[\]]{2,80})[）)】\]]")
_BRACKET_END = re.compile(r"[）)，。]")
_WROTE = re.compile(r"^\W{0,3}(?:文|采写|撰文|撰稿|执笔|采访|文字)\s?[/／|｜丨:：]\s?(?P<names>[^，。！？；]{2,60})$")
_PHOTOGRAPHED = re.compile(r"(?:摄|摄影|[/／]图|供图)[\s）)]*$")
_DATELINE = re.compile(
    r"[【（(]?\s?(?P<line>[\u4e00-\u9fffA-Za-z0-9·、/／\s]{2,40}?"
    r"(?:\d{1,2}日(?:[上下]午|[晚早]间?)?(?:综合|专)?(?:电|讯|消息)|(?<![资通喜腾视快简])讯|(?<![来致回发])电))"
    r"(?=[\s（(:：】）)丨|，题])"
)
_ORIGINAL = re.compile(r"原标?题\s?为?(?:[:：]|(?=《))\s?《?(?P<title>.{2,120})")
_SOME_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """The credits of a story; a value that the page does not show is None."""

    source: str | None = None
    """来源: the outlet credited."""
    author: str | None = None
    """Writers, joined by 、"""
    editor: str | None = None
    """Editors, joined by 、"""
    dateline: str | None = None
    """电头."""
    original_title: str | None = None
    """原标题."""


def credits(tree: Tree, place: Surroundings, heading: str, meta: Metadata) -> Credits:
    """The credits of a page's story whose heading is given."""
    shown = rows(place.over)
    after = rows([*(line for line in place.closing if len(line) < 60), *place.under])
    reporters = _reporters(place.over)
    editor = (
        _people(shown, "editor")
        or _people((row for row in after if row.marked), "editor")
        or _people(after, "editor")
        or _people(_bracketed(place), "editor")
    )
    author = (
        _people((row for row in shown if "…" not in row.value), "author")
        or [name for found in reporters for name in _led(found["names"])]
        or _people(after, "author")
        or _signed(place.opening, place.closing)
        or _people(_bracketed(place), "author")
        or _people(shown, "author")
        or _unlabelled(place.over, editor)
    )
    source = next(outlets.labelled_outlets(shown), None) or _other_source(tree, place, heading, meta, after, reporters)
    writer, slash, outlet = (source or "").partition("/")
    if slash and is_person(writer):  # 张三/某某报
        source, author = outlet, author or [writer]
    return Credits(
        source=source,
        author="、".join(dict.fromkeys(author)) or None,
        editor="、".join(dict.fromkeys(editor)) or None,
        dateline=_dateline(place.opening, place.closing),
        original_title=_original((*place.over, *place.opening, *place.closing, *place.under)),
    )


def _other_source(
    tree: Tree,
    place: Surroundings,
    heading: str,
    meta: Metadata,
    after: list[Credit],
    reporters: list[re.Match[str]],
) -> str | None:
    """The source of a story that credits none over its text with a label."""
    sure, likely = outlets.beside_date(tree, place, heading, meta.title)
    return (
        sure
        or next((r["outlet"] for r in reporters if len(r["outlet"]) > 2 and r["outlet"] != "本报"), None)
        or next(outlets.labelled_outlets([*after, *_bracketed(place)]), None)
        or likely
        or outlets.of_paper([*place.over, *place.closing[-1:], *place.under[:2]])
        or next(outlets.stated_outlets(meta), None)
    )


def _bracketed(place: Surroundings) -> Iterator[Credit]:
    """The labelled values in brackets in the story's first and last lines."""
    for line in (*place.opening, *place.closing):
        for words in _BRACKETS.findall(line[-400:]):
            yield from labelled(words)


def _reporters(over: list[str]) -> list[re.Match[str]]:
    """What the lines over a story say in the form 某报记者 张三."""
    found = []
    for line in over:
        if len(line) < 120 and _REPORTS.search(line) and not _PHOTOGRAPHED.search(line):
            starts = [row.start for row in labelled(line)]
            for start, end in zip([0, *starts], [*starts, len(line)], strict=True):
                if match := _REPORTER.search(line[start:end].strip()):
                    found.append(match)
    return found


def _led(words: str) -> list[str]:
    """The people that words begin with, none where they begin with something else."""
    names = people(words)
    return names if names and is_person(names[0]) else []


def _people(found: Iterable[Credit], role: str) -> list[str]:
    return [name for row in found if row.role == role for name in people(row.value)]


def _unlabelled(over: list[str], editor: list[str]) -> list[str]:
    """Names that stand for themselves over the story: two or more in a line, or one of three characters by a date."""
    for at, line in enumerate(over):
        if len(line) > 120 or labelled(line):
            continue
        beside = any(
            _SOME_DIGIT.search(near) and outlets.without_time(near) != near for near in over[max(at - 1, 0) : at + 2]
        )
        for words in (line, *line.split(BREAK)):
            names = [] if is_label(bare(words)) else people(bare(words), strict=True)
            if (len(names) > 1 or (names and beside and len(names[0]) > 2)) and names[0] not in editor:
                return names
    return []


def _signed(opening: list[str], closing: list[str]) -> list[str]:
    """Who signed the story in its own first or last lines."""
    for line in opening[:2]:
        if (found := _DATELINE.match(line[:80])) and (
            names := _led(_BRACKET_END.split(line[found.end() :][:60])[0].lstrip(" （("))
        ):
            return names
    for line in (*opening, *reversed(closing)):
        for words in _spots(line, line in closing):
            signed = _WROTE.search(words) or _REPORTER.search(words)
            if signed and not _PHOTOGRAPHED.search(words) and (names := _led(signed["names"])):
                return names
    for line in reversed(closing):
        spot = _BRACKETS.findall(line[-60:])[-1:]
        if spot and line.rstrip()[:-1].endswith(spot[0]) and (names := people(spot[0], strict=True)):
            return names
    return []


def _spots(line: str, last: bool) -> list[str]:
    """Where a line of the story may be signed: its brackets, its end."""
    ending = line[-80:] if last or len(line) < 60 or "记者" in line[-40:] else ""
    if found := labelled(ending):
        ending = ending[: found[0].start].strip() or ending
    return [*_BRACKETS.findall(line[:200]), *_BRACKETS.findall(line[-120:]), ending]


def _dateline(opening: list[str], closing: list[str]) -> str | None:
    """电头: at the start of the story, or in brackets at its end."""
    for line in opening[:2]:
        if found := _DATELINE.match(line[:80]):
            return clean(found["line"])
    for line in reversed(closing):
        for words in _BRACKETS.findall(line[-60:]):
            if found := _DATELINE.match(words + "）"):
                return clean(found["line"])
    return None


def _original(found: Iterable[str]) -> str | None:
    """原标题."""
    for line in found:
        if match := _ORIGINAL.search(line[:300]):
            words = clean(match["title"]).strip(" )）】]》")
            if words:
                return words
    return None
