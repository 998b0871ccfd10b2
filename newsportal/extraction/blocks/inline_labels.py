"""Labels on the line of a headline: the channel of that one alone, or the heading of a list at its first headline."""

from __future__ import annotations

from newsportal.extraction.blocks.label_words import is_label, role, trim
from newsportal.extraction.blocks.model import Candidate, Label
from newsportal.extraction.document.tree import Tree

__all__ = ["spread"]

_LONGEST = 16
"""Characters of a heading in the text before a link."""


def spread(tree: Tree, candidates: list[Candidate]) -> None:
    """A label that stands on the line of a list's first candidate, and of no other, governs the list.

    One that says what kind of list it is (延伸阅读：…) governs its own line wherever it stands.
    """
    own = [_on_line(tree, candidate) if candidate.label is None else None for candidate in candidates]
    begin = 0 if any(own) else len(candidates)
    for end in range(begin + 1, len(candidates) + 1):
        if end < len(candidates) and candidates[end].list_element == candidates[begin].list_element:
            continue
        if any(own[begin:end]):
            _label_run(candidates[begin:end], own[begin:end])
        begin = end


def _label_run(run: list[Candidate], own: list[Label | None]) -> None:
    """Give the candidates of a list the labels of their lines."""
    first = own[0]
    if first and len(run) >= 2 and not any(own[1:]):
        own = [first] * len(run)
    elif any(label and role(label.text) == "list" for label in own):
        return
    for candidate, label in zip(run, own, strict=True):
        if candidate.label is None and label:
            candidate.label = label._replace(element=run[0].element, scope=candidate.list_element, certain=True)


def _on_line(tree: Tree, candidate: Candidate) -> Label | None:
    """The label on a candidate's line: an element's, or the bare words right before the link."""
    if candidate.inline_label:
        return candidate.inline_label
    begin = tree.first[candidate.element]
    if not 0 < begin < len(tree.chunks) or tree.chunks[begin][0] in "\n\t":
        return None
    words = tree.chunks[begin - 1]
    if len(words) > _LONGEST or not words.rstrip().endswith((":", "：")):
        return None
    words = trim(words.strip().lstrip("（("))
    is_heading = is_label(words) and role(words) != "list"
    return Label(words, candidate.element, candidate.list_element, True) if is_heading else None
