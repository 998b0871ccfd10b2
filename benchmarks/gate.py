"""Fail when a figure of quality drops below its floor in floors.json; floors only rise.

    python benchmarks/gate.py           compare; exit code 1 if one is below its floor
    python benchmarks/gate.py --raise   lift each floor to the figure where that is higher; none is ever lowered

The figures are those of `quality.py` over all pages of the old part, over its held-back sites and over the modern part.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from quality import FIGURES, columns, corpus, ours, part, scorer

FLOORS = Path(__file__).parent / "floors.json"
Figures = dict[str, dict[str, float]]


def measured() -> Figures:
    """The figures now."""
    directory = corpus()
    score = scorer(directory)
    old, modern = (part(score, directory, name) for name in ("old", "modern"))
    found = columns(score, old.golds, ours(old.pages, old.golds))
    if modern.golds:
        found["modern"] = columns(score, modern.golds, ours(modern.pages, modern.golds))["all"]
    return {column: {key: found[column][key] for key in FIGURES} for column in found if column != "tuning"}


def below(floors: Figures, figures: Figures) -> list[str]:
    """Each figure under its floor, in words."""
    return [
        f"{column} {key}: {figures[column][key]} is below {floor}"
        for column, keys in floors.items()
        for key, floor in keys.items()
        if figures[column][key] < floor
    ]


def raised(floors: Figures, figures: Figures) -> Figures:
    """The floors, each lifted to its figure where that is higher."""
    return {c: {k: max(v, floors.get(c, {}).get(k, 0.0)) for k, v in keys.items()} for c, keys in figures.items()}


def main() -> int:
    """Compare, and lift the floors if asked."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--raise", dest="lift", action="store_true")
    given = options.parse_args()
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    figures = measured()
    lost = below(floors, figures)
    print("\n".join(lost) or "No figure is below its floor.")
    if given.lift:
        FLOORS.write_text(json.dumps(raised(floors, figures), indent=1) + "\n", "utf-8")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
