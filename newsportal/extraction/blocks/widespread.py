"""Labels that stand over many different lists, such as the name of the channel at a page's head, are labels of none."""

from __future__ import annotations

from collections.abc import Mapping

from newsportal.extraction.blocks.block_words import LABEL_WORD
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

    A heading that is itself the element above the lists, not part of a header, names their section: it stays. One by
    its words, such as 今日要闻, stays over the first of them.
    """
    if all(len(places) < _MANY for places in replaced.values()):  # as on most pages
        return
    lists: dict[Label, dict[int, None]] = {}
    for candidate in candidates:
        if candidate.label:
            lists.setdefault(candidate.label, {})[candidate.list_element] = None
    wide = {
        label: next(iter(elements)) if LABEL_WORD.search(label.text) else None
        for label, elements in lists.items()
        if len(elements) >= _LISTS
        and len(replaced.get(label, ())) >= (_MANY_CERTAIN if label.certain else _MANY)
        and not _is_section(tree, label.element)
    }
    for candidate in candidates:
        if candidate.label in wide and candidate.list_element != wide[candidate.label]:
            candidate.label = None


def _is_section(tree: Tree, i: int) -> bool:
    """Is it a heading of its own, in an element that it names? One right in the body names the whole page."""
    return tree.tags[i] in HEADINGS and tree.tags[tree.parents[i]] != "body"
