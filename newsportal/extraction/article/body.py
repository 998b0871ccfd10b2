"""The lines of the main text: of what stands in its container, all that is known to be no text is cut."""

from __future__ import annotations

from collections.abc import Iterator

from newsportal.extraction.article.boilerplate_words import (
    CLOCK,
    CREDIT,
    END,
    FOREIGN,
    LEADING,
    NOTICE,
    NOTICE_LINE,
    PHOTOGRAPHED,
    SMALL_FOREIGN,
    TIME,
)
from newsportal.extraction.article.main_region import MainRegion, Prose, find_container
from newsportal.extraction.document.lines import Lines
from newsportal.extraction.document.tree import Tree
from newsportal.text.strings import one_line

__all__ = ["main_region", "paragraphs"]

_SMALL = 120
"""Characters of something small."""
_LONGEST_CREDIT, _LONGEST_CREDITS = 60, 120
_LONGEST_NOTICE, _LONGEST_INNER_NOTICE = 240, 40
_LONGEST_END, _LONGEST_NUMBER = 20, 4
_LONGEST_ROW, _LONGEST_CELL = 400, 120
_MOST = 0.65
"""Share of the prose before a heading from which on that heading may end the text."""


def main_region(tree: Tree, lines: Lines, heading: int, stated: str) -> MainRegion | None:
    """Where the page's main text stands, None if it has no prose.

    `heading` is the line that shows its heading (-1: none), `stated` what the head says, without white space.
    """
    prose = Prose(tree, lines, lines.starts[max(heading, 0)])
    container = find_container(tree, prose)
    return _kept_lines(tree, lines, prose, container, heading, stated) if container >= 0 else None


def _kept_lines(tree: Tree, lines: Lines, prose: Prose, container: int, heading: int, stated: str) -> MainRegion | None:
    """The lines of the text inside its container."""
    kept = bytearray(b"\1") * len(tree.chunks)
    _cut_elements(tree, lines, prose, container, kept)
    inside = [k for k in lines.inside(container) if any(kept[lines.starts[k] : lines.starts[k + 1]])]
    inside = _without_notices(lines, _until_end(lines, [k for k in inside if not _is_foreign(lines, k)]))
    solid = [k for k in inside if lines.prose[k] and k != heading]
    if not solid:
        return None
    homes = {home for k in (solid[0], solid[-1]) for home in (lines.holder(k), tree.parents[lines.holder(k)])}
    parts: list[tuple[int, int]] = []
    for k in inside:
        if k < solid[0] and not (_may_lead(tree, lines, k, homes, stated) or _is_captioned(lines, k)):
            continue
        near = homes & {lines.holder(k), tree.parents[lines.holder(k)]}
        if k > solid[-1] and not near and not _is_captioned(lines, k):
            continue
        parts += _runs(kept, lines.starts[k], lines.starts[k + 1])
    return MainRegion(container=container, parts=tuple(parts)) if parts else None


def _without_notices(lines: Lines, inside: list[int]) -> list[int]:
    """The lines without notices: short ones anywhere, long ones before or after all prose, which has such words too."""
    notices = {k for k in inside if lines.sizes[k] <= _LONGEST_NOTICE and _is_notice(lines.text(k))}
    prose = [k for k in inside if k not in notices and lines.prose[k] and not _is_credits(lines, k)]
    if not prose:
        return []
    return [
        k for k in inside if k not in notices or (prose[0] < k < prose[-1] and lines.sizes[k] > _LONGEST_INNER_NOTICE)
    ]


def _is_notice(text: str) -> bool:
    return NOTICE.search(text) is not None or NOTICE_LINE.match(text) is not None


def _is_credits(lines: Lines, k: int) -> bool:
    """Is line k a row of time, source and buttons though it is long?"""
    if lines.sizes[k] > _LONGEST_CREDITS:
        return False
    text = lines.text(k)
    return "。" not in text and "，" not in text and LEADING.search(text) is not None


def _until_end(lines: Lines, inside: list[int]) -> list[int]:
    """The lines before what only follows an article: a heading, or a list with times."""
    total, before, times = sum(lines.prose[k] for k in inside), 0, []
    for at, k in enumerate(inside):
        if before > total * _MOST and lines.sizes[k] <= _LONGEST_END:
            text = lines.text(k)
            if END.fullmatch(text):
                return inside[:at]
            if TIME.fullmatch(text):
                times.append(at)
        before += lines.prose[k]
    if len(times) > 2:
        return inside[: max(1, 2 * times[0] - times[1] + 1)]
    return inside


def _runs(kept: bytearray, begin: int, end: int) -> list[tuple[int, int]]:
    """The kept chunks from begin to end as ranges."""
    if all(kept[begin:end]):
        return [(begin, end)]
    return [(k, k + 1) for k in range(begin, end) if kept[k]]


def _cut_elements(tree: Tree, lines: Lines, prose: Prose, container: int, kept: bytearray) -> None:
    """Unmark the chunks of elements that are none of the text."""
    most = prose.of(container) / 2
    i, end, ends, sizes = container + 1, tree.ends[container], tree.ends, tree.sizes
    while i < end:
        if sizes[i] and _is_cut(tree, lines, prose, i, most):
            first, last = tree.first[i], tree.last[i]
            kept[first:last] = bytes(last - first)
            i = ends[i]
        else:
            i += 1


def _is_cut(tree: Tree, lines: Lines, prose: Prose, i: int, most: float) -> bool:
    name = tree.names[i]
    if name and tree.sizes[i] <= _SMALL and SMALL_FOREIGN.search(name):
        return True
    if (name and FOREIGN.search(name)) or tree.is_hidden(i) or tree.tags[i] in ("nav", "footer", "button", "form"):
        return prose.of(i) < most
    if tree.link_counts[i] < 2:
        return False
    if tree.link_sizes[i] * 2 > tree.sizes[i]:
        return True
    return (
        tree.link_counts[i] > 2 and tree.link_sizes[i] * 8 > tree.sizes[i] and _is_list(lines, i) and prose.of(i) < most
    )


def _is_list(lines: Lines, i: int) -> bool:
    """Is element i a list of cards: every third line or more a headline?"""
    inside = lines.inside(i)
    linked = sum(lines.linked[inside.start : inside.stop])
    return linked > 2 and linked * 4 >= len(inside)


def _is_foreign(lines: Lines, k: int) -> bool:
    """Is line k a link, or a row of credits?"""
    size = lines.sizes[k]
    if lines.link_sizes[k] * 10 > size * 8:
        return not lines.text(k).endswith("。")
    if size > _LONGEST_CREDIT:
        return False
    text = lines.text(k)
    if text.isdecimal() and size > _LONGEST_NUMBER:  # an id that a script reads
        return True
    return CREDIT.match(text) is not None and not text.startswith(("（文章来源", "(文章来源"))


def _is_captioned(lines: Lines, k: int) -> bool:
    """Is line k the words under a picture, its photographer named at their end? They stand in boxes of their own."""
    return lines.sizes[k] <= _SMALL and PHOTOGRAPHED.search(lines.text(k)[-30:]) is not None


def _may_lead(tree: Tree, lines: Lines, k: int, homes: set[int], stated: str) -> bool:
    """May line k, which stands before the first prose, belong to the text?"""
    holder = lines.holder(k)
    if tree.tags[holder] == "h1" or not homes & {holder, tree.parents[holder]}:
        return False
    text = lines.text(k)
    if CLOCK.fullmatch(text):  # of a report in entries, each under its time
        return any(CLOCK.fullmatch(lines.text(later)) for later in range(k + 1, min(k + 6, len(lines))))
    return "".join(text.split()) not in stated and not LEADING.search(text)


def paragraphs(tree: Tree, main: MainRegion) -> list[str]:
    """The main text, a paragraph, subhead, caption or table row a line."""
    chunks = list(tree.chunks[main.begin : main.end])
    for first, last in _rows(tree, main):
        for at in range(max(first + 1, main.begin), min(last, main.end)):
            chunks[at - main.begin] = " " + chunks[at - main.begin].lstrip("\n")
    text = "".join(["".join(chunks[a - main.begin : b - main.begin]) for a, b in main.parts])
    return [line for line in map(one_line, text.split("\n")) if line]


def _rows(tree: Tree, main: MainRegion) -> Iterator[tuple[int, int]]:
    """The chunks of each table row of the text that holds short cells: a table of values, not one of layout."""
    for table in tree.inside(main.container, "table"):
        if tree.sizes[table] and not tree.inside(table, "table"):
            for i in range(table + 1, tree.ends[table]):
                if tree.tags[i] == "tr" and tree.sizes[i] <= _LONGEST_ROW:
                    cells = [cell for cell in tree.children(i) if tree.sizes[cell]]
                    if len(cells) > 1 and all(tree.sizes[cell] <= _LONGEST_CELL for cell in cells):
                        yield tree.first[i], tree.last[i]
