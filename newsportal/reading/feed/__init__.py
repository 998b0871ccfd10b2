"""`scrapy feed`: the newest headlines as Atom and JSON Feed: `choose.py` takes them, `forms.py` writes."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from newsportal.collector import paused
from newsportal.reading.beside import replace
from newsportal.reading.feed.choose import Sight, Wanted, newest
from newsportal.reading.feed.forms import Head, NoFeedgenerator, atom, json_feed
from newsportal.reading.records import Records

__all__ = ["Head", "NoFeedgenerator", "Sight", "Wanted", "Written", "write_feed"]


class Written(NamedTuple):
    """What became of a feed."""

    entries: int
    changed: bool
    """Whether a file was written; one that would be the same is left, so that a web server says 304."""


def write_feed(folder: Path, target: Path, head: Head, wanted: Wanted, days: float, most: int) -> Written | None:
    """Write the feed of what is wanted of an output folder as `target` with .atom and .json; None without any record.

    At most so many entries, of the days before the newest record. Each file is written beside its target and renamed.
    Raises OSError, and NoFeedgenerator.
    """
    with paused(), Records(folder) as records:
        if records.newest() is None:
            return None
        entries = newest(records, wanted, days, most)
    changed = False
    for suffix, content in ((".atom", atom(head, entries)), (".json", json_feed(head, entries))):
        path = target.with_name(target.name + suffix)
        if not path.is_file() or path.read_bytes() != content:
            replace(path, content)
            changed = True
    return Written(len(entries), changed)
