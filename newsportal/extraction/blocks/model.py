"""What the reading of headline blocks works on: links that may be headlines, labels, and how far a label reaches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from newsportal.extraction.blocks.anchor_text import AnchorText, TextFrom
from newsportal.extraction.blocks.label_shapes import are_alike
from newsportal.extraction.blocks.link_groups import Group
from newsportal.extraction.blocks.url_score import url_points
from newsportal.extraction.document.tree import Tree

__all__ = ["Candidate", "Label", "Said", "Scope"]

_SLOTS = (
    "container element group inline_label is_image item label list_element score shown text text_element text_from url"
    " weight"
)


class Label(NamedTuple):
    """The heading over a block."""

    text: str
    """Its words."""
    element: int
    """Element that holds it."""
    scope: int
    """Element whose later headlines it governs."""
    certain: bool
    """It is a heading by its tag or by its words, not by its place alone."""
    panel: int = 0
    """Which panel of a row of tabs."""


class Candidate:
    """A link that may be a headline; links to one address that follow each other are one.

    What follows `container` is filled step by step: `group` to `score` by candidates.py, the rest by label_scope.py.
    """

    __slots__ = tuple(_SLOTS.split())

    element: int
    """Element of its first link."""
    text_element: int
    """Element of the link that has the words."""
    url: str
    """Absolute address."""
    text: str
    """Its words, in full where they are known."""
    shown: str
    """Its words as shown."""
    text_from: TextFrom
    """Where `text` was read."""
    is_image: bool
    """It has no words but its picture's."""
    container: int
    """The element in which other links stand beside it."""
    group: Group
    """The links that stand in its list in the same way."""
    weight: float
    """How much the words say."""
    score: float
    """Points: of the link alone, then with its group."""
    list_element: int
    """The element of the list that it stands in."""
    item: int
    """Its place there: the child of that element that holds it."""
    label: Label | None
    """The label that governs it."""
    inline_label: Label | None
    """A label that stands before it on its own line."""

    def __init__(self, element: int, url: str, said: AnchorText, is_image: bool, container: int) -> None:
        self.element = self.text_element = element
        self.url = url
        self.text, self.shown, self.text_from = said
        self.is_image = is_image
        self.container = container


class Said:
    """The words of the headlines whose address is an item's, gathered once they are asked for: on one page of eight."""

    def __init__(self, candidates: list[Candidate]) -> None:
        self._candidates = candidates

    @cached_property
    def _texts(self) -> set[str]:
        return {candidate.text for candidate in self._candidates if url_points(candidate.url) > 0}

    def __contains__(self, text: object) -> bool:
        return text in self._texts


@dataclass(slots=True, eq=False)
class Scope:
    """An element that the walk over the page has entered and not left, and the label that holds in it now."""

    element: int
    """The element."""
    label: Label | None
    """What governs its next child: a label of its own, or that of the scope around it."""
    at: int
    """The chunk after the last child that was passed."""
    count: int
    """Headlines inside."""
    child: int
    """The next child to look at."""
    first: Label | None = None
    """The first label of its own."""
    own: bool = False
    """`label` is of its own."""
    seen: int = 0
    """Children with headlines that were passed since that label."""
    before: int = -1
    """The last of them."""
    plain: int = -1
    """The last that held one headline and no label, -1 where the last with one headline held one too."""

    def passed(self, tree: Tree, child: int) -> None:
        """A child with headlines is done."""
        self.child, self.at, self.before = tree.ends[child], tree.last[child], child
        self.seen += 1

    def is_plain(self, tree: Tree, item: int, link: int) -> bool:
        """Can no label stand in an item with one headline: like one that held none, or with but a rank before it?"""
        if tree.link_counts[item] == 1:
            begin, end = tree.first[item], tree.first[link]
            if begin == end or (end - begin == 1 and tree.chunks[begin].strip().isdigit()):
                return True
        return self.seen > 1 and self.plain >= 0 and are_alike(tree, self.plain, item)
