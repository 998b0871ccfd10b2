"""Other extractors on the corpus's pages, in a virtual environment of their own (benchmarks/.peers).

Each gets the page rightly decoded, its address, and the call that its own documentation gives for news. A library that
fails on a page has no answer there. `cost` is CPU time relative to `lxml.html.document_fromstring` of the same text.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PACKAGES = {
    "magic-html": ("magic-html", "lxml_html_clean"),
    "readability-lxml": ("readability-lxml", "lxml_html_clean"),
    "trafilatura": ("trafilatura",),
    "gne": ("gne", "lxml_html_clean"),
    "newspaper4k": ("newspaper4k[zh]",),
}
INTERPRETERS = ("python3.13", "python3.12", sys.executable)
"""The first that is found is used: magic-html wants 3.12."""
OFFLINE = dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:9")
"""Some libraries would fetch lists from the network on their first call: it ends at a closed door."""
PLACE = Path(__file__).parent / ".peers"
Row = dict[str, Any]


def predictions(directory: Path, pages: list[tuple[str, str]]) -> dict[str, dict[str, Row]]:
    """Each extractor's rows by file, under its name and cost."""
    from newsportal.extraction.document.charset import decode

    python = _environment()
    given = PLACE / "pages.jsonl"
    with given.open("w", encoding="utf-8") as out:
        for file, url in pages:
            html = decode((directory / "pages" / file).read_bytes(), None).text.decode("utf-8", "replace")
            out.write(json.dumps({"file": file, "url": url, "html": html}) + "\n")
    found = {}
    for name in READERS:
        installed = subprocess.run(
            [python, "-m", "pip", "install", "-q", *PACKAGES[name]], capture_output=True, check=False
        )
        if installed.returncode:
            print(f"{name} cannot be installed from the configured index: left out", file=sys.stderr)
            continue
        command = [python, __file__, name, str(given)]
        answer = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | OFFLINE)
        if answer.returncode:
            print(f"{name}: {answer.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
            continue
        rows = [json.loads(line) for line in answer.stdout.splitlines() if line.startswith("{")]
        cost = rows.pop()["cost"]
        found[f"{name} ({cost:.0f}x)"] = {row["file"]: row for row in rows}
    return found


def _environment() -> Path:
    """The environment's interpreter."""
    python = PLACE / "bin" / "python"
    if not python.exists():
        base = next(name for name in INTERPRETERS if _runs(name))
        subprocess.run([base, "-m", "venv", PLACE], check=True)
        (PLACE / ".gitignore").write_text("*\n")
    return python


def _runs(name: str) -> bool:
    """Is there such an interpreter? A shim may stand for one that is not."""
    return (
        shutil.which(name) is not None
        and not subprocess.run([name, "-c", ""], capture_output=True, check=False).returncode
    )


def trafilatura(html: str, url: str) -> Row:
    import trafilatura as library

    found = library.bare_extraction(html, url=url or None, fast=True, include_comments=False, with_metadata=True)
    row = found.as_dict() if found else {}
    return {
        "text": row.get("text"),
        "title": row.get("title"),
        "published": row.get("date"),
        "author": row.get("author"),
    }


def gne(html: str, url: str) -> Row:
    from gne import GeneralNewsExtractor

    row = GeneralNewsExtractor().extract(html)
    return {key: row.get(name) or None for key, name in FIELDS.items()}


def magic_html(html: str, url: str) -> Row:
    import lxml.html
    from magic_html import GeneralExtractor

    row = GeneralExtractor().extract(html, base_url=url)
    return {"text": lxml.html.fromstring(f"<div>{row['html']}</div>").text_content(), "title": row.get("title")}


def readability(html: str, url: str) -> Row:
    import lxml.html
    from readability import Document

    document = Document(html, url=url or None)
    text = lxml.html.fromstring(document.summary()).text_content()
    return {"text": text, "title": document.short_title(), "author": document.author() or None}


def newspaper4k(html: str, url: str) -> Row:
    import newspaper

    found = newspaper.article(url or "http://news.example.com/", language="zh", input_html=html)
    time = found.publish_date.isoformat() if found.publish_date else None
    author = "、".join(found.authors) or None
    return {"text": found.text, "title": found.title, "published": time, "author": author}


FIELDS = {"text": "content", "title": "title", "published": "publish_time", "author": "author"}
READERS: dict[str, Callable[[str, str], Row]] = {
    "magic-html": magic_html,
    "readability-lxml": readability,
    "trafilatura": trafilatura,
    "gne": gne,
    "newspaper4k": newspaper4k,
}


def main(name: str, given: str) -> None:
    """Read the given pages with one extractor, and print a row a page, then the cost."""
    import lxml.html

    costs = []
    for line in Path(given).read_text("utf-8").split("\n"):
        if not line:
            continue
        page = json.loads(line)
        began = time.process_time()
        lxml.html.document_fromstring(page["html"].encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
        parsed = time.process_time()
        try:
            row = READERS[name](page["html"], page["url"])
        except Exception as error:
            print(f"{page['file']}: {error!r}", file=sys.stderr)
            row = {}
        costs.append((time.process_time() - parsed) / (parsed - began))
        print(json.dumps({"file": page["file"], "kind": "article", **row}))
    print(json.dumps({"cost": sorted(costs)[len(costs) // 2]}))


if __name__ == "__main__":
    main(*sys.argv[1:])
