"""Lines of credits: a row of labels and values (来源：新华网 作者：张三 编辑：李四), cut at its labels.

So a value never swallows its neighbour. `BREAK` stands between two texts of a line that come from different elements: a
value ends there too, unless it has not begun.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from newsportal.extraction.article.person_names import people
from newsportal.text.scripts import forms, in_both, simplified
from newsportal.text.strings import bare
from newsportal.text.wordlists import either, listed

__all__ = ["BREAK", "Credit", "is_label", "labelled", "rows"]

BREAK = "\x1f"
"""Stands between two texts of a line that come from different elements; it counts as white space."""
LONGEST = 400
"""Characters of a line that are read."""

_WORDS = listed("credits.txt")
_ROLES = {
    "source": _WORDS["source-labels"],
    "author": _WORDS["author-labels"],
    "editor": _WORDS["editor-labels"],
    "": _WORDS["other-labels"],
}
_ROLE = {label: role for role, labels in _ROLES.items() for label in labels}
_LONGEST_LABEL = max(map(len, _ROLE))
_LAST = frozenset(label[-1] for label in _ROLE)
_SIGNS = "".join({forms(sign) for sign in _LAST})
_NAMED = re.compile("[" + "".join({forms(label[-1]) for label, role in _ROLE.items() if role}) + "]")
"""Without one of these a line holds no label of a source, author or editor, and the others need no cutting."""
_COLONS = ":："
_BARS = "|｜丨│︱┃"
_DOTS = "·•・"
"""They also part the names of one outlet or person, so that only a label that begins its text ends at one."""
_MARKS = _COLONS + "/／" + _BARS + _DOTS
_MARK = re.compile(f"[{_MARKS}]")
_ENDED = re.compile(f"[{_SIGNS}](?:[\\s{_MARKS}】]|\\Z)")
"""The end of any label with what follows it: a look that spares half of the lines with such a sign the cutting."""
_WORD = re.compile(r"\S+")
_OPEN = "[【(（「〔［"
_OPENED = re.compile(r"[\[【(（「〔［]")
_BRACKET = re.compile(r"[\[【(（「〔［\]】)）」〕］]")
_EDITORS = _WORDS["editor-endings"]
_LISTED = _WORDS["listed-labels"]
"""Without a colon they stand between names of one list (记者 张三 实习生 李四)."""
_SLASH = re.compile("[/／]")
_BOXED = re.compile(rf"【({either(_WORDS['boxed-labels'])})】(?=\s{{0,3}}[^\s【\[（(])")
"""A label in brackets before its value: 【撰文】王小明."""
_TURNED = re.compile(
    rf"(?:^|{BREAK})\s*(?P<names>[^\s:：/／|｜]{{2,12}})\s*[/／]\s*(?P<label>(?:[责責]任)?[编編][辑輯])(?:\s*$|(?=\s+[\d(（]))"
)
"""An editor before the label: 王小明 / 編輯."""
_COMMA = re.compile(
    in_both(
        rf"(?:^|(?<={BREAK}))\s?(?:(?P<label>作者|撰文|记者|编辑)|[Aa]uthor)\s?[,，]\s{{0,3}}(?=[^\s,，。]{{2,16}}\s?(?:$|{BREAK}))"
    )
)
"""A label that a comma parts from its value, as sites write it for readers of screens: 作者,王小明; Author, 王小明."""
_COMMA_BEGINS = frozenset("".join(map(forms, "作撰记编Aa")))
"""With one of these begins what has such a label first: a look that spares most lines of one element the search."""
_QUOTED = frozenset("“\"‘'明该")
"""Before a label they show that it is spoken of, as in 凡注明“来源：…”的作品, 只看该作者."""


class Credit(NamedTuple):
    """A label and its value."""

    role: str
    """source, author, editor, or "" for what is none of them."""
    label: str
    """The label's words, in simplified characters."""
    value: str
    """What stands after it, up to the next label."""
    start: int
    """Where the label begins in its line."""
    marked: bool
    """Whether a colon or slash stands between them."""


def labelled(line: str) -> Sequence[Credit]:
    """The labels of a line and their values, in order."""
    line = line[:LONGEST]
    return _labelled(line) if _NAMED.search(line) and _ENDED.search(line) else ()


@lru_cache(256)  # several rules ask the same lines
def _labelled(line: str) -> Sequence[Credit]:
    if _SLASH.search(line) and (turned := _TURNED.search(line)) and people(turned["names"], strict=True):
        named = Credit("editor", simplified(turned["label"]), turned["names"], turned.start(), marked=True)
        return [*labelled(line[: turned.start()]), named, *labelled(line[turned.end() :])]
    read = simplified(line)
    if "】" in read:
        read = _BOXED.sub(r"【\1：", read)
    cuts = {cut[0]: cut for mark in _MARK.finditer(read) if (cut := _marked(read, mark.start()))}
    for cut in _blank(read):
        cuts.setdefault(cut[0], cut)
    order = sorted(cuts)
    found = []
    for start, end in zip(order, [*order[1:], len(line)], strict=False):
        _, at, label = cuts[start]
        value = _inside(line[at:end]) if line[start - 1 : start] in _OPEN else line[at:end]
        found.append(Credit(_ROLE[label], label, value, start, read[at - 1] in _MARKS))
    return found


def rows(found: Iterable[str]) -> list[Credit]:
    """The labelled values of lines; a value that its own line lacks is the next line's."""
    held: list[Credit] = []
    waiting: Credit | None = None
    for line in found:
        may_part = ("," in line or "，" in line) and (BREAK in line or line.lstrip()[:1] in _COMMA_BEGINS)
        credits = labelled(_COMMA.sub(_with_colon, line) if may_part else line) or _alone(line)
        fits = waiting is not None and not credits and len(line) <= 40
        if fits and waiting is not None and (waiting.role == "source" or people(line, strict=True)):
            held[-1] = waiting._replace(value=line)
        held += credits
        waiting = credits[-1] if credits and not bare(credits[-1].value) else None
    return held


def _with_colon(found: re.Match[str]) -> str:
    return f"{found['label'] or '作者'}："


def _inside(value: str) -> str:
    """A value that begins inside a bracket, up to the end of that: 陳小美）1120823."""
    depth = 0
    for found in _BRACKET.finditer(value):
        depth += 1 if found[0] in _OPEN else -1
        if depth < 0:
            return value[: found.start()]
    return value


def _alone(line: str) -> list[Credit]:
    """A line that is a writer's or an editor's label and no more: its value is the next line."""
    label = simplified(bare(line)) if len(line) < 12 and _NAMED.search(line) else ""
    role = _ROLE.get(label, "")
    return [Credit(role, label, "", 0, marked=True)] if role in ("author", "editor") else []


def is_label(words: str, but: str | None = None) -> bool:
    """Whether words are a label and nothing else, and one of another role than `but`."""
    return _ROLE.get(simplified(words), but) != but


def _marked(line: str, mark: int) -> tuple[int, int, str] | None:
    """The label that ends at a colon or slash: where it begins, where its value begins, its words."""
    before = "".join(line[max(mark - 25, 0) : mark].split())[-_LONGEST_LABEL:]
    if before[-1:] not in _LAST:
        return None
    for size in range(len(before), 0, -1):
        label = before[-size:]
        if label not in _ROLE or (line[mark] in "/／" and _ROLE[label] == "source"):
            continue
        start = mark
        for _ in label:
            start -= 1
            while line[start].isspace():
                start -= 1
        ahead = line[start - 1 : start]
        if ahead in _QUOTED or (size == 1 and ahead.isalnum()):
            return None
        begins = not ahead or ahead.isspace() or ahead in _BARS
        if (line[mark] in _DOTS and (size == 1 or not begins)) or (
            _ROLE[label] == "source" and line[mark] not in _COLONS and not begins
        ):
            return None
        return start, mark + 1, label
    return None


def _blank(line: str) -> Iterator[tuple[int, int, str]]:
    """Labels that only white space parts from their value: 编辑 张三, 某报编辑 李四."""
    words = line.split()
    if _OPENED.search(line):
        words = [word.lstrip(_OPEN) for word in words]
    if _ROLE.keys().isdisjoint(words) and not ("编" in line and any(word.endswith(_EDITORS) for word in words)):
        return
    for word in _WORD.finditer(line):
        label = word.group().lstrip(_OPEN)
        if 2 < len(label) <= 8 and label not in _ROLE and label.endswith(_EDITORS):
            label = label[-2:]
        if len(label) > 1 and label in _ROLE and not label.endswith(_LISTED):
            yield word.end() - len(label), word.end(), label
