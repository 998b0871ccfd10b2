"""The crawls before this one, read from the end of crawls.jsonl."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any

from newsportal.items import Crawl

_CHUNK = 1 << 16
_FIELDS = {field.name for field in fields(Crawl)}
_TIMES = {field.name for field in fields(Crawl) if "datetime" in str(field.type)}


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


def crawl_of(record: dict[str, Any]) -> Crawl:
    """A Crawl from its line; unknown fields are left out. Raises TypeError where a required one is missing."""
    known = {name: value for name, value in record.items() if name in _FIELDS}
    for name in _TIMES & known.keys():
        if known[name] is not None:
            known[name] = datetime.fromisoformat(known[name])
    return Crawl(**known)


def crawls(path: Path, portal: str | None = None, *, last: int) -> list[Crawl]:
    """The last crawls of a portal (None: of all), oldest first; lines that are no such record are left out."""
    found: list[Crawl] = []
    for line in lines_backwards(path):
        if len(found) >= last:
            break
        try:
            crawl = crawl_of(json.loads(line))
        except (ValueError, TypeError, AttributeError):
            continue
        if portal in (None, crawl.portal):
            found.append(crawl)
    return found[::-1]
