"""What the parser reported → tree, in one loop over all of it when the page has ended.

So all that it counts stands in variables at hand. To write the tree as each event came took a sixth more of a parse.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from newsportal.extraction.document import link_carriers
from newsportal.extraction.document.tree import INDEXED, Tree

__all__ = ["Events", "grow"]

Events = list[Any]
"""A text is a piece of the page's, a mapping the attributes of an element that begins; None stands where one ends."""

_BLOCK_TAGS = """address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p section summary table
    tbody tfoot thead tr ul video"""
_SILENT_TAGS = "iframe metadata noembed noframes noscript script select style template textarea title xmp"
_PLAIN_TAGS = "b button em font i ins label o:p object param path small span strong svg u"
_LINE, _CELL, _SILENT, _PRE, _WHOLE, _OVER = range(1, 7)
_EDGES: dict[str, int] = {
    **dict.fromkeys((*_PLAIN_TAGS.split(), *INDEXED), 0),
    **dict.fromkeys(_BLOCK_TAGS.split(), _LINE),
    **dict.fromkeys(_SILENT_TAGS.split(), _SILENT),
    "td": _CELL,
    "th": _CELL,
    "pre": _PRE,
    "html": _WHOLE,
    "body": _WHOLE,
}
"""What begins and ends with an element; nothing with most of those that are not listed."""
_KNOWN = {tag: (tag, edge, tag in INDEXED) for tag, edge in _EDGES.items()}
"""One text for all elements of a kind, for the parser gives each its own and `intern` might keep whatever pages make
up; its edge; whether such elements are looked for."""


class _Beside:
    """Whether text is the page's own or what a silent element holds, and whether its line feeds are spaces."""

    __slots__ = ("pre", "raw", "raws", "silent")

    def __init__(self, raws: dict[int, str]) -> None:
        self.raws = raws
        self.raw: list[str] = []
        self.silent = self.pre = 0

    def edge(self, edge: int, step: int, space: str, element: int) -> str:
        """What separates the next chunk from the last, where such an edge begins (step 1) or ends (-1)."""
        if edge == _SILENT:
            self.silent += step
            if self.raw and not self.silent:
                self.raws[element] = "".join(self.raw)
                self.raw.clear()
            return space
        if edge == _CELL:
            return space if space == "\n" else "\t"
        if edge == _PRE:
            self.pre += step
        return "\n"


def grow(events: Events, tags: list[str], most_levels: int) -> Tree:
    """The tree of these events, `tags` being those of the elements that begin; without what is below so many levels."""
    tree = _grown(events, tags)
    half = most_levels // 2  # an element lies no deeper than one before it and those that have begun since
    if any(sum(1 for _ in tree.ancestors(i)) >= half for i in range(0, len(tree), half)):
        _cut_depth(tree, most_levels)
    link_carriers.add(tree, tree.name())
    tree.measure_links()
    return tree


def _grown(events: Events, tags: list[str]) -> Tree:
    """The tree with all of its elements, not yet named."""
    tree = Tree(tags)
    attrs, parents, ends, first, last = tree.attrs, tree.parents, tree.ends, tree.first, tree.last
    chunks, before, sizes, counts = tree.chunks, tree.text_before, tree.sizes, tree.link_counts
    elements, beside, edges, known = tree.elements, _Beside(tree.raws), [0] * len(tags), _KNOWN.get
    top, begun, at, size, linked, space = -1, 0, 0, 0, 0, "\n"
    for event in events:
        if event is None:
            edge = edges[top]
            if edge >= _WHOLE:
                ended = top
                while (edge := edges[ended]) == _OVER:  # a page that has ended, and what holds it ends here
                    ended = parents[ended]
                if edge == _WHOLE:
                    edges[ended], space = _OVER, "\n"
                    continue  # what follows </html>, be it another page, is part of this one
                while top != ended:
                    top = _ended(tree, top, begun, at, size, linked)
            if edge:
                space = "\n" if edge == _LINE else beside.edge(edge, -1, space, top)
            ends[top], last[top] = begun, at
            sizes[top], counts[top] = size - sizes[top], linked - counts[top]
            top = parents[top]
        elif type(event) is str:
            if beside.silent:
                beside.raw.append(event)
            elif text := event.strip():
                if "\n" in event and not beside.pre:
                    event = event.replace("\n", " ")
                chunks.append(space + event)
                space, at, size = "", at + 1, size + len(text)
                before.append(size)
            elif not space:
                space = " "
        else:
            tag, edge, sought = known(tag := tags[begun]) or (tag, 0, False)
            if edge:
                space = "\n" if edge == _LINE else beside.edge(edge, 1, space, top)
            if sought:
                if tag != "a":
                    elements[tag].append(begun)
                elif "href" in event:
                    elements[tag].append(begun)
                    linked += 1
            tags[begun], attrs[begun], edges[begun] = tag, event, edge
            parents[begun], first[begun] = top, at
            sizes[begun], counts[begun] = size, linked
            top, begun = begun, begun + 1
    while top >= 0:
        top = _ended(tree, top, begun, at, size, linked)
    return tree


def _ended(tree: Tree, i: int, begun: int, at: int, size: int, linked: int) -> int:
    """Write where element i ends and what it holds; what it stands in."""
    tree.ends[i], tree.last[i] = begun, at
    tree.sizes[i], tree.link_counts[i] = size - tree.sizes[i], linked - tree.link_counts[i]
    return tree.parents[i]


def _cut_depth(tree: Tree, most_levels: int) -> None:
    """Leave out the elements below so many levels; their text stays, in the deepest that is kept."""
    levels: list[int] = []
    for above in tree.parents:
        levels.append(levels[above] + 1 if above >= 0 else 0)
    kept = [i for i, level in enumerate(levels) if level < most_levels]
    if len(kept) == len(tree):
        return
    tree.flags.add("deep")
    place = [0, *accumulate(level < most_levels for level in levels)]
    tree.ends = [place[tree.ends[i]] for i in kept]
    tree.parents = [place[tree.parents[i]] if tree.parents[i] >= 0 else -1 for i in kept]
    tree.tags, tree.attrs = [tree.tags[i] for i in kept], [tree.attrs[i] for i in kept]
    tree.first, tree.last, tree.sizes = ([of[i] for i in kept] for of in (tree.first, tree.last, tree.sizes))
    tree.elements = {tag: [place[i] for i in found if levels[i] < most_levels] for tag, found in tree.elements.items()}
    tree.raws = {place[i]: raw for i, raw in tree.raws.items() if levels[i] < most_levels}
    tree.count_links()
