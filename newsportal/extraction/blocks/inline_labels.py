"""Labels on the line of a headline: the channel of that one alone, or the heading of a list at its first headline."""

from __future__ import annotations

from newsportal.extraction.blocks.model import Candidate

__all__ = ["spread"]


def spread(candidates: list[Candidate]) -> None:
    """A label that stands on the line of a list's first candidate, and of no other, governs the list."""
    begin = 0
    for end in range(1, len(candidates) + 1):
        if end < len(candidates) and candidates[end].list_element == candidates[begin].list_element:
            continue
        run = candidates[begin:end]
        first, label = run[0].inline_label, run[0].label
        if first and len(run) >= 2 and label is None and not any(candidate.inline_label for candidate in run[1:]):
            for candidate in run:
                if candidate.label is None:
                    candidate.label = first._replace(scope=candidate.list_element, certain=True)
        begin = end
