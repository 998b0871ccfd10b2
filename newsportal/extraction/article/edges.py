"""Lines without prose before the first prose of a text and after its last: which of them belong to it."""

from __future__ import annotations

from newsportal.extraction.article.boilerplate_words import CLOCK, LEADING, PHOTOGRAPHED, SUMMARY
from newsportal.extraction.document.lines import Lines
from newsportal.extraction.document.tree import Tree

__all__ = ["between_edges"]

_LONGEST_CAPTION = 120


def between_edges(tree: Tree, lines: Lines, container: int, heading: int, stated: str, inside: list[int]) -> list[int]:
    """The lines of the container from the first that belongs to the text to the last."""
    solid = [k for k in inside if lines.prose[k] and k != heading]
    if len(solid) > 1 and _is_summary(tree, lines, *solid[:2]):
        inside, solid = [k for k in inside if k != solid[0]], solid[1:]
    if not solid:
        return []
    homes = {home for k in (solid[0], solid[-1]) for home in (lines.holder(k), tree.parents[lines.holder(k)])}
    tight = 0 <= heading < lines.inside(container).start
    found = []
    for k in inside:
        near = tight or bool(homes & {lines.holder(k), tree.parents[lines.holder(k)]})
        fits = near and _may_lead(tree, lines, k, stated) if k < solid[0] else near or k <= solid[-1]
        if fits or _is_captioned(lines, k):
            found.append(k)
    return found


def _is_summary(tree: Tree, lines: Lines, k: int, following: int) -> bool:
    """Is line k a summary in a box of its own?"""
    home = tree.parents[lines.holder(k)]
    return SUMMARY.match(lines.text(k)) is not None and home != tree.parents[lines.holder(following)]


def _is_captioned(lines: Lines, k: int) -> bool:
    """Is line k the words under a picture, its photographer named at their end? They stand in boxes of their own."""
    return lines.sizes[k] <= _LONGEST_CAPTION and PHOTOGRAPHED.search(lines.text(k)[-30:]) is not None


def _may_lead(tree: Tree, lines: Lines, k: int, stated: str) -> bool:
    """May line k, which stands before the first prose, belong to the text?"""
    if tree.tags[lines.holder(k)] == "h1":
        return False
    text = lines.text(k)
    if CLOCK.fullmatch(text):  # of a report in entries, each under its time
        return any(CLOCK.fullmatch(lines.text(later)) for later in range(k + 1, min(k + 6, len(lines))))
    return "".join(text.split()) not in stated and not LEADING.search(text)
