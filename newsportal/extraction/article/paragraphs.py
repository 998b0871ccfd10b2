"""The main text as lines: one for each paragraph, subhead, caption and table row."""

from __future__ import annotations

from collections.abc import Iterator

from newsportal.extraction.article.main_region import MainRegion
from newsportal.extraction.document.tree import Tree
from newsportal.text.strings import one_line

__all__ = ["paragraphs"]

_NO_TIME = "0000-00-00 00:00:00"
"""What a database tells for a time that it has not."""
_LONGEST_ROW, _LONGEST_CELL = 400, 120


def paragraphs(tree: Tree, main: MainRegion) -> list[str]:
    """The main text, a paragraph, subhead, caption or table row a line."""
    begin, end = main.begin, main.end
    chunks = tree.chunks[begin:end]
    for first, last in _rows(tree, main):
        for at in range(max(first + 1, begin), min(last, end)):
            chunks[at - begin] = " " + chunks[at - begin].lstrip("\n")
    told = [chunk for a, b in main.lead for chunk in tree.chunks[a:b]]
    for a, b in main.parts:
        told += chunks[a - begin : b - begin]
    text = "".join(told)
    if _NO_TIME in text:
        text = text.replace(_NO_TIME, "")
    return [line for line in map(one_line, text.split("\n")) if line]


def _rows(tree: Tree, main: MainRegion) -> Iterator[tuple[int, int]]:
    """The chunks of each table row of the text that holds short cells: a table of values, not one of layout."""
    for table in tree.inside(main.container, "table"):
        if tree.sizes[table] and not tree.inside(table, "table"):
            for i in range(table + 1, tree.ends[table]):
                if tree.tags[i] == "tr" and tree.sizes[i] <= _LONGEST_ROW:
                    cells = [cell for cell in tree.children(i) if tree.sizes[cell]]
                    if len(cells) > 1 and all(tree.sizes[cell] <= _LONGEST_CELL for cell in cells):
                        yield tree.first[i], tree.last[i]
