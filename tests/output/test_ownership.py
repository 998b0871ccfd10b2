"""One output folder has one state, and a state keeps one folder: another is refused before it cuts a line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from newsportal.output.open import open_store
from newsportal.output.ownership import MARK
from newsportal.output.store import RecordsGone, Store, WrongState
from newsportal.state.sqlite import SqliteState

KINDS = ("articles", "crawls")


def crawl(folder: Path, state: Path, number: int = 0, *, rotated: bool = False) -> list[int]:
    """Store one record as a crawl does; gives the numbers in the folder."""
    file = SqliteState(state)
    store: Store = open_store(folder, file, rotated=rotated)
    try:
        file.begin()
        with store.claimed(*KINDS):
            file.commit()
        file.begin()
        store.append("articles", [{"number": number}])
        file.commit()
        return [record["number"] for record in store.all("articles")]
    finally:
        store.close()
        file.close()


def test_a_second_state_on_a_folder_is_refused_and_nothing_is_cut(tmp_path: Path) -> None:
    crawl(tmp_path / "output", tmp_path / "one", 1)
    with pytest.raises(WrongState, match=r"is the output of the state .*/one, .*to hand this one over, remove"):
        crawl(tmp_path / "output", tmp_path / "two", 2)
    assert crawl(tmp_path / "output", tmp_path / "one", 3) == [1, 3]
    assert not (tmp_path / "output" / "articles.jsonl.cut").exists()


def test_a_copy_of_the_state_is_a_second_state_too(tmp_path: Path) -> None:
    crawl(tmp_path / "output", tmp_path / "one")
    shutil.copy(tmp_path / "one", tmp_path / "copy")
    with pytest.raises(WrongState):
        crawl(tmp_path / "output", tmp_path / "copy")


@pytest.mark.parametrize("how", ["mark removed", "state removed", "no mark yet", "state that vouches for nothing"])
def test_a_folder_without_a_valid_mark_is_taken_over(tmp_path: Path, how: str) -> None:
    folder = tmp_path / "output"
    crawl(folder, tmp_path / "one", 1)
    if how == "state removed":
        (tmp_path / "one").unlink()
    elif how == "state that vouches for nothing":
        (tmp_path / "one").unlink()
        SqliteState(tmp_path / "one").close()
    else:
        (folder / MARK).unlink()
    assert crawl(folder, tmp_path / "two", 2) == [1, 2]
    assert (folder / MARK).read_text() == f"{tmp_path / 'two'}\n"


def test_an_owner_that_cannot_be_read_keeps_its_folder(tmp_path: Path) -> None:
    crawl(tmp_path / "output", tmp_path / "one")
    (tmp_path / "one").write_bytes(b"damaged" * 1000)
    with pytest.raises(WrongState):
        crawl(tmp_path / "output", tmp_path / "two")


def test_one_state_under_two_names_is_one_state(tmp_path: Path) -> None:
    crawl(tmp_path / "output", tmp_path / "one", 1)
    (tmp_path / "link").symlink_to(tmp_path / "one")
    assert crawl(tmp_path / "output", tmp_path / "link", 2) == [1, 2]


def test_another_folder_on_a_state_is_refused_while_the_first_is_there_and_left_unmarked(tmp_path: Path) -> None:
    crawl(tmp_path / "output", tmp_path / "one")
    with pytest.raises(WrongState, match=r"keeps the output in .*/output, .*would get only what is new"):
        crawl(tmp_path / "other", tmp_path / "one")
    assert not (tmp_path / "other").exists()
    assert crawl(tmp_path / "other", tmp_path / "one", 5, rotated=True) == [5]


def test_a_moved_folder_is_followed_and_its_surplus_is_cut_there(tmp_path: Path) -> None:
    crawl(tmp_path / "output", tmp_path / "one", 1)
    (tmp_path / "output").rename(tmp_path / "moved")
    with (tmp_path / "moved" / "articles.jsonl").open("a") as file:
        file.write('{"number": 9}\n')
    assert crawl(tmp_path / "moved", tmp_path / "one", 2) == [1, 2]
    assert (tmp_path / "moved" / "articles.jsonl.cut").exists()


def test_a_copied_project_is_a_project_of_its_own(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    crawl(tmp_path / "a" / "output", tmp_path / "a" / "state", 1)
    shutil.copytree(tmp_path / "a", tmp_path / "b", dirs_exist_ok=True)
    assert crawl(tmp_path / "b" / "output", tmp_path / "b" / "state", 2) == [1, 2]
    assert crawl(tmp_path / "a" / "output", tmp_path / "a" / "state", 3) == [1, 3]


def test_all_that_is_gone_is_named_in_one_sentence(tmp_path: Path) -> None:
    state = SqliteState(tmp_path / "one")
    store = open_store(tmp_path / "output", state)
    state.begin()
    for kind in KINDS:
        store.append(kind, [{}])
    state.commit()
    for kind in KINDS:
        (tmp_path / "output" / f"{kind}.jsonl").unlink()
    state.begin()
    with pytest.raises(RecordsGone, match=r"nothing is left of articles.jsonl, crawls.jsonl \(6 bytes\)"):
        store.claimed(*KINDS).__enter__()
