"""Text → tree: the parser's events, recorded in one pass.

libxml2 reports to `_Recorder` as it reads (lxml's target interface). That is cheaper than to build lxml's elements and
to walk over them, and it is free of two of their defects: with 100,000 attributes on one tag lxml takes 26 s, and what
lies below some 2,000 levels it loses without a word.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from typing import Any

from lxml import etree

from newsportal.extraction.tree import Tree

__all__ = ["BLOCK", "MAX_BYTES", "MAX_DEPTH", "MAX_TAGS", "bounded", "parse"]

MAX_DEPTH = 2_000
"""Elements below this level are not recorded; their text counts for the deepest that is."""
MAX_BYTES = 4_000_000
"""Bytes of a page that are read; the largest of 1,359 real pages has 0.6 million."""
MAX_TAGS = 60_000
"""Signs < of a page that are read; the largest has about 10,000."""
_MAX_SEARCHES = 100_000_000
"""libxml2 looks through all open elements at an end tag that matches none: depth times end tags is bounded by this."""
_FEW_TAGS = 20_000
"""Of so many signs < at most 10,000 elements can be open at 10,000 end tags: below the bound."""
_PIECE = 1 << 16

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
_END_TAGS = re.compile(rb"</(?!script|style|title|textarea|iframe|noscript|xmp)[^<>]{0,40}>", re.I)


class _TooManySearches(Exception):
    """Ends a parse that would take quadratic time."""


class _Recorder:
    """Receives the parser's events; slots, since these handlers are most of a pass."""

    __slots__ = (
        *("tree", "records", "ends", "last", "chunks", "text_before", "link_text_before", "elements", "links", "raw"),
        *("stack", "space", "silent", "linked", "pre", "size", "link_size", "unrecorded", "too_deep"),
    )

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Forget the last page."""
        self.tree = tree = Tree()
        self.records: list[tuple[str, Mapping[str, str], int, int, int]] = []
        self.ends, self.last, self.chunks = tree.ends, tree.last, tree.chunks
        self.text_before, self.link_text_before = tree.text_before, tree.link_text_before
        self.elements, self.links = tree.elements, tree.elements["a"]
        self.raw: list[str] = []
        self.stack = [-1]
        self.space = "\n"  # what separates the next chunk from the last
        self.silent = self.linked = self.pre = self.size = self.link_size = self.unrecorded = 0
        self.too_deep = _MAX_SEARCHES

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
        self.records.append((tag, attrib, stack[-1], len(self.chunks), len(self.links)))
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
        if tag == "a" and "href" in self.records[i][1]:
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
            raise _TooManySearches

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
        tree.measure(self.records)
        self.begin()
        return tree


def _parser(recorder: _Recorder) -> Any:
    target: Any = recorder
    return etree.HTMLParser(target=target, huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)


class _Kept(threading.local):
    """Each thread's parser: to make one costs as much as to parse a small page."""

    def __init__(self) -> None:
        self.recorder = _Recorder()
        self.parser = _parser(self.recorder)


_kept = _Kept()


def bounded(body: bytes) -> bytes:
    """The body, in any encoding, up to the last < within MAX_BYTES."""
    return body if len(body) <= MAX_BYTES else body[: max(body.rfind(b"<", 0, MAX_BYTES), MAX_BYTES // 2)]


def parse(body: bytes) -> Tree:
    """The tree of a page whose bytes are UTF-8.

    Any bytes give a tree, perhaps an empty one, in time and memory that grow linearly with them.
    """
    body = body.replace(b"\0", b"")
    signs = body.count(b"<") if len(body) > 3 * _FEW_TAGS else 0
    if signs < _FEW_TAGS:
        try:
            tree: Tree = etree.fromstring(body, _kept.parser)
        except etree.XMLSyntaxError:  # nothing that could be a page, such as an empty body
            tree = _kept.recorder.close()
        return tree
    return _many(body, signs)


def _many(body: bytes, signs: int) -> Tree:
    """The tree of a page with so many tags that its bounds must be watched."""
    recorder = _Recorder()
    cut: set[str] = set()
    if signs > MAX_TAGS:
        body = body[: len(body) - len(body.split(b"<", MAX_TAGS)[-1]) - 1]
        cut = {"cut"}
    recorder.too_deep = max(MAX_DEPTH, _MAX_SEARCHES // (body.count(b"</") + 1))
    try:
        tree = _feed(body, recorder)
    except _TooManySearches:
        # Without end tags no search is needed: the page's text is kept, its structure is not.
        tree = _feed(_END_TAGS.sub(b" ", body), _Recorder())
        tree.flags.add("deep")
    tree.flags |= cut
    return tree


def _feed(body: bytes, recorder: _Recorder) -> Tree:
    """Parse in pieces, for a parse of the whole goes on after an exception of the recorder's."""
    parser = _parser(recorder)
    for at in range(0, len(body), _PIECE):
        parser.feed(body[at : at + _PIECE])
    tree: Tree = parser.close()
    return tree
