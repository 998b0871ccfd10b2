"""The lines of a page that could be an article's heading."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from newsportal.extraction.article.main_region import MainRegion
from newsportal.extraction.article.surroundings import holder
from newsportal.extraction.document.tree import Tree
from newsportal.text.strings import one_line

__all__ = ["HEADINGS", "LONGEST", "Line", "candidates"]

LONGEST, _WIDEST = 200, 400
"""Characters of a heading, at most, and with the blanks around it."""
_NEAREST = 8
"""Chunks before the text in which any line may be its heading; farther off, one that begins or ends like a title."""
HEADINGS = {"h1": 1.6, "h2": 1.2, "h3": 1.0, "h4": 0.6, "h5": 0.5, "h6": 0.3}
"""Elements of headings, and what each weighs."""


class Line(NamedTuple):
    """What could be the heading."""

    text: str
    """Its words."""
    element: int
    """The element that holds it."""
    begin: int
    """Its first chunk."""
    end: int
    """The chunk after its last."""


def candidates(tree: Tree, main: MainRegion, squeezed: str) -> Iterator[Line]:
    """Headings, and the lines before the text that begin or end like a stated title or stand just before it."""
    last = min(main.begin + 2, len(tree.chunks))
    for tag in HEADINGS:
        for i in tree.elements[tag][:40]:
            at = tree.first[i]
            if 4 <= tree.sizes[i] <= LONGEST and (at < last or tree.chunks[at].strip()[:3] in squeezed):
                yield Line(one_line(tree.text(i)), i, at, tree.last[i])
    chunks = tree.chunks
    ends = islice(tree.text_before, 1, last + 1)
    for at in [at for at, (a, b) in enumerate(zip(tree.text_before, ends, strict=False)) if 3 <= b - a <= LONGEST]:
        chunk = chunks[at].strip()
        if len(chunks[at]) <= _WIDEST and (at >= last - _NEAREST or chunk[:3] in squeezed or chunk[-3:] in squeezed):
            element = holder(tree, at)
            yield Line(one_line(chunk).lstrip(" >»›"), element, at, at + 1)
            if 1 < tree.last[element] - tree.first[element] <= 8 and tree.sizes[element] <= LONGEST:
                yield Line(one_line(tree.text(element)), element, tree.first[element], tree.last[element])
            elif at + 1 < last and tree.last[element] == at + 1:
                yield from _two_lines(tree, element, chunk, chunks[at + 1], squeezed)


def _two_lines(tree: Tree, element: int, first: str, second: str, squeezed: str) -> Iterator[Line]:
    """A heading whose lines are elements of one kind side by side, as a parser leaves the paragraphs of an h1."""
    after = tree.ends[element]
    if after < len(tree) and tree.parents[after] == tree.parents[element] and tree.tags[after] == tree.tags[element]:
        begin, end = tree.first[element], tree.last[after]
        if end == begin + 2 and len(second) <= _WIDEST and "".join(f"{first}{second}".split()) in squeezed:
            yield Line(one_line(f"{first} {second}"), element, begin, end)
