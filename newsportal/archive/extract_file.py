"""One archive file into one result file: the task that any engine runs, as often as it likes.

It knows no engine, no crawl and no state. What it writes depends on the source and the choice alone: done twice it is
done once, and whoever was killed in it is gone on with behind the last frame that he wrote.
"""

from __future__ import annotations

import fcntl
import gc
import logging
import os
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from newsportal.archive.choice import Choice
from newsportal.archive.page_line import line
from newsportal.archive.page_of import NoPage, page_of
from newsportal.archive.record import Read, Unread
from newsportal.archive.records import records
from newsportal.archive.result import Result
from newsportal.archive.sources import Source
from newsportal.collector import paused
from newsportal.extraction import extract
from newsportal.extraction.page import Page
from newsportal.messages import marked
from newsportal.text import keywords
from newsportal.text.language import is_chinese, may_be_chinese
from newsportal.urls.canonical import canonical
from newsportal.warc.answer import Answer

logger = logging.getLogger(__name__)
ENDED_PROCESS = marked("process ended twice while reading it")
INTERNAL = "internal"
"""An error of our own."""
OTHER_HOST = marked("page of another host")
OTHER_LANGUAGE = marked("page not in Chinese")
NO_PAGE = marked("address that is no page's")
_TWICE = 2
_COLLECTED = 500
"""Records after which memory is collected: reading a page leaves no cycles, and to look after each costs a fiftieth."""
_NAMED = frozenset(("cut", "coding", "no http"))
"""Reasons that are a record's fault and not what it holds: it is named."""


class At(NamedTuple):
    """How far a source is read; kept beside the result file, also across kills."""

    number: int = 0
    """The record that is being read."""
    starts: int = 0
    """How many processes began to read it."""
    offset: int = 0
    """Where it begins in the source."""
    pages: int = 0
    """Pages read by this process."""
    articles: int = 0
    """How many of them are articles."""


def at_of(out: Path) -> At:
    """How far the source of a result file is read."""
    with suppress(OSError, ValueError, TypeError):
        return At(*map(int, out.with_name(f"{out.name}.at").read_text("ascii").split()))
    return At()


def extract_file(source: Source, out: Path, choice: Choice) -> None:
    """Read a source into its result file; nothing is done where that is there. Raises OSError and WarcMissing."""
    if out.exists():
        return
    if choice.keywords:
        keywords.load()
    fd = os.open(out.with_name(f"{out.name}.at"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        # Whoever was thought dead and still writes is waited for.
        fcntl.flock(fd, fcntl.LOCK_EX)
        if out.exists():
            return
        before = at_of(out)
        suspect = before.number if before.starts >= _TWICE else 0
        with closing(Result(out)) as result, paused():
            task = _Task(result, choice, fd, before)
            for count, found in enumerate(records(source), 1):
                if found.number > task.done:
                    task.take(found, suspect)
                if count % _COLLECTED == 0:
                    gc.collect()
            result.finish()
    finally:
        os.close(fd)


class _Task:
    """The reading of one source."""

    def __init__(self, result: Result, choice: Choice, fd: int, before: At) -> None:
        self._result, self._choice, self._fd, self._before = result, choice, fd, before
        self._pages = self._articles = 0
        self.done = result.last
        """The last record that an earlier process read."""

    def take(self, found: Read | Unread, suspect: int) -> None:
        """Read one record."""
        if isinstance(found, Unread):
            self._result.read(found.number, left=found.reason, unread=found)
            return
        answer, number = found.answer, found.number
        if number == suspect:
            self._leave(answer, number, ENDED_PROCESS, named=True)
            return
        starts = self._before.starts + 1 if number == self._before.number else 1
        at = At(number, starts, answer.offset, self._pages, self._articles)
        os.pwrite(self._fd, f"{' '.join(map(str, at))}\n".encode("ascii"), 0)
        try:
            self._read(answer, number)
        except NoPage as none:
            self._leave(answer, number, none.reason, named=none.reason in _NAMED)
        except OSError:
            raise
        except Exception:
            logger.exception("error while reading %r", answer.url)
            self._leave(answer, number, INTERNAL, named=True)

    def _leave(self, answer: Answer, number: int, reason: str, *, named: bool = False) -> None:
        unread = Unread(number, answer.offset, answer.url, reason) if named else None
        self._result.read(number, left=reason, unread=unread)

    def _read(self, answer: Answer, number: int) -> None:
        url, choice = canonical(answer.url), self._choice
        if not url:
            raise NoPage(NO_PAGE)
        if not choice.takes(url.split("/")[2].partition(":")[0]):
            raise NoPage(OTHER_HOST)
        body = page_of(answer, choice.page_size)
        if choice.chinese and not may_be_chinese(body):
            raise NoPage(OTHER_LANGUAGE)
        page = extract(body, answer.url, answer.charset, fetched=answer.date)
        text = _text(page) if choice.chinese else ""
        if text and not is_chinese(text):
            raise NoPage(OTHER_LANGUAGE)
        self._result.read(number, line(page, answer, url, number, choice))
        self._pages += 1
        self._articles += page.article is not None


def _text(page: Page) -> str:
    """What a page says: its article, or else the headlines on it."""
    if page.article is not None:
        return f"{page.article.title}\n{page.article.text}"
    return "\n".join(headline.shown for block in page.blocks for headline in block.headlines)
