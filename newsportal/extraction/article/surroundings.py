"""In what a text of the credits stands: the element named for it, its link, or what is beside the article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache

from newsportal.extraction.document.tree import Tree
from newsportal.text.strings import one_line

__all__ = ["SHORTEST_HEADING", "areas", "by_name", "holder", "holds_others", "inside", "is_beside", "link_folders"]

SMALL = 8
"""Chunks of an element that holds no more than a name or two."""
_WRAPPERS = 3
"""Elements around a text in which its link is looked for."""
SHORTEST_HEADING = 8
"""Characters of a heading that is looked for above."""
_ADDRESS = 2000
"""Characters of an address that are read."""


def inside(tree: Tree, begin: int, end: int, is_area: Callable[[str], bool]) -> Iterator[str]:
    """The texts of chunks `begin` to `end` in small elements of which class names and id say so."""
    for i in areas(tree, begin, end, is_area):
        yield from map(one_line, (chunk[:100] for chunk in tree.chunks[tree.first[i] : tree.last[i]]))


def areas(tree: Tree, begin: int, end: int, is_area: Callable[[str], bool]) -> Iterator[int]:
    """The small elements in chunks `begin` to `end` of which class names and id say so."""
    for i in range(bisect_left(tree.first, begin), bisect_left(tree.first, end)):
        if tree.names[i] and tree.last[i] <= min(tree.first[i] + SMALL, end) and is_area(tree.names[i]):
            yield i


def by_name(area: re.Pattern[str]) -> Callable[[str], bool]:
    """Whether class names and id match; answers are kept, for the pages of a portal have the same names."""
    return lru_cache(2_000)(lambda name: area.search(name) is not None)


def holder(tree: Tree, chunk: int) -> int:
    """The innermost element that holds a chunk of text, 0 or less where none does."""
    i = bisect_right(tree.first, chunk) - 1
    while i > 0 and tree.last[i] <= chunk:
        i = tree.parents[i]
    return i


def holds_others(tree: Tree, i: int) -> bool:
    """Is element i what stands beside an article: a sidebar, or a list of links as long as headlines, dated or not?"""
    tag = tree.tags[i]
    if tag in {"aside", "nav"}:
        return True
    links = tree.link_counts[i] if tag in {"ul", "ol", "dl"} else 0
    return links > 2 and tree.link_sizes[i] * 3 > tree.sizes[i] and tree.link_sizes[i] >= links * SHORTEST_HEADING


def is_beside(tree: Tree, chunk: int) -> bool:
    """Does a chunk of text stand in what is beside an article?"""
    i = holder(tree, chunk)
    return i > 0 and any(holds_others(tree, j) for j in tree.ancestors(i))


def link_folders(tree: Tree, chunk: int) -> set[str]:
    """The folders of the address to which the link around a chunk of text leads, empty where there is none."""
    i = holder(tree, chunk)
    for _ in range(_WRAPPERS):
        if i < 0:
            break
        if tree.tags[i] == "a":
            path = tree.attrs[i].get("href", "")[:_ADDRESS].partition("?")[0].lower()
            return set(path.split("/")[:-1])
        i = tree.parents[i]
    return set()
