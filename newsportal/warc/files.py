"""The files of an archive: their names, what is cut after a kill, and which are too old or too many to stay."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsportal.messages import counted, marked, say

logger = logging.getLogger(__name__)
_NAME = re.compile(r"(?P<crawl>\d{8}T\d+Z-(?P<portal>.+))-(?P<day>\d{8})-(?P<number>\d{5,})\.warc\.gz")
_CENTURY = 36_525
"""Days."""
_SURPLUS = marked(
    "{file}: cut {bytes:,} bytes that no finished transaction vouches for; what they held is asked for again"
)
_SHORT = marked(
    "{file} is gone or shorter than the state says, by {bytes:,} bytes: the archive goes on in another file"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """When a file is begun anew, and which stay; 0: all."""

    file: int
    """Bytes of a file at which the next is begun."""
    days: int
    """Days for which files stay."""
    all: int
    """Bytes of all files that stay."""


def next_file(folder: Path, crawl: str, before: Path | None) -> Path:
    """The file of a crawl after the one before: the crawl's id, which ends with its portal, the day (UTC), a number.

    No name comes again, though its file was deleted: records of other files may refer to it.
    """
    found = _NAME.fullmatch(before.name) if before else None
    number = int(found["number"]) + 1 if found and found["crawl"] == crawl else 0
    while (path := folder / f"{crawl}-{_today()}-{number:05}.warc.gz").exists():
        number += 1
    return path


def portal_of(path: Path) -> str:
    """The name under which the crawl that wrote a file kept its portal, "" for a file of another hand."""
    found = _NAME.fullmatch(path.name)
    return found["portal"] if found else ""


def crawl_of(path: Path) -> str:
    """The id of the crawl that wrote a file, "" for a file of another hand."""
    found = _NAME.fullmatch(path.name)
    return found["crawl"] if found else ""


def of_crawl(path: Path, folder: Path, crawl: str) -> bool:
    """Whether a file is in this folder and of this crawl."""
    found = _NAME.fullmatch(path.name)
    return found is not None and found["crawl"] == crawl and path.parent == folder


def of_today(path: Path) -> bool:
    """Whether a file was begun today (UTC)."""
    return _day(path) == _today()


def archived(folder: Path) -> list[Path]:
    """The files of crawls in a folder, in the order in which they were begun."""
    return sorted(path for path in folder.glob("*.warc.gz") if _NAME.fullmatch(path.name))


def mended(path: Path, size: int) -> bool:
    """Whether a file of which the state knows the length can be gone on with; what is too much is cut."""
    found = path.stat().st_size if path.exists() else 0
    if found < size:
        logger.warning("%s", say(_SHORT, file=path, bytes=size - found))
    elif found > size:
        os.truncate(path, size)
        logger.warning("%s", say(_SURPLUS, file=path, bytes=found - size))
    return found >= size


def delete_old(folder: Path, bounds: Bounds, *, stay: Collection[str]) -> None:
    """Delete the files that are too old or too many; those that `stay` names, since crawls write them, never are."""
    # No archive is older than a century: the calendar ends where days are counted back without bound.
    first = f"{datetime.now(UTC) - timedelta(days=min(bounds.days, _CENTURY)):%Y%m%d}"
    sizes = {path: path.stat().st_size for path in archived(folder)}
    left, deleted = sum(sizes.values()), 0
    for path in sorted(sizes, key=lambda path: (_day(path), path.name)):
        too_old, too_many = bounds.days and _day(path) < first, bounds.all and left > bounds.all
        if (too_old or too_many) and str(path) not in stay:
            path.unlink(missing_ok=True)
            left, deleted = left - sizes[path], deleted + 1
    if deleted:
        words = counted(
            "{n:,} old file deleted from the archive {folder}",
            "{n:,} old files deleted from the archive {folder}",
            deleted,
            folder=folder,
        )
        logger.info("%s", words)


def _today() -> str:
    return f"{datetime.now(UTC):%Y%m%d}"


def _day(path: Path) -> str:
    found = _NAME.fullmatch(path.name)
    return found["day"] if found else ""
