"""Where the main text is: the element that holds it, found by following the prose down the tree."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import takewhile

from newsportal.extraction.article.prose import LISTS, Prose
from newsportal.extraction.document.tree import Tree

__all__ = ["PARAGRAPHS", "MainRegion", "find_container", "holds_entries"]

PARAGRAPHS = frozenset(("p", "span", "font", "b", "strong", "h2", "h3"))
_ITEMS, _FEW = ("li", "dl", "dd"), 2
"""Elements of a list's entries, of which a page's columns made as a list are few."""
_DOMINANT = 0.8
"""A child with this share of an element's prose holds the main text; below it, the text is spread over the element."""
_UNDER_HEADING = 0.5
"""An element around the heading with this share of the page's prose holds the main text."""


@dataclass(frozen=True, slots=True)
class MainRegion:
    """Where the main text stands in a tree."""

    container: int
    """The innermost element that holds the text."""
    parts: tuple[tuple[int, int], ...]
    """Its lines as ranges of chunks (from, to), in order; what lies between two is none of the text."""
    lead: tuple[tuple[int, int], ...] = ()
    """The same of its first lines, where these stand before the container: a lead paragraph, a picture's caption."""

    is_plain: bool = False
    """It has no sentences: it is a list of names or prices, a poem."""

    @property
    def begin(self) -> int:
        """Its first chunk but for the lead: what stands before it is its heading and credits, or boilerplate."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """The chunk after its last."""
        return self.parts[-1][1]

    def nearness(self, chunk: int) -> float:
        """What a line over the text weighs as its heading by its distance: 1.5 right over it, ever less above."""
        return 1.5 / (1 + max(self.begin - chunk, 0) / 12)

    def holds(self, chunk: int) -> bool:
        """Does that chunk belong to it? For an element i ask for `tree.first[i]`."""
        at = bisect_right(self.parts, (chunk, 1 << 62)) - 1
        return (at >= 0 and chunk < self.parts[at][1]) or any(begin <= chunk < end for begin, end in self.lead)


def find_container(tree: Tree, prose: Prose, heading: int) -> int:
    """The innermost element that holds the main text, -1 where there is no prose. `heading` is that of its heading."""
    i = _under_heading(tree, prose, heading) if heading >= 0 else 0
    held = prose.of(i) if len(tree) else 0.0
    if not held:
        return -1
    while True:
        best, most = -1, 0.0
        for child in tree.children(i):
            if tree.sizes[child] > most and (found := prose.of(child)) > most:
                best, most = child, found
        if (
            most < held * _DOMINANT
            or tree.tags[best] in PARAGRAPHS
            or (tree.tags[best] in _ITEMS and holds_entries(tree, i))
            or (tree.tags[best] in LISTS and _is_led(tree, prose, i, best))
        ):
            return i
        i, held = best, most


def _is_led(tree: Tree, prose: Prose, i: int, best: int) -> bool:
    """Does a paragraph with prose stand before list `best` in element i? Then the list is a part of the text."""
    return any(
        tree.tags[child] == "p" and prose.of(child) > 0
        for child in takewhile(lambda child: child < best, tree.children(i))
    )


def holds_entries(tree: Tree, i: int) -> bool:
    """Is element i a list of entries, as a gallery is of pictures with their words?"""
    tags = [tree.tags[child] for child in tree.children(i) if tree.sizes[child]]
    return any(tags.count(tag) > _FEW for tag in _ITEMS)


def _under_heading(tree: Tree, prose: Prose, heading: int) -> int:
    """The innermost element around the heading that holds much of the page's prose: lists far off count no more."""
    least = prose.of(0) * _UNDER_HEADING
    return next((i for i in (heading, *tree.ancestors(heading)) if prose.of(i) >= least), 0)
