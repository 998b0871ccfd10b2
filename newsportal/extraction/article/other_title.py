"""The title of a page whose own one is the portal's: it came with other texts, as a column's or the outlet's name does.

It may not be invented: it is another line over the text, where titles stand on the portal's other pages if one does,
or what a link calls the page; where there is none of these, the page's own title stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from newsportal.extraction.article.main_region import MainRegion
from newsportal.extraction.article.subtitle import is_credit
from newsportal.extraction.article.surroundings import holder
from newsportal.extraction.article.title import CUT, Title, looks, title_of
from newsportal.extraction.article.title_candidates import Line, candidates
from newsportal.extraction.document.metadata import Metadata
from newsportal.extraction.document.tree import Tree
from newsportal.extraction.portal_memory import PortalMemory
from newsportal.text.han import han
from newsportal.text.keys import words_key
from newsportal.text.strings import folded

__all__ = ["next_titles", "other_title", "place"]

_LEAST = 6
"""Han characters of a line that may be such a title."""
_HELD = 3.0
"""What it weighs that titles stand there on other pages, or that the head states the line: more than any tag."""
_ALL = 1_000
_STEPS = 4
"""Elements by which a place is named."""
_NOTHING = PortalMemory()
_NUMBERS = re.compile(r"\d+")


def place(tree: Tree, i: int, kind: str = "p") -> int:
    """Where in the markup an element stands, as a thing of the portal's memory: tags and names from the inside out.

    `kind` parts the places of titles, p, from those of times, d, and of texts, b.
    """
    path, tags, names, parents = [kind], tree.tags, tree.names, tree.parents
    while i > 0 and len(path) <= _STEPS:
        path.append(_step(tags[i], names[i]))
        i = parents[i]
    return words_key("\n".join(path))


@lru_cache(2_000)  # pages of one portal have the same elements
def _step(tag: str, name: str) -> str:
    return f"{tag} {_NUMBERS.sub('', name)}"


def other_title(
    tree: Tree, main: MainRegion, meta: Metadata, words: tuple[str, ...], portal: PortalMemory, text: int
) -> Title | None:
    """The title where the page's own is the portal's, None where nothing may be one; `words` are those of links."""
    lines = next_titles(tree, main, meta, _ALL, portal, text)
    lines = [line for line in lines if not portal.is_portals(line.text, text)]
    if lines:
        return title_of(tree, lines[0])
    whole = [line for line in words if not line.endswith(tuple(CUT)) and not portal.is_portals(line, text)]
    return Title(text=whole[0]) if whole else None


def next_titles(
    tree: Tree, main: MainRegion, meta: Metadata, most: int, portal: PortalMemory | None = None, text: int = 0
) -> list[Line]:
    """The lines over the text that might be its title if its own were none, the likeliest first, `most` at most."""
    portal = portal or _NOTHING
    stated = [line for line in (*meta.titles, meta.title) if line]
    heads = [folded(line) for line in stated if not (portal and portal.is_portals(line, text))]
    found, begin, head = dict[str, list[tuple[float, int, Line]]](), main.begin, " ".join(heads)
    for number, line in enumerate(candidates(tree, main, head)):
        words = line.text
        if line.begin < begin and len(words) >= _LEAST and "。" not in words and han(words) >= _LEAST:
            key = folded(words)
            weight = looks(tree, line.element) + main.nearness(line.begin)
            if portal:
                weight += _HELD * portal.is_place(place(tree, holder(tree, line.begin)), text)
            weight += _HELD * (key in head)  # neither has blanks of its own
            if weight > 0:
                found.setdefault(key, []).append((weight, number, line))
    return _likeliest(found.values(), most)


def _likeliest(wordings: Iterable[list[tuple[float, int, Line]]], most: int) -> list[Line]:
    """The `most` heaviest lines, of each wording one, without credits: what these are is asked only of the heaviest."""
    best: list[tuple[float, int, Line]] = []
    for lines in sorted(wordings, key=lambda lines: -max(lines)[0]):
        if len(best) >= most and best[most - 1][0] > max(lines)[0]:
            break
        if kept := [line for line in lines if not is_credit(line[2].text)]:
            weight, _, line = max(kept, key=lambda one: one[0])
            best.append((weight, kept[0][1], line))
            best.sort(key=lambda one: (-one[0], one[1]))
    return [line for _, _, line in best[:most]]
