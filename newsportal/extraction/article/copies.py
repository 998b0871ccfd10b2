"""The second copy of a text that stands on its page twice: for wide and for small screens, to read and to print."""

from __future__ import annotations

from newsportal.extraction.article.prose import SHORTEST_COPY
from newsportal.extraction.document.lines import Lines
from newsportal.extraction.document.tree import Tree

__all__ = ["without_copies"]

_LEAST = 0.5
"""Share of the text before it that a copy has: a sentence or a caption may be said twice."""
_MOST_NEW = 0.2
"""Share of what stands in a copy that the first text has not."""
_HEADINGS = ("h1", "h2", "h3")


def without_copies(tree: Tree, lines: Lines, inside: list[int]) -> list[int]:
    """The lines of a text, the second and any further copy of it left out with their headings and captions."""
    said: set[str] = set()
    copies = []
    for at, k in enumerate(inside):
        if lines.prose[k] >= SHORTEST_COPY:
            words = lines.text(k)
            if words in said:
                copies.append(at)
            said.add(words)
    again = sum(lines.prose[inside[at]] for at in copies)
    if not copies:
        return inside
    begin, end = copies[0], copies[-1] + 1
    before, within = (sum(lines.prose[k] for k in some) for some in (inside[:begin], inside[begin:end]))
    if again < _LEAST * before or again < (1 - _MOST_NEW) * within:
        return inside
    for at in range(begin - 1, -1, -1):  # a copy's own heading and credits
        if lines.prose[inside[at]] >= SHORTEST_COPY:
            break
        if tree.tags[lines.holder(inside[at])] in _HEADINGS:
            begin = at
    return inside[:begin] + inside[end:]
