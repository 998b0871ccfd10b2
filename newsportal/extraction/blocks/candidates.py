"""Which links of a page are headlines.

Each link gets points for how much it says and for its address (`addresses`). Links of one shape in one list are judged
together, and with all links of that shape on the page: a list is headlines or it is not, whatever a single entry of it
looks like. The thresholds were set on the 45 tuning pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from newsportal.extraction.article.main_region import Main
from newsportal.extraction.blocks.anchor_text import Words, is_noise, line_of, picture_words, weight, words
from newsportal.extraction.blocks.block_words import CREDIT, GOODS, NEIGHBOUR, NOTICE, NOTICE_START, PAPER_PAGE, PROMPT
from newsportal.extraction.blocks.link_groups import TERSE_POINTS, Places
from newsportal.extraction.blocks.model import Entry
from newsportal.extraction.blocks.url_score import Addresses
from newsportal.extraction.document.tree import Tree
from newsportal.extraction.page import Link

__all__ = ["entries", "in_credits"]

ACCEPTED = 0.85
"""Points that a link needs, with its list. .6 adds navigation, 1.0 loses special topics."""
_SINGLE = 1.7
"""Points that a link needs which stands in no list."""
CLEAR = 3.4
"""Points from which a link of a list is a headline, even if its words are like those of notices or goods."""
_SUSPECT = frozenset("第上下前后ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
LIKELY = 2.0
"""Points of its own from which a link that is left out names an item all the same, such as a story in the credits."""
_LENGTHS = ((12, 5.0), (8, 4.0), (6, 3.0), (5, 2.3), (4, 1.5))
"""Points for words of so many Han characters; shorter ones get none."""
SAME_ADDRESSES = 4
"""So many addresses of one list in a row that are judged alike speak for the rest of it."""


MOST = 10_000
"""Links of one page that are judged; the longest hub of the corpus has about 1,300."""
_BYLINE = re.compile(r"\d[:：]\d\d\s?$")
"""Words that end in a clock: of a card's links, the one with its author and time, which may come first."""
_NOTHING: Words = ("", "", "shown")


def entries(tree: Tree, main: Main | None, anchors: Mapping[int, Link]) -> tuple[list[Entry], list[int]]:
    """The page's headlines in document order, not yet under labels, and links that are neither headlines nor labels."""
    places, addresses = Places(tree), Addresses()
    found = _candidates(tree, main, anchors, places)
    line_before = -1
    for entry in found:
        line, before = tree.parents[entry.slot], line_before
        line_before = line
        if entry.pictured:
            entry.full, entry.shown, entry.origin = picture_words(tree, entry.slot)
        if entry.full:
            second = line == before and tree.link_counts[line] <= 3
            entry.group = places.group(entry.slot, entry.container, second)
            _weigh(entry, addresses)
    kept, stray = [], []
    for entry in found:
        if not entry.full:
            continue
        if _is_headline(tree, entry, places):
            kept.append(entry)
        elif entry.score > LIKELY:
            stray.append(entry.speaker)
    return kept, stray


def _candidates(tree: Tree, main: Main | None, anchors: Mapping[int, Link], places: Places) -> list[Entry]:
    """The links outside the story and outside lists of single words."""
    found: list[Entry] = []
    entry: Entry | None = None
    first, last, attrs, ends = tree.first, tree.last, tree.attrs, tree.ends
    begin, end = (main.container, ends[main.container]) if main else (0, 0)
    passed, container = 0, -1
    for slot, link in anchors.items():
        if slot < passed or (begin <= slot < end and main and main.holds(first[slot])):
            continue
        again = entry and entry.url == link.url and slot < ends[entry.container]
        if not again:
            before, container = container, places.container(slot)
            if container != before and places.is_terse(container):
                passed = ends[container]
                places.group(slot, container).add(TERSE_POINTS, tree.link_counts[container])
                continue
        text = link.text
        said = _NOTHING
        if text:
            plain = last[slot] - first[slot] == 1 and "title" not in attrs[slot]
            said = ("" if is_noise(text) else text, text, "shown") if plain else words(tree, slot, text)
        if again and entry and not _repeats(entry, said):
            if said[0] and (not entry.full or (text and entry.pictured) or _BYLINE.search(entry.full)):
                entry.full, entry.shown, entry.origin = said
                entry.speaker, entry.pictured = slot, not text
            continue
        entry = Entry(slot, link.url, said, not text, container)
        found.append(entry)
        if len(found) == MOST:
            break
    return found


def _repeats(entry: Entry, said: Words) -> bool:
    """Do both links say the same? Then they are two entries: a list may begin with the last one of that before it."""
    return bool(entry.full) and not entry.pictured and said[0] == entry.full


def _weigh(entry: Entry, addresses: Addresses) -> None:
    """Give the entry the points of its words and address, and count it in its list."""
    group = entry.group
    if group.same >= SAME_ADDRESSES:
        address = group.address
    else:
        address = addresses.points(entry.url)
        group.same = group.same + 1 if address == group.address else 1
        group.address = address
    size = entry.weight = weight(entry.full)
    points = 1.3 * address - 2
    for least, gain in _LENGTHS:
        if size >= least:
            points += gain
            break
    if address < 0 and entry.origin == "alt":
        points -= 1.5
    entry.score = points
    group.add(points)


def _is_headline(tree: Tree, entry: Entry, places: Places) -> bool:
    points, group = entry.score, entry.group
    score = 0.4 * points + 0.6 * group.mean()
    if points <= -1.2 or score < ACCEPTED:
        return False
    if group.penalty < 0:
        group.penalty = places.penalty(entry.slot)
    score -= group.penalty
    if score < CLEAR or group.count <= 2:
        score -= _offence(entry)
    text = entry.full
    if text[0] in _SUSPECT and (PAPER_PAGE.match(text) or NEIGHBOUR.match(text)):
        return False
    if score < ACCEPTED or (group.count <= 2 and (score < _SINGLE or in_credits(tree, entry))):
        return False
    entry.score = score
    return True


def _offence(entry: Entry) -> float:
    """What the words take from the points, if they are those of prompts, notices or goods."""
    text, points = entry.full[:200], 0.0
    if entry.weight < 22:
        if NOTICE.search(text) or NOTICE_START.match(text):
            points = 2.0
        if text.startswith(PROMPT):
            points += 2.0
    if (entry.weight < 14 or text[0] in "￥¥") and GOODS.search(text):
        points += 2.5
    return points


def in_credits(tree: Tree, entry: Entry) -> bool:
    """Does it stand in a line of credits or of neighbours (上一篇), as outlets and authors do?"""
    line = line_of(tree, entry.speaker)
    free = tree.sizes[line] - tree.link_sizes[line]
    if not 2 <= free < 150 or tree.link_counts[line] > 20 or tree.sizes[line] > 2_000:
        return False
    text = tree.text(line)
    for link in tree.inside(line, "a"):
        text = text.replace(tree.text(link), " ", 1)
    return NEIGHBOUR.search(text) is not None or (entry.weight < 14 and CREDIT.search(text) is not None)
