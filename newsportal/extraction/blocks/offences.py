"""What speaks against a link as a headline: the words of prompts, notices and goods, and a place among the credits."""

from __future__ import annotations

from newsportal.extraction.blocks.anchor_text import line_of
from newsportal.extraction.blocks.block_words import CREDIT, GOODS, GOODS_SIGN, NEIGHBOUR, NOTICE, NOTICE_START, PROMPT
from newsportal.extraction.blocks.model import Candidate
from newsportal.extraction.document.tree import Tree
from newsportal.text.scripts import forms, simplified

__all__ = ["in_credits", "leads_on", "offence"]

_ARROWS = frozenset(">»›＞→")
_LONGEST_LEAD = 8
"""Han characters of a link that leads to all of a list."""
_PROMPT_SIGNS = frozenset(sign for words in PROMPT for sign in forms(words[0]))
"""With which such words begin, in either script: a look that spares most links the rest."""


def offence(candidate: Candidate) -> float:
    """What the words take from the points, if they are those of prompts, notices or goods."""
    text, points = candidate.text[:200], 0.0
    if candidate.weight < 22:
        if NOTICE.search(text) or NOTICE_START.match(text):
            points = 2.0
        if text[0] in _PROMPT_SIGNS and simplified(text).startswith(PROMPT):
            points += 2.0
    if (candidate.weight < 14 or text[0] in "￥¥") and GOODS_SIGN.search(text) and GOODS.search(text):
        points += 2.5
    return points


def leads_on(tree: Tree, candidate: Candidate) -> bool:
    """Is it a link to all of a list (全部文章 before an arrow), or one of a template not filled (${title})?"""
    text, after = candidate.text, tree.last[candidate.text_element]
    if text.startswith("全部"):
        behind = text[-1] + "".join(tree.chunks[after : after + 1]).strip(" ")[:1]
        return candidate.weight <= _LONGEST_LEAD and not _ARROWS.isdisjoint(behind)
    return text.startswith("${")


def _own_line(tree: Tree, block: int, link: int) -> str:
    """The text of the line in the block that holds the link; of an element without blocks inside all its text."""
    begin, end, chunks = min(tree.first[link], tree.last[block] - 1), tree.last[link], tree.chunks
    while begin > tree.first[block] and chunks[begin][0] != "\n":
        begin -= 1
    while end < tree.last[block] and chunks[end][0] != "\n":
        end += 1
    return " ".join("".join(chunks[begin:end]).split())


def in_credits(tree: Tree, candidate: Candidate) -> bool:
    """Does it stand in a line of credits or of neighbours (上一篇), as outlets and authors do?"""
    line = line_of(tree, candidate.text_element)
    free = tree.sizes[line] - tree.link_sizes[line]
    if not 2 <= free < 150 or tree.link_counts[line] > 20 or tree.sizes[line] > 2_000:
        return False
    text = _own_line(tree, line, candidate.text_element)
    for link in tree.inside(line, "a"):
        text = text.replace(tree.text(link), " ", 1)
    return NEIGHBOUR.search(text) is not None or (candidate.weight < 14 and CREDIT.search(text) is not None)
