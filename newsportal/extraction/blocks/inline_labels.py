"""Labels that stand on the line of an entry: channels of single entries, or the heading of a list at its first one."""

from __future__ import annotations

from newsportal.extraction.blocks.model import Entry

__all__ = ["spread"]


def spread(entries: list[Entry]) -> None:
    """A label that stands on the line of a list's first entry, and of no other, governs the list."""
    begin = 0
    for end in range(1, len(entries) + 1):
        if end < len(entries) and entries[end].frame == entries[begin].frame:
            continue
        run = entries[begin:end]
        lead, label = run[0].lead, run[0].label
        if lead and len(run) >= 2 and label is None and not any(entry.lead for entry in run[1:]):
            for entry in run:
                if entry.label is None:
                    entry.label = lead._replace(frame=entry.frame, firm=True)
        begin = end
