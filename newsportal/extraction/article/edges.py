"""Which lines without prose belong to a text: those before its first prose and after its last, a time, its heading."""

from __future__ import annotations

import re
from itertools import islice

from newsportal.extraction.article.boilerplate_words import (
    BARE_TIME,
    BYLINE,
    CLOCK,
    LEADING,
    LIST_HEADING,
    PHOTOGRAPHED,
    SALUTATION,
    SIGNED,
    SUMMARY,
)
from newsportal.extraction.article.foreign_lines import is_credits
from newsportal.extraction.article.main_region import holds_entries
from newsportal.extraction.document.lines import Lines
from newsportal.extraction.document.tree import Tree

__all__ = ["between_edges"]

_LONGEST_CAPTION, _LONGEST_TIME, _LONGEST_LIST_HEADING = 120, 30, 24
_LISTS, _DEEPEST, _SHORTEST_ENTRY = ("ul", "ol", "dl", "table", "blockquote"), 4, 4
"""Lists beside a text, how deep their lines stand, and characters of an entry: those of buttons are shorter."""
_LONGEST_SIGNATURE = 3
"""Lines of who signs and when, or of whom a letter is to."""
_SAME_TIMES = 3
"""Lines with one time, on average, that are those of a gallery's pictures, not of a report's entries."""
_HEADINGS, _LEAST_EMPTIED = ("h2", "h3", "h4", "h5"), 2
"""Headings of lists behind a text, of which so many at least have lost what stood under them."""


def between_edges(tree: Tree, lines: Lines, container: int, heading: int, stated: str, inside: list[int]) -> list[int]:
    """The lines of the container that belong to the text, from its first to its last."""
    inside = _without_times(lines, inside)
    solid = list(islice((k for k in inside if _is_solid(lines, k, heading)), 2))
    if not solid:
        return []
    first, last = solid[0], next(k for k in reversed(inside) if _is_solid(lines, k, heading))
    if len(solid) > 1 and _is_summary(tree, lines, *solid):
        inside, first = [k for k in inside if k != first], solid[1]
    homes = {home for k in (first, last) for home in (lines.holder(k), tree.parents[lines.holder(k)])}
    tight = 0 <= heading < lines.inside(container).start or holds_entries(tree, container)
    found = []
    for k in inside:
        if k > last and _heads_list(lines, k):
            break
        fits = first <= k <= last
        if not fits and (tight or _is_near(tree, lines, k, homes, SALUTATION if k < first else SIGNED)):
            fits = k > last or _may_lead(tree, lines, k, stated)
        if (fits or _is_captioned(lines, k)) and not _is_heading(lines, k, heading):
            found.append(k)
    if len(found) > 1 and found[-1] > last and lines.text(found[-1]).endswith(("：", ":")):
        found.pop()  # what it led to is cut
    return _without_headings(tree, lines, found, last, lines.inside(container).stop)


def _without_headings(tree: Tree, lines: Lines, found: list[int], last: int, end: int) -> list[int]:
    """The lines without the headings at their end, behind line `last`, where what stood under these is cut."""
    at = len(found)
    while at and found[at - 1] > last and tree.tags[lines.holder(found[at - 1])] in _HEADINGS:
        at -= 1
    following = [*found[at + 1 :], end]
    emptied = sum(k + 1 < then for k, then in zip(found[at:], following, strict=False))
    return found[:at] if emptied >= _LEAST_EMPTIED else found


def _is_solid(lines: Lines, k: int, heading: int) -> bool:
    """Is line k prose, and neither credits nor the heading?"""
    return lines.prose[k] > 0 and not is_credits(lines, k) and not _is_heading(lines, k, heading)


def _is_near(tree: Tree, lines: Lines, k: int, homes: set[int], ending: re.Pattern[str]) -> bool:
    """Does line k stand where the prose does, or in a list or a box with that ending beside it?"""
    i = lines.holder(k)
    if i in homes or tree.parents[i] in homes:
        return True
    for box in (i, *islice(tree.ancestors(i), _DEEPEST)):
        if tree.parents[box] in homes:
            inside = lines.inside(box)
            if tree.tags[box] in _LISTS:
                return tree.link_counts[box] == 0 and tree.sizes[box] >= _SHORTEST_ENTRY * len(inside)
            last = lines.text(inside[-1]) if len(inside) <= _LONGEST_SIGNATURE else ""
            return ending.fullmatch(last) is not None
    return False


def _without_times(lines: Lines, inside: list[int]) -> list[int]:
    """The lines without those that are but a day and a clock; where most differ, they part a report."""
    times = {k: lines.text(k) for k in inside if lines.sizes[k] <= _LONGEST_TIME}
    times = {k: text for k, text in times.items() if BARE_TIME.fullmatch(text)}
    said = len(set(times.values()))
    return [k for k in inside if k not in times] if said == 1 or 0 < said * _SAME_TIMES <= len(times) else inside


def _is_heading(lines: Lines, k: int, heading: int) -> bool:
    """Does line k say the heading again, as over each picture of a gallery?"""
    return 0 <= heading <= k and lines.sizes[k] == lines.sizes[heading] and lines.text(k) == lines.text(heading)


def _heads_list(lines: Lines, k: int) -> bool:
    """Is line k, which stands behind all prose, the heading of a list of links?"""
    if lines.sizes[k] > _LONGEST_LIST_HEADING or not any(lines.linked[k + 1 : k + 2]):
        return False
    return LIST_HEADING.fullmatch(lines.text(k)) is not None


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
    if BYLINE.fullmatch(text):
        return False
    if CLOCK.fullmatch(text):  # of a report in entries, each under its time
        return any(CLOCK.fullmatch(lines.text(later)) for later in range(k + 1, min(k + 6, len(lines))))
    return "".join(text.split()) not in stated and not LEADING.search(text)
