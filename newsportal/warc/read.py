"""Reads the files that crawls kept: their answers in the order they came.

What other people's archives hold beside this is read in `newsportal.archive`, into the same `Answer`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from fastwarc.warc import ArchiveIterator, WarcRecordType

from newsportal.messages import marked, say
from newsportal.warc import files
from newsportal.warc.answer import Answer, http_message


class Kept(NamedTuple):
    """A kept answer, and what its file says of the process that kept it."""

    answer: Answer
    """The answer."""
    info: dict[str, str]
    """The fields of the warcinfo record before it: software, isPartOf (the portal) and others; empty without one."""


class Damaged(ValueError):
    """A file whose records cannot be read any further; the message is one sentence for the user."""


def files_by_portal(folder: Path) -> tuple[dict[str, list[Path]], list[Path]]:
    """The files that crawls wrote into a folder, by portal, in the order in which they were begun.

    Beside them those whose first record, which names the portal, cannot be read; an empty file is none of either.
    """
    found: dict[str, list[Path]] = {}
    unknown: list[Path] = []
    for path in files.archived(folder):
        if portal := _portal(path):
            found.setdefault(portal, []).append(path)
        elif path.stat().st_size:
            unknown.append(path)
    return found, unknown


def _portal(path: Path) -> str:
    """The portal that the first record of a file names, "" where that cannot be read."""
    with path.open("rb") as file, suppress(OSError, StopIteration):
        first = next(iter(ArchiveIterator(file, record_types=WarcRecordType.warcinfo, parse_http=False)))
        return dict(_fields(first.reader.read())).get("isPartOf", "")
    return ""


def answers(path: Path, begin: int = 0) -> Iterator[Kept]:
    """The answers of a file from the record on that begins there; those that only say "unchanged" are left out.

    A torn record at its end, which a killed crawl left, is none. Raises OSError, and Damaged.
    """
    kinds, info = WarcRecordType.response | WarcRecordType.warcinfo, dict[str, str]()
    place = begin
    with path.open("rb") as file:
        file.seek(begin)
        records = iter(ArchiveIterator(file, record_types=kinds, parse_http=False))
        try:
            while (record := next(records, None)) is not None:
                place, block = record.stream_pos, record.reader.read()
                if len(block) < int(record.headers["Content-Length"]):
                    return
                if record.record_type == WarcRecordType.warcinfo:
                    info = dict(_fields(block))
                    continue
                status, head, sent = http_message(block)
                url, date = record.headers["WARC-Target-URI"], datetime.fromisoformat(record.headers["WARC-Date"])
                yield Kept(Answer(url=url, date=date, status=status, head=head, sent=sent, offset=place), info)
        except (OSError, ValueError, KeyError) as error:
            words = marked("{file} is damaged behind byte {place:,}: what follows there is left out")
            raise Damaged(say(words, file=path, place=place)) from error


def _fields(block: bytes) -> Iterator[tuple[str, str]]:
    """The fields of a block of application/warc-fields."""
    for line in block.decode("utf-8", "replace").splitlines():
        name, colon, value = line.partition(":")
        if colon:
            yield name.strip(), value.strip()
