"""Where links stand: the shape of the markup around them, their list, and what its names say."""

from __future__ import annotations

from functools import lru_cache

from newsportal.extraction.tree import Tree
from newsportal.extraction.vocabulary import CONTEXTS

__all__ = ["Places", "Shape", "context"]

_SHAPELESS = frozenset(("li", "tr", "dd", "dt", "td"))
_TAG_CONTEXT = {"nav": 1, "footer": 2}

Shape = tuple[str, str, str, str]


class Places:
    """Where links stand; what neighbours share is looked up once."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._styles: dict[int, str] = {}
        self._contexts: dict[int, int] = {-1: 0}

    def style(self, i: int) -> str:
        """Tag and first class of an element, without the numbers that count its likes."""
        style = self._styles.get(i)
        if style is None:
            tag, name = self.tree.tags[i], self.tree.names[i]
            style = tag if not name or tag in _SHAPELESS else f"{tag}.{name.split(' ', 1)[0].rstrip('0123456789')}"
            self._styles[i] = style
        return style

    def shape(self, i: int) -> Shape:
        """The styles of a link and of three elements around it."""
        parents = self.tree.parents
        first = parents[i]
        second = parents[first]
        third = parents[second] if second >= 0 else -1
        return (
            self.style(i),
            self.style(first),
            self.style(second) if second >= 0 else "",
            self.style(third) if third >= 0 else "",
        )

    def container(self, i: int) -> int:
        """The innermost element that holds other links too."""
        parents, counts = self.tree.parents, self.tree.link_counts
        i = parents[i]
        while counts[i] <= 1 and parents[i] >= 0:
            i = parents[i]
        return i

    def context(self, i: int) -> int:
        """The bits of all elements around a link, and its own."""
        known, tree, chain = self._contexts, self.tree, []
        while i not in known:
            chain.append(i)
            i = tree.parents[i]
        bits = known[i]
        for i in reversed(chain):
            name = tree.names[i]
            bits |= _TAG_CONTEXT.get(tree.tags[i], 0) | (context(name) if name else 0)
            known[i] = bits
        return bits


@lru_cache(4096)
def context(name: str) -> int:
    """What a class name and id say of a region: the bits of `vocabulary.CONTEXTS`."""
    return sum(bit for bit, _, pattern in CONTEXTS if pattern.search(name[:200]))
