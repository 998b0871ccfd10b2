"""Which links of a page are headlines.

Each link gets points for how much it says and for its address (url_score.py). Links of one shape in one list are judged
together, and with all links of that shape on the page (link_groups.py): a list is headlines or it is not, whatever a
single link of it looks like. The thresholds were set on the 45 tuning pages.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache

from newsportal.extraction.article.main_region import MainRegion
from newsportal.extraction.blocks.anchor_text import (
    CUT_ENDS,
    AnchorText,
    anchor_text,
    image_text,
    whole_alt,
    written_text,
)
from newsportal.extraction.blocks.block_words import NEIGHBOUR, PAPER_PAGE
from newsportal.extraction.blocks.link_groups import TERSE_POINTS, LinkGroups
from newsportal.extraction.blocks.link_marks import is_noise, unmarked, weight
from newsportal.extraction.blocks.model import Candidate
from newsportal.extraction.blocks.offences import in_credits, leads_on, offence
from newsportal.extraction.blocks.same_address import heads, is_better, repeats, second_line
from newsportal.extraction.blocks.url_score import url_points
from newsportal.extraction.document.tree import Tree
from newsportal.extraction.page import Link

__all__ = ["headlines"]

ACCEPTED = 0.85
"""Points that a link needs, with its list. .6 adds navigation, 1.0 loses special topics."""
_SINGLE = 1.7
"""Points that a link needs which stands in no list."""
CLEAR = 3.4
"""Points from which a link of a list is a headline, even if its words are like those of notices or goods."""
_SUSPECT = frozenset("第上下前后全$ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
LIKELY = 2.0
"""Points of its own from which a link that is left out names an item all the same, such as one in the credits."""
_LENGTHS, _GAINS = (4, 5, 6, 8, 12), (0.0, 1.5, 2.3, 3.0, 4.0, 5.0)
"""Points for words by their Han characters: none for fewer than 4, and 5 from 12 on."""
_OF_A_CARD = 3
"""Links of a card to its item: picture, headline, 详细."""
SAME_ADDRESSES = 4
"""So many addresses of one list in a row that are judged alike speak for the rest of it."""


MOST = 10_000
"""Links of one page that are judged; the longest hub of the corpus has about 1,300."""


def headlines(tree: Tree, main: MainRegion | None, anchors: Mapping[int, Link]) -> tuple[list[Candidate], list[int]]:
    """The page's headlines in document order, not yet under labels, and links that are neither headlines nor labels."""
    groups = LinkGroups(tree)
    found = _candidates(tree, main, anchors, groups)
    _weigh(tree, found, groups)
    kept, stray = [], []
    for candidate in found:
        if not candidate.text:
            continue
        if _is_headline(tree, candidate, groups):
            kept.append(candidate)
            text = candidate.text
            if text[-1] in CUT_ENDS and (alt := whole_alt(tree, candidate.element, candidate.text_element, text)):
                candidate.text, candidate.text_from = alt, "alt"
        elif candidate.score > LIKELY:
            stray.append(candidate.text_element)
    return kept, stray


def _candidates(
    tree: Tree, main: MainRegion | None, anchors: Mapping[int, Link], groups: LinkGroups
) -> list[Candidate]:
    """The links outside the main text and outside lists of single words."""
    found: list[Candidate] = []
    candidate: Candidate | None = None
    first, last, attrs, ends, counts = tree.first, tree.last, tree.attrs, tree.ends, tree.link_counts
    begin, end = (main.container, ends[main.container]) if main else (0, 0)
    passed, inner, container, url, reach = 0, -1, -1, "", 0
    for i, link in anchors.items():
        if i < passed or (i < end and begin <= i and main and main.holds(first[i])):
            continue
        again = link.url == url and i < reach
        if not again:
            around = tree.parents[i]  # most links of a list come to one element: the rest is asked once for them
            while counts[around] <= 1 and tree.parents[around] >= 0:
                around = tree.parents[around]
            if around != inner:
                inner, container = around, _around_card(tree, groups, i, groups.container(around), anchors)
                if groups.is_terse(container):
                    passed = ends[container]
                    groups.group(i, container).add(TERSE_POINTS, counts[container])
                    continue
        text = link.text
        if text and last[i] - first[i] == 1 and "title" not in attrs[i]:  # as mostly: nothing divides it
            said = _plainly(text)
        else:
            text, said = _said(tree, i, text)
        if again and candidate and not repeats(candidate, said):
            if said[0]:
                _complete(tree, candidate, i, text, said)
            continue
        url, reach = link.url, ends[container]
        candidate = Candidate(i, url, said, not text, container)
        found.append(candidate)
        if len(found) == MOST:
            break
    return found


def _said(tree: Tree, i: int, text: str) -> tuple[str, AnchorText]:
    """What link i shows, without `text` what a script in it writes, and which words of that name its item."""
    if text:
        return text, anchor_text(tree, i, text)
    text = written_text(tree, i) if tree.ends[i] == i + 2 and tree.tags[i + 1] == "script" else ""
    return text, (text, text, "shown")


@lru_cache(1_000)  # the links around an article are mostly those around the one before
def _plainly(text: str) -> AnchorText:
    words = "" if is_noise(text) else unmarked(text)
    return words, words or text, "shown"


def _around_card(tree: Tree, groups: LinkGroups, i: int, container: int, anchors: Mapping[int, Link]) -> int:
    """The element in which other links stand beside link i; a card whose links all lead to one address is no such."""
    url = anchors[i].url
    while 1 < tree.link_counts[container] <= _OF_A_CARD and tree.parents[container] >= 0:
        for j in tree.inside(container, "a"):
            if j in anchors and anchors[j].url != url:
                return container
        container = groups.container(tree.parents[container])
    return container


def _complete(tree: Tree, candidate: Candidate, i: int, text: str, said: AnchorText) -> None:
    """Let a further link i of a card, which shows `text`, name its item where it says more than those before."""
    if is_better(tree, candidate, i, text, said[0]):
        if heads(tree, candidate, i):
            candidate.element = i
        candidate.text, candidate.shown, candidate.text_from = said
        candidate.text_element, candidate.is_image = i, not text
    elif not candidate.is_image and (whole := second_line(tree, candidate, i, said[0])):
        candidate.text = candidate.shown = whole


def _weigh(tree: Tree, found: list[Candidate], groups: LinkGroups) -> None:
    """Give each candidate with words the points of these and of its address, and count it in its group."""
    line, parents, counts = -1, tree.parents, tree.link_counts
    for candidate in found:
        element = candidate.element
        before, line = line, parents[element]
        if candidate.is_image:
            candidate.text, candidate.shown, candidate.text_from = image_text(tree, element)
        if not candidate.text:
            continue
        group = groups.group(element, candidate.container, line == before and counts[line] <= 3)
        candidate.group = group
        if group.same_urls >= SAME_ADDRESSES:
            address = group.url_points
        else:
            address = url_points(candidate.url)
            group.same_urls = group.same_urls + 1 if address == group.url_points else 1
            group.url_points = address
        size = candidate.weight = weight(candidate.text)
        points = 1.3 * address - 2 + _GAINS[bisect_right(_LENGTHS, size)]
        if address < 0 and candidate.text_from == "alt":
            points -= 1.5
        candidate.score = points
        group.points += points  # as `Group.add` does, without the call
        group.count += 1
    groups.settle()


def _is_headline(tree: Tree, candidate: Candidate, groups: LinkGroups) -> bool:
    points, group = candidate.score, candidate.group
    if points <= -1.2 or (score := 0.4 * points + 0.6 * group.mean) < ACCEPTED:
        return False
    if group.penalty < 0:
        group.penalty = groups.penalty(candidate.element)
    score -= group.penalty
    if score < CLEAR or group.count <= 2:
        score -= offence(candidate)
    text = candidate.text
    if text[0] in _SUSPECT and (PAPER_PAGE.match(text) or NEIGHBOUR.match(text) or leads_on(tree, candidate)):
        return False
    if score < ACCEPTED or (group.count <= 2 and (score < _SINGLE or in_credits(tree, candidate))):
        return False
    candidate.score = score
    return True
