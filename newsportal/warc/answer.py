"""One answer of a server as it was kept: when it came, its head and what was sent. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from w3lib.encoding import http_content_type_encoding

from newsportal.download.content.decompress import unpack

_STATUS = re.compile(rb"\s{0,20}HTTP/\d(?:\.\d)?[ \t]{1,20}(\d{3})", re.IGNORECASE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A kept answer. `body()` raises BadCoding, Truncated or TooLarge of `newsportal.download.content.decompress`."""

    url: str
    """The address that was asked for."""
    date: datetime
    """When it came, aware."""
    status: int
    """Its status; 0 where its first line says none."""
    head: bytes
    """Its first line and header lines as they came, without the empty line."""
    sent: bytes
    """What followed, with its content codings."""
    offset: int = 0
    """Where its record begins in its file."""

    def header(self, name: str) -> str | None:
        """The values of a header, joined by commas (RFC 9110, 5.3); None where it is missing."""
        values = self._headers.get(name.lower())
        return None if values is None else ", ".join(values)

    @cached_property
    def _headers(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for line in re.sub(rb"\r?\n[ \t]+", b" ", self.head).splitlines()[1:]:
            name, colon, value = line.partition(b":")
            if colon:
                found.setdefault(name.strip().lower().decode("latin-1"), []).append(value.strip().decode("latin-1"))
        return found

    @property
    def charset(self) -> str | None:
        """The charset that its Content-Type declares."""
        kind = self.header("Content-Type")
        return http_content_type_encoding(kind) if kind else None

    def body(self, limit: int) -> bytes:
        """What was sent, without its content codings; at most so many bytes, 0 for any number."""
        codings = (self.header("Content-Encoding") or "").encode("latin-1").split(b",")
        return unpack(self.sent, codings, limit)


def http_message(block: bytes) -> tuple[int, bytes, bytes]:
    """Status (0: it says none), head and what follows of an HTTP answer; its lines may end with a bare LF."""
    end = _HEAD_END.search(block)
    head, sent = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    found = _STATUS.match(head)
    return int(found[1]) if found else 0, head, sent
