"""Where the main text is: the element that holds it, found by following the prose down the tree."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate

from newsportal.extraction.article.boilerplate_words import ASIDE
from newsportal.extraction.document.lines import Lines
from newsportal.extraction.document.tree import Tree

__all__ = ["MainRegion", "Prose", "find_container"]

_PARAGRAPHS = ("p", "span", "font", "b", "strong", "h2", "h3")

_FOREIGN = 0.05
"""Weight of prose in such an area, before the heading or in a list of cards."""
_LEAST = 20
"""Characters of prose that may be a whole article."""
_DOMINANT = 0.8
"""A child with this share of an element's prose holds the main text; below it, the text is spread over the element."""


@dataclass(frozen=True, slots=True)
class MainRegion:
    """Where the main text stands in a tree."""

    container: int
    """The innermost element that holds the whole text."""
    parts: tuple[tuple[int, int], ...]
    """Its lines as ranges of chunks (from, to), in order; what lies between two is none of the text."""

    @property
    def begin(self) -> int:
        """Its first chunk: what stands before it is its heading and credits, or boilerplate."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """The chunk after its last."""
        return self.parts[-1][1]

    def holds(self, chunk: int) -> bool:
        """Does that chunk belong to it? For an element i ask for `tree.first[i]`."""
        at = bisect_right(self.parts, (chunk, 1 << 62)) - 1
        return at >= 0 and chunk < self.parts[at][1]


class Prose:
    """How much prose each element holds, weighted by where it stands."""

    def __init__(self, tree: Tree, lines: Lines, heading: int = 0) -> None:
        self.tree = tree
        weighed = [(k, size) for k, size in enumerate(lines.prose) if size]
        self.chunks = [lines.starts[k] for k, _ in weighed]
        self.before: list[float] = [0.0, *accumulate(size for _, size in weighed)]
        self.half = self.before[-1] / 2
        self.begin = self.before[bisect_left(self.chunks, heading)]
        self.foreign: dict[int, bool] = {-1: False}
        weights = [
            size * self.weight(lines.holder(k), lines.starts[k] < heading or lines.is_summary(k)) for k, size in weighed
        ]
        self.before = [0.0, *accumulate(weights)]

    def weight(self, holder: int, strange: bool) -> float:
        """What a character in that element counts; `strange` if its line is one that surrounds texts."""
        tree, parent = self.tree, max(self.tree.parents[holder], 0)
        weight = 1 - tree.link_sizes[parent] / max(1, tree.sizes[parent])
        return weight * _FOREIGN if strange or self.is_foreign(holder) else weight

    def is_foreign(self, i: int) -> bool:
        """Does element i stand in an area that surrounds texts, or that no reader sees?"""
        known, path = self.foreign, []
        while i not in known:
            path.append(i)
            i = self.tree.parents[i]
        foreign = known[i]
        for i in reversed(path):
            if not foreign and ((self.tree.names[i] and ASIDE.search(self.tree.names[i])) or self.tree.is_hidden(i)):
                foreign = self.of(i) <= self.half or self.follows(i)
            known[i] = foreign
        return foreign

    def follows(self, i: int) -> bool:
        """Does prose stand between the heading and element i?"""
        return self.before[bisect_left(self.chunks, self.tree.first[i])] - self.begin >= _LEAST

    def of(self, i: int) -> float:
        """The prose inside element i."""
        first, last = self.tree.first[i], self.tree.last[i]
        return self.before[bisect_left(self.chunks, last)] - self.before[bisect_left(self.chunks, first)]


def find_container(tree: Tree, prose: Prose) -> int:
    """The innermost element that holds the main text, -1 where there is no prose."""
    i, held = 0, prose.of(0) if len(tree) else 0.0
    while held:
        best, most = -1, 0.0
        for child in tree.children(i):
            if tree.sizes[child] > most and (found := prose.of(child)) > most:
                best, most = child, found
        if most < held * _DOMINANT or tree.tags[best] in _PARAGRAPHS:
            break
        i, held = best, most
    return i if held else -1
