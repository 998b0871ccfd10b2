"""What the parser reports as it reads, recorded.

libxml2 reports to a `Recorder` (lxml's target interface). That is cheaper than to build lxml's elements and walk over
them, and it is free of two of their defects: with 100,000 attributes on one tag lxml takes 26 s, and what lies below
some 2,000 levels it loses without a word.
"""

from __future__ import annotations

from collections.abc import Mapping

from newsportal.extraction.tree import Tree

__all__ = ["BLOCK", "MAX_DEPTH", "MAX_SEARCHES", "Recorder", "TooManySearches"]

MAX_DEPTH = 2_000
"""Elements below this level are not recorded; their text counts for the deepest that is."""
MAX_SEARCHES = 100_000_000
"""libxml2 looks through all open elements at an end tag that matches none: depth times end tags is bounded by this."""
_BLOCK_TAGS = """address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p section summary table
    tbody tfoot thead tr ul video"""
_SILENT_TAGS = "iframe noembed noframes noscript script select style template textarea title xmp"

BLOCK = frozenset(_BLOCK_TAGS.split())
"""Elements that begin and end a line."""
_LINE, _CELL, _SILENT, _PRE, _WHOLE = 1, 2, 3, 4, 5
_EDGES: dict[str, int] = {
    **dict.fromkeys(BLOCK, _LINE),
    **dict.fromkeys(_SILENT_TAGS.split(), _SILENT),
    "td": _CELL,
    "th": _CELL,
    "pre": _PRE,
    "html": _WHOLE,
    "body": _WHOLE,
}


class TooManySearches(Exception):
    """Ends a parse that would take quadratic time."""


class Recorder:
    """Receives the parser's events; slots, since these handlers are most of a pass."""

    __slots__ = (
        *("tree", "tags", "attrs", "parents", "ends", "first", "last", "chunks", "text_before", "link_text_before"),
        *(
            "elements",
            "links",
            "links_before",
            "raw",
            "stack",
            "space",
            "silent",
            "linked",
            "pre",
            "size",
            "link_size",
            "unrecorded",
            "too_deep",
        ),
    )

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Forget the last page."""
        self.tree = tree = Tree()
        self.tags, self.attrs, self.parents, self.ends = tree.tags, tree.attrs, tree.parents, tree.ends
        self.first, self.last, self.chunks = tree.first, tree.last, tree.chunks
        self.text_before, self.link_text_before = tree.text_before, tree.link_text_before
        self.elements, self.links = tree.elements, tree.elements["a"]
        self.links_before: list[int] = []
        self.raw: list[str] = []
        self.stack = [-1]
        self.space = "\n"  # what separates the next chunk from the last
        self.silent = self.linked = self.pre = self.size = self.link_size = self.unrecorded = 0
        self.too_deep = MAX_SEARCHES

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """An element begins."""
        if tag in _EDGES:
            edge = _EDGES[tag]
            if edge == _LINE:
                self.space = "\n"
            else:
                self.edge(edge, 1)
        stack, ends = self.stack, self.ends
        if len(stack) > MAX_DEPTH:
            self.leave_out()
            return
        i = len(ends)
        self.tags.append(tag)
        self.attrs.append(attrib)
        self.parents.append(stack[-1])
        self.first.append(len(self.chunks))
        self.links_before.append(len(self.links))
        ends.append(i)
        self.last.append(0)
        stack.append(i)
        if tag in self.elements:
            if tag != "a":
                self.elements[tag].append(i)
            elif "href" in attrib:
                self.links.append(i)
                self.linked += 1

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
        self.ends[i] = len(self.ends)
        self.last[i] = len(self.chunks)
        if tag == "a" and "href" in self.attrs[i]:
            self.linked -= 1

    def edge(self, edge: int, step: int) -> None:
        """Where a cell, pre or silent element begins (step 1) or ends (-1)."""
        if edge == _CELL:
            if self.space != "\n":
                self.space = "\t"
        elif edge == _PRE:
            self.space = "\n"
            self.pre += step
        elif edge == _WHOLE:
            self.space = "\n"
        else:
            self.silent += step
            if self.raw and not self.silent:
                self.tree.raws[self.stack[-1]] = "".join(self.raw)
                self.raw.clear()

    def leave_out(self) -> None:
        """Count an element that is not recorded."""
        self.tree.flags.add("deep")
        self.unrecorded += 1
        if len(self.stack) + self.unrecorded > self.too_deep:
            raise TooManySearches

    def data(self, text: str) -> None:
        """A piece of text."""
        if self.silent:
            self.raw.append(text)
            return
        bare = text.strip()
        if not bare:
            self.space = self.space or " "
            return
        if "\n" in text and not self.pre:
            text = text.replace("\n", " ")
        self.chunks.append(self.space + text)
        self.space = ""
        size = len(bare)
        self.size += size
        if self.linked:
            self.link_size += size
        self.text_before.append(self.size)
        self.link_text_before.append(self.link_size)

    def comment(self, text: str) -> None:
        """Comments are not read."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Nor are processing instructions."""

    def close(self) -> Tree:
        """The page ends, and with it what is still open."""
        for i in self.stack[1:]:
            self.ends[i], self.last[i] = len(self.ends), len(self.chunks)
        tree = self.tree
        tree.measure(self.links_before)
        self.begin()
        return tree
