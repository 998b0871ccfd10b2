"""The pages that an archive keeps of a portal: of each address the newest, in the order they came."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from newsportal.download.content.bodies import defect
from newsportal.download.content.decompress import BadCoding
from newsportal.text.keys import key_of
from newsportal.urls.canonical import canonical
from newsportal.urls.join import join
from newsportal.warc import files
from newsportal.warc.answer import Answer
from newsportal.warc.read import Damaged, Kept, answers

_REDIRECTS = 5
"""Redirects behind each other that are gone back."""


class KeptPage(NamedTuple):
    """A page as it was kept."""

    url: str
    """Its canonical address."""
    asked: tuple[str, ...]
    """The canonical addresses that were asked for and led to it, its own included."""
    answer: Answer
    """The answer."""
    rules: str
    """The version of the rules that read it when it came (`newsportal.version.rules`)."""
    crawl: str
    """The crawl that asked for it."""


class KeptPages:
    """The pages kept in these files, which are read once through: some hundred bytes of memory an address.

    `since`: those that came earlier are left out, but for the further pages of articles. Raises OSError.
    """

    def __init__(self, paths: list[Path], since: datetime | None = None) -> None:
        self._files = paths
        self._places: dict[int, tuple[int, int]] = {}
        """By address: the number of the file and the place in it."""
        self._late: set[int] = set()
        self._from: dict[int, str] = {}
        """By address: one that was redirected to it."""
        self.unread: dict[str, int] = {}
        """What could not be read, by why."""
        self.damaged: list[str] = []
        """Files that are damaged, a sentence each."""
        for number, path in enumerate(paths):
            try:
                for kept in answers(path):
                    self._take(number, kept.answer, since)
            except Damaged as damaged:
                self.damaged.append(f"{damaged}")

    def _take(self, number: int, answer: Answer, since: datetime | None) -> None:
        url = canonical(answer.url)
        if url and 300 <= answer.status < 400 and (location := answer.header("Location")):
            if target := canonical(join(answer.url, location)):
                self._from[key_of(target)] = url
        elif url and answer.status in (200, 203):
            key = key_of(url)
            self._places[key] = number, answer.offset
            if since is None or answer.date >= since:
                self._late.add(key)
            else:
                self._late.discard(key)

    def __len__(self) -> int:
        return len(self._late)

    def __iter__(self) -> Iterator[KeptPage]:
        """The newest page of each address, in the order they came."""
        for number, path in enumerate(self._files):
            with suppress(Damaged):
                for kept in answers(path):
                    url = canonical(kept.answer.url)
                    key = key_of(url) if url else 0
                    if key in self._late and self._places[key] == (number, kept.answer.offset):
                        yield self._page(url, path, kept)

    def _page(self, url: str, path: Path, kept: Kept) -> KeptPage:
        asked = [url]
        while len(asked) <= _REDIRECTS and (before := self._from.get(key_of(asked[-1]))) and before not in asked:
            asked.append(before)
        rules = kept.info.get("software", "").removeprefix("newsportal/")
        return KeptPage(url, tuple(asked), kept.answer, rules, files.crawl_of(path))

    def get(self, url: str) -> Answer | None:
        """The newest answer of an address; None where none is kept."""
        place = self._places.get(key_of(canonical(url)))
        if place is None:
            return None
        return next((kept.answer for kept in answers(self._files[place[0]], place[1])), None)

    def body(self, answer: Answer, limit: int) -> bytes | None:
        """The HTML of an answer; None, and counted, where it is none or cannot be unpacked."""
        try:
            body = answer.body(limit)
        except BadCoding:
            why = "coding"
        else:
            if (why := defect(body, answer.header("Content-Type") or "") or "") == "":
                return body
        self.unread[why] = self.unread.get(why, 0) + 1
        return None
