"""Rows of tabs and the panels they open: in the markup all panels stand under the row, one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable

from newsportal.extraction.blocks.block_words import NEUTRAL_TAB
from newsportal.extraction.blocks.label_rows import LabelRow
from newsportal.extraction.blocks.link_groups import NAVIGATION, context
from newsportal.extraction.document.tree import Tree

__all__ = ["are_channels", "are_neutral", "panels"]

_MOST_ELEMENTS = 40
_NO_PANEL = frozenset(("script", "style", "br", "hr", "input", "noscript", "iframe", "ins"))
_STATE = re.compile(
    r"|on|o|cur\w{0,6}|active|act|hover|select\w{0,3}|now|show|block|hide|hidden|none|dn|db|first|last|disn|undis|dis"
)
"""Class names that say which panel is open."""


def panels(tree: Tree, tabs: LabelRow, scope: int, count: Callable[[int], int]) -> tuple[list[int], list[str]] | None:
    """The elements that a row of tabs opens and the tab of each, None where the row is no row of tabs.

    `count` says how many headlines an element holds.
    """
    if len(tabs.parts) < 2:
        return None
    following = _elements(tree, tree.ends[tabs.element], tree.ends[scope])
    for parts in (tabs.parts, tabs.parts[1:]):
        if len(parts) >= 2:
            found = _panels(tree, following, len(parts), count)
            if found:
                return found, parts
    return None


def are_channels(tree: Tree, tabs: LabelRow) -> bool:
    """Is it a row of channels, by its name? Such a row is a label only where it opens panels."""
    element = tabs.element
    is_named = tree.tags[element] == "nav" or context(tree.names[element]) & NAVIGATION > 0
    return not tabs.certain and len(tabs.parts) > 1 < tree.link_counts[element] and is_named


def are_neutral(parts: list[str]) -> bool:
    """Do the tabs only divide a block by time or kind?"""
    return all(NEUTRAL_TAB.fullmatch(part) for part in parts)


def _elements(tree: Tree, child: int, end: int) -> list[int]:
    found: list[int] = []
    for _ in range(_MOST_ELEMENTS):
        if child >= end:
            break
        if tree.tags[child] not in _NO_PANEL:
            found.append(child)
        child = tree.ends[child]
    return found


def _panels(tree: Tree, following: list[int], size: int, count: Callable[[int], int]) -> list[int] | None:
    first = following[:size]
    if len(first) == size and _are_panels(tree, first, count):
        rest = following[size : size + 1]
        if not rest or _style(tree, rest[0]) != _style(tree, first[0]):
            return first
    for holder in following[:2]:
        for _ in range(4):
            inner = _elements(tree, holder + 1, tree.ends[holder])
            if len(inner) == size and _are_panels(tree, inner, count):
                return inner
            full = [element for element in inner if tree.link_counts[element]]
            if len(full) != 1:
                break
            holder = full[0]
    return None


def _style(tree: Tree, i: int) -> tuple[str, str]:
    return tree.tags[i], tree.names[i].split(" ", 1)[0].rstrip("0123456789")


def _are_panels(tree: Tree, elements: list[int], count: Callable[[int], int]) -> bool:
    styles = {_style(tree, element) for element in elements}
    if len({tag for tag, _ in styles}) != 1 or len({name for _, name in styles if not _STATE.fullmatch(name)}) > 1:
        return False
    return sum(count(element) >= 2 for element in elements) >= 2
