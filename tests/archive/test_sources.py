"""What -a path= may name, and what is said of what it may not."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from newsportal.archive.sources import SourceError, find

NAMES = ("crawl-data/CC-NEWS/2024/03/CC-NEWS-20240305080000-00001.warc.gz", "b/two.arc.gz", "b/three.warc.zst")


@pytest.fixture
def folder(tmp_path):
    for name in (*NAMES, "b/readme.md", "b/page.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def names(folder, place):
    return [str(Path(source.path).relative_to(folder)) for source in find(str(place))]


def test_a_folder_is_all_archives_below_it_by_name(folder):
    assert names(folder, folder) == sorted(NAMES)


def test_a_pattern_and_a_file_are_what_they_match(folder):
    assert names(folder, folder / "b/*.gz") == ["b/two.arc.gz"]
    assert names(folder, folder / "**/*.warc.*") == ["b/three.warc.zst", NAMES[0]]
    assert names(folder, folder / "b/two.arc.gz") == ["b/two.arc.gz"]


@pytest.mark.parametrize("where", ["warc.paths", "crawl-data/CC-NEWS/2024/03/warc.paths"])
def test_a_list_names_files_from_its_folder_or_one_above_as_common_crawl_lays_them_out(folder, where):
    (folder / f"{where}.gz").write_bytes(gzip.compress(f"# one\n{NAMES[0]}\n\n".encode()))
    assert names(folder, folder / f"{where}.gz") == [NAMES[0]]


@pytest.mark.parametrize(
    ("content", "says"),
    [("https://a.example/x.warc.gz", "fetch it first"), ("gone.warc.gz", "there is no such file"), ("", "no archive")],
)
def test_a_list_that_names_no_files_says_what_is_wrong_with_it(folder, content, says):
    (folder / "list.txt").write_text(content)
    with pytest.raises(SourceError, match=says):
        find(str(folder / "list.txt"))


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(b"a.warc.gz\n")[:-9],
        b"a.warc.gz",
        gzip.compress(b"\xff\n"),
        gzip.compress(b"a" * 9)[:10] + b"\xff",
    ],
    ids=["cut", "plain", "no UTF-8", "damaged"],  # the bytes hold the time of packing
)
def test_a_packed_list_that_is_cut_or_damaged_says_so(folder, content):
    (folder / "warc.paths.gz").write_bytes(content)
    with pytest.raises(SourceError, match="is damaged, or no list"):
        find(str(folder / "warc.paths.gz"))


@pytest.mark.parametrize(
    ("place", "says"), [("none", "there is no file"), ("empty", "no archive"), ("a.wacz", "no WACZ")]
)
def test_what_holds_no_archive_says_so(folder, place, says):
    (folder / "empty").mkdir()
    (folder / "a.wacz").write_bytes(b"PK, not quite")
    with pytest.raises(SourceError, match=says):
        find(str(folder / place))
