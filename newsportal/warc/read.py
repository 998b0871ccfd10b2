"""Reads the files that crawls kept: their answers in the order they came.

What other people's archives hold beside this is read in `newsportal.archive`, into the same `Answer`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from fastwarc.warc import ArchiveIterator, WarcRecordType

from newsportal.warc.answer import Answer, http_message


class Kept(NamedTuple):
    """A kept answer, and what its file says of the process that kept it."""

    answer: Answer
    """The answer."""
    info: dict[str, str]
    """The fields of the warcinfo record before it: software, isPartOf (the portal) and others; empty without one."""


def answers(path: Path, begin: int = 0) -> Iterator[Kept]:
    """The answers of a file from the record on that begins there; those that only say "unchanged" are left out.

    A torn record, which a killed crawl left, ends the file. Raises OSError where it cannot be read.
    """
    kinds, info = WarcRecordType.response | WarcRecordType.warcinfo, dict[str, str]()
    with path.open("rb") as file:
        file.seek(begin)
        try:
            for record in ArchiveIterator(file, record_types=kinds, parse_http=False):
                block = record.reader.read()
                if record.record_type == WarcRecordType.warcinfo:
                    info = dict(_fields(block))
                    continue
                status, head, sent = http_message(block)
                url, date = record.headers["WARC-Target-URI"], datetime.fromisoformat(record.headers["WARC-Date"])
                place = record.stream_pos
                yield Kept(Answer(url=url, date=date, status=status, head=head, sent=sent, offset=place), info)
        except (ValueError, KeyError, EOFError):
            return


def _fields(block: bytes) -> Iterator[tuple[str, str]]:
    """The fields of a block of application/warc-fields."""
    for line in block.decode("utf-8", "replace").splitlines():
        name, colon, value = line.partition(":")
        if colon:
            yield name.strip(), value.strip()
