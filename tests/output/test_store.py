"""The store: what is kept, in which order it comes back, and that only its room knows of files."""

from __future__ import annotations

import ast
from pathlib import Path

from newsportal.output.open import open_store
from newsportal.output.schema import KINDS
from newsportal.state.sqlite import SqliteState

ROOT = Path(__file__).parents[2]


def test_records_of_a_transaction_that_was_rolled_back_are_gone_when_more_are_appended(tmp_path: Path) -> None:
    state = SqliteState(tmp_path / "state.sqlite")
    store = open_store(tmp_path / "output", state)
    for number, end in enumerate((state.commit, state.rollback, state.commit)):
        state.begin()
        store.append("articles", [{"number": number}])
        end()
    assert [record["number"] for record in store.all("articles")] == [0, 2]


def test_records_of_several_kinds_come_in_the_order_asked_for_and_equal_ones_as_written(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.append("articles", [{"at": 3, "n": 1}, {"at": 1, "n": 2}])
    store.append("sightings", [{"at": 1, "n": 3}, {"at": 2, "n": 4}])
    store.close()
    assert [record["n"] for record in store.all("articles", "sightings")] == [1, 2, 3, 4]
    assert [record["n"] for record in store.all("articles", "sightings", order=lambda r: r["at"])] == [2, 3, 4, 1]
    assert [record["n"] for record in store.last("sightings")] == [4, 3]
    assert [store.holds(kind) for kind in ("articles", "crawls")] == [True, False]


def test_no_other_room_names_a_file_of_the_store() -> None:
    for path in (ROOT / "newsportal").rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docs)
        named = [text for text in texts if isinstance(text, str) and any(f"{kind}.jsonl" in text for kind in KINDS)]
        assert not named or path.parent.name == "output", path
