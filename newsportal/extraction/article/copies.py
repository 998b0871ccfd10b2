"""What a page says again: a second copy of its text, for small screens or to print; a caption under each picture."""

from __future__ import annotations

from newsportal.extraction.article.prose import SHORTEST_COPY
from newsportal.extraction.document.lines import Lines
from newsportal.extraction.document.tree import Tree

__all__ = ["without_copies"]

_LEAST = 0.5
"""Share of the text before it that a copy has: a sentence or a caption may be said twice."""
_MOST_NEW = 0.2
"""Share of what stands in a copy that the first text has not."""
_MOST_SAID = 0.5
"""Share of a gallery's prose that it says again and again, under each picture."""
_OFTEN = 3
_HEADINGS = ("h1", "h2", "h3")


def without_copies(tree: Tree, lines: Lines, inside: list[int]) -> list[int]:
    """The lines of a text without a further copy of it, its heading and captions, or without what a gallery repeats."""
    said: set[str] = set()
    copies = []
    for at, k in enumerate(inside):
        if lines.prose[k] >= SHORTEST_COPY:
            words = lines.text(k)
            if words in said:
                copies.append(at)
            said.add(words)
    if not copies:
        return inside
    again = sum(lines.prose[inside[at]] for at in copies)
    begin, end = copies[0], copies[-1] + 1
    before, within = (sum(lines.prose[k] for k in some) for some in (inside[:begin], inside[begin:end]))
    if again >= _LEAST * before and again >= (1 - _MOST_NEW) * within:
        begin = _heading_of(tree, lines, inside, begin)
        return inside[:begin] + inside[end:]
    if len(copies) >= _OFTEN and again >= _MOST_SAID * sum(lines.prose[k] for k in inside):
        return sorted({lines.text(k): k for k in reversed(inside)}.values())
    return inside


def _heading_of(tree: Tree, lines: Lines, inside: list[int], begin: int) -> int:
    """Where a copy begins whose prose begins at `begin`: with its own heading and credits, if it has any."""
    found = begin
    for at in range(begin - 1, -1, -1):
        if lines.prose[inside[at]] >= SHORTEST_COPY:
            break
        if tree.tags[lines.holder(inside[at])] in _HEADINGS:
            found = at
    return found
