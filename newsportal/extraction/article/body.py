"""The lines of the main text: of what stands in its container, all that is known to be no text is cut."""

from __future__ import annotations

from newsportal.extraction.article.apart import lead, tail
from newsportal.extraction.article.appended import next_article
from newsportal.extraction.article.copies import without_copies
from newsportal.extraction.article.cuts import cut_elements
from newsportal.extraction.article.edges import between_edges
from newsportal.extraction.article.foreign_lines import is_foreign, until_end, without_notices
from newsportal.extraction.article.hidden import Hidden
from newsportal.extraction.article.main_region import MainRegion, find_container
from newsportal.extraction.article.plain_lines import plain_region
from newsportal.extraction.article.prose import Prose
from newsportal.extraction.document.lines import Lines
from newsportal.extraction.document.tree import Tree

__all__ = ["main_region"]

_FAR = 8
"""Lines from a heading to prose that may be another's: what stands between is looked at."""


def main_region(tree: Tree, lines: Lines, heading: int, stated: str, within: int = -1) -> MainRegion | None:
    """Where the page's main text stands, None if it has no prose.

    `heading` is the line that shows its heading (-1: none), `stated` what the head says, without white space; `within`
    is the element that holds the text where that is known.
    """
    end = next_article(tree, lines, heading, stated)
    prose = Prose(tree, lines, Hidden(tree, lines), lines.starts[max(heading, 0)], end)
    if within >= 0:
        return _by_prose(tree, lines, prose, heading, stated, end, within)
    main = _by_prose(tree, lines, prose, heading, stated, end, -1)
    if heading >= 0 and (main is None or main.begin > lines.starts[min(heading + _FAR, len(lines))]):
        plain = plain_region(tree, lines, prose, heading, main.begin if main else len(tree.chunks))
        if plain and (main is None or _size(tree, main) < _size(tree, plain)):
            return plain
    return main


def _size(tree: Tree, main: MainRegion) -> int:
    return sum(tree.text_before[end] - tree.text_before[begin] for begin, end in main.parts)


def _by_prose(
    tree: Tree, lines: Lines, prose: Prose, heading: int, stated: str, end: int, within: int
) -> MainRegion | None:
    """The main text where the prose is, or `within` alone; `end` is the chunk at which another article begins."""
    container = within
    if within < 0:
        container = find_container(tree, prose, lines.holder(heading) if heading >= 0 else -1)
    if container < 0:
        return None
    kept = cut_elements(tree, lines, prose, container)
    whole, starts = 0 not in kept, lines.starts  # in most texts nothing is cut
    inside = [k for k in lines.inside(container) if starts[k] < end and (whole or _is_shown(lines, kept, k))]
    if heading in inside:
        inside = inside[inside.index(heading) :]
    inside = without_notices(lines, until_end(lines, [k for k in inside if not is_foreign(lines, k)]))
    inside = between_edges(tree, lines, container, heading, stated, without_copies(tree, lines, inside))
    lasting = ((starts[k], starts[k + 1]) for k in inside)
    parts = list(lasting) if whole else [part for line in lasting for part in _runs(kept, *line)]
    if not parts:
        return None
    if within >= 0:
        return MainRegion(container=container, parts=tuple(parts))
    return MainRegion(
        container=container,
        parts=(*parts, *tail(tree, lines, prose, container)),
        lead=tuple(lead(tree, lines, prose, container, heading)),
    )


def _is_shown(lines: Lines, kept: bytearray, k: int) -> bool:
    return any(kept[lines.starts[k] : lines.starts[k + 1]])


def _runs(kept: bytearray, begin: int, end: int) -> list[tuple[int, int]]:
    """The kept chunks from begin to end as ranges."""
    if all(kept[begin:end]):
        return [(begin, end)]
    return [(k, k + 1) for k in range(begin, end) if kept[k]]
