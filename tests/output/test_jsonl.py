"""Files agree with the state, whatever ended the process that wrote them."""

import logging
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsportal.output.jsonl import SCHEMA, LinesFile
from newsportal.output.store import RecordsGone
from newsportal.state.sqlite import SqliteState


def write(state: SqliteState, path: Path, lines: list[str], *, commit: bool = True) -> None:
    file = LinesFile(path, state)
    state.begin()
    file.append([line.encode() for line in lines])
    if commit:
        state.commit()
    else:
        state.rollback()


@pytest.fixture
def state(tmp_path: Path) -> SqliteState:
    return SqliteState(tmp_path / "state.sqlite", schemas=(SCHEMA,))


def test_lines_of_a_transaction_that_was_not_committed_are_cut_before_the_next_are_written(state, tmp_path):
    path = tmp_path / "a.jsonl"
    write(state, path, ["1", "2"])
    write(state, path, ["lost"], commit=False)
    assert path.read_text() == "1\n2\nlost\n"
    write(state, path, ["3"])
    assert path.read_text() == "1\n2\n3\n"
    assert (tmp_path / "a.jsonl.cut").read_text() == "lost\n"


def test_a_torn_tail_is_mended_with_a_warning_that_says_what_was_cut(state, tmp_path, caplog):
    path = tmp_path / "a.jsonl"
    write(state, path, ["whole"])
    with path.open("ab") as file:
        file.write(b'{"torn')
    with caplog.at_level(logging.WARNING):
        write(state, path, ["next"])
    assert path.read_text() == "whole\nnext\n"
    assert "cut 6 bytes" in caplog.text
    assert "a torn one" in caplog.text


def test_a_file_shorter_than_recorded_keeps_its_whole_lines_and_is_warned_of(state, tmp_path, caplog):
    path = tmp_path / "a.jsonl"
    write(state, path, ["first", "second"])
    os.truncate(path, 9)
    with caplog.at_level(logging.WARNING):
        write(state, path, ["third"])
    assert path.read_text() == "first\nthird\n"
    assert "shorter than its state says" in caplog.text


def test_a_line_lengthened_by_hand_costs_no_line_and_what_a_dead_process_left_behind_it_is_cut_all_the_same(
    state, tmp_path, caplog
):
    path = tmp_path / "a.jsonl"
    write(state, path, ["first", "second", "third"])
    path.write_text("first, longer by hand\nsecond\nthird\nof a process that died\n")
    with caplog.at_level(logging.WARNING):
        write(state, path, ["fourth"])
    assert path.read_text() == "first, longer by hand\nsecond\nthird\nfourth\n"
    assert "longer than its state says: lines in it were changed" in caplog.text
    assert (tmp_path / "a.jsonl.cut").read_text() == "of a process that died\n"


@pytest.mark.parametrize("changed", ["first\nlast, longer\n", "added\nfirst\nlast\n", "fir\nst, and more\nlast\n"])
@pytest.mark.parametrize("known", [True, False])
def test_every_whole_line_stays_wherever_a_hand_changed_the_file(state, tmp_path, changed, known):
    path = tmp_path / "a.jsonl"
    write(state, path, ["first", "last"])
    if not known:  # as an earlier version left the state
        state.connection.execute("DELETE FROM last_lines")
    path.write_text(changed)
    write(state, path, ["next"])
    assert path.read_text() == f"{changed}next\n"


def test_an_added_line_as_long_as_the_last_one_is_no_surplus(state, tmp_path):
    path = tmp_path / "a.jsonl"
    write(state, path, ["one", "two"])
    path.write_text("six\none\ntwo\n")
    write(state, path, ["end"])
    assert path.read_text() == "six\none\ntwo\nend\n"


@pytest.mark.parametrize("end", [os.remove, lambda path: os.truncate(path, 0)])
def test_lines_that_the_state_knows_and_nobody_has_any_more_are_missed_in_one_sentence(state, tmp_path, end):
    path = tmp_path / "a.jsonl"
    write(state, path, ["known"])
    end(path)
    with pytest.raises(RecordsGone, match=r"nothing is left of a.jsonl \(6 bytes\).*start over with `scrapy reset`"):
        write(state, path, ["next"])
    state.rollback()
    LinesFile(path, state, rotated=True).append([b"next"])
    assert path.read_text() == "next\n"


@pytest.mark.parametrize("part", ["a.jsonl.1", "a.jsonl-20261128", "a.jsonl.2.gz", "a-2026-11.jsonl"])
@pytest.mark.parametrize("how", ["renamed", "renamed and made", "copied and truncated"])
def test_rotated_files_are_begun_anew_between_crawls_and_in_one(state, tmp_path, caplog, part, how):
    path = tmp_path / "a.jsonl"
    running = LinesFile(path, state)
    running.append([b"1"])
    for number, file in enumerate((running, LinesFile(path, state)), start=2):
        if how == "copied and truncated":
            shutil.copy(path, tmp_path / part)
            os.truncate(path, 0)
        else:
            path.rename(tmp_path / part)
        if how == "renamed and made":
            path.touch()
        file.append([str(number).encode()])
        assert path.read_text() == f"{number}\n"
        assert (tmp_path / part).read_text() == f"{number - 1}\n"
    assert f"taken to be in {part}" in caplog.text


def test_what_was_cut_is_no_rotated_part(state, tmp_path):
    path = tmp_path / "a.jsonl"
    write(state, path, ["kept"])
    write(state, path, ["lost"], commit=False)
    write(state, path, [])
    path.unlink()
    with pytest.raises(RecordsGone):
        write(state, path, [])


def test_a_file_that_was_moved_away_is_begun_anew(state, tmp_path):
    path = tmp_path / "a.jsonl"
    file = LinesFile(path, state)
    for name in ("one", "two"):
        state.begin()
        file.append([name.encode()])
        state.commit()
        path.rename(tmp_path / f"{name}.jsonl")
    assert (tmp_path / "one.jsonl").read_text() == "one\n"
    assert (tmp_path / "two.jsonl").read_text() == "two\n"


def test_a_file_that_a_new_state_does_not_know_keeps_its_lines(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("from before\n")
    write(SqliteState(tmp_path / "new.sqlite", schemas=(SCHEMA,)), path, ["after"])
    assert path.read_text() == "from before\nafter\n"


def test_two_writers_of_one_file_never_mix_their_lines(state, tmp_path):
    path = tmp_path / "a.jsonl"
    other = SqliteState(tmp_path / "state.sqlite")
    files = [LinesFile(path, state), LinesFile(path, other)]
    for turn in range(20):
        which = [state, other][turn % 2]
        which.begin()
        files[turn % 2].append([str(turn).encode()])
        which.commit()
    assert path.read_text().split() == [str(turn) for turn in range(20)]
    assert not (tmp_path / "a.jsonl.cut").exists()


@given(st.lists(st.tuples(st.lists(st.text("ab", max_size=3), max_size=3), st.booleans(), st.binary(max_size=5))))
def test_only_committed_lines_survive_any_order_of_commits_rollbacks_and_torn_tails(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("files")
    state, path, kept = SqliteState(folder / "state.sqlite", schemas=(SCHEMA,)), folder / "a.jsonl", []
    write(state, path, [])
    for lines, commit, rubbish in steps:
        write(state, path, lines, commit=commit)
        kept += lines if commit else []
        with path.open("ab") as file:
            file.write(rubbish)
    write(state, path, ["end"])
    assert path.read_bytes().decode() == "".join(f"{line}\n" for line in [*kept, "end"])


def test_a_file_reached_by_two_names_keeps_the_lines_of_both(state, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for folder, line in (("real", "1"), ("link", "2"), ("real", "3")):
        write(state, tmp_path / folder / "a.jsonl", [line])
    assert (tmp_path / "real" / "a.jsonl").read_text() == "1\n2\n3\n"


def test_a_disk_that_fills_up_in_the_middle_of_a_line_leaves_whole_lines(state, tmp_path, monkeypatch):
    path, real = tmp_path / "a.jsonl", os.write
    write(state, path, ["whole"])
    room = iter([3, 0])

    def full(fd: int, data: memoryview) -> int:
        left = next(room)
        if not left:
            raise OSError(28, "No space left on device")
        return real(fd, data[:left])

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space left"):
        write(state, path, ["a line that is cut"])
    assert path.read_text() == "whole\n"
