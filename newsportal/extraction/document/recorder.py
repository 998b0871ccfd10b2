"""What the parser reports as it reads, recorded.

libxml2 reports to a `Recorder` (lxml's target interface). That is cheaper than to build lxml's elements and walk over
them, and it is free of two of their defects: their time grows with the square of a tag's attributes, and what lies
below some 2,000 levels is lost without a word.
"""

from __future__ import annotations

from collections.abc import Mapping

from newsportal.extraction.document import link_carriers
from newsportal.extraction.document.tree import INDEXED, Tree

__all__ = ["BLOCK", "MAX_DEPTH", "MAX_SEARCHES", "Recorder", "TooManySearches"]

MAX_DEPTH = 2_000
"""Elements below this level are not recorded; their text counts for the deepest that is."""
MAX_SEARCHES = 100_000_000
"""libxml2 looks through all open elements at an end tag that matches none: depth times end tags is bounded by this."""
_BLOCK_TAGS = """address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p section summary table
    tbody tfoot thead tr ul video"""
_SILENT_TAGS = "iframe metadata noembed noframes noscript script select style template textarea title xmp"

BLOCK = frozenset(_BLOCK_TAGS.split())
"""Elements that begin and end a line."""
_LINE, _CELL, _SILENT, _PRE, _WHOLE, _LINK, _INDEX = 1, 2, 3, 4, 5, 6, 8
_EDGES: dict[str, int] = {
    **dict.fromkeys(BLOCK, _LINE),
    **dict.fromkeys(_SILENT_TAGS.split(), _SILENT),
    "td": _CELL,
    "th": _CELL,
    "pre": _PRE,
    "html": _WHOLE,
    "body": _WHOLE,
}
_ACTS = _EDGES | {tag: _EDGES.get(tag, 0) | _INDEX for tag in INDEXED} | {"a": _LINK}
"""What is to be done where an element begins. One look-up, for most need nothing or are lines."""
_PLAIN_TAGS = "b button em font i ins label o:p object param path small span strong svg u"
_TAGS = {tag: tag for tag in (*_ACTS, *_PLAIN_TAGS.split())}
"""One text for all elements of a kind: the parser gives each its own. `intern` might keep whatever pages make up."""


_ROOM = 2_000
"""Elements whose ends have their places from the beginning: to append as each begins takes a hundredth of a reading."""


class TooManySearches(Exception):
    """Ends a parse that would take quadratic time."""


class Recorder:
    """Receives the parser's events; slots, since these handlers are most of a pass."""

    __slots__ = (
        *("tree", "tags", "attrs", "parents", "ends", "first", "last", "chunks", "sizes", "elements", "links"),
        *("raw", "stack", "space", "silent", "pre", "unrecorded", "too_deep"),
    )

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Forget the last page."""
        self.tree = tree = Tree()
        tree.ends, tree.last = [0] * _ROOM, [0] * _ROOM
        self.tags, self.attrs, self.parents, self.ends = tree.tags, tree.attrs, tree.parents, tree.ends
        self.first, self.last, self.chunks = tree.first, tree.last, tree.chunks
        self.elements, self.links = tree.elements, tree.elements["a"]
        self.sizes: list[int] = []
        """Characters of each chunk."""
        self.raw: list[str] = []
        self.stack = [-1]
        self.space = "\n"  # what separates the next chunk from the last
        self.silent = self.pre = self.unrecorded = 0
        self.too_deep = MAX_SEARCHES

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """An element begins."""
        stack, tags = self.stack, self.tags
        i = len(tags)
        if i >= MAX_DEPTH and len(stack) > MAX_DEPTH:  # no element is deeper than it has others before it
            self.leave_out(tag)
            return
        if tag in _ACTS:
            act = _ACTS[tag]
            if act == _LINE:
                self.space = "\n"
            elif act == _LINK:
                if "href" in attrib:
                    self.links.append(i)
            else:
                if act != _INDEX:
                    self.edge(act & ~_INDEX, 1)
                if act & _INDEX:
                    self.elements[tag].append(i)
        tags.append(_TAGS.get(tag, tag))
        self.attrs.append(attrib)
        self.parents.append(stack[-1])
        self.first.append(len(self.chunks))
        stack.append(i)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in _EDGES:
            edge = _EDGES[tag]
            if edge == _LINE:
                self.space = "\n"
            else:
                self.edge(edge, -1)
                if edge == _WHOLE and not self.unrecorded:
                    return  # what follows </html>, be it another page, is part of this one
        if self.unrecorded:
            self.unrecorded -= 1
            return
        i = self.stack.pop()
        try:
            self.ends[i] = len(self.tags)
        except IndexError:
            self.grow(i)
            self.ends[i] = len(self.tags)
        self.last[i] = len(self.chunks)

    def grow(self, i: int) -> None:
        """Make room for the ends of twice as many elements, more than i."""
        room = [0] * (2 * i)
        self.ends += room
        self.last += room

    def edge(self, edge: int, step: int) -> None:
        """Where a line, cell, pre or silent element begins (step 1) or ends (-1)."""
        if edge == _SILENT:
            self.silent += step
            if self.raw and not self.silent:
                self.tree.raws[self.stack[-1]] = "".join(self.raw)
                self.raw.clear()
        elif edge != _CELL:
            self.space = "\n"
            if edge == _PRE:
                self.pre += step
        elif self.space != "\n":
            self.space = "\t"

    def leave_out(self, tag: str) -> None:
        """Count an element that is not recorded."""
        if tag in _EDGES:
            self.edge(_EDGES[tag], 1)
        self.tree.flags.add("deep")
        self.unrecorded += 1
        if len(self.stack) + self.unrecorded > self.too_deep:
            raise TooManySearches

    def data(self, text: str) -> None:
        """A piece of text."""
        if self.silent:
            self.raw.append(text)
            return
        size = len(text.strip())
        if not size:
            if not self.space:
                self.space = " "
            return
        if "\n" in text and not self.pre:
            text = text.replace("\n", " ")
        self.chunks.append(self.space + text)
        self.space = ""
        self.sizes.append(size)

    def close(self) -> Tree:
        """The page ends, and with it what is still open."""
        tree, size = self.tree, len(self.tags)
        if size > len(self.ends):
            self.grow(size)
        for i in self.stack[1:]:
            self.ends[i], self.last[i] = size, len(self.chunks)
        del self.ends[size:], self.last[size:]
        link_carriers.add(tree, tree.name())
        tree.measure(self.sizes)
        self.begin()
        return tree
