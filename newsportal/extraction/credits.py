"""Who is credited: 来源, 作者/记者, 责任编辑, 电头 and 原标题, read as a reader sees them.

The lines between heading and story speak first, then the line at the story's end or just after it, then the story's own
first and last lines (（记者 张三）). The head's author and editor are not believed, for many portals give the
one for the other; its source is, where the page shows none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsportal.extraction.bylines import BREAK, Credit, below, head, labelled, lines
from newsportal.extraction.dates import scan
from newsportal.extraction.metadata import Metadata
from newsportal.extraction.names import is_person, people
from newsportal.extraction.regions import Main
from newsportal.extraction.text import bare, clean, han
from newsportal.extraction.title import Title
from newsportal.extraction.tree import Tree

__all__ = ["Credits", "credits"]

BEFORE = 40
"""Chunks before the story that are read for credits where the page shows no heading."""
_JOINT = "·•－—-"
_OUTLET_END = re.compile(r"\s{2,}|[|｜\[【]|(?:19|20)\d\d[-./年]|[（(]\s?(?:19|20)\d\d|\s(?:原创稿|手机看新闻|我要)")
_EDGE = " \t\x1f\u3000:：|｜,，、。;；-–—_/>·•"
_SENTENCE = re.compile(r"[。，！？；]|https?:|点击")
_ROLES = "(?:(?:见习|实习|特约|特派|首席|全媒体|融媒体|摄影)?记者|通讯员|实习生)"
_REPORTER = re.compile(
    rf"(?P<outlet>[^\s，。！？；：:、“”（）()【】■□●◎]{{0,24}}?){_ROLES}[\s:：/]{{0,3}}(?P<names>[^，。！？；：“”（）()]{{2,60}})$"
)
_BRACKETS = re.compile(r"[（(【\[]([^（()）】\[\]]{2,80})[）)】\]]")
_WROTE = re.compile(r"^\W{0,3}(?:文|采写|撰文|撰稿|执笔|采访|文字)\s?[/／|｜丨:：]\s?(?P<names>[^，。！？；]{2,60})$")
_DATELINE = re.compile(
    r"[【（(]?\s?(?P<line>[\u4e00-\u9fffA-Za-z0-9·、/／\s]{2,40}?"
    r"(?:\d{1,2}日(?:[上下]午|[晚早]间?)?(?:综合|专)?(?:电|讯|消息)|(?<![资通喜腾视快简])讯|(?<![来致回发])电))"
    r"(?=[\s（(:：】）)丨|，题])"
)
_SOURCE_NAME = re.compile(r"source|origin|media|\\bfrom|laiyuan|\\bly\\b|copyfrom|author")
_ORIGINAL = re.compile(r"原标?题\s?为?[:：]\s?(?P<title>.{2,120})")


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


def credits(tree: Tree, main: Main, heading: Title, meta: Metadata) -> Credits:
    """The credits of a page's story."""
    begin = heading.end if 0 <= heading.end <= main.begin + 3 else main.begin - BEFORE
    over = head(tree, begin, main.begin)[-40:]
    opening = lines(tree, main.begin, min(main.end, main.begin + 30))[:3]
    closing = lines(tree, max(main.begin, main.end - 30), main.end)[-4:]
    under = below(tree, main.end)
    shown = _rows(over)
    after = _rows([*(line for line in closing if len(line) < 60), *under])
    inside = _rows([words for line in (*opening, *closing) for words in _BRACKETS.findall(line[-400:])])
    reporters = [found for line in over if len(line) < 80 and (found := _REPORTER.search(line))]
    source = (
        next(_outlets(shown), None) or _beside_date(tree, begin, main.begin, meta) or next(_outlets_of(reporters), None)
    )
    author = _people(shown, "author") or _named(reporters) or _people(after, "author") or _signed(opening, closing)
    original = (found for line in (*over, *opening, *closing, *under) if (found := _ORIGINAL.search(line[:300])))
    return Credits(
        source=source or next(_outlets([*after, *inside]), None) or next(_stated(meta), None),
        author=_listed(author or _people(inside, "author")),
        editor=_listed(_people(shown, "editor") or _people(after, "editor") or _people(inside, "editor")),
        dateline=_dateline(opening, closing),
        original_title=next((t for found in original if (t := clean(found["title"]).strip(" )）】]"))), None),
    )


def _rows(found: list[str]) -> list[Credit]:
    """The labelled values of lines; a value that its line lacks is the next line's."""
    rows: list[Credit] = []
    for line, following in zip(found, [*found[1:], ""], strict=False):
        for credit in labelled(line):
            absent = not bare(credit.value) and line.endswith(credit.value) and len(following) <= 40
            if absent and not labelled(following) and (credit.role == "source" or people(following, strict=True)):
                credit = credit._replace(value=following)
            rows.append(credit)
    return rows


def _outlets(rows: Iterable[Credit]) -> Iterator[str]:
    return (outlet for row in rows if row.role == "source" and (outlet := _outlet(row.value)))


def _outlet(value: str) -> str | None:
    """The name of an outlet that a value begins with; names joined by a dot or dash across elements are one."""
    parts = [part for part in value.strip(_EDGE).split(BREAK) if part.strip()]
    words = parts[0] if parts else ""
    for part in parts[1:]:
        if words.rstrip()[-1:] not in _JOINT and part.lstrip()[:1] not in _JOINT:
            break
        words = words.rstrip() + part.strip()
    if cut := _OUTLET_END.search(words):
        words = words[: cut.start()]
    words = clean(words).strip(_EDGE)
    for opening, closing in ("（）", "()", "《》", "“”", "[]", "【】"):
        if words.count(opening) != words.count(closing):
            words = words.strip(opening + closing)
    if (
        not 2 <= len(words) <= 40
        or _SENTENCE.search(words)
        or words in {"原创", "本站", "本站原创"}
        or not any(map(str.isalpha, words))
    ):
        return None
    return words


def _stated(meta: Metadata) -> Iterator[str]:
    """Outlets that the head credits."""
    for value in meta.source:
        rows = labelled(value)
        if outlet := _outlet(rows[0].value if rows else value):
            yield outlet


def _beside_date(tree: Tree, begin: int, end: int, meta: Metadata) -> str | None:
    """An outlet without label beside the date, if the page's title or the element's name bears it out."""
    texts = [clean(chunk[:60]) for chunk in tree.chunks[max(begin, 0) : end]]
    dated = [at for at, text in enumerate(texts) if any(map(str.isdigit, text)) and scan(text, year=2000)]
    for at, text in enumerate(texts):
        if not any(abs(at - d) <= 2 for d in dated):
            continue
        words = text
        for moment in reversed(scan(text, year=2000)):
            words = words[: moment.start] + words[moment.end :]
        words = words.strip(_EDGE)
        if not 2 <= len(words) <= 20 or han(words) < 2 or labelled(text) or _SENTENCE.search(words) or "记者" in words:
            continue
        element = bisect_right(tree.first, max(begin, 0) + at) - 1
        if words in meta.title[-40:] or _SOURCE_NAME.search(tree.names[element]):
            return words
    return None


def _outlets_of(reporters: list[re.Match[str]]) -> Iterator[str]:
    """The outlets of 某报记者 张三."""
    return (found["outlet"] for found in reporters if len(found["outlet"]) > 2 and found["outlet"] != "本报")


def _people(rows: Iterable[Credit], role: str) -> list[str]:
    return [name for row in rows if row.role == role for name in people(row.value)]


def _named(reporters: list[re.Match[str]]) -> list[str]:
    return [name for found in reporters for name in people(found["names"], strict=True)]


def _signed(opening: list[str], closing: list[str]) -> list[str]:
    """Who signed the story in its own first or last lines."""
    for line in (*opening, *reversed(closing)):
        spots = _BRACKETS.findall(line[:200]) + _BRACKETS.findall(line[-120:])
        for words in (*spots, line[-80:] if line in closing or len(line) < 60 or "记者" in line[-40:] else ""):
            found = _WROTE.search(words) or _REPORTER.search(words)
            if found and (names := people(found["names"])) and is_person(names[0]):
                return names
    for line in reversed(closing):
        for words in _BRACKETS.findall(line[-60:])[-1:]:
            if line.rstrip().endswith(words + line.rstrip()[-1]) and (names := people(words, strict=True)):
                return names
    return []


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


def _listed(names: list[str]) -> str | None:
    return "、".join(dict.fromkeys(names)) or None
