"""Headline blocks: the lists of links to other items that stand around an article, or are all of a hub.

candidates.py says which links are headlines, label_scope.py under which labels they stand; here they become blocks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime

from newsportal.extraction.article.main_region import MainRegion
from newsportal.extraction.blocks import label_scope
from newsportal.extraction.blocks.block_words import organisations
from newsportal.extraction.blocks.candidates import headlines
from newsportal.extraction.blocks.label_words import is_no_block, role
from newsportal.extraction.blocks.model import Candidate, Label
from newsportal.extraction.blocks.offences import in_credits
from newsportal.extraction.document import dates
from newsportal.extraction.document.tree import Tree
from newsportal.extraction.page import Block, BlockHeadline, Link
from newsportal.text.sanitize import clean
from newsportal.text.scripts import in_both

__all__ = ["blocks"]

CERTAIN = 3.0
"""Points on average from which a block is one of headlines, whatever its label says."""
_SHORT = 40
"""Characters of a line that holds a time and little else; a summary is longer."""

MOST = 3_000
"""Headlines kept of one page; the longest hub of the corpus has about 750."""
ALONE = 1.9
"""Points that each link of a block of one or two needs; with fewer it is an outlet, an author or a service."""
_DIRECTORY, _FEW_NAMES = 10, 3
"""Names of organisations that make a page a directory, and a block of any page one."""
_LITTLE = 16
"""Characters that may stand beside the time in its line, such as an outlet's name."""
_MONTH_DAY = re.compile(r"[\s\[(（]*(\d{1,2})[-/.](\d{1,2})[\s\])）]*")
"""11-18: read as a day only where the headline's address states the same one."""
_TIME = re.compile(
    in_both(
        r"[\d刚今昨](?:(?<=\d)(?:\d{3}\s?[-/.年]\s?\d|\s?[-/月]\s?\d|[:：]\d\d|\s?(?:分钟|小时|天)前)|(?<=刚)刚|(?<=[今昨])天)"
    )
)
"""2019年9, 9-8, 15:20, 5分钟前, 刚刚, 今天. It begins with one set, for then `re` passes over what can begin none."""


# A frozen dataclass's own __init__ takes three times as long.
_new = object.__new__
_set_text, _set_url, _set_rank, _set_shown, _set_text_from, _set_published, _set_precision = (
    getattr(BlockHeadline, field.name).__set__ for field in fields(BlockHeadline)
)


def blocks(
    tree: Tree, main: MainRegion | None, anchors: Mapping[int, Link], fetched: datetime | None = None
) -> tuple[Block, ...]:
    """The page's headline blocks in reading order; `main` is where the main text stands, None on a hub."""
    found, stray = headlines(tree, main, anchors)
    found = found[:MOST]
    label_scope.assign(tree, found, stray, main)
    runs: list[list[Candidate]] = []
    for candidate in found:
        if runs and _belong_together(tree, runs[-1][-1], candidate):
            runs[-1].append(candidate)
        else:
            runs.append([candidate])
    named = organisations([candidate.text for candidate in found])
    return tuple([block for run in runs if (block := _block(tree, run, fetched, named))])


def _belong_together(tree: Tree, candidate: Candidate, following: Candidate) -> bool:
    if following.label or candidate.label:
        return following.label == candidate.label
    around = tree.parents[tree.parents[following.list_element]] if following.list_element > 1 else 0
    return following.list_element == candidate.list_element or around < candidate.element < tree.ends[around]


def _block(tree: Tree, run: list[Candidate], fetched: datetime | None, named: int) -> Block | None:
    """The block that a run of headlines makes; `named` of the page's are names of organisations."""
    label = run[0].label
    text = label.text if label else ""
    if text and is_no_block(text) and sum(candidate.score for candidate in run) < CERTAIN * len(run):
        return None
    kept = _distinct(run)
    if len(kept) <= 2:
        kept = [candidate for candidate in kept if not _is_weak(tree, candidate, label, len(kept))]
    if not kept or _is_directory(kept, named):
        return None
    made = [_headline(tree, candidate, rank, fetched) for rank, candidate in enumerate(kept, 1)]
    return Block(label=text, role=role(text), headlines=tuple(made))


def _is_directory(kept: list[Candidate], named: int) -> bool:
    """Is it a list of names, such as schools or courts: of organisations, of which the page has `named`, or alike?"""
    least = 1 if named >= _DIRECTORY else _FEW_NAMES
    here = organisations([candidate.text for candidate in kept]) if named else 0
    if 5 * here >= 4 * len(kept) and (here >= least or kept[0].text.endswith("公司")):
        return True
    if len(kept) < 5 or any(candidate.weight >= 10 for candidate in kept):
        return False
    # 9月流言榜 is one of a series.
    endings = Counter(candidate.text[-2:] for candidate in kept if "月" not in candidate.text)
    ending, count = max(endings.items(), key=lambda one: one[1], default=("", 0))
    return ending.isalpha() and 5 * count >= 3 * len(kept)


def _distinct(run: list[Candidate]) -> list[Candidate]:
    """The candidates without those that repeat another: a picture of the block, or a second link in one place of it."""
    kept: list[Candidate] = []
    known: dict[str, Candidate] = {}
    for candidate in run:
        other = known.get(candidate.url)
        if not other or not (candidate.is_image or other.is_image or candidate.item == other.item):
            kept.append(candidate)
            known[candidate.url] = candidate
        elif not candidate.is_image and (other.is_image or _is_cut(other, candidate)):
            other.text, other.text_from = candidate.text, candidate.text_from
            if other.is_image:
                other.shown, other.is_image = candidate.shown, False
    return kept


def _is_cut(candidate: Candidate, other: Candidate) -> bool:
    """Are the candidate's words the beginning of the other's?"""
    begin = candidate.text.rstrip(".…")
    return begin != candidate.text and len(other.text) > len(begin) and other.text.startswith(begin)


def _is_weak(tree: Tree, candidate: Candidate, label: Label | None, count: int) -> bool:
    if candidate.score < ALONE and not (label and label.certain and count == 2 and candidate.score >= 1.3):
        return True
    return in_credits(tree, candidate)


def _headline(tree: Tree, candidate: Candidate, rank: int, fetched: datetime | None) -> BlockHeadline:
    moment, item, shown = None, candidate.item, candidate.shown
    over = tree.sizes[item] - len(shown)
    if 4 <= over <= 600:
        moment = _moment(candidate, [line.replace(shown, " ", 1) for line in tree.lines(item)], fetched)
    elif item == candidate.element and (after := tree.last[item]) < len(tree.chunks) and tree.chunks[after][0] != "\n":
        moment = _moment(candidate, [tree.chunks[after]], fetched)
    text = candidate.text
    if not text.isprintable():  # as hardly any: a look that spares the others two searches
        text, shown = clean(text).strip() or text, clean(shown).strip() or shown
    headline = _new(BlockHeadline)
    _set_text(headline, text)
    _set_url(headline, candidate.url)
    _set_rank(headline, rank)
    _set_shown(headline, shown)
    _set_text_from(headline, candidate.text_from)
    _set_published(headline, moment.time if moment else None)
    _set_precision(headline, moment.precision if moment else None)
    return headline


def _moment(candidate: Candidate, beside: list[str], fetched: datetime | None) -> dates.Moment | None:
    """The time that fills one of the short lines beside the headline, or inside its link.

    A day without its year takes that of the headline's address.
    """
    for text in sorted([line for line in beside if 4 <= len(line) <= _SHORT and _TIME.search(line)], key=len):
        day = dates.in_address(candidate.url)
        day = day if day and dates.possible(day, fetched) else None
        found = dates.read(text, fetched, day.time.year if day else None)
        if found and len(text) - (found.end - found.start) <= _LITTLE:
            return found
        bare = _MONTH_DAY.fullmatch(text)
        if day and bare and (int(bare[1]), int(bare[2])) == (day.time.month, day.time.day):
            return day
    return None
