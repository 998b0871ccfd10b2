"""How much each threshold of the extraction matters: the figures of the tuning sites with it halved and doubled.

    python benchmarks/thresholds.py                 all thresholds below
    python benchmarks/thresholds.py article.title     those of these modules

Printed are the figures that change by .001 or more. A threshold whose change moves nothing was set by reading other
pages (docs/extraction.md), or is a bound on hostile ones. The held-back sites have no part in this.
"""

from __future__ import annotations

import sys
from typing import Any

from quality import FIGURES, Part, corpus, held_back, ours, part, scorer

THRESHOLDS = {
    "document.lines": ("_SHORTEST_PROSE", "_LONG"),
    "article.prose": ("_FOREIGN", "LEAST", "_MOST_FOREIGN"),
    "article.main_region": ("_DOMINANT", "_UNDER_HEADING"),
    "article.cuts": ("_SMALL",),
    "article.foreign_lines": ("_LONGEST_CREDIT", "_LONGEST_NOTICE", "_LONGEST_END", "_MOST"),
    "page_kind": ("_LEAST_HEADLESS", "_MOST_LINKED", "_LEAST_SHARE", "_LEAST_HEADLINES", "_LEAST_LINKS"),
    "article.title": ("NEAREST", "SHORT", "MOST_BY_LOOKS"),
    "article.credit_lines": ("BEFORE", "NEAR", "FAR", "SHORT"),
    "article.published": ("ABOVE",),
    "blocks.candidates": ("ACCEPTED", "_SINGLE", "LIKELY"),
    "blocks.assemble": ("CERTAIN", "ALONE"),
    "blocks.link_groups": ("TERSE", "TERSE_THERE"),
    "blocks.label_scope": ("_PROSE",),
}


def figures(score: Any, part: Part) -> dict[str, float]:
    """The figures of the tuning sites now."""
    golds = [g for g in part.golds if not held_back(g.file)]
    got = ours(part.pages, golds)
    found: dict[str, float] = score.summary([score.score_page(g, got[g.file]) for g in golds])
    return found


def main() -> int:
    """Print what each threshold changes."""
    directory = corpus()
    score = scorer(directory)
    old = part(score, directory)
    base = figures(score, old)
    for name, thresholds in THRESHOLDS.items():
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        module = sys.modules[f"newsportal.extraction.{name}"]
        for threshold in thresholds:
            value = getattr(module, threshold)
            for factor in (0.5, 2):
                setattr(module, threshold, type(value)(value * factor))
                now = figures(score, old)
                moved = [f"{k} {now[k] - base[k]:+.3f}" for k in FIGURES if abs(now[k] - base[k]) >= 0.001]
                print(f"{name}.{threshold} {value} -> {getattr(module, threshold)}: {', '.join(moved) or 'nothing'}")
            setattr(module, threshold, value)
    return 0


if __name__ == "__main__":
    sys.exit(main())
