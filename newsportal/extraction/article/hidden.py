"""What no reader sees, and what is only folded: hidden until a reader asks for the rest of the text."""

from __future__ import annotations

from bisect import bisect_left

from newsportal.extraction.article.boilerplate_words import UNFOLD
from newsportal.extraction.document.lines import Lines
from newsportal.extraction.document.tree import Tree

__all__ = ["HIDING", "Hidden"]

HIDING = frozenset(("hidden", "itemscope", "style"))
"""Attributes of which one has each element that no reader sees: a look that spares most elements the question."""

_LONGEST_BUTTON = 16


class Hidden:
    """Which elements of a page no reader sees: hidden ones without a button (展开全文) right before or after them."""

    def __init__(self, tree: Tree, lines: Lines) -> None:
        self.tree, self.lines = tree, lines
        self.folded: dict[int, bool] = {}
        """Whether a button follows, by line, with nothing but hidden lines between."""

    def __call__(self, i: int) -> bool:
        """Is element i hidden, now and for good?"""
        if not self.tree.is_hidden(i):
            return False
        first, last = (bisect_left(self.lines.starts, at) for at in (self.tree.first[i], self.tree.last[i]))
        return not (self._is_button(first - 1) or self._is_followed(last))

    def _is_button(self, k: int) -> bool:
        lines = self.lines
        return 0 <= k < len(lines) and lines.sizes[k] <= _LONGEST_BUTTON and UNFOLD.fullmatch(lines.text(k)) is not None

    def _is_followed(self, k: int) -> bool:
        """Is line k such a button, or the last hidden one before it?"""
        passed = []
        while k not in self.folded and k < len(self.lines) and self._is_hidden(self.lines.holder(k)):
            passed.append(k)
            k += 1
        found = self.folded[k] if k in self.folded else self._is_button(k)
        self.folded.update(dict.fromkeys([*passed, k], found))
        return found

    def _is_hidden(self, holder: int) -> bool:
        return self.tree.is_hidden(holder) or self.tree.is_hidden(max(self.tree.parents[holder], 0))
