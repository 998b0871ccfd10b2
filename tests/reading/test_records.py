"""What readers are given of files that may be written to meanwhile: whole lines, a window, one shape of record."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newsportal.items import line
from newsportal.reading import records, whole_lines
from newsportal.reading.records import Records
from newsportal.reading.shape import Line
from newsportal.text.china_time import CHINA
from tests.crawl.test_figures import WEB, crawl
from tests.health.crawls import TEN

NOON = datetime(2026, 11, 20, 12, tzinfo=CHINA)
ALSO = {"page": "http://a.example/", "place": 1, "rank": 2}


def written(time: datetime) -> str:
    return time.isoformat(timespec="microseconds")


def sighting(number: int, **more: object) -> dict[str, object]:
    return {
        "headline": f"{number:016x}",
        "seen": written(NOON + timedelta(minutes=number)),
        "text": "桥\u2028" * 90,
    } | more


def write(folder: Path, kind: str, lines: Iterator[object] | list[object], *, tail: str = "") -> Path:
    path = folder / f"{kind}.jsonl"
    path.write_text("".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in lines) + tail, "utf-8")
    return path


def numbers(found: Iterator[Line]) -> list[int]:
    return [int(one["headline"], 16) for one in found]


def test_a_torn_last_line_is_left_and_what_is_appended_later_is_not_seen(tmp_path: Path) -> None:
    path = write(tmp_path, "sightings", map(sighting, range(3)), tail='{"headline": "0000')
    with Records(tmp_path) as opened:
        with path.open("a") as file:
            file.write('000000000009", "seen": "2026-11-21T00:00:00.000000+08:00"}\n')
        assert numbers(opened.read("sightings")) == [0, 1, 2]
        assert (opened.unread, opened.newest()) == (0, NOON + timedelta(minutes=2))
    with Records(tmp_path) as opened:
        assert numbers(opened.read("sightings")) == [0, 1, 2, 9]


def test_files_that_are_missing_or_empty_have_no_records(tmp_path: Path) -> None:
    write(tmp_path, "articles", [], tail="{")
    with Records(tmp_path) as opened:
        assert [list(opened.read(kind, since=NOON)) for kind in records.TIME_OF] == [[]] * 4
        assert (opened.newest(), opened.mark("articles").end, opened.mark("crawls").end) == (None, 0, 0)


@pytest.mark.parametrize("chunk", [700, 5000, 4 << 20])
def test_what_is_no_record_costs_no_other_and_is_counted(tmp_path: Path, monkeypatch, chunk: int) -> None:
    monkeypatch.setattr(records, "_CHUNK", chunk)
    lines: list[object] = [*map(sighting, range(20))]
    lines[7:7] = [[1], {"headline": "no time"}, "text", sighting(99, seen=None)]
    path = write(tmp_path, "sightings", lines)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\n{\xff\n\n", 1))
    with Records(tmp_path) as opened:
        assert numbers(opened.read("sightings")) == [*range(20)]
        assert opened.unread == 6


def test_a_reader_goes_on_where_it_ended(tmp_path: Path) -> None:
    write(tmp_path, "sightings", map(sighting, range(5)))
    with Records(tmp_path) as opened:
        end = opened.mark("sightings").end
    write(tmp_path, "sightings", map(sighting, range(8)))
    with Records(tmp_path) as opened:
        assert numbers(opened.read("sightings", start=end)) == [5, 6, 7]


def test_a_window_has_all_its_lines_also_those_written_after_later_ones_and_reads_little_else(
    tmp_path: Path, monkeypatch
) -> None:
    """Twelve crawls of five hours at once: each writes at its end what it saw all along."""
    hours = [[(start + n * 5 / 40, start) for n in range(40)] for start in range(0, 2000, 2)]
    flat = [sighting(int(at * 60), crawl=f"{start}") for crawl_hours in hours for at, start in crawl_hours]
    path = write(tmp_path, "sightings", flat)
    read = 0

    def pread(fd: int, size: int, place: int, pread=os.pread) -> bytes:
        nonlocal read
        read += size
        return pread(fd, size, place)

    for ago in (0, 1, 50, 3000, 60_000, 119_700, 200_000):
        newest = max(str(one["seen"]) for one in flat)
        since = datetime.fromisoformat(newest) - timedelta(minutes=ago)
        wanted = [int(str(one["headline"]), 16) for one in flat if datetime.fromisoformat(str(one["seen"])) >= since]
        with Records(tmp_path) as opened:
            monkeypatch.setattr(whole_lines.os, "pread", pread)
            read = 0
            assert numbers(opened.read("sightings", since)) == wanted
            monkeypatch.undo()
        if ago == 50:
            assert read < path.stat().st_size / 8


def test_records_of_an_earlier_schema_version_have_the_keys_of_the_newest(tmp_path: Path) -> None:
    write(tmp_path, "sightings", [sighting(1), sighting(2, place=3, also=[ALSO], verdict="same")])
    with Records(tmp_path) as opened:
        assert [(one["place"], one["also"], one["verdict"]) for one in opened.read("sightings")] == [
            (0, [], None),
            (3, [ALSO], "same"),
        ]


def test_crawls_are_given_as_items_and_broken_ones_left_out(tmp_path: Path) -> None:
    path = write(tmp_path, "crawls", [])
    lacking = json.dumps(json.loads(line(TEN[0])) | {"hubs": [{"url": "http://a.example/"}]})
    told = [*map(line, TEN), '{"id": "old", "end": "2026-11-20T12:00"}', lacking]
    path.write_text("".join(f"{one}\n" for one in told), "utf-8")
    with Records(tmp_path) as opened:
        found = list(opened.crawls())
        assert [crawl.hubs for crawl in found] == [crawl.hubs for crawl in TEN]
        assert opened.unread == 2
    with Records(tmp_path) as opened:
        assert [crawl.id for crawl in opened.crawls(since=TEN[4].end)] == [crawl.id for crawl in TEN[4:]]


def test_two_records_on_one_line_are_none_though_a_blank_line_makes_up_for_it(tmp_path: Path) -> None:
    path = write(tmp_path, "sightings", [*map(sighting, range(3))])
    first, second, third = path.read_bytes().splitlines()
    path.write_bytes(first + second + b"\n\n" + third + b"\n")
    with Records(tmp_path) as opened:
        assert numbers(opened.read("sightings")) == [2]
        assert opened.unread == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": 5}, {"text": None}, {"headline": ["a"]}, {"rank": "first"}, {"rank": None}, {"also": "x"},
        {"also": ["x"]}, {"also": [{"place": 1}]}, {"also": [ALSO | {"rank": "1"}]}, {"seen": "yesterday"},
        {"seen": "2026-11-20"}, {"text": "half a pair: \ud83d"},
    ],
)  # fmt: skip
def test_a_line_of_wrong_types_is_left_out_and_counted(tmp_path: Path, wrong: dict[str, object]) -> None:
    path = tmp_path / "sightings.jsonl"
    told = [
        sighting(1),
        sighting(2, text="an emoji \U0001f600"),
        sighting(3) | wrong,
        sighting(4, also=[ALSO], other=None),
    ]
    path.write_text("".join(f"{json.dumps(line)}\n" for line in told), "ascii")
    with Records(tmp_path) as opened:
        assert numbers(opened.read("sightings")) == [1, 2, 4]
        assert opened.unread == 1


def test_who_needs_few_fields_is_given_lines_whose_other_ones_are_wrong(tmp_path: Path) -> None:
    write(tmp_path, "sightings", [sighting(1), sighting(2, also=7), sighting(3, rank="first")])
    with Records(tmp_path) as opened:
        assert numbers(opened.read("sightings", only=("headline", "rank"))) == [1, 2]
        assert numbers(opened.read("sightings")) == [1]


def test_what_crawls_write_is_of_the_types_declared(tmp_path: Path) -> None:
    crawl(tmp_path, WEB)
    with Records(tmp_path / "output") as opened:
        for kind in ("articles", "headlines", "sightings"):
            written_lines = (tmp_path / "output" / f"{kind}.jsonl").read_text("utf-8").splitlines()
            assert list(opened.read(kind)) == [json.loads(text) for text in written_lines]
        assert opened.unread == 0


def test_a_reader_goes_on_at_its_mark_unless_the_file_was_begun_anew(tmp_path: Path) -> None:
    with Records(tmp_path) as opened:
        nothing = opened.mark("sightings")
    path = write(tmp_path, "sightings", map(sighting, range(3)))
    with Records(tmp_path) as opened:
        mark = opened.mark("sightings")
        assert mark.end == path.stat().st_size
        assert opened.continues("sightings", nothing)
    write(tmp_path, "sightings", map(sighting, range(5)), tail="{")
    with Records(tmp_path) as opened:
        assert opened.continues("sightings", mark)
        assert len(list(opened.read("sightings", start=mark.end))) == 2
    for others in (range(2), range(7, 12)):
        write(tmp_path, "sightings", map(sighting, others))
        with Records(tmp_path) as opened:
            assert not opened.continues("sightings", mark)
