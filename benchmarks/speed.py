"""What `extract()` costs, relative to the HTML parse, by stage.

    python benchmarks/speed.py                  the labelled pages of the corpus beside the project
    python benchmarks/speed.py FOLDER …         any folders of pages (*.html)
    python benchmarks/speed.py --rounds 9       runs a page; the least counts, for noise only adds
    python benchmarks/speed.py --worst 5        also the dearest pages
    python benchmarks/speed.py --json           one JSON object

CPU time of the whole `extract()` over that of `lxml.html.document_fromstring` on the same bytes, by turns in a process.
On bytes that lxml alone gives up on (declared in one encoding, sent in another: it stops after a few elements) there is
no parse to compare with; such pages are compared with the parse of their decoded text, and their number is told.
The corpus lies in ../shared/corpus, or under the directory that NEWSPORTAL_SHARED names.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import lxml.html

from newsportal.extraction import core, main_article, titled_page
from newsportal.extraction.document import charset, links, metadata, parser, redirects
from newsportal.extraction.embedded import carriers, headlines

URL = "http://www.example.com/a/20261120/12345.html"
STAGES: dict[str, list[tuple[Any, str]]] = {
    "decode": [(parser, "bounded"), (charset, "decode")],
    "parse and measure": [(parser, "parse")],
    "links": [(links, name) for name in ("Base", "anchors", "links", "canonical", "feeds")] + [(redirects, "refresh")],
    "head": [(metadata, "metadata")],
    "data": [(main_article, "article_in_data"), (main_article, "rest"), (carriers, "unpacked"), (headlines, "markup")],
    "lines": [(titled_page, "Lines")],
    "main text": [(titled_page, "heading_line"), (titled_page, "main_region"), (main_article, "paragraphs")],
    "fields": [(titled_page, "title")] + [(main_article, name) for name in ("credit_lines", "published", "credits")],
    "blocks": [(core, "blocks")],
    "pictures, pagination, flags": [(main_article, "images")]
    + [(core, name) for name in ("pagination", "flags", "is_blocked")],
}


class Cost(NamedTuple):
    """What one page costs."""

    file: str
    ratio: float
    parse: float
    gave_up: bool


def seconds(run: Callable[[], object]) -> float:
    """CPU time of one run."""
    begin = time.process_time()
    run()
    return time.process_time() - begin


def cost(path: Path, rounds: int) -> Cost:
    """The cost of one page."""
    page = path.read_bytes()
    text = charset.decode(page).text
    gave_up = 4 * size(page, None) < size(text, "utf-8")
    source, parser = (text, lxml.html.HTMLParser(huge_tree=True, encoding="utf-8")) if gave_up else (page, None)
    parse = work = float("inf")
    for _ in range(rounds):
        parse = min(parse, seconds(lambda: lxml.html.document_fromstring(source, parser=parser)))
        work = min(work, seconds(lambda: core.extract(page, URL)))
    return Cost(path.name, work / parse, parse, gave_up)


def size(page: bytes, encoding: str | None) -> int:
    """How many elements lxml finds."""
    try:
        tree = lxml.html.document_fromstring(page, parser=lxml.html.HTMLParser(encoding=encoding, huge_tree=True))
    except lxml.etree.ParserError:  # an empty page
        return 0
    return sum(1 for _ in tree.iter())


def shares(paths: list[Path]) -> dict[str, float]:
    """The share of each stage in the time of `extract()`, over all pages."""
    spent: Counter[str] = Counter()
    undo = [(owner, name, getattr(owner, name)) for parts in STAGES.values() for owner, name in parts]
    for stage, parts in STAGES.items():
        for owner, name in parts:
            setattr(owner, name, timed(getattr(owner, name), stage, spent))
    try:
        whole = sum(seconds(partial(core.extract, path.read_bytes(), URL)) for path in paths)
    finally:
        for owner, name, was in undo:
            setattr(owner, name, was)
    return {stage: round(spent[stage] / whole, 3) for stage in STAGES} | {
        "the rest": round(1 - sum(spent.values()) / whole, 3)
    }


def timed(function: Callable[..., Any], stage: str, spent: Counter[str]) -> Callable[..., Any]:
    """The function, its CPU time added to its stage's."""

    def run(*args: Any, **named: Any) -> Any:
        begin = time.process_time()
        try:
            return function(*args, **named)
        finally:
            spent[stage] += time.process_time() - begin  # type: ignore[assignment]

    return run


def pages(folders: list[Path]) -> list[Path]:
    """The pages to measure; ends the program with a sentence where there are none."""
    if not folders:
        shared = os.environ.get("NEWSPORTAL_SHARED") or Path(__file__).resolve().parents[1] / "../shared"
        folders = [(Path(shared) / "corpus" / "pages").resolve()]
    found = [path for folder in folders for path in sorted(folder.rglob("*.html"))]
    if not found:
        sys.exit(f"No pages in {', '.join(map(str, folders))}, so speed cannot be measured. Name a folder of pages.")
    return found


def main() -> int:
    """Measure and print."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("folders", nargs="*", type=Path)
    args.add_argument("--rounds", type=int, default=7)
    args.add_argument("--worst", type=int, default=0)
    args.add_argument("--json", action="store_true")
    opts = args.parse_args()
    paths = pages(opts.folders)
    costs = [cost(path, opts.rounds) for path in paths]
    ratios = sorted(c.ratio for c in costs)
    figures = {
        "pages": len(costs),
        "median": round(statistics.median(ratios), 2),
        "90 of 100": round(ratios[int(len(ratios) * 0.9)], 2),
        "most": round(ratios[-1], 2),
        "parse, ms": round(statistics.median(c.parse for c in costs) * 1000, 2),
        "lxml gave up on": sum(c.gave_up for c in costs),
        "shares": shares(paths),
    }
    if opts.json:
        print(json.dumps(figures, ensure_ascii=False))
        return 0
    for name, value in figures.items():
        if isinstance(value, dict):
            print(*(f"  {share:6.1%}  {stage}" for stage, share in value.items()), sep="\n")
        else:
            print(f"{name:18} {value}")
    for c in sorted(costs, key=lambda c: -c.ratio)[: opts.worst]:
        print(f"{c.ratio:6.1f}  {c.file}{'  (lxml gave up)' if c.gave_up else ''}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
