"""What stands in the files of an archive."""

from __future__ import annotations

from pathlib import Path

from newsportal.warc.answer import Answer
from newsportal.warc.files import archived


def kept_in(place: Path) -> list[Answer]:
    """The answers kept whole in a file or folder, in their order."""
    from newsportal.warc.read import answers

    return [kept.answer for path in _files(place) for kept in answers(path)]


def kinds_in(place: Path) -> list[str]:
    """The WARC-Types of all records in a file or folder, each checked by its digest."""
    from fastwarc.warc import ArchiveIterator

    kinds = []
    for path in _files(place):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, parse_http=False):
                assert record.verify_block_digest(), (path, record.record_id)
                kinds.append(record.headers["WARC-Type"])
    return kinds


def _files(place: Path) -> list[Path]:
    return archived(place) if place.is_dir() else [place]
