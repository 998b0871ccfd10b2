"""What other pages call an article: the words of the links to it, as evidence for its heading.

A portal's own pages know what a story is called where its page does not say so: over the text stands the column's name
and in <title> the outlet's. Links may call a story something shorter or livelier than its heading; so where one link
says what the page says by itself, that stands, and else the heading is the line over the text that a link says.
"""

from __future__ import annotations

from collections.abc import Iterable

from newsportal.extraction.article.main_region import MainRegion
from newsportal.extraction.article.title import CUT, Title, looks, title_of
from newsportal.extraction.article.title_candidates import Line, candidates
from newsportal.extraction.document.tree import Tree
from newsportal.text.strings import folded, one_line, pairs

__all__ = ["called", "names", "said", "wordings"]

SHORTEST, LONGEST = 6, 60
"""Characters of a link's words that can be a title: 详细 and a teaser are none."""
MOST = 16
"""Wordings of the links to one page that are compared."""
SUBJECTS = 3
"""Wordings without two characters in a row in common that show a page to hold many things, which no one link names."""
SAID = 0.5
"""From this likeness on a link says a title, in words of its own."""
CALLED = 0.7
"""From this likeness on a line over the text is what a link says."""
SURE = 0.9
"""The same of a line that stands where the text begins: a teaser is cut from the text's first words."""
WHOLE = 8
"""Characters of a link's words that may be a part of a title whatever the rest is; not of a title that is a part of
them, which may be the column's: 苇澜新闻网民生频道：…"""
BEGUN = 0.8
"""The likeness of two of which one begins with the other, of so many characters."""


def wordings(known_as: Iterable[str]) -> tuple[str, ...]:
    """The words of links that can be a title, each once: in the order of their number of characters, longest first."""
    words = {folded(line): line for line in sorted(map(one_line, known_as))}
    kept = [line for key, line in words.items() if SHORTEST <= len(key) <= LONGEST and "。" not in key]
    return tuple(sorted(kept, key=lambda line: (-len(line), line))[:MOST])


def names(words: tuple[str, ...]) -> tuple[str, ...]:
    """Those of such words that may name the page: none where they show it to hold many things."""
    return () if len(words) >= SUBJECTS and _subjects(words) >= SUBJECTS else words


def _subjects(words: tuple[str, ...]) -> int:
    """How many wordings of some have no two characters in a row in common with those before them."""
    seen: list[set[str]] = []
    for own in map(pairs, map(folded, words)):
        if not any(own & other for other in seen):
            seen.append(own)
    return len(seen)


def said(title: str, words: Iterable[str]) -> bool:
    """Whether one of the links' words say this title, whole, cut short by …, or in words much alike."""
    own = folded(title)
    for line in words:
        key = folded(line.rstrip(CUT))
        if len(key) >= WHOLE and key in own:
            return True
        if _likeness(own, key, cut=key != folded(line)) >= SAID:
            return True
    return False


def called(tree: Tree, main: MainRegion, words: tuple[str, ...], own: str = "") -> Title | None:
    """The heading that the words of links name: the line over the text which is most like one, None where none is.

    It is no part of `own`, the title that the page by itself says.
    """
    keys = [(key, key != folded(line)) for line in words if (key := folded(line.rstrip(CUT)))]
    squeezed = " ".join("".join(line.split()) for line in words)
    best, weight, alone = None, 0.0, folded(own)
    for line in candidates(tree, main, squeezed):
        shown = folded(line.text)
        if line.begin > main.begin + 1 or len(shown) < SHORTEST or shown in alone:
            continue
        likeness = max((_likeness(shown, key, cut=cut) for key, cut in keys), default=0.0)
        found = _weight(tree, main, line, likeness)
        if likeness >= (CALLED if line.begin < main.begin else SURE) and found > weight:
            best, weight = line, found
    return title_of(tree, best) if best else None


def _weight(tree: Tree, main: MainRegion, line: Line, likeness: float) -> float:
    return 8 * likeness + looks(tree, line.element) + main.nearness(line.begin)


def _likeness(own: str, key: str, *, cut: bool) -> float:
    """How much the words of a line and of a link are alike, 0 to 1; of those cut short the beginning counts."""
    if own == key or (cut and len(key) >= SHORTEST and own.startswith(key)):
        return 1.0 if own == key else 0.95
    shorter, longer = sorted((own, key), key=len)
    if len(shorter) >= WHOLE and longer.startswith(shorter):
        return max(BEGUN, len(shorter) / len(longer))
    if not shorter or len(shorter) < SAID * len(longer):
        return 0.0
    if shorter in longer:
        return len(shorter) / len(longer)
    ours, theirs = pairs(own), pairs(key)
    return 2 * len(ours & theirs) / max(1, len(ours) + len(theirs))
