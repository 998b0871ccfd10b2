"""The title of a page whose own one is the portal's: it came with other texts, as a column's or the outlet's name does.

It may not be invented: it is another line over the text, where titles stand on the portal's other pages if one does,
or what a link calls the page; where there is none of these, the page's own title stays.
"""

from __future__ import annotations

import re

from newsportal.extraction.article.credit_lines import holder
from newsportal.extraction.article.main_region import MainRegion
from newsportal.extraction.article.subtitle import is_credit
from newsportal.extraction.article.title import CUT, Line, Title, candidates, looks, title_of
from newsportal.extraction.document.metadata import Metadata
from newsportal.extraction.document.tree import Tree
from newsportal.extraction.portal_memory import PortalMemory
from newsportal.text.han import han
from newsportal.text.keys import words_key
from newsportal.text.strings import folded

__all__ = ["other_title", "place"]

_LEAST = 6
"""Han characters of a line that may be such a title."""
_HELD = 3.0
"""What it weighs that titles stand there on other pages, or that the head states the line: more than any tag."""
_STEPS = 4
"""Elements by which a place is named."""
_NUMBERS = re.compile(r"\d+")


def place(tree: Tree, chunk: int) -> int:
    """Where in the markup a line begins, as a thing of the portal's memory: tags and names from the inside out."""
    path, i = ["p"], holder(tree, chunk)
    while i > 0 and len(path) <= _STEPS:
        path.append(f"{tree.tags[i]} {_NUMBERS.sub('', tree.names[i])}")
        i = tree.parents[i]
    return words_key("\n".join(path))


def other_title(
    tree: Tree, main: MainRegion, meta: Metadata, words: tuple[str, ...], portal: PortalMemory, text: int
) -> Title | None:
    """The title where the page's own is the portal's, None where nothing may be one; `words` are those of links."""
    stated = [line for line in (*meta.titles, meta.title) if line and not portal.is_portals(line, text)]
    heads = [folded(line) for line in stated]
    best, weight = None, 0.0
    for line in candidates(tree, main, " ".join("".join(line.split()) for line in stated)):
        if not _may_be(line, main) or portal.is_portals(line.text, text):
            continue
        key = folded(line.text)
        found = looks(tree, line.element) + 1.5 / (1 + max(main.begin - line.begin, 0) / 12)
        found += _HELD * portal.is_place(place(tree, line.begin), text) + _HELD * any(key in head for head in heads)
        if found > weight:
            best, weight = line, found
    if best:
        return title_of(tree, best)
    whole = [line for line in words if not line.endswith(tuple(CUT)) and not portal.is_portals(line, text)]
    return Title(text=whole[0]) if whole else None


def _may_be(line: Line, main: MainRegion) -> bool:
    return line.begin < main.begin and han(line.text) >= _LEAST and "。" not in line.text and not is_credit(line.text)
