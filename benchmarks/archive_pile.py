"""The archives that benchmarks/archive.py reads: pages at hand as many times as needed, each time another edition.

In an edition every run of eight Han characters and more (titles, paragraphs, the words of links) has a fourth of its
characters exchanged and every long number at the end of an address is another: by the run, the number and the edition
alone, so that a title, the links to it and their addresses stay one. Labels and names are shorter and stay. Encodings
stay. Pages: ../shared/web and ../shared/corpus (or under NEWSPORTAL_SHARED), else those of the demo portal.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from itertools import cycle
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from newsportal.archive.records import records
from newsportal.archive.sources import Source
from newsportal.demo.markup import BASE
from newsportal.demo.site import site
from newsportal.extraction.document import charset
from newsportal.warc import record as warc

SHARED = Path(os.environ.get("NEWSPORTAL_SHARED") or Path(__file__).resolve().parents[1] / "../shared")
START = datetime(2026, 10, 1, tzinfo=UTC)
FILE = 1_000
"""Records of a file."""
_RUN = re.compile("[\u4e00-\u9fff]{8,}")
_ADDRESS = re.compile(r"""((?:href|src)\s*=\s*["']?)([^"'\s<>]+)""", re.I)
_NUMBER = re.compile(r"\d{5,}(?=[^/\d]*$)")
_OTHERS = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种"
)


class Page(NamedTuple):
    """A page at hand."""

    url: str
    """Its address."""
    text: str
    """Its text."""
    encoding: str
    """How its bytes are encoded."""


def pages() -> list[Page]:
    """The pages at hand."""
    found = [*_archived(SHARED / "web" / "sina-2019.warc.gz"), *_corpus(SHARED / "corpus")]
    return found or [
        _page(f"{BASE}{path}", answer.body)
        for number in range(10)
        for demo in [site(articles=70, seed=number)]
        for path in demo.paths()
        if (answer := demo.get(path)).body.startswith(b"<")
    ]


def _archived(path: Path) -> Iterator[Page]:
    for found in records(Source(str(path))) if path.exists() else ():
        answer = getattr(found, "answer", None)
        if answer and answer.status == 200:
            yield _page(answer.url, answer.sent)


def _corpus(folder: Path) -> Iterator[Page]:
    listed = folder / "provenance.json"
    for told in json.loads(listed.read_text("utf-8")) if listed.exists() else ():
        yield _page(told["url"] or f"http://{told['site']}/", (folder / told["file"]).read_bytes())


def _page(url: str, body: bytes) -> Page:
    read = charset.decode(body)
    return Page(url, read.text.decode("utf-8", "replace"), read.charset)


class Edition:
    """Exchanges what an edition has of its own."""

    def __init__(self, number: int) -> None:
        self._number = number
        self.run, self.address = lru_cache(50_000)(self._run), lru_cache(50_000)(self._address)

    def _run(self, run: str) -> str:
        chance = cycle(blake2b(f"{self._number} {self._seed(run)}".encode()).digest())
        return "".join([_OTHERS[byte] if byte < len(_OTHERS) else one for one, byte in zip(run, chance, strict=False)])

    def _seed(self, run: str) -> str:
        """What decides beside the edition which characters of a run are exchanged."""
        return run

    def _address(self, address: str) -> str:
        """The address under which an edition has what stands under this one."""

        def other(found: re.Match[str]) -> str:
            return f"{(int(found[0]) + 7 * self._number) % 10 ** len(found[0]):0{len(found[0])}}"

        path, mark, query = address.partition("?")
        return _NUMBER.sub(other, path) + mark + query

    def body(self, page: Page) -> bytes:
        """A page's bytes in this edition."""
        if not self._number:
            return page.text.encode(page.encoding, "replace")
        text = _RUN.sub(lambda found: self.run(found[0]), page.text)
        text = _ADDRESS.sub(lambda found: found[1] + self.address(found[2]), text)
        return text.encode(page.encoding, "replace")


def write(folder: Path, count: int) -> int:
    """So many records in archive files, made by all processors; gives how many pages they were made of."""
    at_hand = pages()
    folder.mkdir(parents=True)
    files = [(folder / f"{n:04d}.warc.gz", n * FILE, min(count, (n + 1) * FILE)) for n in range(-(-count // FILE))]
    with get_context("fork").Pool(os.cpu_count(), _hold, (at_hand,)) as pool:
        pool.starmap(_write, files, chunksize=1)
    return len(at_hand)


_AT_HAND: list[Page] = []


def _hold(at_hand: list[Page]) -> None:
    _AT_HAND[:] = at_hand


def _write(path: Path, begin: int, end: int) -> None:
    editions: dict[int, Edition] = {}
    with path.open("wb") as file:
        for n in range(begin, end):
            number, at = divmod(n, len(_AT_HAND))
            page, edition = _AT_HAND[at], editions.setdefault(number, Edition(number))
            head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
            fields = [
                ("WARC-Record-ID", f"<{warc.new_id()}>"),
                ("WARC-Target-URI", edition.address(page.url)),
                ("WARC-Date", warc.timestamp(START + timedelta(seconds=4 * n))),
                ("Content-Type", warc.ANSWER),
            ]
            file.write(warc.member("response", head + edition.body(page), fields))
