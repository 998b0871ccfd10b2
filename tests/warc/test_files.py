"""The files of an archive agree with the state, whatever ended their process, and are deleted in their order."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy import Request
from scrapy.http import Headers, Response

pytest.importorskip("fastwarc", reason="FastWARC is not installed here")

from newsportal.download.safety.handler import HEAD
from newsportal.state import kept_answers
from newsportal.state.crawls import OpenCrawl
from newsportal.state.sqlite import SqliteState
from newsportal.warc import files
from newsportal.warc.archive import WarcArchive
from newsportal.warc.files import Bounds
from tests.warc.kept import kept_in, kinds_in

BEGIN = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)
CRAWL = OpenCrawl("20261129T080000000000Z-river", "river", "river", {}, BEGIN, 1, {})
ALL = Bounds(file=1_000_000, days=0, all=0)


class Archiving:
    """A crawl's process that keeps answers, as its unit of work lets it."""

    def __init__(self, folder: Path, *, bounds: Bounds = ALL, crawl: OpenCrawl = CRAWL) -> None:
        self.state = SqliteState(folder / "state.sqlite", schemas=(kept_answers.SCHEMA,))
        self.folder, self.crawl = folder / "kept", crawl
        self.archive = WarcArchive(self.folder, self.state, "river", bounds=bounds, durable=False, agent="tests")
        self.state.begin()
        self.archive.begin(crawl)
        self.state.commit()

    def answer(self, path: str, body: bytes = b"page", status: int = 200, **headers: str) -> None:
        """Receive an answer."""
        response = Response(f"http://river.example/{path}", status, Headers(headers), body)
        self.archive.received(response, Request(response.url))

    def store(self, *, commit: bool = True) -> None:
        """Store what was received with a visit, or give the visit up."""
        self.state.begin()
        self.archive.append(self.crawl)
        if commit:
            self.state.commit()
            self.archive.committed()
        else:
            self.state.rollback()

    def keep(self, path: str, body: bytes = b"page", status: int = 200) -> None:
        """Receive an answer and store it."""
        self.answer(path, body, status)
        self.store()

    def die(self) -> None:
        """End as a killed process does."""
        self.archive.close()
        self.state.close()


@pytest.fixture
def archiving(tmp_path: Path) -> Iterator[Archiving]:
    process = Archiving(tmp_path)
    yield process
    process.die()


def test_answers_are_written_with_the_next_visit_that_is_stored_each_once(archiving):
    archiving.answer("robots.txt")
    archiving.answer("1", b"one")
    assert kept_in(archiving.folder) == []
    archiving.store(commit=False)
    archiving.answer("2", b"two")
    archiving.store()
    archiving.store()
    assert [answer.url.rpartition("/")[2] for answer in kept_in(archiving.folder)] == ["robots.txt", "1", "2"]


def test_what_was_there_before_is_a_revisit_that_names_it_and_what_changed_is_kept_whole(archiving):
    for body in (b"one", b"one", b"other"):
        archiving.keep("1", body)
    archiving.keep("1", b"", 304)
    archiving.keep("2", b"", 304)  # of which nothing is kept: it stands for itself
    archiving.keep("1", b"error", 500)
    kinds = [kind for kind in kinds_in(archiving.folder) if kind not in ("request", "warcinfo")]
    assert kinds == ["response", "revisit", "response", "revisit", "response", "response"]


def test_a_page_whose_first_record_was_deleted_is_kept_whole_again(archiving):
    archiving.keep("1", b"one")
    (file,) = files.archived(archiving.folder)
    file.unlink()
    archiving.keep("1", b"one")
    assert [answer.sent for answer in kept_in(archiving.folder)] == [b"one"]


@pytest.mark.parametrize("torn", [b"\x1f\x8bhalf a record", b"x" * 5_000])
def test_what_a_killed_process_left_behind_is_cut_and_said_by_the_next(tmp_path, caplog, torn):
    first = Archiving(tmp_path)
    first.keep("1", b"one")
    first.die()
    (file,) = files.archived(first.folder)
    size = file.stat().st_size
    with file.open("ab") as tail:
        tail.write(torn)
    with caplog.at_level(logging.WARNING):
        second = Archiving(tmp_path)
    assert f"cut {len(torn):,} bytes" in caplog.text
    assert file.stat().st_size == size
    second.keep("2", b"two")
    assert [answer.sent for answer in kept_in(second.folder)] == [b"one", b"two"]
    assert files.archived(second.folder) == [file]
    second.die()


@pytest.mark.parametrize("size", [0, 9, None], ids=["emptied", "cut", "gone"])
def test_a_file_that_is_shorter_than_known_is_said_and_left_alone(tmp_path, caplog, size):
    first = Archiving(tmp_path)
    first.keep("1", b"one")
    first.die()
    (file,) = files.archived(first.folder)
    file.unlink() if size is None else os.truncate(file, size)
    with caplog.at_level(logging.WARNING):
        second = Archiving(tmp_path)
    assert "goes on in another file" in caplog.text
    second.keep("1", b"one more")
    assert [answer.sent for answer in kept_in(second.folder)][-1] == b"one more"
    assert size is None or file.stat().st_size == size
    second.die()


@settings(max_examples=15)
@given(st.lists(st.sampled_from(["store", "give up", "kill", "kill in the middle", "next crawl"]), max_size=12))
def test_whatever_ends_a_process_the_records_are_those_of_finished_transactions_in_order(tmp_path_factory, events):
    folder, crawl, stored, waits = tmp_path_factory.mktemp("archive"), CRAWL, [], []
    process = Archiving(folder, bounds=Bounds(file=900, days=0, all=0))
    for number, event in enumerate([*events, "store"]):
        body = f"answer {number}".encode()
        process.answer(f"{number}", body)
        waits.append(body)
        if event in ("store", "give up"):
            process.store(commit=event == "store")
        if event == "store":
            stored, waits = [*stored, *waits], []
        elif event != "give up":
            if event == "kill in the middle":
                process.state.begin()
                process.archive.append(crawl)
            process.die()
            waits = []
            if event == "next crawl":
                crawl = replace(CRAWL, id=f"20261129T0800000000{number:02}Z-river")
            process = Archiving(folder, bounds=Bounds(file=900, days=0, all=0), crawl=crawl)
    assert [answer.sent for answer in kept_in(process.folder)] == stored
    process.die()


def test_a_file_is_followed_by_the_next_at_its_size_and_at_the_end_of_its_day(tmp_path, monkeypatch):
    process = Archiving(tmp_path, bounds=Bounds(file=3_000, days=0, all=0))
    for number in range(6):
        process.keep(f"{number}", os.urandom(1_500))
    monkeypatch.setattr(files, "_today", lambda: "20991231")
    process.keep("midnight")
    process.keep("next day")
    names = [path.name for path in files.archived(process.folder)]
    assert len(names) == 5
    assert all(name.startswith("20261129T080000000000Z-river-") for name in names)
    assert names[-1].endswith("-20991231-00004.warc.gz")
    assert [answer.url.rpartition("/")[2] for answer in kept_in(process.folder)][-1] == "next%20day"
    assert all(kinds[0] == "warcinfo" for kinds in map(kinds_in, files.archived(process.folder)))
    process.die()


def test_files_that_are_too_old_or_too_many_are_deleted_the_oldest_first_but_none_that_is_written(tmp_path, caplog):
    kept = tmp_path / "kept"
    kept.mkdir()
    days = ("20200101", "20991230", "20991231")
    for day in days:
        (kept / f"20200101T000000000000Z-sea-{day}-00000.warc.gz").write_bytes(b"x" * 100)
    (kept / "of-another-hand.warc.gz").write_bytes(b"x" * 1_000)
    with caplog.at_level(logging.INFO):
        Archiving(tmp_path, bounds=Bounds(file=1_000, days=30, all=0)).die()
    assert "1 old file deleted" in caplog.text
    assert [files._day(path) for path in files.archived(kept)] == [*days[1:]]
    files.delete_old(kept, Bounds(file=1, days=0, all=150), stay={str(files.archived(kept)[0])})
    assert [files._day(path) for path in files.archived(kept)] == [days[1]]
    assert (kept / "of-another-hand.warc.gz").exists()


def test_the_head_is_kept_as_it_came_and_true_of_the_body(archiving):
    lines = [b"HTTP/1.1 200 Fine", b"sErver: \xd6\xd0", b"Transfer-Encoding: chunked", b"X: a", b" b"]
    response = Response("http://river.example/1", body=b"body", headers={HEAD: lines, "Server": b"\xd6\xd0"})
    archiving.archive.received(response, Request(response.url))
    assert HEAD not in response.headers
    archiving.store()
    (answer,) = kept_in(archiving.folder)
    assert answer.head.split(b"\r\n") == [
        b"HTTP/1.1 200 Fine", b"sErver: \xd6\xd0", b"X-Crawler-Transfer-Encoding: chunked", b"X: a", b" b",
        b"Content-Length: 4",
    ]  # fmt: skip
    assert (answer.status, answer.header("x"), answer.sent) == (200, "a b", b"body")


def test_days_beyond_the_calendar_delete_nothing(tmp_path):
    kept = tmp_path / "20261129T081828173531Z-demo-20261129-00000.warc.gz"
    kept.touch()
    files.delete_old(tmp_path, Bounds(file=1, days=10**9, all=0), stay=())
    assert kept.exists()
