"""引题 and 副题: the lines above and below a heading that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsportal.extraction.article.credit_labels import labelled
from newsportal.extraction.article.surroundings import holder
from newsportal.extraction.document.dates import scan
from newsportal.extraction.document.tree import Tree
from newsportal.text.han import han
from newsportal.text.scripts import in_both
from newsportal.text.strings import folded, one_line

__all__ = ["is_credit", "neighbour", "self_and_above"]

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_REPORTER = re.compile(in_both("记者"))
_ABOVE = 4
"""Elements around a line, its own among them, that are looked at."""
_SECOND = re.compile(r"sub|futi|fu_|pre|yinti|kicker|shoulder|second|introduc|deck")


def neighbour(tree: Tree, heading: int, begin: int, end: int, *, above: bool) -> str | None:
    """The line above or below a heading, if it belongs to it; the heading is an element and its range of chunks."""
    at = begin - 1 if above else end
    if not 0 <= at < len(tree.chunks):
        return None
    place = holder(tree, at)
    if (
        place <= 0
        or not 6 <= tree.sizes[place] <= 200
        or {*self_and_above(tree, place)}.isdisjoint(self_and_above(tree, heading))
    ):
        return None
    around = tree.first[place] <= begin and end <= tree.last[place]  # one heading in two lines
    words = one_line(tree.chunks[at][:200] if around else tree.text(place))
    if not 6 <= han(words) <= 60 or tree.link_sizes[place] or tree.tags[place] == "a" or words[0] in "（(":
        return None
    if is_credit(words) or folded(words) in folded("".join(tree.chunks[begin:end])):
        return None
    if tree.tags[place] == "h1" and not around:  # the site's name
        return None
    headed = tree.tags[place] in _HEADINGS or _SECOND.search(tree.names[place]) is not None
    cell = tree.tags[place] in ({"p", "td"} if above else {"td"})
    return words if headed or cell or words.startswith(("——", "--", "―")) else None


def is_credit(words: str) -> bool:
    """Whether a line states a time or a credit."""
    return bool(_REPORTER.search(words) or labelled(words) or scan(words, year=2000))


def self_and_above(tree: Tree, element: int) -> Iterator[int]:
    """An element and those above it, the root left out."""
    for _ in range(_ABOVE):
        if element <= 0:
            return
        yield element
        element = tree.parents[element]
