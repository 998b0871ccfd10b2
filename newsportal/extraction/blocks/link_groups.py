"""Links in groups: those that stand in one list in the same way, and what the names of the regions around them say."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from newsportal.extraction.blocks.block_words import CONTEXTS, LABEL_STYLE, SOME_CONTEXT
from newsportal.extraction.blocks.link_marks import weight
from newsportal.extraction.document.tree import Tree

__all__ = ["NAVIGATION", "TERSE_POINTS", "Group", "LinkGroups", "context", "is_heading"]

TERSE = 3.4
"""Characters a link on average under which a list is navigation."""
TERSE_THERE = 7.0
"""The same in regions that seldom hold headlines, by their names."""
TERSE_POINTS = -2.5
"""What each link of such a list is taken to come to."""
_TITLED, _HEADLINE, _LOOKED_AT = 4, 11, 60
"""So many links named by their title, in so many Han characters, are headlines; the first 60 links are looked at."""
_FEW = 3
_LINES = frozenset(("li", "dd", "dt", "tr", "td", "p", "h2", "h3", "h4", "h5"))
_SHAPELESS = frozenset(("li", "tr", "dd", "dt", "td"))
NAVIGATION, FOOTER = 1, 2
"""Bits of `block_words.CONTEXTS`."""
_TAG_CONTEXT = {"nav": NAVIGATION, "footer": FOOTER}


class Group:
    """Links that stand in one list in the same way, and the points that they come to together."""

    __slots__ = ("count", "mean", "penalty", "points", "same_urls", "url_points")

    mean: float
    """The points of one link of the list, where it is short pulled towards those of all links of its shape."""

    def __init__(self) -> None:
        self.points = 0.0
        self.count = 0
        self.url_points = 9.0  # the points of the address seen last
        self.same_urls = 0  # how many addresses in a row had these points
        self.penalty = -1.0  # what the names around take from the points; not asked for yet

    def add(self, points: float, count: int = 1) -> None:
        """Count one more link, or several of that many points each."""
        self.points += points * count
        self.count += count


class LinkGroups:
    """The groups of one page's links; what neighbours share is looked up once."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._places: dict[tuple[int, bool, str, str, str], Group] = {}  # as they are written
        self._lists: dict[tuple[int, str, str], Group] = {}
        self._shapes: defaultdict[tuple[str, str, str], list[Group]] = defaultdict(list)  # lists whose links look alike
        self._contexts: dict[int, int] = {-1: 0}
        self._terse: dict[int, bool] = {}

    def container(self, i: int) -> int:
        """The innermost element, i or around it, that holds several links; not a mere line or item of a list."""
        parents, counts, tags = self.tree.parents, self.tree.link_counts, self.tree.tags
        while counts[i] <= _FEW and (counts[i] <= 1 or tags[i] in _LINES) and parents[i] >= 0:
            i = parents[i]
        return i

    def is_terse(self, container: int) -> bool:
        """Are there too few letters for the links inside it? Pictures and titles are another matter."""
        terse = self._terse.get(container)
        if terse is None:
            count = self.tree.link_counts[container]
            terse = self._terse[container] = (
                count >= 4
                and (size := self.tree.link_sizes[container]) < TERSE_THERE * count
                and (size < TERSE * count or penalty(self._context(container)) >= 1)
                and not self.tree.holds(container, "img")
                and not self._has_titles(container)
            )
        return terse

    def _has_titles(self, i: int) -> bool:
        """Are there several links inside it that show no words, but have those of a headline in title or aria-label?"""
        titled = 0
        for link in self.tree.inside(i, "a")[:_LOOKED_AT]:
            if not self.tree.sizes[link]:
                attrib = self.tree.attrs[link]
                titled += weight(attrib.get("title") or attrib.get("aria-label", "")) >= _HEADLINE
        return titled >= _TITLED

    def group(self, i: int, container: int, second: bool = False) -> Group:
        """The links that stand in one list with link i in the same way: first in their line, or after another link."""
        tree, names = self.tree, self.tree.names
        first = tree.parents[i]
        place = (container, second, names[i], tree.tags[first], names[first])
        group = self._places.get(place)
        if group is None:
            own = style("a", place[2]) + "+" * second
            outer = style(place[3], place[4])
            key = (container, own, outer)
            group = self._lists.get(key)
            if group is None:
                shape = (own, outer, self._style_around(tree.parents[first]))
                group = self._lists[key] = Group()
                self._shapes[shape].append(group)
            self._places[place] = group
        return group

    def settle(self) -> None:
        """Find the mean of each group, once all links have been added."""
        for shape in self._shapes.values():
            points = sum([group.points for group in shape])
            twice = 2 * (points / sum([group.count for group in shape]))
            for group in shape:
                group.mean = (group.points + twice) / (group.count + 2)

    def _style_around(self, i: int) -> str:
        """The styles of element i and of the one around it."""
        tags, names, parent = self.tree.tags, self.tree.names, self.tree.parents[i]
        if i < 0 or parent < 0:
            return ""
        return f"{style(tags[i], names[i])} {style(tags[parent], names[parent])}"

    def penalty(self, i: int) -> float:
        """What the names of all elements around link i take from its points."""
        name = self.tree.names[i]
        bits = self._context(self.tree.parents[i]) | (context(name) if name else 0)
        return penalty(bits) if bits else 0.0

    def _context(self, i: int) -> int:
        """The bits of element i and all around it."""
        names, tags, parents, known = self.tree.names, self.tree.tags, self.tree.parents, self._contexts
        chain = []
        while i not in known:
            chain.append(i)
            i = parents[i]
        bits = known[i]
        for i in reversed(chain):
            if names[i] and tags[i] != "body":
                bits |= context(names[i])
            if tags[i] in _TAG_CONTEXT:
                bits |= _TAG_CONTEXT[tags[i]]
            known[i] = bits
        return bits


@lru_cache(4096)
def style(tag: str, name: str) -> str:
    """Tag and first class of an element, without the numbers that count its likes."""
    if not name or tag in _SHAPELESS:
        return tag
    return f"{tag}.{name.split(' ', 1)[0].rstrip('0123456789')}"


@lru_cache(4096)
def context(name: str) -> int:
    """What a class name and id say of a region: the bits of `block_words.CONTEXTS`."""
    if not SOME_CONTEXT.search(name[:200]):
        return 0
    return sum(bit for bit, _, pattern in CONTEXTS if pattern.search(name[:200]))


@lru_cache(64)
def penalty(bits: int) -> float:
    """What these regions take from a link's points."""
    return max((points for bit, points, _ in CONTEXTS if bits & bit), default=0.0)


@lru_cache(4096)
def is_heading(name: str) -> bool:
    """Do class name and id say that designers meant a heading?"""
    return LABEL_STYLE.search(name[:200]) is not None
