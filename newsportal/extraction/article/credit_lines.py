"""Where an article's time and credits stand: the lines over its text, its first and last, and those under it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from newsportal.extraction.article.credit_labels import BREAK
from newsportal.extraction.article.main_region import MainRegion
from newsportal.extraction.article.surroundings import SHORTEST_HEADING, holds_others
from newsportal.extraction.document.tree import Tree
from newsportal.text.scripts import in_both
from newsportal.text.wordlists import any_of, listed

__all__ = ["CreditLines", "credit_lines", "lines"]

BEFORE = 40
"""Chunks before the text that are read where the page shows no heading."""
NEAR, FAR = 24, 250
"""Chunks after the text: near ones are read for all credits, far ones for editors alone."""
LONGEST = 2000
"""Characters of a text that are read, half at its beginning and half at its end."""
_NEAREST, _LINE = 3, 120
"""Lines above a heading that are read for credits, and the characters of one."""
SHORT = 36
"""Chunks of a text that are read whole; of a longer one half as many at either end."""
_CREDIT = any_of(listed("credits.txt")["credit-lines"])
_LABELLED = re.compile(in_both("[源者辑]\\s?[:：]"))
_SIGNED = re.compile(in_both(r"[（(](?:责任)?编辑\s?[:：][^（()）]{2,20}[)）]\s?\d{0,8}\s*$"))
_PROSE = re.compile("[，。]")
_EDITOR = re.compile(in_both(r"(?:责\s?任\s?)?编\s{0,4}辑\s?[:：]|责编\s?[:：]"))


class CreditLines(NamedTuple):
    """Lines in which credits may stand, `BREAK` between texts of different elements."""

    begin: int
    """The first chunk of those over it: after the heading."""
    end: int
    """The chunk after their last: the prose begins there."""
    above: list[str]
    """The nearest lines above the heading, where none of those over the text holds credits."""
    over: list[str]
    """Between heading and text, with credits that stand in its first lines."""
    opening: list[str]
    """The first lines of the text."""
    closing: list[str]
    """Its last lines."""
    under: list[str]
    """Those just after it, and farther off those that could name an editor."""


def credit_lines(tree: Tree, main: MainRegion, heading: int) -> CreditLines:
    """The lines around a text whose heading ends at chunk `heading`, -1 where the page shows none."""
    begin = heading if 0 <= heading <= main.begin + 3 else main.begin - BEFORE
    end = _prose(tree, max(begin, main.begin))
    over = _over(tree, begin, end)
    if begin == heading and not any(_CREDIT.search(line[:200]) for line in over):
        begin = _first_heading(tree, heading)
        over = _over(tree, begin, end)
    if main.end - main.begin <= SHORT:
        opening = closing = lines(tree, main.begin, main.end)
    else:
        opening = lines(tree, main.begin, main.begin + SHORT // 2)
        closing = lines(tree, main.end - SHORT // 2, main.end)
    return CreditLines(
        begin=max(begin, 0),
        end=end,
        above=_above(tree, begin) if 0 < begin == heading and not any(map(_LABELLED.search, over)) else [],
        over=over[-40:],
        opening=opening[:6],
        closing=[*_signed(tree, main), *closing[-4:]],
        under=_under(tree, main.end),
    )


def _above(tree: Tree, heading: int) -> list[str]:
    """The nearest short lines above the heading that ends at chunk `heading`."""
    return [line for line in lines(tree, heading - BEFORE // 2, heading)[-1 - _NEAREST : -1] if len(line) < _LINE]


def _over(tree: Tree, begin: int, end: int) -> list[str]:
    """The lines in chunks `begin` to `end`, those of a sidebar or of a list of headlines among them left out."""
    begin, found = max(begin, 0), []
    for i in range(bisect_left(tree.first, begin), bisect_left(tree.first, end)):
        if begin <= tree.first[i] < tree.last[i] <= end and holds_others(tree, i):
            found += lines(tree, begin, tree.first[i])
            begin = tree.last[i]
    return found + lines(tree, begin, end)


def _first_heading(tree: Tree, heading: int) -> int:
    """Where the heading that ends at chunk `heading` ends first: credits may stand between two copies of it."""
    words = "".join(tree.chunks[heading - 1].split()) if heading else ""
    if len(words) >= SHORTEST_HEADING:
        for at in range(max(heading - 1 - BEFORE, 0), heading - 1):
            if len(tree.chunks[at]) < 2 * LONGEST and "".join(tree.chunks[at].split()) == words:
                return at + 1
    return heading


def _signed(tree: Tree, main: MainRegion) -> list[str]:
    """The last line of a text that ends in its editor, where others follow that are not the text's."""
    for at in range(main.end - 1, max(main.begin, main.end - FAR), -1):
        chunk = tree.chunks[at]
        if ("辑" in chunk or "輯" in chunk) and _SIGNED.search(chunk[-60:]):
            return [chunk[-200:].strip()]
    return []


def lines(tree: Tree, begin: int, end: int) -> list[str]:
    """The lines in chunks `begin` to `end` of a page, `BREAK` between elements."""
    begin, end = max(begin, 0), min(end, len(tree.chunks))
    low, high = bisect_left(tree.first, begin), bisect_right(tree.first, end)
    edges = {*tree.first[low:high], *tree.last[low:high]}
    around = tree.parents[low] if low < len(tree) else len(tree) - 1
    while around >= 0 and tree.last[around] < end:
        edges.add(tree.last[around])
        around = tree.parents[around]
    chunks = [chunk if len(chunk) <= LONGEST else _cut(chunk) for chunk in tree.chunks[begin:end]]
    text = "".join([BREAK + chunk if at in edges else chunk for at, chunk in enumerate(chunks, begin)])
    found = text.replace("\t", BREAK).split("\n")
    return [line for line in (line.strip() for line in found) if line]


def _cut(chunk: str) -> str:
    """A chunk without the middle of a text that no line of credits has."""
    return chunk[: LONGEST // 2] + chunk[-LONGEST // 2 :]


def _prose(tree: Tree, begin: int) -> int:
    """Where the prose begins: after up to five short lines of credits that were taken for its own."""
    at, last = begin, len(tree.chunks)
    for _ in range(5):
        stop = at + 1
        while stop < last and tree.chunks[stop][0] != "\n":
            stop += 1
        line = " ".join("".join([chunk[:400] for chunk in tree.chunks[at:stop]])[:400].split())
        if len(line) > 100 or _PROSE.search(line) or not (_CREDIT.search(line) or len(line) < 12):
            return at
        at = min(stop, last)
    return at


def _under(tree: Tree, end: int) -> list[str]:
    near = min(end + NEAR, len(tree.chunks))
    found = lines(tree, end, near)
    found = [
        line for at, line in enumerate(found) if at < 6 or _CREDIT.search(line[:100]) or found[at - 1][-1] in ":："
    ]
    far = tree.chunks[near : end + FAR]
    whole = "".join(far)
    if "编" in whole or "編" in whole:  # as on every fifth page
        for at in [at for at, chunk in enumerate(far, near) if "编" in chunk or "編" in chunk]:
            found += (line for line in lines(tree, at - 3, at + 3) if _EDITOR.search(line[:60]))
    return list(dict.fromkeys(found))
