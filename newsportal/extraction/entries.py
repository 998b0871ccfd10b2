"""Which links of a page are headlines.

Each link gets points for how much it says and for its address (`addresses`). Links of one shape in one list are judged
together, and with all links of that shape on the page: a list is headlines or it is not, whatever a single entry of it
looks like. The thresholds were set on the 45 tuning pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from newsportal.extraction.addresses import Addresses
from newsportal.extraction.cards import Words, line_of, weight, words
from newsportal.extraction.page import Link
from newsportal.extraction.places import Places, Shape
from newsportal.extraction.regions import Main
from newsportal.extraction.tree import Tree
from newsportal.extraction.vocabulary import CONTEXTS, CREDIT, GOODS, NOTICE, PAPER_PAGE, PROMPT

__all__ = ["Entry", "Label", "entries", "in_credits"]

ACCEPTED = 0.8
"""Points that a link needs, with its list. .6 adds navigation, 1.0 loses special topics."""
_SINGLE = 1.5
"""Points that a link needs which stands in no list."""
_LENGTHS = ((12, 3.0), (8, 2.0), (6, 1.0), (5, 0.3), (4, -0.5))


class Label(NamedTuple):
    """The heading over a block."""

    text: str
    slot: int
    """Element that holds it."""
    frame: int
    """Element whose later entries it governs."""
    firm: bool
    """It is a heading by its tag or by its words, not by its place alone."""
    panel: int = 0
    """Which panel of a row of tabs."""


class Entry:
    """A link that may be a headline; links to one address that follow each other are one."""

    __slots__ = ("frame", "full", "item", "label", "last", "lead", "origin", "score", "shown", "slot", "url", "weight")

    def __init__(self, slot: int, url: str, said: Words) -> None:
        self.slot = self.last = slot  # elements of its first link and of its last
        self.url = url
        self.full, self.shown, self.origin = said
        self.weight = self.score = 0.0
        self.frame = self.item = 0  # the list it stands in, and its place there
        self.label: Label | None = None
        self.lead: Label | None = None  # a label that stands on its own line, before it


def entries(tree: Tree, main: Main | None, anchors: Mapping[int, Link]) -> list[Entry]:
    """The page's headlines in document order, not yet under labels."""
    found = [entry for entry in _candidates(tree, main, anchors) if entry.full]
    lists: dict[tuple[int, str, str], list[float]] = {}
    shapes: dict[Shape, list[float]] = {}
    keys = []
    places, addresses = Places(tree), Addresses()
    for entry in found:
        entry.weight = weight(entry.full)
        entry.score = _points(entry, addresses.points(entry.url))
        shape = places.shape(entry.slot)
        alike = shapes.setdefault(shape, [])
        together = lists.setdefault((places.container(entry.slot), shape[0], shape[1]), [])
        alike.append(entry.score)
        together.append(entry.score)
        keys.append((together, alike))
    return [
        entry
        for entry, (together, alike) in zip(found, keys, strict=True)
        if _is_headline(tree, entry, together, alike, places.context(entry.slot))
    ]


def _candidates(tree: Tree, main: Main | None, anchors: Mapping[int, Link]) -> Iterator[Entry]:
    entry: Entry | None = None
    begin, end = (main.container, tree.ends[main.container]) if main else (0, 0)
    for slot, link in anchors.items():
        if main and begin <= slot < end and main.holds(tree.first[slot]):
            continue
        said = words(tree, slot, link.text)
        if entry and entry.url == link.url:
            entry.last = slot
            if said[0] and (not entry.full or (entry.origin == "alt" and said[2] != "alt")):
                entry.full, entry.shown, entry.origin = said
            continue
        if entry:
            yield entry
        entry = Entry(slot, link.url, said)
    if entry:
        yield entry


def _points(entry: Entry, address: float) -> float:
    text, size = entry.full, entry.weight
    points = 1.3 * address - 2
    for least, gain in _LENGTHS:
        if size >= least:
            points += gain + 2
            break
    if size < 22:
        if NOTICE.search(text):
            points -= 3
        if size < 16 and text.startswith(PROMPT):
            points -= 2
    if entry.origin == "alt" and address < 0:
        points -= 1.5
    if GOODS.search(text[:200]):
        points -= 2.5
    if PAPER_PAGE.search(text[:40]):
        points -= 5
    return points


def _is_headline(tree: Tree, entry: Entry, together: list[float], alike: list[float], context: int) -> bool:
    points, count = entry.score, len(together)
    if points <= -1.2:
        return False
    mean = (sum(together) + 2 * sum(alike) / len(alike)) / (count + 2)
    score = 0.4 * points + 0.6 * mean
    if context:
        score -= sum(penalty for bit, penalty, _ in CONTEXTS if context & bit)
    entry.score = score
    if score < ACCEPTED:
        return False
    return count > 2 or (score >= _SINGLE and not in_credits(tree, entry))


def in_credits(tree: Tree, entry: Entry) -> bool:
    """Does it stand in the line of credits, as outlets and authors do?"""
    if entry.weight >= 14:
        return False
    line = line_of(tree, entry.slot)
    free = tree.sizes[line] - tree.link_sizes[line]
    return 4 < free < 150 and CREDIT.search(tree.text(line)) is not None
