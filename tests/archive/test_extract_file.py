"""One file into one result file: done twice it is done once, and a kill takes back a frame at most."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsportal.archive import extract_file as reading
from newsportal.archive import result
from newsportal.archive.choice import Choice
from newsportal.archive.extract_file import ENDED_PROCESS, OTHER_HOST, OTHER_LANGUAGE, at_of, extract_file
from newsportal.archive.record import Unread
from newsportal.archive.result import PageLine, Result, frames
from newsportal.archive.sources import Source
from tests.archive.made import answer, packed, page, record

CHOICE = Choice(keywords=0)


def source_of(folder, *records):
    path = folder / "a.warc.gz"
    path.write_bytes(packed(*records))
    return Source(str(path))


def pages(folder, count=40):
    made = (page(f"第{n}号稿件今天刊出") for n in range(count))
    return source_of(folder, *(record(f"http://a.example/{n}", answer(one)) for n, one in enumerate(made)))


def left(out):
    with out.open("rb") as file:
        return {reason: count for frame in frames(file) for reason, count in frame.left.items()}


def test_a_second_time_changes_nothing(tmp_path):
    source, out = pages(tmp_path), tmp_path / "out"
    extract_file(source, out, CHOICE)
    written, when = out.read_bytes(), out.stat().st_mtime_ns
    extract_file(source, out, CHOICE)
    assert (out.read_bytes(), out.stat().st_mtime_ns) == (written, when)
    assert not list(tmp_path.glob("*.part"))


def test_what_is_told_of_pages_is_read_without_unpacking_them(tmp_path, monkeypatch):
    extract_file(pages(tmp_path), tmp_path / "out", CHOICE)
    monkeypatch.setattr(result.zstd, "decompress", lambda _: 1 / 0)
    with (tmp_path / "out").open("rb") as file:
        found = list(frames(file))
    assert sum(len(frame.places) for frame in found) == 40
    with pytest.raises(ZeroDivisionError):
        _ = found[0].pages


def test_a_torn_file_is_gone_on_with_behind_its_last_whole_frame(tmp_path):
    source, whole = pages(tmp_path), tmp_path / "whole"
    extract_file(source, whole, CHOICE)
    with whole.open("rb") as file:
        ends = [frame.end for frame in frames(file)]
    for number, cut in enumerate((0, 5, ends[0] - 1, ends[0], ends[0] + 7, ends[1] + 100, ends[-1])):
        out = tmp_path / f"out{number}"
        out.with_name(f"{out.name}.part").write_bytes(whole.read_bytes()[:cut])
        extract_file(source, out, CHOICE)
        assert out.read_bytes() == whole.read_bytes()


def test_a_record_that_ended_the_process_twice_is_passed_and_named(tmp_path, monkeypatch):
    class Killed(BaseException):
        pass

    def extract(body, url, *rest, **more):
        if url.endswith("/3"):
            raise Killed
        return real(body, url, *rest, **more)

    real = reading.extract
    monkeypatch.setattr(reading, "extract", extract)
    source, out = pages(tmp_path, 6), tmp_path / "out"
    for _ in range(2):
        with pytest.raises(Killed):
            extract_file(source, out, CHOICE)
    assert at_of(out).number == 4
    extract_file(source, out, CHOICE)
    with out.open("rb") as file:
        (frame,) = frames(file)
    assert [(one.url, one.reason) for one in frame.unread] == [("http://a.example/3", ENDED_PROCESS)]
    assert len(frame.pages) == 5


def test_an_error_of_our_own_costs_its_page_only(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "extract", lambda *_, **__: 1 / 0)
    extract_file(pages(tmp_path, 2), tmp_path / "out", CHOICE)
    assert left(tmp_path / "out") == {"internal": 2}


def test_only_chosen_hosts_and_languages_are_read(tmp_path):
    english = page("A new bridge opens", "The new bridge over the river was opened this morning. ")
    source = source_of(
        tmp_path,
        record("http://news.a.example/1", answer(page("第1号稿件今天刊出"))),
        record("http://b.example/2", answer(page("第2号稿件今天刊出"))),
        record("http://a.example/3", answer(english)),
    )
    extract_file(source, tmp_path / "some", replace(CHOICE, hosts=("a.example",)))
    assert left(tmp_path / "some") == {OTHER_HOST: 1, OTHER_LANGUAGE: 1}
    extract_file(source, tmp_path / "all", replace(CHOICE, chinese=False))
    assert left(tmp_path / "all") == {}


@given(
    st.lists(
        st.tuples(st.binary(min_size=1, max_size=20).filter(lambda text: b"\n" not in text), st.booleans()), max_size=60
    ),
    st.integers(0, 4_000),
)
@settings(max_examples=40)
def test_a_result_holds_what_was_read_wherever_it_was_torn(tmp_path_factory, read, cut):
    path = tmp_path_factory.mktemp("result") / "out"

    def write(result):
        for number, (text, good) in enumerate(read, 1):
            if number > result.last:
                page = PageLine(text, number, 1, 0) if good else None
                result.read(number, page, "" if good else "cut", None if good else Unread(number, 0, "", "cut"))

    torn = Result(path)
    write(torn)
    torn.close()
    part = path.with_name("out.part")
    part.write_bytes(part.read_bytes()[:cut])
    result = Result(path)
    write(result)
    result.finish()
    result.close()
    with path.open("rb") as file:
        found = list(frames(file))
    assert [text for frame in found for text in frame.pages] == [text for text, good in read if good]
    assert [one.number for frame in found for one in frame.unread] == [
        n for n, (_, good) in enumerate(read, 1) if not good
    ]
