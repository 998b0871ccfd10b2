"""The page's text as lines: what stands between two edges of blocks, and how much prose each holds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import sub

from newsportal.extraction.document.tree import Tree
from newsportal.text.wordlists import any_of, listed

__all__ = ["Lines"]

_SHORTEST_PROSE = 10
_LONG = 40
"""From this length on a line without marks counts half as prose, for it may be a sentence broken off."""
_SHORTEST_HEADLINE = 8
_LONGEST_LEGAL = 300
_LEGAL = any_of(listed("boilerplate.txt")["legal"])


class Lines:
    """All lines of a page in order; line k is the chunks `starts[k]` to `starts[k + 1]`."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._texts: dict[int, str] = {}
        self._holders: dict[int, int] = {}
        chunks = tree.chunks
        self.starts: list[int] = [k for k, chunk in enumerate(chunks) if chunk[0] == "\n"]
        """First chunk of each line, and the number of chunks at the end."""
        self.starts.append(len(chunks))
        self.sizes = _steps(tree.text_before, self.starts)
        """Characters."""
        self.link_sizes = _steps(tree.link_text_before, self.starts)
        """How many of them stand in links."""
        self.linked = [False] * len(self.sizes)
        """Is the line a link of some length, as a headline is?"""
        self.prose = [0] * len(self.sizes)
        """Characters of prose: a link, a heading, a caption and legal small print hold none."""
        for k, (size, linked) in enumerate(zip(self.sizes, self.link_sizes, strict=True)):
            if size >= _SHORTEST_HEADLINE and linked * 10 >= size * 8:
                self.linked[k] = True
            elif size >= _SHORTEST_PROSE and linked * 2 <= size:
                self.prose[k] = self._prose(k, size)

    def __len__(self) -> int:
        return len(self.sizes)

    def text(self, k: int) -> str:
        """Line k, white space folded; put together once, for many look at it."""
        text = self._texts.get(k)
        if text is None:
            text = " ".join("".join(self.tree.chunks[self.starts[k] : self.starts[k + 1]]).split())
            self._texts[k] = text
        return text

    def inside(self, i: int) -> range:
        """The lines that begin inside element i."""
        return self.within(self.tree.first[i], self.tree.last[i])

    def within(self, begin: int, end: int) -> range:
        """The lines that begin from one chunk on, before another."""
        return range(bisect_left(self.starts, begin), min(bisect_left(self.starts, end), len(self.sizes)))

    def holder(self, k: int) -> int:
        """The innermost element that holds all of line k; looked for once, for many ask."""
        i = self._holders.get(k)
        if i is None:
            tree, end = self.tree, self.starts[k + 1]
            i = bisect_right(tree.first, self.starts[k]) - 1
            while i > 0 and tree.last[i] < end:
                i = tree.parents[i]
            self._holders[k] = i
        return i

    def is_summary(self, k: int) -> bool:
        """Does line k stand in a list of cards: a headline within two lines before it, and another not far off?"""
        linked = self.linked
        return any(linked[max(0, k - 2) : k]) and (any(linked[k + 1 : k + 4]) or sum(linked[max(0, k - 6) : k]) > 1)

    def _prose(self, k: int, size: int) -> int:
        """How many characters of prose line k holds."""
        text = "".join(self.tree.chunks[self.starts[k] : self.starts[k + 1]])
        if "。" not in text and "，" not in text:
            if (size < _LONG and text.count(",") < 2) or text.startswith("http", 1):  # an address that a script reads
                return 0
            prose = size // 2
        else:
            prose = size
        return 0 if size < _LONGEST_LEGAL and _LEGAL.search(text) else prose


def _steps(before: list[int], starts: list[int]) -> list[int]:
    """What lies between each two starts."""
    at = list(map(before.__getitem__, starts))
    return list(map(sub, at[1:], at))
