"""Shapes of markup that tell what stands over a list: a breadcrumb, a header with filters, a table, an empty block."""

from __future__ import annotations

import re

from newsportal.extraction.blocks.block_words import MORE
from newsportal.extraction.blocks.label_words import trim
from newsportal.extraction.blocks.link_groups import NAVIGATION, context
from newsportal.extraction.document.tree import Tree
from newsportal.text.scripts import in_both

__all__ = [
    "LABEL_HEADINGS",
    "NO_LIST",
    "are_alike",
    "cells",
    "crumb",
    "empty_list",
    "header",
    "is_filled_by",
    "is_menu",
    "is_one_of_row",
    "is_site_name",
    "leads_on",
]

LABEL_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", "caption", "legend"))
_TABLES = frozenset(("table", "tbody", "thead", "tr"))
_LISTS = frozenset(("ul", "ol", "dl", "table"))
_BODY = re.compile(r"\bbd\b|body|con\b|cont|list|main")
_STEP = re.compile(r"\s{0,9}[>›»→]{1,3}\s{0,9}")
"""What parts the steps of a breadcrumb."""
_MAY_STEP = re.compile("[>›»→]").search
_ROOT = re.compile(in_both("[首主]页$|位置"))
NO_LIST = re.compile(in_both("正文|内容|详情|列表|首页|文章|图片|新闻|本页"))
"""Last steps of a breadcrumb that name no list."""
_HEADER = re.compile(r"tit|head|\bhd\b|[-_](?:t|tt|hd|bt|th)\b")
"""Parts of the class name of an element that holds a heading, and perhaps filters beside it."""
_MORE = ("更多", "more")
_LONGEST_MORE = max(map(len, MORE))
_LONGEST_STEP = 15
"""Characters of one step."""
_MENU = 5
"""Links of a menu, at least."""
_LEAST_OF_HEAD = 3
"""Links of a page's head, at least."""
_CELLS = 40
"""Elements of a row or table in which cells are looked for."""
_ROW = 3
"""Links of one kind right behind each other that are a row of names: of authors, of places."""
_BEGIN = 12
"""Elements in which such a heading must come."""


def crumb(tree: Tree, i: int) -> list[str]:
    """The steps of a breadcrumb, empty where it is none: parts with a > between, a menu by name or three steps."""
    if not tree.link_counts[i] or not any(map(_MAY_STEP, tree.chunks[tree.first[i] : tree.last[i]])):
        return []
    steps = [trim(step) for step in _STEP.split(tree.text(i))]
    known = context(tree.names[i]) & NAVIGATION or len(steps) > 2 or _ROOT.search(steps[0])
    other = any(not 0 < len(step) <= _LONGEST_STEP or step.lower().startswith(_MORE) for step in steps)
    return steps if len(steps) > 1 and known and not other else []


def header(tree: Tree, i: int) -> int:
    """The heading that element i begins with where more follows in it, such as a row of filters; -1 without one."""
    for inner in range(i + 1, min(tree.ends[i], i + _BEGIN) if _HEADER.search(tree.names[i][:200]) else i):
        if tree.first[inner] > tree.first[i]:
            break
        is_named = tree.tags[inner] in LABEL_HEADINGS or _HEADER.search(tree.names[inner][:200])
        if is_named and 2 <= tree.sizes[inner] <= 40:
            return inner
    return -1


def is_menu(tree: Tree, i: int) -> bool:
    """Is it a menu of channels, by its name and its many links?"""
    return tree.link_counts[i] >= _MENU and (tree.tags[i] == "nav" or context(tree.names[i]) & NAVIGATION > 0)


def is_site_name(tree: Tree, i: int, text: str) -> bool:
    """Is it the alt of a picture among several links, as the site's name is in a page's head?"""
    return tree.link_counts[i] >= _LEAST_OF_HEAD and text not in tree.text(i)


def is_one_of_row(tree: Tree, i: int, link: int) -> bool:
    """Is i one of several links of a kind, one right behind the other, before the link of a headline?"""
    if tree.tags[i] != "a":
        return False
    count, j, parent = 1, i, tree.parents[i]
    while count < _ROW and (j := tree.ends[j]) < link and tree.parents[j] == parent and are_alike(tree, i, j):
        count += 1
    j = i
    while count < _ROW and (j := _before(tree, j)) >= 0 and are_alike(tree, i, j):
        count += 1
    return count >= _ROW


def _before(tree: Tree, i: int) -> int:
    """The sibling before element i, -1 where it is the first."""
    j, parent = i - 1, tree.parents[i]
    while j > parent and tree.parents[j] != parent:
        j = tree.parents[j]
    return j if j > parent else -1


def are_alike(tree: Tree, i: int, j: int) -> bool:
    """Have two elements the same tag and name?"""
    return tree.tags[i] == tree.tags[j] and tree.names[i] == tree.names[j]


def cells(tree: Tree, i: int) -> list[int]:
    """The cells with text in a table or a row of one, those that hold tables left out; none of another element."""
    if tree.tags[i] not in _TABLES:
        return []
    found = [j for j in range(i, min(tree.ends[i], i + _CELLS)) if tree.tags[j] in ("td", "th") and tree.sizes[j]]
    following = [*found[1:], tree.ends[i]]  # one more than there are cells where there is none
    return [cell for cell, after in zip(found, following, strict=False) if tree.ends[cell] <= after]


def empty_list(tree: Tree, i: int) -> int:
    """The list in element i that says nothing, as one that a script fills or one of dates alone; -1 without one."""
    for child in tree.children(i):
        is_list = tree.tags[child] in _LISTS or (tree.tags[child] == "div" and _BODY.search(tree.names[child]))
        if is_list and not tree.link_sizes[child] and (tree.link_counts[child] or not tree.sizes[child]):
            return child
    return -1


def is_filled_by(tree: Tree, block: int, empty: int, link: int) -> bool:
    """Is the list with the link what a script would move into the block's empty list: right behind it, no block too?"""
    following = tree.ends[block]
    while following < link and not tree.sizes[following] and tree.ends[following] <= link:
        following = tree.ends[following]
    if tree.sizes[empty] or following > link or link >= tree.ends[following]:
        return False
    tag, name = tree.tags[following], tree.names[following]
    return not name or (name != tree.names[block] and (tag in _LISTS or _BODY.search(name) is not None))


def leads_on(part: str) -> bool:
    """Is it a button that leads to more: 更多, 进入频道?"""
    bare = part.lower()
    return (
        (len(bare) <= _LONGEST_MORE and bare in MORE)
        or bare.startswith(_MORE)
        or (part.startswith(("进入", "進入")) and len(part) <= 8)
    )
