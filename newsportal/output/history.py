"""The crawls before this one, read from the end of crawls.jsonl."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from newsportal.items import Crawl, item_of

_CHUNK = 1 << 16


def lines_backwards(path: Path) -> Iterator[bytes]:
    """The whole lines of a file, last first, reading no more than is asked for; none where there is no file."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    with file:
        position, rest = file.seek(0, os.SEEK_END), b""
        torn = True
        while position:
            start = max(0, position - _CHUNK)
            file.seek(start)
            parts = (file.read(position - start) + rest).split(b"\n")
            position, rest = start, parts[0]
            for line in reversed(parts[1:]):
                # Behind the last line end stands nothing, or a torn line.
                if line and not torn:
                    yield line
                torn = False
        if rest and not torn:
            yield rest


def crawls(path: Path, portal: str | None = None, *, last: int) -> list[Crawl]:
    """The last crawls of a portal (None: of all), oldest first; lines that are no such record are left out."""
    found: list[Crawl] = []
    for line in lines_backwards(path):
        if len(found) >= last:
            break
        try:
            crawl = item_of(Crawl, json.loads(line))
        except (ValueError, TypeError, AttributeError):
            continue
        if portal in (None, crawl.portal):
            found.append(crawl)
    return found[::-1]
