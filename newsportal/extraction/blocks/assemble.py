"""Headline blocks: the lists of links to other items that stand around the story, or are all of a hub.

`entries` says which links are headlines, `labels` under which headings they stand; here they become blocks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime

from newsportal.extraction.article.main_region import Main
from newsportal.extraction.blocks import label_scope
from newsportal.extraction.blocks.candidates import entries, in_credits
from newsportal.extraction.blocks.label_words import is_other, role
from newsportal.extraction.blocks.model import Entry, Label
from newsportal.extraction.document import dates
from newsportal.extraction.document.tree import Tree
from newsportal.extraction.page import Block, BlockHeadline, Link

__all__ = ["blocks"]

CERTAIN = 3.0
"""Points on average from which a block is one of headlines, whatever its label says."""
_SHORT = 40
"""Characters of a line that holds a time and little else; a summary is longer."""

MOST = 3_000
"""Headlines kept of one page; the longest hub of the corpus has about 750."""
ALONE = 1.9
"""Points that each entry of a block of one or two needs; with fewer it is an outlet, an author or a service."""
_HINT = re.compile("[0-9刚今昨]")
"""A character without which a text states no time."""
_LITTLE = 16
"""Characters that may stand beside the time in its line, such as an outlet's name."""
_MONTH_DAY = re.compile(r"[\s\[(（]*(\d{1,2})[-/.](\d{1,2})[\s\])）]*")
"""11-18: read as a day only where the headline's address states the same one."""
_TIME = re.compile(r"\d{4}\s?[-/.年]\s?\d|\d\s?[-/月]\s?\d|\d[:：]\d\d|\d\s?(?:分钟|小时|天)前|刚刚|今天|昨天")


# A frozen dataclass's own __init__ takes three times as long.
_new = object.__new__
_set_text, _set_url, _set_rank, _set_shown, _set_text_from, _set_published, _set_precision = (
    getattr(BlockHeadline, field.name).__set__ for field in fields(BlockHeadline)
)


def blocks(
    tree: Tree, main: Main | None, anchors: Mapping[int, Link], fetched: datetime | None = None
) -> tuple[Block, ...]:
    """The page's headline blocks in reading order; `main` is the story's place, None on a hub."""
    found, stray = entries(tree, main, anchors)
    found = found[:MOST]
    label_scope.assign(tree, found, stray, main)
    runs: list[list[Entry]] = []
    for entry in found:
        if runs and _belong_together(tree, runs[-1][-1], entry):
            runs[-1].append(entry)
        else:
            runs.append([entry])
    made = (_block(tree, run, fetched) for run in runs)
    return tuple(block for block in made if block)


def _belong_together(tree: Tree, entry: Entry, following: Entry) -> bool:
    if following.label or entry.label:
        return following.label == entry.label
    around = tree.parents[tree.parents[following.frame]] if following.frame > 1 else 0
    return following.frame == entry.frame or around < entry.slot < tree.ends[around]


def _block(tree: Tree, run: list[Entry], fetched: datetime | None) -> Block | None:
    label = run[0].label
    text = label.text if label else ""
    if text and is_other(text) and sum(entry.score for entry in run) < CERTAIN * len(run):
        return None
    kept = _distinct(run)
    if len(kept) <= 2:
        kept = [entry for entry in kept if not _is_weak(tree, entry, label, len(kept))]
    if not kept or _is_directory(kept):
        return None
    return Block(
        label=text,
        role=role(text),
        headlines=tuple(_headline(tree, entry, rank, fetched) for rank, entry in enumerate(kept, 1)),
    )


def _is_directory(kept: list[Entry]) -> bool:
    """Is it a list of names of one kind, such as schools or courts: short words with one ending?"""
    if len(kept) < 5 or any(entry.weight >= 10 for entry in kept):
        return False
    endings = Counter(entry.full[-2:] for entry in kept if "月" not in entry.full)  # 9月流言榜 is one of a series
    ending, count = max(endings.items(), key=lambda one: one[1], default=("", 0))
    return ending.isalpha() and 5 * count >= 3 * len(kept)


def _distinct(run: list[Entry]) -> list[Entry]:
    """The entries without those that repeat another: a picture of the block, or a second link in one place of it."""
    kept: list[Entry] = []
    known: dict[str, Entry] = {}
    for entry in run:
        other = known.get(entry.url)
        if not other or not (entry.pictured or other.pictured or entry.item == other.item):
            kept.append(entry)
            known[entry.url] = entry
        elif not entry.pictured and (other.pictured or _is_cut(other, entry)):
            other.full, other.origin = entry.full, entry.origin
            if other.pictured:
                other.shown, other.pictured = entry.shown, False
    return kept


def _is_cut(entry: Entry, other: Entry) -> bool:
    """Are the entry's words the begin of the other's?"""
    begin = entry.full.rstrip(".…")
    return begin != entry.full and len(other.full) > len(begin) and other.full.startswith(begin)


def _is_weak(tree: Tree, entry: Entry, label: Label | None, count: int) -> bool:
    if entry.score < ALONE and not (label and label.firm and count == 2 and entry.score >= 1.3):
        return True
    return in_credits(tree, entry)


def _headline(tree: Tree, entry: Entry, rank: int, fetched: datetime | None) -> BlockHeadline:
    moment = None
    item, shown = entry.item, entry.shown
    over = tree.sizes[item] - len(shown)
    if 4 <= over <= 600:
        if _HINT.search("".join(tree.chunks[tree.first[item] : tree.last[item]])):
            moment = _moment(entry, [line.replace(shown, " ", 1) for line in tree.lines(item)], fetched)
    elif item == entry.slot and (after := tree.last[item]) < len(tree.chunks) and tree.chunks[after][0] != "\n":
        moment = _moment(entry, [tree.chunks[after]], fetched)
    headline = _new(BlockHeadline)
    _set_text(headline, entry.full)
    _set_url(headline, entry.url)
    _set_rank(headline, rank)
    _set_shown(headline, shown)
    _set_text_from(headline, entry.origin)
    _set_published(headline, moment.time if moment else None)
    _set_precision(headline, moment.precision if moment else None)
    return headline


def _moment(entry: Entry, beside: list[str], fetched: datetime | None) -> dates.Moment | None:
    """The time that fills one of the short lines beside the headline, or inside its link.

    A day without its year takes that of the headline's address.
    """
    for text in sorted((line for line in beside if 4 <= len(line) <= _SHORT), key=len):
        if not _TIME.search(text):
            continue
        day = dates.in_address(entry.url)
        found = dates.read(text, fetched, day.time.year if day else None)
        if found and len(text) - (found.end - found.start) <= _LITTLE:
            return found
        bare = _MONTH_DAY.fullmatch(text)
        if day and bare and (int(bare[1]), int(bare[2])) == (day.time.month, day.time.day):
            return day
    return None
