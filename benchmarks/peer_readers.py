"""The Python extractors of `peers.py`, run in the environment made for them: `python peer_readers.py NAME PAGES`.

Prints a row a page, and at the end the library's version. A row has the fields that the library gives and no others;
`source` is its name of the site, since none reads 来源.
"""

from __future__ import annotations

import importlib.metadata
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def trafilatura(html: str, url: str) -> Row:
    import trafilatura as library

    found = library.bare_extraction(html, url=url or None, fast=True, include_comments=False, with_metadata=True)
    row = found.as_dict() if found else {}
    names = {"text": "text", "title": "title", "published": "date", "author": "author", "source": "sitename"}
    return {key: row.get(name) for key, name in names.items()}


def rs_trafilatura(html: str, url: str) -> Row:
    import rs_trafilatura as library

    found = library.extract(html, url=url or None)
    kind = {"article": "article", "collection": "hub", "listing": "hub"}.get(found.page_type, "other")
    return {
        "kind": kind,
        "text": found.main_content,
        "title": found.title,
        "published": found.date,
        "author": found.author,
        "source": found.sitename,
    }


def newsatlas(html: str, url: str) -> Row:
    from newsatlas import NewsAtlas

    atlas = NewsAtlas()
    found = atlas.parse_article(html, url)
    listed = atlas.parse_list(html, base_url=url)
    return {
        "text": found.content,
        "title": found.title,
        "published": found.publish_time,
        "author": found.author,
        "headlines": [{"text": item.title, "url": item.url} for item in listed],
    }


def gne(html: str, url: str) -> Row:
    from gne import GeneralNewsExtractor

    row = GeneralNewsExtractor().extract(html)
    names = {"text": "content", "title": "title", "published": "publish_time", "author": "author"}
    return {key: row.get(name) or None for key, name in names.items()}


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
    published = found.publish_date.isoformat() if found.publish_date else None
    author = "、".join(found.authors) or None
    return {"text": found.text, "title": found.title, "published": published, "author": author}


READERS: dict[str, Callable[[str, str], Row]] = {
    "magic-html": magic_html,
    "readability-lxml": readability,
    "trafilatura": trafilatura,
    "rs-trafilatura": rs_trafilatura,
    "gne": gne,
    "newspaper4k": newspaper4k,
    "newsatlas": newsatlas,
}


def read(name: str, page: Row) -> Row:
    """What one extractor gives for one page, and the CPU seconds that it took; without fields if it fails."""
    began = time.process_time()
    try:
        row = READERS[name](page["html"], page["url"])
    except Exception as error:
        print(f"{page['file']}: {error!r}", file=sys.stderr)
        row = {}
    return {"file": page["file"], "cpu": time.process_time() - began, **row}


def main(name: str, given: str) -> None:
    """Read the given pages with one extractor, twice each, and print the faster row a page, then the version."""
    for line in filter(None, Path(given).read_text("utf-8").split("\n")):
        page = json.loads(line)
        print(json.dumps(min(read(name, page), read(name, page), key=lambda row: row["cpu"])))
    print(json.dumps({"version": importlib.metadata.version(name)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
