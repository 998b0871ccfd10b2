"""The page's text as lines: what stands between two edges of blocks, and how much prose each holds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from newsportal.extraction.tree import Tree

__all__ = ["Lines"]

_SHORTEST_PROSE = 10
_LONG = 40
"""From this length on a line without marks counts half as prose, for it may be a sentence broken off."""
_LEGAL = ("版权所有", "ICP", "Copyright", "copyright", "©", "许可证", "举报电话", "All Rights")


class Lines:
    """All lines of a page in order; line k is the chunks `starts[k]` to `starts[k + 1]`."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        chunks = tree.chunks
        self.starts: list[int] = [k for k, chunk in enumerate(chunks) if chunk[0] == "\n"]
        """First chunk of each line, and the number of chunks at the end."""
        self.starts.append(len(chunks))
        before, link_before = tree.text_before, tree.link_text_before
        self.sizes: list[int] = [before[b] - before[a] for a, b in zip(self.starts, self.starts[1:], strict=False)]
        """Characters."""
        self.link_sizes: list[int] = [
            link_before[b] - link_before[a] for a, b in zip(self.starts, self.starts[1:], strict=False)
        ]
        """How many of them stand in links."""

    def __len__(self) -> int:
        return len(self.sizes)

    def text(self, k: int) -> str:
        """Line k, white space folded."""
        return " ".join("".join(self.tree.chunks[self.starts[k] : self.starts[k + 1]]).split())

    def inside(self, i: int) -> range:
        """The lines that begin inside element i."""
        return range(bisect_left(self.starts, self.tree.first[i]), bisect_left(self.starts, self.tree.last[i]))

    def holder(self, k: int) -> int:
        """The innermost element that holds all of line k."""
        tree, end = self.tree, self.starts[k + 1]
        i = bisect_right(tree.first, self.starts[k]) - 1
        while i > 0 and tree.last[i] < end:
            i = tree.parents[i]
        return i

    def prose(self, k: int) -> int:
        """How many characters of prose line k holds: none if it is a link, a heading, a caption or legal small print."""
        size = self.sizes[k]
        if size < _SHORTEST_PROSE or self.link_sizes[k] * 2 > size:
            return 0
        text = "".join(self.tree.chunks[self.starts[k] : self.starts[k + 1]])
        if "。" in text or "，" in text:
            return 0 if size < 300 and any(word in text for word in _LEGAL) else size
        if size < _LONG and text.count(",") < 2:
            return 0
        return 0 if any(word in text for word in _LEGAL) else size // 2
