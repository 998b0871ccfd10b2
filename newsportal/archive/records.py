"""Records of an archive file, whoever wrote it: FastWARC takes the records apart, and what it trips over is passed.

FastWARC 2.0 in its lenient mode reads records whose lines end with LF and finds the next record of an uncompressed
file; at a damaged gzip member it ends, and a record whose Content-Length is too large swallows those behind it without
a word. Both are looked for here, and reading goes on with the next member that begins a record. warcio 1.8 was tried:
it ends at any of these, and of a body in two gzip members it gives the first.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from typing import IO, Any

from newsportal.archive import arc
from newsportal.archive.record import CUT, DAMAGED, TOO_LARGE, UNDATED, WRONG_LENGTH, Read, Unread
from newsportal.archive.sources import Source
from newsportal.warc.answer import Answer, http_message
from newsportal.warc.library import fastwarc
from newsportal.zstandard import zstd

LARGEST = 32 << 20
"""Bytes of a record that is read; a page has 2 million at most."""
_INSIDE = b"\nWARC/1."
"""What no page holds: the begin of a record."""
_TRIED = 1_000
"""How often its second sign is looked for alone."""
_CHUNK = 1 << 20
_OVERLAP = 64
_BEGINS = (b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"WARC/")
"""How a record begins: in a gzip member, in a frame of Zstandard, as it is."""
_SKIPPED = tuple(struct.pack("<I", magic) for magic in range(0x184D2A50, 0x184D2A60))
"""How a frame of Zstandard begins that is skipped; a dictionary stands in one (WARC with Zstandard, IIPC)."""


def records(source: Source) -> Iterator[Read | Unread]:
    """The answers of a source in order; between them what cannot be read.

    Raises OSError where the file cannot be read at all, and WarcMissing where FastWARC is missing.
    """
    with source.open() as file:
        if _is_arc(file):
            yield from arc.records(file, LARGEST)
        else:
            yield from _warc(file, fastwarc())


def record_at(source: Source, number: int, offset: int, url: str) -> Answer | None:
    """An answer by the number, place and address that it was read with; None where it is not there any more."""
    with source.open() as file:
        if not _is_arc(file):
            file.seek(offset)
            found = next(_warc(file, fastwarc(), offset), None)
            if isinstance(found, Read) and found.answer.url == url:
                return found.answer
    for found in records(source):
        if found.number == number:
            return found.answer if isinstance(found, Read) and found.answer.url == url else None
    return None


def _is_arc(file: IO[bytes]) -> bool:
    head = file.read(512)
    file.seek(0)
    if head.startswith(b"\x1f\x8b"):
        head = _begin(head, zlib.decompressobj(31))
    return head.startswith(b"filedesc:")


def _warc(file: IO[bytes], library: Any, begin: int = 0) -> Iterator[Read | Unread]:
    number, place, url, at = 0, begin, "", begin
    if not begin and not _is_known(file):
        number, at = 1, -1
        yield Unread(number, 0, "", DAMAGED)
    while True:
        try:
            for record in _records(file, library, at):
                number, place = number + 1, record.stream_pos
                url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
                found = _answer(record, library, number, url)
                if found is not None:
                    yield found
                if isinstance(found, Unread) and found.reason == WRONG_LENGTH:
                    break
                url = ""
        except OSError:
            number += 1
            yield Unread(number, place, url, DAMAGED)
        # Also where all seems to be read: behind what is no record the library sees the end.
        following = _next(file, max(place, at) + 1)
        if following is None:
            return
        at = following


def _records(file: IO[bytes], library: Any, at: int) -> Iterable[Any]:
    """The library's records from this place on; none from before the file's begin."""
    if at < 0:
        return ()
    file.seek(at)
    found: Iterable[Any] = library.ArchiveIterator(file, parse_http=False, quirks_mode=True, fsspec_args=False)
    return found


def _is_known(file: IO[bytes]) -> bool:
    """Whether a file begins as an archive does, or is empty; of another the library would read nothing, silently."""
    file.seek(0)
    head = file.read(8)
    return not head or head.startswith((*_BEGINS, *_SKIPPED))


def _answer(record: Any, library: Any, number: int, url: str) -> Read | Unread | None:
    """The answer of a record; None for a record of another kind."""
    kinds = library.WarcRecordType
    if record.record_type not in (kinds.response, kinds.resource):
        return None
    offset, length = record.stream_pos, record.content_length
    if length > LARGEST:
        return Unread(number, offset, url, TOO_LARGE)
    block = record.reader.read()
    if (inside := _inside(block)) >= 0 and b"WARC-Type:" in block[inside : inside + 2_000]:
        return Unread(number, offset, url, WRONG_LENGTH)
    if len(block) < length:
        return Unread(number, offset, url, CUT)
    if record.record_date is None:
        return Unread(number, offset, url, UNDATED)
    if record.record_type == kinds.resource:
        kind = record.headers.get("Content-Type") or ""
        status, head, sent = 200, f"HTTP/1.1 200\r\nContent-Type: {kind}".encode("latin-1", "replace"), block
    else:
        status, head, sent = http_message(block)
    answer = Answer(url=url, date=record.record_date, status=status, head=head, sent=sent, offset=offset)
    return Read(number, answer)


def _inside(block: bytes) -> int:
    """Where the first record begins inside of another; -1 where none does."""
    # To look for one sign that pages seldom hold takes a third of looking for several.
    place = 0
    for _ in range(_TRIED):
        place = block.find(_INSIDE[1], place + 1)
        if place < 0 or block.startswith(_INSIDE, place - 1):
            return max(place - 1, -1)
    return block.find(_INSIDE, place)


def _next(file: IO[bytes], after: int) -> int | None:
    """Where the next record begins that stands behind this place: a compressed member of its own, or a plain one."""
    file.seek(after)
    at, held = after, b""
    while chunk := file.read(_CHUNK):
        window = held + chunk
        for place in _places(window):
            if _begins(file, at - len(held) + place):
                return at - len(held) + place
        at += len(chunk)
        held = window[-_OVERLAP:]
        file.seek(at)
    return None


def _places(window: bytes) -> list[int]:
    found = []
    for begin in _BEGINS:
        place = window.find(begin)
        while place >= 0:
            found.append(place)
            place = window.find(begin, place + 1)
    return sorted(found)


def _begins(file: IO[bytes], place: int) -> bool:
    file.seek(place)
    head = file.read(4_096)
    if head.startswith(b"WARC/"):
        return b"WARC-Type:" in head
    if head.startswith(b"\x1f\x8b"):
        head = _begin(head, zlib.decompressobj(31))
    else:
        head = _begin(head, zstd.ZstdDecompressor())
    return head.startswith(b"WARC/")


def _begin(packed: bytes, stream: Any) -> bytes:
    """The first bytes of a compressed stream; none where it is no such stream."""
    try:
        begin: bytes = stream.decompress(packed, 64)
    except (zlib.error, zstd.ZstdError):
        return b""
    return begin
