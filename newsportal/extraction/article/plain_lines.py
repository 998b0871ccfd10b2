"""Texts without sentences: names, prices, timetables, scores, poems. No prose leads to them but their date does."""

from __future__ import annotations

from newsportal.extraction.article.boilerplate_words import LEADING
from newsportal.extraction.article.cuts import cut_elements
from newsportal.extraction.article.foreign_lines import is_foreign, is_notice, until_end
from newsportal.extraction.article.heading_line import date_under
from newsportal.extraction.article.main_region import MainRegion
from newsportal.extraction.article.prose import LISTS, Prose
from newsportal.extraction.document.lines import Lines
from newsportal.extraction.document.tree import Tree

__all__ = ["plain_region"]

_NEAR = 6
"""Lines after the heading in which the date is looked for."""
_MOST_BOXES = 4
"""Boxes after the date line that are tried: buttons may stand before the text."""
_LEAST_LINES, _LEAST_NAMES, _LEAST = 3, 2, 12
"""Lines, or signs 、 in one, and characters of such a text."""

_HEADINGS = ("h2", "h3", "h4", "h5")
"""Where most lines are such, they stand over lists that a script fills."""


def plain_region(tree: Tree, lines: Lines, prose: Prose, heading: int, end: int) -> MainRegion | None:
    """Where such a text stands under line `heading` and the line with its date; None where there is none.

    `end` is the chunk where the page's prose begins.
    """
    k, last = date_under(lines, heading, _NEAR), lines.within(0, end).stop
    if k < 0:
        return None
    date, k = lines.starts[k], k + 1
    for _ in range(_MOST_BOXES):
        if k >= last:
            break
        box, after = _box(tree, lines, date, k)
        if found := _text(tree, lines, prose, box, range(k, min(after, last))):
            return MainRegion(box, tuple((lines.starts[line], lines.starts[line + 1]) for line in found), is_plain=True)
        k = after
    return None


def _box(tree: Tree, lines: Lines, date: int, k: int) -> tuple[int, int]:
    """The largest element that holds line k and not the date, and the line after its last.

    If that is one line, what holds both is taken, since the text has no element of its own."""
    box = lines.holder(k)
    while tree.parents[box] >= 0 and not tree.first[tree.parents[box]] <= date < tree.last[tree.parents[box]]:
        box = tree.parents[box]
    inside = lines.inside(box)
    if len(inside) < _LEAST_LINES and tree.parents[box] >= 0:
        box = tree.parents[box]
        inside = lines.inside(box)
    return box, max(inside.stop, k + 1)


def _text(tree: Tree, lines: Lines, prose: Prose, box: int, within: range) -> list[int]:
    """The lines of the text in that box, none where it is too little, or the page shows a film."""
    if tree.inside(box, "video") or tree.inside(box, "iframe") or tree.link_sizes[box] * 5 > tree.sizes[box]:
        return []
    if tree.tags[box] in LISTS and tree.is_hidden(box):
        return []
    kept = cut_elements(tree, lines, prose, box)
    found = [k for k in within if all(kept[lines.starts[k] : lines.starts[k + 1]]) and not is_foreign(lines, k)]
    found = [k for k in until_end(lines, found) if not is_notice(text := lines.text(k)) and not LEADING.match(text)]
    if sum(tree.tags[lines.holder(k)] in _HEADINGS for k in found) * 2 > len(found):
        return []
    if len(found) < _LEAST_LINES and not any(lines.text(k).count("、") >= _LEAST_NAMES for k in found):
        return []
    return found if sum(lines.sizes[k] for k in found) >= _LEAST else []
