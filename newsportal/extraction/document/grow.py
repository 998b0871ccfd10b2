"""What the parser reported → tree, in one loop over all of it when the page has ended.

So all that it counts stands in variables at hand. To write the tree as each event came took a sixth more of a parse.
"""

from __future__ import annotations

from typing import Any

from newsportal.extraction.document import link_carriers
from newsportal.extraction.document.tree import INDEXED, Tree

__all__ = ["Events", "grow"]

Events = list[Any]
"""A text is a piece of the page's, a mapping the attributes of an element that begins; None stands where one ends.

A number is the edge of an element that is left out: as in `_EDGES` where it begins, below zero where it ends."""

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
_LINK, _FOUND = 1, 2
_KNOWN = {tag: (tag, edge, _LINK if tag == "a" else _FOUND * (tag in INDEXED)) for tag, edge in _EDGES.items()}
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
        shallow, kept = _shallow(events, tags, most_levels)
        if len(kept) < len(tags):
            tree = _grown(shallow, kept)
            tree.flags.add("deep")
    link_carriers.add(tree, tree.name())
    tree.measure_links()
    return tree


def _grown(events: Events, tags: list[str]) -> Tree:
    """The tree with all of its elements, not yet named."""
    tree = Tree(tags)
    attrs, parents, ends, first, last = tree.attrs, tree.parents, tree.ends, tree.first, tree.last
    chunks, before, sizes, counts = tree.chunks, tree.text_before, tree.sizes, tree.link_counts
    elements, links, beside, edges = tree.elements, tree.elements["a"], _Beside(tree.raws), [0] * len(tags)
    top, begun, at, size, linked, space = -1, 0, 0, 0, 0, "\n"
    for event in events:
        if event is None:
            edge = edges[top]
            if edge == _LINE:
                space = "\n"
            elif edge:
                ended = top
                while edge == _OVER:  # a page that has ended, and what holds it ends here
                    ended = parents[ended]
                    edge = edges[ended]
                if edge == _WHOLE:
                    edges[ended], space = _OVER, "\n"
                    continue  # what follows </html>, be it another page, is part of this one
                while top != ended:
                    top = _ended(tree, top, begun, at, size, linked)
                if edge:
                    space = beside.edge(edge, -1, space, top)
            ends[top], last[top] = begun, at
            sizes[top], counts[top] = size - sizes[top], linked - counts[top]
            top = parents[top]
        elif (kind := type(event)) is str:
            if beside.silent:
                beside.raw.append(event)
            elif width := len(event.strip()):
                if "\n" in event and not beside.pre:
                    event = event.replace("\n", " ")
                chunks.append(space + event)
                space, at, size = "", at + 1, size + width
                before.append(size)
            elif not space:
                space = " "
        elif kind is int:
            space = beside.edge(abs(event), 1 if event > 0 else -1, space, top)
        else:
            tag, edge, sought = _KNOWN.get(tag := tags[begun]) or (tag, 0, 0)
            if edge:
                space = "\n" if edge == _LINE else beside.edge(edge, 1, space, top)
            if sought == _FOUND:
                elements[tag].append(begun)
            elif sought and "href" in event:
                links.append(begun)
                linked += 1
            tags[begun] = tag
            attrs[begun] = event
            edges[begun] = edge
            parents[begun] = top
            first[begun] = at
            sizes[begun] = size
            counts[begun] = linked
            top, begun = begun, begun + 1
    while top >= 0:
        top = _ended(tree, top, begun, at, size, linked)
    return tree


def _ended(tree: Tree, i: int, begun: int, at: int, size: int, linked: int) -> int:
    """Write where element i ends and what it holds; what it stands in."""
    tree.ends[i], tree.last[i] = begun, at
    tree.sizes[i], tree.link_counts[i] = size - tree.sizes[i], linked - tree.link_counts[i]
    return tree.parents[i]


def _shallow(events: Events, tags: list[str], most_levels: int) -> tuple[Events, list[str]]:
    """What there is of them down to so many levels, with the text and the edges of what lies below."""
    kept: Events = []
    kept_tags: list[str] = []
    edges: list[int] = []
    of = iter(tags)
    for event in events:
        if event is None:
            at = len(edges) - 1
            while edges[at] == _OVER:
                at -= 1
            edge = edges[at]
            if at >= most_levels:
                edges.pop()
                kept += [-edge] if edge else []
                continue
            if edge == _WHOLE:
                edges[at] = _OVER
            else:
                del edges[at:]
        elif type(event) is not str:
            tag = next(of)
            edges.append(_EDGES.get(tag, 0))
            if len(edges) > most_levels:
                kept += edges[-1:] if edges[-1] else []
                continue
            kept_tags.append(tag)
        kept.append(event)
    return kept, kept_tags
