"""Records of archives that others wrote, whole and damaged: what can be read is read, the rest is named."""

from __future__ import annotations

import gzip
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsportal.archive import records as reading
from newsportal.archive.record import CUT, DAMAGED, TOO_LARGE, UNDATED, WRONG_LENGTH, Read
from newsportal.archive.records import record_at, records
from newsportal.archive.sources import Source, find
from newsportal.zstandard import zstd
from tests.archive.made import START, answer, packed, page, record

ONE, TWO, THREE = (record(f"http://a.example/{n}", answer(page(f"第{n}号稿件在此")), seconds=n) for n in (1, 2, 3))
BARE = record("http://a.example/1", answer(page("第1号稿件在此"), end=b"\n"), end=b"\n")
GARBAGE = b"nothing of WARC\r\n" * 5


def read(path):
    """Numbers of the pages read, and why others were not."""
    return [found.answer.url[-1] if isinstance(found, Read) else found.reason for found in records(Source(str(path)))]


def arc(url, block):
    return f"{url} 192.0.2.7 20240305080001 text/html {len(block)}\n".encode() + block + b"\n"


ARC = [
    arc("filedesc://made.arc", b"1 0 made\nURL IP-address Archive-date Content-type Archive-length\n"),
    *(arc(f"http://a.example/{n}", answer(page(f"第{n}号稿件在此"))) for n in (1, 2, 3)),
]
BAD_MEMBER = packed(ONE)[:-60] + bytes(60)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("plain.warc", ONE + TWO + THREE, ["1", "2", "3"]),
        ("members.warc.gz", packed(ONE, TWO, THREE), ["1", "2", "3"]),
        ("one-member.warc.gz", gzip.compress(ONE + TWO + THREE, mtime=0), ["1", "2", "3"]),
        ("frames.warc.zst", b"".join(map(zstd.compress, (ONE, TWO, THREE))), ["1", "2", "3"]),
        ("old.arc", b"".join(ARC), ["1", "2", "3"]),
        ("old.arc.gz", packed(*ARC), ["1", "2", "3"]),
        ("torn.arc.gz", packed(*ARC)[:-30], ["1", "2", DAMAGED]),
        ("named-otherwise", packed(ONE, TWO), ["1", "2"]),
        ("torn.warc.gz", packed(ONE, TWO) + packed(THREE)[:-60], ["1", "2", CUT]),
        ("torn.warc", (ONE + TWO + THREE)[:-60], ["1", "2", CUT]),
        ("between.warc", ONE + GARBAGE + TWO, ["1", "2"]),
        ("between.warc.gz", packed(ONE) + GARBAGE + packed(TWO), ["1", DAMAGED, "2"]),
        ("damaged.warc.gz", BAD_MEMBER + packed(TWO, THREE), [DAMAGED, "2", "3"]),
        ("damaged-twice.warc.gz", BAD_MEMBER + BAD_MEMBER + packed(THREE), [DAMAGED, DAMAGED, "3"]),
        ("line-feeds.warc", BARE + TWO, ["1", "2"]),
        ("gbk.warc", ONE.replace(b"WARC-Type", "X-标题: 新闻".encode("gbk") + b"\r\nWARC-Type") + TWO, ["1", "2"]),
        ("undated.warc", ONE.replace(b"WARC-Date", b"X-Date") + TWO, [UNDATED, "2"]),
        ("empty.warc", b"", []),
        ("no-archive.warc.gz", GARBAGE, [DAMAGED]),
    ],
)  # fmt: skip
def test_what_can_be_read_is_read_and_the_rest_is_named(tmp_path, name, content, expected):
    (tmp_path / name).write_bytes(content)
    assert read(tmp_path / name) == expected


@pytest.mark.parametrize("pack", [packed, lambda *every: b"".join(every)], ids=["gzip", "plain"])
@pytest.mark.parametrize("more", [50, 100_000])
def test_a_record_that_claims_the_ones_behind_it_is_named_and_those_are_read(tmp_path, pack, more):
    block = answer(page("第1号稿件在此"))
    wrong = record("http://a.example/1", block, length=len(block) + more)
    (tmp_path / "a.warc").write_bytes(pack(wrong, TWO, THREE))
    found = read(tmp_path / "a.warc")
    assert found[-2:] == ["2", "3"] if more == 50 or pack is packed else found[0] == WRONG_LENGTH
    assert found[0] in (WRONG_LENGTH, CUT)


def test_a_record_larger_than_any_page_is_passed_and_named(tmp_path, monkeypatch):
    monkeypatch.setattr("newsportal.archive.records.LARGEST", 1 << 16)
    (tmp_path / "a.warc.gz").write_bytes(packed(record("http://a.example/9", answer(bytes(1 << 17))), TWO))
    assert read(tmp_path / "a.warc.gz") == [TOO_LARGE, "2"]


def test_a_zstandard_archive_with_a_dictionary_of_its_own_is_read(tmp_path):
    made = zstd.train_dict([ONE, TWO, THREE] * 300, 2_000)
    head = struct.pack("<II", 0x184D2A5D, len(made.dict_content)) + made.dict_content
    frames = (zstd.compress(one, zstd_dict=made) for one in (ONE, TWO, THREE))
    (tmp_path / "a.warc.zst").write_bytes(head + b"".join(frames))
    assert read(tmp_path / "a.warc.zst") == ["1", "2", "3"]


def test_the_archives_that_a_wacz_packs_together_are_sources_of_their_own(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as wacz:
        wacz.writestr("archive/one.warc.gz", packed(ONE, TWO))
        wacz.writestr("archive/two.warc", THREE)
        wacz.writestr("pages/pages.jsonl", "{}")
    sources = find(str(tmp_path / "a.wacz"))
    assert [source.member for source in sources] == ["archive/one.warc.gz", "archive/two.warc"]
    found = [(source, one) for source in sources for one in records(source)]
    assert [one.answer.url[-1] for _, one in found] == ["1", "2", "3"]
    for source, one in found:
        assert record_at(source, one.number, one.answer.offset, one.answer.url).sent == one.answer.sent


@pytest.mark.parametrize(
    "content", [ONE + TWO + THREE, packed(ONE, TWO, THREE), gzip.compress(ONE + TWO + THREE, mtime=0)]
)
def test_a_record_is_found_again_by_its_place_with_its_time(tmp_path, content):
    (tmp_path / "a.warc.gz").write_bytes(content)
    source = Source(str(tmp_path / "a.warc.gz"))
    for found in records(source):
        again = record_at(source, found.number, found.answer.offset, found.answer.url)
        assert (again.sent, again.date) == (found.answer.sent, found.answer.date)
    assert again.date > START
    assert record_at(source, 1, 0, "http://a.example/other") is None


@given(where=st.integers(0, len(packed(ONE, TWO, THREE)) - 1), what=st.binary(min_size=1, max_size=40))
def test_wherever_a_file_is_damaged_reading_ends_and_the_other_members_are_read(tmp_path_factory, where, what):
    whole, members = packed(ONE, TWO, THREE), [len(packed(one)) for one in (ONE, TWO, THREE)]
    path = tmp_path_factory.mktemp("damaged") / "a.warc.gz"
    path.write_bytes(whole[:where] + what + whole[where + len(what) :])
    begins = [sum(members[:n]) for n in range(4)]
    untouched = {str(n + 1) for n in range(3) if begins[n + 1] <= where or begins[n] >= where + len(what)}
    assert untouched <= set(read(path))


@given(st.text(st.sampled_from("\nWARC/1."), max_size=40), st.text(st.sampled_from("\nWARC/1."), max_size=40))
def test_a_record_inside_of_another_is_found_behind_however_many_of_its_signs(before: str, behind: str) -> None:
    for block in (before, f"{before}\nWARC/1.{behind}", f"{before}{'W' * 1_200}\nWARC/1.{behind}"):
        assert reading._inside(block.encode()) == block.find("\nWARC/1.")
