"""Labels that stand over many different lists, such as the name of the channel at a page's head, are labels of none."""

from __future__ import annotations

from collections.abc import Mapping

from newsportal.extraction.blocks.card_text import HEADINGS
from newsportal.extraction.blocks.model import Candidate, Label
from newsportal.extraction.document.tree import Tree

__all__ = ["drop_widespread"]

_MANY, _MANY_CERTAIN = 2, 3
"""Places below a label where lists have labels of their own, from which it is none; the second by a heading's tag."""
_LISTS = 2
"""Lists over which it must still stand itself."""


def drop_widespread(tree: Tree, candidates: list[Candidate], replaced: Mapping[Label, set[int]]) -> None:
    """Take labels that stand over many lists from their candidates; `replaced` says where others replace a label.

    A heading that is itself the element above the lists, not part of a header, names their section: it stays.
    """
    lists: dict[Label, set[int]] = {}
    for candidate in candidates:
        if candidate.label:
            lists.setdefault(candidate.label, set()).add(candidate.list_element)
    wide = {
        label
        for label, elements in lists.items()
        if len(elements) >= _LISTS
        and len(replaced.get(label, ())) >= (_MANY_CERTAIN if label.certain else _MANY)
        and not _is_section(tree, label.element)
    }
    for candidate in candidates:
        if candidate.label in wide:
            candidate.label = None


def _is_section(tree: Tree, i: int) -> bool:
    """Is it a heading of its own, in an element that it names? One right in the body names the whole page."""
    return tree.tags[i] in HEADINGS and tree.tags[tree.parents[i]] != "body"
