"""Who is credited: 来源, 作者/记者, 责任编辑, 电头 and 原标题, read as a reader sees them.

The lines between heading and story speak first, then the line at the story's end or just after it, then the story's own
first and last lines (（记者 张三）). The head's author and editor are not believed, for many portals give the
one for the other; its source is, where the page shows none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsportal.extraction.bylines import BREAK, Credit, below, head, holder, is_label, labelled, lines
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
_OUTLET_END = re.compile(
    r"\s{2,}|[|｜\[【]|(?:19|20)\d\d[-./年]|[（(]\s{0,9}(?:19|20)\d\d|\s(?:原创稿|手机看新闻|我要|打印|字号)"
    r"|[\s（(](?:见习|实习|特约|本报)?(?:记者|通讯员|实习生)"
)
_EDGE = " \t\x1f\u3000:：|｜,，、。;；-–—_/>·•"
_SENTENCE = re.compile(r"[。，！？；]|https?:|点击")
_OUTLET = re.compile(r"(?:[报社台网刊]|新闻|在线|客户端|杂志|周刊|广播|Knews|News)$")
_PAPER = re.compile(r"《\s{0,20}(?P<outlet>[^》\s]{2,20})\s{0,20}》[\s\x1f]{0,20}[（(]\s{0,20}(?:19|20)\d\d")
_BUTTONS = re.compile(
    "原创|转载|关注|举报|收藏|打印|分享|评论|字[号体]|^[大中小]$|阅读|浏览|参与|我要|手机看|下载|显示|缩小|放大|微[博信]|点赞|纠错|投稿|专题|正文"
    "|首页|要闻|更多|查看|关闭|推荐|星期|时间|^发布|^来自|^周[一二三四五六日]$"
)
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
_CLOCK = re.compile(r"(?<!\d)[01]\d-[0-3]\d(?!\d)|(?<!\d)[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?!\d)")
_BRACKET_END = re.compile(r"[）)，。]")
_SOME_DIGIT = re.compile(r"\d")
_REPORTS = re.compile("记者|通讯员|实习生")
_SOURCE_NAME = re.compile(r"source|origin|media|\bfrom|laiyuan|\bly\b|copyfrom|author|writer")
_ORIGINAL = re.compile(r"原标?题\s?为?(?:[:：]|(?=《))\s?《?(?P<title>.{2,120})")


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
    reporters = _reporters(over)
    marked = [row for row in after if row.marked]
    editor = (
        _people(shown, "editor") or _people(marked, "editor") or _people(after, "editor") or _people(inside, "editor")
    )
    author = (
        _people([row for row in shown if "…" not in row.value], "author")
        or [name for found in reporters for name in _led(found["names"])]
        or _people(after, "author")
        or _signed(opening, closing)
        or _people(inside, "author")
        or _people(shown, "author")
        or _unlabelled_author(over, editor)
    )
    sure, likely = _beside_date(tree, begin, main.begin, heading, meta)
    source = (
        next(_outlets(shown), None)
        or sure
        or next((r["outlet"] for r in reporters if len(r["outlet"]) > 2 and r["outlet"] != "本报"), None)
        or next(_outlets([*after, *inside]), None)
        or likely
        or next((found["outlet"] for line in (*over, *closing[-1:]) if (found := _PAPER.search(line))), None)
        or next(_stated(meta), None)
    )
    writer, slash, outlet = (source or "").partition("/")
    if slash and is_person(writer):
        source, author = outlet, author or [writer]
    return Credits(
        source=source,
        author="、".join(dict.fromkeys(author)) or None,
        editor="、".join(dict.fromkeys(editor)) or None,
        dateline=_dateline(opening, closing),
        original_title=_original((*over, *opening, *closing, *under)),
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


def _beside_date(tree: Tree, begin: int, end: int, heading: Title, meta: Metadata) -> tuple[str | None, str | None]:
    """Outlets that stand without a label beside the date: a sure one and a likely one.

    Sure is what has an outlet's name, what the page's title ends with, and what stands in an element named for it;
    likely is what else stands in the date's own line and is no button.
    """
    begin = max(begin, 0)
    texts = [clean(chunk[:200])[:60] for chunk in tree.chunks[begin:end]]
    dated = [at for at, text in enumerate(texts) if _SOME_DIGIT.search(text) and _without_time(text) != text]
    likely = None
    for at, text in enumerate(texts):
        if all(abs(at - d) > 2 for d in dated):
            continue
        words = _without_time(text).strip(_EDGE)
        if not 2 <= len(words) <= 20 or han(words) < 2 or _BUTTONS.search(words) or labelled(text) or is_label(words):
            continue
        if (
            _SENTENCE.search(words)
            or "记者" in words
            or len(words) * 2 > len(heading.text)
            or " " in words
            or is_person(words)
        ):
            continue
        named = _SOURCE_NAME.search(tree.names[holder(tree, begin + at)]) or _OUTLET.search(words)
        if named or words in meta.title[-40:]:
            return words, likely
        if likely is None and any(_same_line(tree, begin + at, begin + d) for d in dated):
            likely = words
    return None, likely


def _same_line(tree: Tree, one: int, other: int) -> bool:
    low, high = sorted((one, other))
    return not any(chunk[0] == "\n" for chunk in tree.chunks[low + 1 : high + 1])


def _without_time(text: str) -> str:
    """A short text without the times in it."""
    for moment in reversed(scan(text, year=2000)):
        text = text[: moment.start] + text[moment.end :]
    return _CLOCK.sub("", text)


def _reporters(over: list[str]) -> list[re.Match[str]]:
    """What the lines of credits say in the form 某报记者 张三."""
    found = []
    for line in over:
        if len(line) < 120 and _REPORTS.search(line):
            starts = [row.start for row in labelled(line)]
            ends = [*starts, len(line)]
            for start, end in zip([0, *starts], ends, strict=True):
                if match := _REPORTER.search(line[start:end].strip()):
                    found.append(match)
    return found


def _led(words: str) -> list[str]:
    """The people that words begin with, none where they begin with something else."""
    names = people(words)
    return names if names and is_person(names[0]) else []


def _people(rows: Iterable[Credit], role: str) -> list[str]:
    return [name for row in rows if row.role == role for name in people(row.value)]


def _unlabelled_author(over: list[str], editor: list[str]) -> list[str]:
    """Names that stand for themselves before the story: two or more in a line, or one of three characters by a date."""
    for at, line in enumerate(over):
        if len(line) > 120 or labelled(line):
            continue
        beside = any(_SOME_DIGIT.search(near) and _without_time(near) != near for near in over[max(at - 1, 0) : at + 2])
        for words in (line, *line.split(BREAK)):
            names = [] if is_label(bare(words)) else people(words.strip(_EDGE), strict=True)
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
        spots = _BRACKETS.findall(line[:200]) + _BRACKETS.findall(line[-120:])
        ending = line[-80:] if line in closing or len(line) < 60 or "记者" in line[-40:] else ""
        if labels := labelled(ending):
            ending = ending[: labels[0].start].strip() or ending
        for words in (*spots, ending):
            found = _WROTE.search(words) or _REPORTER.search(words)
            if found and (names := _led(found["names"])):
                return names
    for line in reversed(closing):
        spot = _BRACKETS.findall(line[-60:])[-1:]
        if spot and line.rstrip()[:-1].endswith(spot[0]) and (names := people(spot[0], strict=True)):
            return names
    return []


def _original(found: Iterable[str]) -> str | None:
    """原标题."""
    for line in found:
        if match := _ORIGINAL.search(line[:300]):
            words = clean(match["title"]).strip(" )）】]》")
            if words:
                return words
    return None


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
