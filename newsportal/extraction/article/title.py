"""The heading of an article, as shown: words on the page that the head's titles confirm and that stand over the text.

The page's <title> says what the heading is, but adds the names of site and channel; the heading on the page says it
without them, but may be any element, and h1 may be the logo or a sidebar's. So each line that could be the heading is
weighed by how much of a stated title it covers, by its tag and by where it stands.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from newsportal.extraction.article.main_region import MainRegion
from newsportal.extraction.article.subtitle import is_credit, neighbour, self_and_above
from newsportal.extraction.article.surroundings import holder
from newsportal.extraction.article.title_candidates import HEADINGS, LONGEST, Line, candidates
from newsportal.extraction.document.metadata import Metadata
from newsportal.extraction.document.stated_title import is_site, plain_title, without_keywords
from newsportal.extraction.document.tree import Tree
from newsportal.text.strings import folded, one_line

__all__ = ["Title", "looks", "title", "title_of"]

SHORTEST = 5
"""Characters up to which a heading is told from a channel's name by where it stands alone."""
SHORT = 12
"""Characters of a stated title that may be the site's or the column's name instead."""
CUT = "….·"
"""Signs at the end of a title that was cut short."""
LISTED = 200
"""Links of a page among which its heading may stand."""
MOST_BY_LOOKS = 1.2
"""What tag, name and place can weigh for a line that no title bears out."""
_HINT = re.compile(r"title|tit\b|headline|biaoti|subject|\bbt\b|heading")


class Title(NamedTuple):
    """A heading and its neighbours."""

    text: str
    """As shown, without the site's name; "" where the page has none."""
    kicker: str | None = None
    """引题: the line above."""
    subtitle: str | None = None
    """副题: the line below."""
    begin: int = -1
    """Its first chunk, -1 where it was read from the head alone."""
    end: int = -1
    """The chunk after its last."""


def title(tree: Tree, main: MainRegion | None, meta: Metadata, shown: int = -1) -> Title:
    """The heading of a page's article; on a page without one the title that its head states.

    `shown` is the first chunk of the line that shows a stated title; where that is a short word (讣告) nothing else is.
    """
    plain = plain_title(meta)
    stated = [t for t in (*meta.titles, meta.title) if t and not is_site(t, meta)]
    if main is None:
        return Title(text=plain)
    whole = shown >= 0 and tree.chunks[shown].strip() in plain  # and no logo
    whole = whole and "".join(tree.chunks[shown + 1 : shown + 2])[:1] in "\n"  # the chunk is all of its line
    if whole and tree.last[element := holder(tree, shown)] == shown + 1 and tree.sizes[element] <= SHORTEST:
        return title_of(tree, Line(one_line(tree.chunks[shown]), element, shown, shown + 1))
    best = _exact(tree, main, {"".join(t.split()) for t in (plain, *stated)}) or _best(tree, main, [plain, *stated])
    if best and len(plain) > SHORT and is_site(best.text, meta) and best.text not in plain:  # a logo
        best = None
    return title_of(tree, best) if best else Title(text=plain)


def title_of(tree: Tree, line: Line) -> Title:
    """A line as the heading, with its neighbours."""
    return Title(
        text=without_keywords(line.text),
        kicker=neighbour(tree, line.element, line.begin, line.end, above=True),
        subtitle=neighbour(tree, line.element, line.begin, line.end, above=False),
        begin=line.begin,
        end=line.end,
    )


def _exact(tree: Tree, main: MainRegion, stated: set[str]) -> Line | None:
    """The heading h1 to h3 before the text whose words are a stated title's: the nearest to the text."""
    least, most = max(SHORT + 1, min(map(len, stated))), min(LONGEST, max(map(len, stated)) + 10)  # with its blanks
    found = [
        i
        for tag in ("h1", "h2", "h3")
        for i in tree.elements[tag][:40]
        if tree.last[i] <= main.begin + 1 and least <= tree.sizes[i] <= most and "".join(tree.text(i).split()) in stated
    ]
    best = max((i for i in found if not _is_linked(tree, i)), default=None)
    return None if best is None else Line(one_line(tree.text(best)), best, tree.first[best], tree.last[best])


def _best(tree: Tree, main: MainRegion, stated: list[str]) -> Line | None:
    """The line for which most speaks."""
    keys = [k for k in dict.fromkeys(folded(t.rstrip(CUT)) for t in stated) if k]
    begun = tuple(folded(t.rstrip(CUT)) for t in stated if len(t) > SHORT and t.endswith(("…", "...")))
    squeezed = " ".join([*keys, *("".join(t.split()) for t in stated)])
    short = max(map(len, keys), default=0) <= SHORT
    linked = frozenset(tree.text(i) for i in tree.elements["a"][:LISTED]) if short else None
    best, weight = None, 0.0
    for line in candidates(tree, main, squeezed):
        covered = _covered(line.text, keys, begun, squeezed)
        if covered < 0.3 and not short and weight > MOST_BY_LOOKS:
            continue
        if (found := _weight(tree, main, line, covered, linked)) > weight:
            best, weight = line, found
    return best


def _weight(tree: Tree, main: MainRegion, line: Line, covered: float, linked: frozenset[str] | None) -> float:
    """How much speaks for a line that covers so much of a title.

    `linked` are the words of the page's links where the title is so short that it may be the site's or a column's name.
    """
    if len(line.text) < 2 or line.element < 0 or (line.begin >= main.begin and covered < 0.5):
        return 0.0
    weight = looks(tree, line.element)
    weight += main.nearness(line.begin) if line.begin <= main.begin + 1 else -3
    if linked is not None:  # a newspaper page's list of its articles repeats the heading
        repeated = line.text in linked and not _is_linked(tree, line.element)
        return weight + 1.2 * covered + repeated - 5 * is_credit(line.text)
    return weight + (8 * covered if covered >= 0.3 else -2.5)


def looks(tree: Tree, element: int) -> float:
    """How much an element looks like a heading: its tag or its parent's, its name; a link looks like none."""
    above = tree.parents[element]
    tag = tree.tags[element]
    weight = HEADINGS.get(tag, 0.0) or (HEADINGS.get(tree.tags[above], 0.0) * 0.9 if above >= 0 else 0.0)
    if (name := tree.names[element]) and _HINT.search(name):
        weight += 0.5
    return weight - 2 * _is_linked(tree, element)


def _is_linked(tree: Tree, element: int) -> bool:
    return any(tree.tags[i] == "a" for i in self_and_above(tree, element))


def _covered(text: str, keys: list[str], begun: tuple[str, ...], squeezed: str) -> float:
    """How much of a stated title a line's words are, or of the line the title: 0 to 1; `begun` are titles cut short."""
    if text[:2] not in squeezed and text[-2:] not in squeezed and not any(k[:3] in text for k in keys):
        return 0.0
    words, most = folded(text), 0.0
    if begun and words.startswith(begun):
        return 0.95
    for stated in keys:
        if words in stated:
            most = max(most, len(words) / len(stated))
        elif len(stated) > 5 and stated in words:
            most = max(most, len(stated) / len(words))
    return most
