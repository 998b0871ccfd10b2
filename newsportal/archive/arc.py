"""Records of ARC, the form of archives before WARC (Internet Archive, ARC 1.0, 1996): a line, then so many bytes."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO, Any

from newsportal.archive.record import DAMAGED, UNDATED, Read, Unread
from newsportal.messages import marked
from newsportal.warc.answer import Answer, http_message

_LONGEST_LINE = 1 << 16
_TOO_LONG = marked("length of a record cannot be")


def records(file: IO[bytes], largest: int) -> Iterator[Read | Unread]:
    """The answers of an ARC file. A file that is damaged ends there: nothing tells where its next record begins."""
    number, packed = 0, file.read(2) == b"\x1f\x8b"
    file.seek(0)
    stream: Any = gzip.GzipFile(fileobj=file) if packed else file
    try:
        while line := _line(stream):
            number += 1
            # URL, the server's address, time, kind, length; of version 2 more between the last two.
            fields = line.decode("latin-1").split(" ")
            if len(fields) < 5 or not fields[-1].isdecimal():
                yield Unread(number, file.tell(), "", DAMAGED)
                return
            url, told, length = fields[0], fields[2], int(fields[-1])
            if length > largest:
                yield Unread(number, file.tell(), url, _TOO_LONG)
                return
            block = stream.read(length)
            if len(block) < length:
                yield Unread(number, file.tell(), url, DAMAGED)
            elif (date := _date(told)) is None:
                yield Unread(number, file.tell(), url, UNDATED)
            elif url.startswith(("http:", "https:")):
                status, head, sent = http_message(block)
                yield Read(number, Answer(url=url, date=date, status=status, head=head, sent=sent, offset=file.tell()))
    except (OSError, EOFError, zlib.error):
        yield Unread(number + 1, file.tell(), "", DAMAGED)


def _line(stream: Any) -> bytes:
    """The line that begins a record, without the empty ones before it; empty at the file's end."""
    while line := stream.readline(_LONGEST_LINE):
        if text := line.strip():
            return bytes(text)
    return b""


def _date(told: str) -> datetime | None:
    try:
        return datetime.strptime(told[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
