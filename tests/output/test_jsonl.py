"""Files agree with the state, whatever ended the process that wrote them."""

import logging
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsportal.output.jsonl import SCHEMA, LinesFile
from newsportal.state.sqlite import SqliteState


def write(state: SqliteState, path: Path, lines: list[str], *, commit: bool = True) -> None:
    file = LinesFile(path, state)
    state.begin()
    file.append(lines)
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


def test_a_file_that_was_moved_away_is_begun_anew(state, tmp_path):
    path = tmp_path / "a.jsonl"
    file = LinesFile(path, state)
    for name in ("one", "two"):
        state.begin()
        file.append([name])
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
        files[turn % 2].append([str(turn)])
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
