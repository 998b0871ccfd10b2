"""Other extractors on the corpus's pages, each in an environment of its own (benchmarks/.peers, made on first use).

Each gets the page rightly decoded, its address, and the call that its own documentation gives for news; these calls are
in `peer_readers.py` (Python) and `peer_readers.mjs` (Node). A library that fails on a page has no answer there.
`cost` is CPU time relative to `lxml.html.document_fromstring` of the same text, which is timed before and after each
extractor; of two readings of a page the shorter counts, for noise only adds, and of all pages the median.
Needed are Python 3.12 or 3.13, Node 18 or newer with npm, and their indexes.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

PYTHON = {
    "magic-html": ("magic-html", "lxml_html_clean"),
    "readability-lxml": ("readability-lxml", "lxml_html_clean"),
    "trafilatura": ("trafilatura", "lxml_html_clean"),
    "rs-trafilatura": ("rs-trafilatura",),
    "gne": ("gne", "lxml_html_clean"),
    "newspaper4k": ("newspaper4k[zh]",),
    "newsatlas": ("newsatlas", "lxml_html_clean"),
}
NODE = {"@mozilla/readability": ("@mozilla/readability", "jsdom@26"), "defuddle": ("defuddle", "jsdom@26")}
"""What each needs from its index, itself first. jsdom 26 is the last that Node 18 and 20 run."""
INTERPRETERS = ("python3.12", "python3.13", sys.executable)
"""The first that is found is used: magic-html wants 3.12, and rs-trafilatura has binaries for it."""
OFFLINE = dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:9")
"""Some libraries would fetch lists from the network on their first call: it ends at a closed door."""
PLACE = Path(__file__).parent / ".peers"
Row = dict[str, Any]


@dataclass
class Page:
    """One page as every extractor gets it."""

    file: str
    url: str
    html: str


@dataclass
class Answers:
    """What an extractor, in some version, gave for each file, and its median cost in parses."""

    name: str
    cost: float
    rows: dict[str, Row]


def answers(pages: list[Page], ours: Callable[[Page], Row]) -> list[Answers]:
    """`ours` and each extractor that can be had, on the same pages; each that cannot is named on stderr."""
    PLACE.mkdir(exist_ok=True)
    (PLACE / ".gitignore").write_text("*\n")
    given = PLACE / "pages.jsonl"
    given.write_text("".join(json.dumps(vars(page)) + "\n" for page in pages), "utf-8")
    found = [_timed("newsportal", pages, partial(_read, pages, ours))]
    for name in (*PYTHON, *NODE):
        command = _installed(name)
        if command is None:
            print(f"{name} cannot be installed from the configured index: left out", file=sys.stderr)
            continue
        try:
            found.append(_timed(name, pages, partial(_run, [*command, str(given.resolve())])))
        except subprocess.CalledProcessError as error:
            print(f"{name}: {error.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
    return found


def _timed(name: str, pages: list[Page], rows: Callable[[], list[Row]]) -> Answers:
    """Rows with the seconds of each, between two timings of the parse."""
    before, got, after = _parses(pages), rows(), _parses(pages)
    version = got.pop()["version"]
    costs = [2 * row.pop("cpu") / (a + b) for row, a, b in zip(got, before, after, strict=True)]
    return Answers(f"{name} {version}".strip(), statistics.median(costs), {row["file"]: row for row in got})


def _parses(pages: list[Page]) -> list[float]:
    """CPU seconds of parsing each page, the better of two."""
    import lxml.html

    def once(body: bytes) -> float:
        began = time.process_time()
        lxml.html.document_fromstring(body, parser=lxml.html.HTMLParser(encoding="utf-8"))
        return time.process_time() - began

    return [min(once(body), once(body)) for body in (page.html.encode() for page in pages)]


def _read(pages: list[Page], reader: Callable[[Page], Row]) -> list[Row]:
    """A reader of this process in the shape that a child's answer has."""

    def once(page: Page) -> Row:
        began = time.process_time()
        row = reader(page)
        return {"file": page.file, "cpu": time.process_time() - began, **row}

    return [*(min(once(page), once(page), key=lambda row: row["cpu"]) for page in pages), {"version": ""}]


def _run(command: list[str]) -> list[Row]:
    """A child's rows; the last one has its version."""
    answer = subprocess.run(
        command, capture_output=True, text=True, check=True, env=os.environ | OFFLINE, cwd=PLACE.resolve()
    )
    return [json.loads(line) for line in answer.stdout.splitlines() if line.startswith("{")]


def _installed(name: str) -> list[str] | None:
    """The command that reads with this extractor, installed if it was not; None if it cannot be had."""
    here = Path(__file__).resolve().parent
    if name in NODE:
        script = shutil.copy(here / "peer_readers.mjs", PLACE)  # modules are looked for beside the script
        if not _done(["npm", "install", "--prefix", str(PLACE), "--no-audit", "--no-fund", *NODE[name]]):
            return None
        return ["node", str(Path(script).resolve()), name]
    python = _environment()
    if not _done([str(python), "-m", "pip", "install", "-q", *PYTHON[name]]):
        return None
    return [str(python.absolute()), str(here / "peer_readers.py"), name]


def _environment() -> Path:
    """The environment's interpreter."""
    python = PLACE / "bin" / "python"
    if not python.exists():
        base = next(name for name in INTERPRETERS if _done([name, "-c", ""]))
        subprocess.run([base, "-m", "venv", PLACE], check=True)
    return python


def _done(command: list[str]) -> bool:
    """Does the command exist and succeed? A shim may stand for an interpreter that is not there."""
    return (
        shutil.which(command[0]) is not None
        and not subprocess.run(command, capture_output=True, check=False).returncode
    )
