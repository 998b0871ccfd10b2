"""How much prose each element holds, weighted by where it stands: the main text is found by following it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate

from newsportal.extraction.article.boilerplate_words import ASIDE
from newsportal.extraction.article.hidden import HIDING
from newsportal.extraction.document.lines import Lines
from newsportal.extraction.document.tree import Tree

__all__ = ["LEAST", "LISTS", "SHORTEST_COPY", "Prose"]

LEAST = 20
"""Characters of prose that may be a whole article."""
SHORTEST_COPY = 20
"""Characters from which on a line that stands a second time is a copy; a refrain or an exclamation is shorter."""
_FOREIGN = 0.05
"""Weight of prose in an area that surrounds texts, before the heading or in a list of cards."""
_MOST_FOREIGN = 0.2
"""All such prose together weighs at most this share of the other: 800 comments are no article."""
_MOST_DATA = 1.6
"""Microdata hold at most this much of half the page's prose: else they are all of it that stands on the page."""
_LEAST_OWN = 40
"""The same holds from this much of the other on, since a page's only other line may be its small print; of cards from
twice as much on, since entries of a report look like them."""
LISTS, _LEAST_TOLD = ("ul", "ol"), 3
"""Of so many characters of a hidden list one at least is prose, if it is a text that a script shows."""


@lru_cache(4096)
def _surrounds(name: str) -> bool:
    """Do class name and id say that an element surrounds a text?"""
    return ASIDE.search(name) is not None


class Prose:
    """How much prose each element holds, weighted by where it stands."""

    def __init__(
        self, tree: Tree, lines: Lines, is_hidden: Callable[[int], bool], heading: int = 0, end: int | None = None
    ) -> None:
        """`heading` and `end` are the chunks between which the article stands, `is_hidden` says what no reader sees."""
        self.tree, self.is_hidden, self.heading = tree, is_hidden, heading
        weighed = [(k, size) for k, size in enumerate(lines.prose) if size]
        self.chunks = [lines.starts[k] for k, _ in weighed]
        self.before: list[float] = [0.0, *accumulate(size for _, size in weighed)]
        self.half = self.before[-1] / 2
        self.begin = self.before[bisect_left(self.chunks, heading)]
        self.foreign: dict[int, bool] = {-1: False}
        self.untold: set[int] = set()
        """Elements in hidden lists: what little prose these hold is none."""
        end = len(tree.chunks) if end is None else end
        self.before = [0.0, *accumulate(self._weights(lines, weighed, heading, end))]

    def _weights(self, lines: Lines, weighed: list[tuple[int, int]], heading: int, end: int) -> list[float]:
        """What each line of prose weighs: nothing where it says again what one between heading and end said."""
        tree, said, weights = self.tree, set[str](), [0.0] * len(weighed)
        parents, sizes, linked = tree.parents, tree.sizes, tree.link_sizes
        named, cards = list[int](), list[int]()
        shares: dict[int, float] = {}
        for at, (k, size) in enumerate(weighed):
            holder, start = lines.holder(k), lines.starts[k]
            if self.is_foreign(holder):
                if holder in self.untold:
                    continue
                named.append(at)
            elif start < heading or start >= end or lines.is_summary(k):
                cards.append(at)
            elif size >= SHORTEST_COPY:
                words = lines.text(k)
                if words in said:
                    continue
                said.add(words)
            parent = max(parents[holder], 0)
            if parent not in shares:  # paragraphs have one
                shares[parent] = 1 - linked[parent] / max(1, sizes[parent])
            weights[at] = size * shares[parent]
        foreign = sum(weights[at] for at in (*named, *cards))
        own = sum(weights) - foreign
        for some, least in ((named, _LEAST_OWN), (cards, 2 * _LEAST_OWN)):
            together = sum(weights[at] for at in some) * _FOREIGN
            share = _FOREIGN if own < least else _FOREIGN * min(1, own * _MOST_FOREIGN / max(together, 1))
            for at in some:
                weights[at] *= share
        return weights

    def is_foreign(self, i: int) -> bool:
        """Does element i stand in an area that surrounds texts, or that no reader sees?"""
        if i in self.foreign:  # as most are: lines stand side by side
            return self.foreign[i]
        known, path, tree = self.foreign, [], self.tree
        tags, names, attrs, parents = tree.tags, tree.names, tree.attrs, tree.parents
        while i not in known:
            path.append(i)
            i = parents[i]
        foreign = known[i]
        for i in reversed(path):
            name = names[i]
            if parents[i] in self.untold or (tags[i] in LISTS and self._is_hidden_list(i)):
                foreign = True
                self.untold.add(i)
            elif not foreign and (
                (name and _surrounds(name)) or (not HIDING.isdisjoint(attrs[i]) and self.is_hidden(i))
            ):
                if tree.is_data(i):  # which says all of the text once more
                    foreign = self.of(i) <= self.half * _MOST_DATA
                else:
                    foreign = (self.of(i) <= self.half or self.follows(i)) and not self.heads(i)
            known[i] = foreign
        return foreign

    def _is_hidden_list(self, i: int) -> bool:
        """Is list i hidden, and one of a few words an entry, not of pictures' words that a script shows?"""
        if HIDING.isdisjoint(self.tree.attrs[i]) or self.of(i) * _LEAST_TOLD >= self.tree.sizes[i]:
            return False
        return self.is_hidden(i) and not self.tree.inside(i, "img")

    def heads(self, i: int) -> bool:
        """Does the heading stand in element i? Then it is the article's own, whatever its name."""
        return self.heading > 0 and self.tree.first[i] <= self.heading < self.tree.last[i]

    def follows(self, i: int) -> bool:
        """Does prose stand between the heading and element i?"""
        return self.before[bisect_left(self.chunks, self.tree.first[i])] - self.begin >= LEAST

    def of(self, i: int) -> float:
        """The prose inside element i."""
        first, last = self.tree.first[i], self.tree.last[i]
        return self.before[bisect_left(self.chunks, last)] - self.before[bisect_left(self.chunks, first)]
