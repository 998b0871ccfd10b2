"""Where the story is: the main content, apart from boilerplate and headline blocks."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

__all__ = ["Main"]


@dataclass(frozen=True, slots=True)
class Main:
    """The place of the story in a tree."""

    container: int
    """The innermost element that holds the whole story."""
    parts: tuple[tuple[int, int], ...]
    """The story's lines as ranges of chunks (from, to), in order; what lies between two is not the story's."""

    @property
    def begin(self) -> int:
        """The story's first chunk: what stands before it is its heading and credits, or boilerplate."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """The chunk after its last."""
        return self.parts[-1][1]

    def holds(self, chunk: int) -> bool:
        """Is that chunk the story's? For an element i ask for `tree.first[i]`."""
        at = bisect_right(self.parts, (chunk, 1 << 62)) - 1
        return at >= 0 and chunk < self.parts[at][1]
