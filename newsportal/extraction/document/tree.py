"""The parsed page: every element measured once, in flat lists.

No element object is ever built: a page is a handful of lists with one slot an element in document order, and element 7
is `tags[7]`, `attrs[7]`, `parents[7]` … What lies inside element i is `range(i + 1, ends[i])`. All text stands in one
list of chunks; the text inside i is `chunks[first[i]:last[i]]`, so any text or measure of an element is a slice or a
subtraction, whatever its size. A chunk begins with a line feed where a block began or ended before it, with a tab where
a table cell did. What stands in script, style, template, noscript, textarea, title and select is no text of the page:
see `raws`. `grow.py` makes a tree.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import sub
from typing import Any

__all__ = ["INDEXED", "Tree"]

_INDEXED_TAGS = "a amp-img base h1 h2 h3 h4 h5 h6 iframe img input link meta script table textarea title video"
INDEXED = tuple(_INDEXED_TAGS.split())
"""Tags whose elements can be looked up by `Tree.elements` and `Tree.inside()`."""
_NONE: Mapping[str, str] = {}
"""The attributes of an element that has none; the parser's own empty mapping is ten times as slow to ask."""
_LONGEST_NAME = 1_000
"""Characters of class and of id that are read, for what is found out about names is kept."""
_NO_DISPLAY = re.compile(r"display\s{0,4}:\s{0,4}none")
_NO_SIZE = re.compile(r"font-size\s{0,4}:\s{0,4}0(?![.\d]*[1-9])")


@lru_cache(2_000)  # the paragraphs of a text have the same, and the pages of a portal
def _hides(style: str) -> tuple[bool, bool]:
    """Whether a style says that an element is not shown, and that its own text has no size."""
    style = style.lower()
    return _NO_DISPLAY.search(style) is not None, _NO_SIZE.search(style) is not None


class Between:
    """How many characters lie in each element, counted where one is asked for: of links' text one of eight is."""

    __slots__ = ("_before", "_first", "_last")

    def __init__(self, before: list[int], first: list[int], last: list[int]) -> None:
        self._before, self._first, self._last = before, first, last

    def __getitem__(self, i: int) -> int:
        return self._before[self._last[i]] - self._before[self._first[i]]


class Tree:
    """A page's elements in document order, each measured."""

    def __init__(self, tags: list[str]) -> None:
        self.tags = tags
        """Tag in lower case."""
        zeros = [0] * len(tags)
        self.attrs: list[Mapping[str, str]] = [_NONE] * len(tags)
        """Attributes, names in lower case."""
        self.most_attributes = 0
        """Of any element."""
        self.has_datatype = False
        """Whether an element has an attribute of that name, as those that name a file of data."""
        self.names: list[str] = []
        """Class and id joined by a space, lower case, "" where it has neither."""
        self.parents = zeros.copy()
        """Index of the parent, -1 for the root."""
        self.ends = [len(tags)] * len(tags)
        """Index after the last descendant."""
        self.chunks: list[str] = []
        """The page's text."""
        self.text_before = [0]
        """Characters before each chunk, white space around chunks not counted; one slot more than there are chunks."""
        self.link_text_before: list[int] = []
        """How many of them stand in links."""
        self.first = zeros.copy()
        """The first chunk inside an element."""
        self.last = zeros.copy()
        """The chunk after its last."""
        self.elements: dict[str, list[int]] = {tag: [] for tag in INDEXED}
        """Indices by tag, for the tags that are looked for; of `a` only links, that is those with href."""
        self.raws: dict[int, str] = {}
        """What stands in a silent element (script, title, textarea …), where it holds anything."""
        self.data: dict[int, Any] = {}
        """What the data in such an element are, once they were read to their end: they are asked for more than once."""
        self.flags: set[str] = set()
        """"deep", "cut": elements were not recorded."""
        self.sizes = zeros.copy()
        """Characters of text inside an element, white space around chunks not counted."""
        self.link_sizes = Between([], [], [])
        """How many of them stand in links."""
        self.link_counts = zeros
        """Links that begin inside an element, itself not counted."""

    def __len__(self) -> int:
        return len(self.tags)

    def count_links(self) -> None:
        """Fill `link_counts` anew; at once, for to climb from each link takes long where they lie deep."""
        begins = bytearray(len(self))
        for i in self.elements["a"]:
            begins[i] = 1
        before = [0, *accumulate(begins)]
        self.link_counts = list(map(sub, map(before.__getitem__, self.ends), before[1:]))

    def measure_links(self) -> None:
        """Fill what says how much of the text stands in links, from the rest."""
        first, last, before = self.first, self.last, self.text_before
        linked, covered = [0] * len(self.chunks), 0
        for i in self.elements["a"]:
            at, end = first[i], last[i]
            if end > covered:  # else empty, or inside another link
                covered = end
                while at < end:
                    linked[at] = before[at + 1] - before[at]
                    at += 1
        self.link_text_before = [0, *accumulate(linked)]
        self.link_sizes = Between(self.link_text_before, first, last)

    def name(self) -> list[int]:
        """Fill `names` and `most_attributes`, and give the elements with an address that only a script follows."""
        attrs, carriers, most = self.attrs, list[int](), 0
        self.names = names = [""] * len(attrs)
        bare = next((a for a in attrs if not a), None)  # the parser gives all elements without attributes this one
        for i, a in enumerate(attrs):
            if a is bare:
                attrs[i] = _NONE
                continue
            size = len(a)
            if size == 1:  # as most that have any
                if "class" in a:
                    names[i] = a["class"][:_LONGEST_NAME].lower()
                    continue
                if "href" in a:
                    continue
            if size > most:
                most = size
            if "class" in a:
                named = a["class"][:_LONGEST_NAME]
                names[i] = (f"{named} {a['id'][:_LONGEST_NAME]}" if "id" in a else named).lower()
            elif "id" in a:
                names[i] = f" {a['id'][:_LONGEST_NAME]}".lower()
            if "onclick" in a or "data-href" in a or "data-url" in a or "data-link" in a:
                carriers.append(i)
            if "datatype" in a:
                self.has_datatype = True
        self.most_attributes = most
        return carriers

    def is_hidden(self, i: int) -> bool:
        """Is element i one that no reader sees at first: display:none, `hidden`, data? Its text is in `chunks`."""
        attrib = self.attrs[i]
        if "style" in attrib:
            no_display, no_size = _hides(attrib["style"][:500])
            if no_display or (no_size and self.ends[i] == i + 1):
                return True
        return "hidden" in attrib or ("itemscope" in attrib and self.is_data(i))

    def is_data(self, i: int) -> bool:
        """Is element i microdata for machines, which a style sheet hides: a scope that begins with an address?"""
        if "itemscope" not in self.attrs[i]:
            return False
        begun = next((child for child in self.children(i) if self.sizes[child]), i)
        return "itemprop" in self.attrs[begun] and begun != i and self.text(begun).startswith(("http://", "https://"))

    def inside(self, i: int, tag: str) -> Sequence[int]:
        """The elements `tag` (one of those in `elements`) inside element i."""
        found = self.elements[tag]
        return found[bisect_left(found, i + 1) : bisect_left(found, self.ends[i])]

    def holds(self, i: int, tag: str) -> bool:
        """Is element i one `tag` (one of those in `elements`), or is one inside it?"""
        found = self.elements[tag]
        at = bisect_left(found, i)
        return at < len(found) and found[at] < self.ends[i]

    def children(self, i: int) -> Iterator[int]:
        """Element i's children."""
        ends, child, end = self.ends, i + 1, self.ends[i]
        while child < end:
            yield child
            child = ends[child]

    def ancestors(self, i: int) -> Iterator[int]:
        """What element i stands in, nearest first."""
        parents = self.parents
        while (i := parents[i]) >= 0:
            yield i

    def text(self, i: int) -> str:
        """The text inside element i, hidden parts too, white space folded to single spaces."""
        return " ".join("".join(self.chunks[self.first[i] : self.last[i]]).split())

    def lines(self, i: int) -> list[str]:
        """The lines inside element i, hidden parts too, white space folded, none empty."""
        lines = "".join(self.chunks[self.first[i] : self.last[i]]).split("\n")
        return [" ".join(line.split()) for line in lines if line and not line.isspace()]
