"""Two links of one card or line that lead to one address: which of them has the headline."""

from __future__ import annotations

import re

from newsportal.extraction.blocks.anchor_text import AnchorText, line_of
from newsportal.extraction.blocks.card_text import HEADINGS, joined
from newsportal.extraction.blocks.link_marks import is_noise, is_stamp, weight
from newsportal.extraction.blocks.model import Candidate
from newsportal.extraction.blocks.url_score import url_points
from newsportal.extraction.document.tree import Tree
from newsportal.text.scripts import in_both

__all__ = ["heads", "is_better", "repeats", "second_line"]

_BYLINE = re.compile(r"\d[:：]\d\d\s?$")
"""Words that end in a clock: of a card's links, the one with its author and time, which may come first."""
_LABEL, _HEADLINE = 5, 8
"""Han characters that a channel's or writer's name does not have, and that a headline after it has."""
_LONGEST_LABEL = 7
"""Its characters, brackets included."""
_NO_HEADLINE = re.compile(
    in_both("(?:查看|点击|领取)|.*(?:教授|导师|医师|医生|院士|律师|研究员|院长|主任|董事长|总裁|创始人)$")
)
"""Words that ask to act, or say what the person is whose name stands before them."""


def is_better(tree: Tree, candidate: Candidate, i: int, text: str, words: str) -> bool:
    """Does the next link of a card say more than those before: nothing, a picture, a time, a channel's name?

    Link i shows `text`, of which `words` name the item.
    """
    said = candidate.text
    if not said or (text and candidate.is_image) or _BYLINE.search(said) or is_stamp(said):
        return True
    return weight(words) >= _HEADLINE and _is_label(said) and _is_named(tree, candidate, i, words)


def heads(tree: Tree, candidate: Candidate, i: int) -> bool:
    """Is what was said before link i a channel's name in a heading over all, which so is a label of what follows?"""
    said, above = candidate.text, line_of(tree, candidate.text_element)
    if candidate.is_image or weight(said) < 2 or not _is_label(said) or tree.tags[above] not in HEADINGS:
        return False
    while tree.parents[above] > candidate.container:
        above = tree.parents[above]
    return tree.ends[above] <= i


def _is_label(said: str) -> bool:
    return len(said) <= _LONGEST_LABEL and weight(said) < _LABEL


def _is_named(tree: Tree, candidate: Candidate, i: int, words: str) -> bool:
    """Does link i say what stands under a channel's name? Not a summary, a product, more about a person or firm."""
    if candidate.text in words or "。" in words or words.count("，") > 1:
        return False
    if _NO_HEADLINE.match(words):
        return False
    first, line = line_of(tree, candidate.text_element), line_of(tree, i)
    if line > candidate.text_element and (tree.tags[line] == "p" or {tree.tags[first], tree.tags[line]} <= HEADINGS):
        return False
    return url_points(candidate.url) > 0


def repeats(candidate: Candidate, said: AnchorText) -> bool:
    """Do both links say the same? Then they are two: a list may begin with the last link of the list before."""
    return bool(candidate.text) and not candidate.is_image and said[0] == candidate.text and not is_noise(said[1])


def second_line(tree: Tree, candidate: Candidate, i: int, words: str) -> str:
    """The headline of which link i is the second line, "" where it is none: both stand alone in a heading or `p`."""
    heading = tree.parents[i]
    if tree.link_counts[heading] != 2 or tree.parents[candidate.element] != heading:
        return ""
    alone = tree.tags[heading] in HEADINGS or tree.tags[heading] == "p"
    return joined(candidate.shown, words) if alone and len(tree.lines(heading)) == 2 else ""
