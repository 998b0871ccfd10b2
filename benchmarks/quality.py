"""Score `newsportal.extract` against the gold standard beside the project.

    python benchmarks/quality.py                both parts of the corpus: all pages, tuning sites, held-back sites
    python benchmarks/quality.py --part modern  one part alone: old (2009 to 2024), modern (2022 to 2026)
    python benchmarks/quality.py --worst 5      also the worst tuning pages of each figure; no held-back page is named
    python benchmarks/quality.py --show FIELD   each tuning page on which a field is wrong: wanted and got
    python benchmarks/quality.py --peers        also other extractors, in environments of their own (peers.py)

A site is held back when the SHA-256 of its name, as a number, is divisible by 3; the name is the page's file name
without "hub-", ".html" and a number before that. The modern part's held-back sites are shown with --held-back only.
The corpus lies in ../shared/corpus, or under the directory that NEWSPORTAL_SHARED names.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsportal.extraction import Page, extract

_FIGURES = (
    "kind body_f1 body_solved title published published_day source author editor "
    "head_page_f1 head_p head_r head_f1 head_text head_block"
)
FIGURES = _FIGURES.split()
FIELDS = ("title", "published", "source", "author", "editor")
PARTS = {"old": ".", "modern": "modern"}
"""The parts of the corpus, and where each has its gold/ and pages/."""
Row = dict[str, Any]


@dataclass
class Part:
    """The pages of one part of the corpus, and what is to be read on each."""

    pages: Path
    golds: list[Any]


def corpus() -> Path:
    """The corpus's directory; ends the program with a sentence where there is none."""
    shared = os.environ.get("NEWSPORTAL_SHARED") or Path(__file__).resolve().parents[1] / "../shared"
    found = (Path(shared) / "corpus").resolve()
    if not (found / "score.py").is_file():
        sys.exit(
            f"No corpus in {found}, so quality cannot be measured. NEWSPORTAL_SHARED may name its parent directory."
        )
    return found


def scorer(directory: Path) -> Any:
    """The corpus's own score.py, as a module."""
    spec = importlib.util.spec_from_file_location("corpus_score", directory / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def part(score: Any, directory: Path, name: str = "old") -> Part:
    """A part of the corpus; without pages if the corpus lacks it."""
    place = directory / PARTS[name]
    pages = place / "pages"
    return Part(pages, [score.goldlib.load(file, pages) for file in sorted((place / "gold").glob("*.json"))])


def held_back(file: str) -> bool:
    """Whether a page's site is kept from those who tune."""
    site = re.sub(r"-\d+$", "", file.removeprefix("hub-").removesuffix(".html"))
    return int(hashlib.sha256(site.encode()).hexdigest(), 16) % 3 == 0


def prediction(file: str, page: Page) -> Row:
    """A page in the shape that score.py reads."""
    story = page.article
    row: Row = {"file": file, "kind": page.kind, "text": story.text if story else None}
    row |= {field: getattr(story, field) if story else None for field in FIELDS}
    if story and story.published:
        row["published"] = story.published.isoformat()[: 10 if story.published_precision == "day" else None]
    row["headlines"] = [{"text": h.text, "url": h.url, "block": b.label} for b in page.blocks for h in b.headlines]
    return row


def ours(pages: Path, golds: list[Any]) -> dict[str, Row]:
    """What newsportal reads on each page."""
    return {g.file: prediction(g.file, extract((pages / g.file).read_bytes(), g.url)) for g in golds}


def columns(score: Any, golds: list[Any], got: dict[str, Row]) -> dict[str, dict[str, float]]:
    """The figures over all pages, the tuning sites and the held-back sites."""
    chosen: dict[str, Callable[[str], bool]] = {
        "all": lambda _: True,
        "tuning": lambda file: not held_back(file),
        "held-back": held_back,
    }
    pages = {g.file: score.score_page(g, got.get(g.file, {})) for g in golds}
    return {name: score.summary([p for f, p in pages.items() if keep(f)]) for name, keep in chosen.items()}


def table(columns: dict[str, dict[str, float]]) -> str:
    """Figures as lines, columns side by side."""
    lines = [f"{'':14}" + "".join(f"{name:>12}" for name in columns)]
    for key in ("pages", *FIGURES, "headlines"):
        lines.append(f"{key:14}" + "".join(f"{figures[key]:>12}" for figures in columns.values()))
    return "\n".join(lines)


def worst(score: Any, golds: list[Any], got: dict[str, Row], count: int) -> str:
    """The tuning pages that cost each figure most."""
    pages = [score.score_page(g, got.get(g.file, {})) for g in golds if not held_back(g.file)]
    lines = []
    for key in ("kind", "body_f1", *FIELDS, "head_page_f1"):
        bad = sorted((p[key], p["file"]) for p in pages if p.get(key, 1) < 0.999)[:count]
        lines += [f"\n{key}"] + [f"  {value:.3f} {file}" for value, file in bad]
    for key, whole in (("text", "found"), ("block", "labelled")):
        lost = sorted(((p["heads"][whole] - p["heads"][key], p["file"]) for p in pages if "heads" in p), reverse=True)
        lines += [f"\nhead_{key} (headlines lost)"] + [f"  {n} {file}" for n, file in lost[:count] if n]
    return "\n".join(lines)


def wrong(score: Any, golds: list[Any], got: dict[str, Row], field: str) -> str:
    """A field on each tuning page where it is wrong: wanted and got."""
    lines = []
    for gold in golds:
        row = got.get(gold.file, {})
        if not held_back(gold.file) and score.score_page(gold, row).get(field, 1) < 0.999:
            lines.append(f"{gold.file}\n  wanted {getattr(gold, field)!r}\n  got    {row.get(field)!r}")
    return "\n".join(lines)


def report(score: Any, name: str, part: Part, given: argparse.Namespace) -> dict[str, dict[str, float]]:
    """Print what was asked for of one part; gives its figures."""
    got = ours(part.pages, part.golds)
    figures = columns(score, part.golds, got)
    if name == "modern" and not given.held_back:
        del figures["held-back"]
    if not given.json:
        print(f"\n{name}\n{table(figures)}")
    if given.worst:
        print(worst(score, part.golds, got, given.worst))
    if given.show:
        print(wrong(score, part.golds, got, given.show))
    if given.peers:
        from comparison import comparison

        print(comparison(score, part))
    return figures


def main() -> int:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--part", choices=PARTS, help="only this part of the corpus")
    options.add_argument("--held-back", action="store_true", help="show the modern part's held-back sites too")
    options.add_argument("--worst", type=int, default=0, metavar="N")
    options.add_argument("--show", choices=FIELDS, metavar="FIELD")
    options.add_argument("--peers", action="store_true")
    options.add_argument("--json", action="store_true", help="print one JSON object, by part")
    given = options.parse_args()
    directory = corpus()
    score = scorer(directory)
    parts = {name: part(score, directory, name) for name in ([given.part] if given.part else PARTS)}
    figures = {name: report(score, name, found, given) for name, found in parts.items() if found.golds}
    if given.json:
        print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
