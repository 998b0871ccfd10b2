"""Who is credited: 来源, 作者/记者, 责任编辑, 电头 and 原标题, read as a reader sees them.

The lines between heading and text count first, then those at its end or just after it, then its own first and last
lines (（记者 张三）). The head's author and editor are not believed, for many portals give the one for the other; its
source is, where the page shows none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsportal.extraction.article import byline
from newsportal.extraction.article import source as outlets
from newsportal.extraction.article.credit_labels import BREAK, Credit, is_label, labelled, rows
from newsportal.extraction.article.credit_lines import CreditLines
from newsportal.extraction.article.filing import filers
from newsportal.extraction.article.person_names import is_person, people
from newsportal.extraction.article.unlabelled_writers import unlabelled_writers
from newsportal.extraction.document.dates import scan
from newsportal.extraction.document.metadata import Metadata
from newsportal.extraction.document.tree import Tree
from newsportal.text.han import HAN
from newsportal.text.scripts import in_both
from newsportal.text.strings import bare, one_line
from newsportal.text.wordlists import either, listed

__all__ = ["Credits", "credits"]

_WORDS = listed("credits.txt")
_RESPONSIBLE = _WORDS["responsible-labels"]
"""Labels under the text that name an editor beside the one over it."""
_ASKING = _WORDS["asking-labels"]
"""Labels that also begin a question in an interview (记者：您怎么看？), so that only names follow them."""
_BARE = re.compile(rf"^.{{0,6}}[丨｜|/／]|{either(_WORDS['writer-kinds'])}$")
"""What is not the outlet's name in the words before 记者: 文丨某某报特约评论员."""
_NAMES = re.compile(rf"\s{{0,3}}[{HAN}]{{2,3}}(?:[\s、]{{1,3}}[{HAN}]{{2,3}}){{1,5}}\s{{0,3}}")
_PARTED = re.compile(r"[\s、]+")
_REPORTERS = re.compile(r"[（(\[【][^（()）]{0,20}[记記]者[^（()）]{2,30}[）)\]】]")
"""A line under a text by which its reporters sign: （某报记者 张三）."""
_ORIGINAL = re.compile(in_both(r"原标?题\s?[为是]?(?:[:：]|(?=《)|(?<=标题)\s)\s?《?") + "(?P<title>.{2,120})")


class Credits(NamedTuple):
    """The credits of an article; a value that the page does not show is None."""

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


def credits(tree: Tree, around: CreditLines, heading: str, meta: Metadata) -> Credits:
    """The credits of a page's article whose heading is given."""
    shown = rows(around.over) or [row for line in around.above if scan(line) for row in labelled(line) if row.marked]
    begun = filter(None, (line if len(line) < 40 else _signed_head(line) for line in around.opening))
    ends = (line if len(line) < 60 else line.rpartition(BREAK)[2] for line in around.closing)
    after = rows([*(line for line in ends if len(line) < 60), *around.under, *begun])
    reporters = byline.reporters(around.over)
    marked = [row for row in after if row.marked]
    editor = _people(shown, "editor")
    editor += _people((row for row in marked if not editor or row.label in _RESPONSIBLE), "editor")
    editor = editor or _people(after, "editor") or _people(_bracketed(around), "editor")
    source = next(outlets.labelled_outlets(shown), None) or _other_source(tree, around, heading, meta, after, reporters)
    author = (
        _people((row for row in shown if "…" not in row.value), "author")
        or [name for found in reporters for name in byline.leading_people(found["names"])]
        or filers((*around.over, *around.opening[:2]))
        or _people(after, "author")
        or byline.signers(around.opening, around.closing)
        or byline.signers([], [line for line in around.under[:1] if _REPORTERS.fullmatch(line)])
        or _people(_bracketed(around), "author")
        or _people(shown, "author")
        or unlabelled_writers(tree, around, [*editor, source or ""], meta.author)
    )
    writer, slash, outlet = (source or "").partition("/")
    if slash and is_person(writer) and not is_label(outlet):  # 张三/某某报
        source, author = outlet, author or [writer]
    return Credits(
        source=source,
        author="、".join(dict.fromkeys(author)) or None,
        editor="、".join(dict.fromkeys(editor)) or None,
        dateline=byline.dateline(around.opening, around.closing),
        original_title=_original((*around.over, *around.opening, *around.closing, *around.under)),
    )


def _other_source(
    tree: Tree,
    around: CreditLines,
    heading: str,
    meta: Metadata,
    after: list[Credit],
    reporters: list[re.Match[str]],
) -> str | None:
    """The source of an article that credits none over its text with a label."""
    sure, likely = outlets.beside_date(tree, around, heading, meta.title)
    return (
        sure
        or next((outlet for found in reporters if len(outlet := _BARE.sub("", found["outlet"])) > 2), None)
        or next(outlets.labelled_outlets([*after, *_bracketed(around)]), None)
        or next(outlets.signing_outlets([*rows(around.over), *after]), None)
        or outlets.account(tree, around)
        or likely
        or outlets.printed_newspaper([*around.over, *around.closing[-1:], *around.under[:2]])
        or next(outlets.stated_outlets(meta), None)
    )


def _bracketed(around: CreditLines) -> Iterator[Credit]:
    """The labelled values in brackets in the text's first and last lines."""
    for line in (*around.opening, *around.closing):
        for words in byline.BRACKETS.findall(line[-400:]):
            yield from labelled(words)


def _people(found: Iterable[Credit], role: str) -> list[str]:
    return [name for row in found if row.role == role for name in _named(row)]


def _signed_head(line: str) -> str:
    """A writer's label and name before what the long line says of them (撰文：张三，某大学教授…), else ""."""
    head, comma, _ = line[:20].partition("，")
    row = next(iter(labelled(head)), None) if comma else None
    signs = row is not None and row.start == 0 and row.role == "author" and not row.label.endswith(_ASKING)
    return head if row and signs and row.marked and is_person(bare(row.value)) else ""


def _named(row: Credit) -> list[str]:
    """The people of a labelled value; behind a label that also begins a question the value must be names."""
    if not row.label.endswith(_ASKING):
        return people(row.value)
    names = byline.leading_people(row.value)
    if not names and row.marked and _NAMES.fullmatch(row.value):
        names = [name for name in _PARTED.split(row.value) if name]  # a rare family name, and a frequent one
        names = names if any(map(is_person, names)) else []
    return names


def _original(found: Iterable[str]) -> str | None:
    """原标题."""
    for line in found:
        if "原" in line and (match := _ORIGINAL.search(line[:300])):
            words = match["title"]
            label = next((row.start for row in labelled(words) if row.role), None)
            words = one_line(words[:label]).strip(" )）】]》")
            if words:
                return words
    return None
