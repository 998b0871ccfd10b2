"""The archive of a crawl: every answer that was read, written with the visits that came of it.

Answers wait in memory until the next visit is stored: they are appended inside its transaction, which also records the
file's new length, as the output files' are. So an answer is kept at the latest with the lines that were read from it, a
process killed at any byte leaves whole records and a surplus that the next start cuts, and none is there twice.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urldefrag

from scrapy import Request
from scrapy.http import Response

from newsportal.download.meta_keys import RECEIVED
from newsportal.download.safety.handler import HEAD
from newsportal.state.crawls import OpenCrawl
from newsportal.state.kept_answers import KeptAnswer, KeptAnswers
from newsportal.state.sqlite import SqliteState
from newsportal.version import rules
from newsportal.warc import files
from newsportal.warc.exchange import answer_head, request_block
from newsportal.warc.record import ANSWER, IDENTICAL, NOT_MODIFIED, REQUEST, digest, member, new_id, timestamp

_STANDARD = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Received:
    """A request and its answer that wait to be written."""

    request: Request
    head: bytes
    body: bytes
    status: int
    date: datetime
    about: list[tuple[str, str]]
    """What else is known of the answer, as fields of its record."""
    packed: bool

    @property
    def found(self) -> bool:
        """Whether it holds what was asked for."""
        return 200 <= self.status < 300 and bool(self.body)


class WarcArchive:
    """Keeps the answers of one portal's crawls in a folder. Raises OSError where the folder cannot be made.

    `begin()`, `append()` and `end()` need an open transaction of `state`; `agent` is the User-Agent of requests.
    """

    def __init__(
        self, folder: Path, state: SqliteState, portal: str, *, bounds: files.Bounds, durable: bool, agent: str
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._known = folder.resolve(), KeptAnswers(state, portal)
        self._bounds, self._durable, self._agent = bounds, durable, agent
        self._waiting: list[_Received] = []
        self._appended = 0
        self._fd, self._path = -1, ""

    def received(self, response: Response, request: Request) -> None:
        """Take an answer as the download handler gives it (Scrapy's signal response_downloaded)."""
        about = []
        if response.ip_address and not request.meta.get("proxy"):
            about.append(("WARC-IP-Address", str(response.ip_address)))
        if "download_stopped" in response.flags:
            about.append(("WARC-Truncated", "length"))
        one = _Received(
            request=request, head=answer_head(response), body=response.body, status=response.status, about=about,
            date=request.meta.get(RECEIVED) or datetime.now(UTC), packed=b"Content-Encoding" in response.headers,
        )  # fmt: skip
        self._waiting.append(one)
        response.headers.pop(HEAD, None)

    def begin(self, crawl: OpenCrawl) -> None:
        """Begin or go on with the crawl's file, without what a killed process left behind; delete what is too old."""
        file = self._file()
        if file is None or not files.of_crawl(Path(file[0]), self._folder, crawl.id):
            self._next(crawl)
        self._delete_old()

    def append(self, crawl: OpenCrawl) -> None:
        """Append what was received to the crawl's file; `committed()` must follow once the transaction is."""
        self._appended = len(self._waiting)
        if not self._waiting:
            return
        path, size = self._file() or self._next(crawl)
        begin = self._open(path, crawl)
        data = memoryview(b"".join([begin, *map(self._records, self._waiting)]))
        written = 0
        while written < len(data):
            written += os.write(self._fd, data[written:])
        if self._durable:
            os.fsync(self._fd)
        self._known.grown(path, size + written)
        # Only named now, and begun in the next transaction: a kill before this one's end leaves no file unvouched for.
        if size + written >= self._bounds.file or not files.of_today(Path(path)):
            self._next(crawl)
            self._delete_old()

    def committed(self) -> None:
        """What was appended is kept."""
        del self._waiting[: self._appended]
        self._appended = 0

    def end(self, crawl: OpenCrawl) -> None:
        """Append what is left: the crawl has come to its end, and its file is never written again."""
        self._file()
        self.append(crawl)
        self._known.done()

    def close(self) -> None:
        """Close the file, its records on the disk."""
        if self._fd >= 0:
            os.fsync(self._fd)
            os.close(self._fd)
            self._fd = -1

    def _file(self) -> tuple[str, int] | None:
        """The file to go on with and its length, on the disk too; None where there is none."""
        known = self._known.file()
        return known if known and files.mended(Path(known[0]), known[1]) else None

    def _next(self, crawl: OpenCrawl) -> tuple[str, int]:
        self.close()
        before = self._known.file()
        path = str(files.next_file(self._folder, crawl.id, Path(before[0]) if before else None))
        self._known.grown(path, 0)
        return path, 0

    def _open(self, path: str, crawl: OpenCrawl) -> bytes:
        """Open the file if it is another than before, or anew; gives the record that begins it, or this part of it."""
        if path == self._path and self._fd >= 0:
            return b""
        self.close()
        self._fd, self._path = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644), path
        lines = {
            "software": f"newsportal/{rules()}", "format": "WARC File Format 1.1", "conformsTo": _STANDARD,
            "isPartOf": crawl.portal, "description": f"crawl {crawl.id}", "http-header-user-agent": self._agent,
            "robots": "obey",
        }  # fmt: skip
        block = "".join(f"{name}: {value}\r\n" for name, value in lines.items()).encode()
        fields = [*_named(new_id(), datetime.now(UTC)), ("WARC-Filename", Path(path).name)]
        return member("warcinfo", block, [*fields, ("Content-Type", "application/warc-fields")])

    def _records(self, one: _Received) -> bytes:
        """The records of one exchange: the answer, or that it is the one before, and the request."""
        url, own, payload = urldefrag(one.request.url)[0], new_id(), digest(one.body)
        fields = [*_named(own, one.date), ("WARC-Target-URI", url), *one.about]
        before = self._known.get(url)
        if before and (one.status == 304 or (one.found and before.digest == payload)) and self._holds(before.file):
            fields += [
                ("WARC-Refers-To", f"<{before.record}>"), ("WARC-Refers-To-Target-URI", url),
                ("WARC-Refers-To-Date", before.date), ("WARC-Payload-Digest", before.digest),
            ]  # fmt: skip
            if one.status == 304:
                # Without its head, as the standard allows: with it pywb shows an empty page in place of the one before.
                answer = member("revisit", b"", [*fields, ("WARC-Profile", NOT_MODIFIED)])
            else:
                answer = member("revisit", one.head, [*fields, ("WARC-Profile", IDENTICAL), ("Content-Type", ANSWER)])
        else:
            fields += [("WARC-Payload-Digest", payload), ("Content-Type", ANSWER)]
            answer = member("response", one.head + one.body, fields, packed=one.packed)
            if one.found:
                self._known.put(url, KeptAnswer(payload, own, timestamp(one.date), Path(self._path).name))
        fields = [*_named(new_id(), one.date), ("WARC-Target-URI", url), ("WARC-Concurrent-To", f"<{own}>")]
        return answer + member("request", request_block(one.request), [*fields, ("Content-Type", REQUEST)])

    def _holds(self, name: str) -> bool:
        return (self._folder / name).exists()

    def _delete_old(self) -> None:
        files.delete_old(self._folder, self._bounds, stay=self._known.written())


def _named(own: str, date: datetime) -> list[tuple[str, str]]:
    return [("WARC-Record-ID", f"<{own}>"), ("WARC-Date", timestamp(date))]
