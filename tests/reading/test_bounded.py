"""`newsportal.reading.tables.bounded`: what a stranger may ask of DuckDB, and what it may cost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsportal.reading.tables.bounded import BOUNDS, Answer, Bounds, Question, ask_within
from newsportal.reading.tables.connection import TablesError, opening
from newsportal.reading.tables.question import NotOneSelect, ask, within
from tests.reading.made import Made, at

duckdb = pytest.importorskip("duckdb")


def made(folder: Path) -> Path:
    records = Made()
    records.see("river", 1, "https://river.example/", "要闻", "大桥合龙", "隧道贯通")
    return records.write(folder)


def asked(folder: Path, select: str, bounds: Bounds = BOUNDS, **values: Any) -> Answer:
    (answer,) = ask_within(bounds, folder, False, Question(select, values))
    return answer


def test_one_select_is_answered_with_its_values_and_in_china_s_time(tmp_path: Path) -> None:
    answer = asked(made(tmp_path), "SELECT text, seen, rank FROM sightings WHERE text = $t", t="大桥合龙")
    assert answer == Answer(["text", "seen", "rank"], [["大桥合龙", at(1).replace(".000000", ""), 1]], False)
    assert answer.dicts()[0]["rank"] == 1


@pytest.mark.parametrize(
    ("kind", "select"),
    [
        ("a file", "SELECT * FROM read_text('{folder}/other.txt')"),
        ("a table of a file", "SELECT * FROM '{folder}/other.csv'"),
        ("names of files", "SELECT * FROM glob('{folder}/*')"),
        ("another database", "ATTACH '{folder}/other.db'"),
        ("the network", "SELECT * FROM read_csv('http://127.0.0.1:9/other.csv')"),
        ("an extension", "LOAD json"),
        ("an extension of the network", "INSTALL json"),
        ("a setting", "SET threads = 1"),
        ("a setting by a function", "SELECT * FROM enable_logging()"),
        ("a setting by PRAGMA", "PRAGMA memory_limit='1GB'"),
        ("a written file", "COPY (SELECT 1) TO '{folder}/new.csv'"),
        ("a written folder", "EXPORT DATABASE '{folder}/new'"),
        ("a changed view", "DROP VIEW crawls"),
        ("a new table", "CREATE TABLE other AS SELECT 1"),
        ("two statements", "SELECT 1; SELECT 2"),
        ("none", ""),
        ("no SQL", "要闻"),
    ],
)
def test_what_is_no_question_about_the_records_is_refused(tmp_path: Path, kind: str, select: str) -> None:
    made(tmp_path)
    for name in ("other.txt", "other.csv"):
        (tmp_path / name).write_text("secret\n1\n")
    before = sorted(tmp_path.iterdir())
    con = duckdb.connect()  # in this process: what refuses is the same, and a process costs a second
    con.execute(";".join(opening(tmp_path, False)))
    with pytest.raises((duckdb.Error, NotOneSelect)):
        ask(con, select.format(folder=tmp_path)).fetchall()
    assert sorted(tmp_path.iterdir()) == before


def test_a_refusal_is_told_in_one_line_and_so_is_what_takes_too_long_or_too_much(tmp_path: Path) -> None:
    made(tmp_path)
    with pytest.raises(TablesError, match="one SELECT is answered"):
        asked(tmp_path, "DROP VIEW crawls")
    with pytest.raises(TablesError, match=r"^Catalog Error: [^\n]*articels[^\n]*$"):
        asked(tmp_path, "SELECT * FROM articels")
    with pytest.raises(TablesError, match=r"ended after 0\.5 seconds"):
        asked(tmp_path, "SELECT sum(range) FROM range(1000000000000)", Bounds(seconds=0.5))
    with pytest.raises(TablesError, match=r"Memory|memory"):
        asked(tmp_path, "SELECT list(range) FROM range(30000000)", Bounds(memory=64 << 20))


@given(st.lists(st.text(max_size=30), max_size=12), st.integers(1, 12), st.integers(1, 200), st.integers(1, 30))
def test_an_answer_has_no_more_than_its_bounds_and_says_so(words: list[str], most: int, signs: int, value: int) -> None:
    rows, more = within(([word] for word in words), most, signs, value)
    assert len(rows) <= most
    assert more == (len(rows) < len(words))
    assert len(rows) <= 1 or sum(len(json.dumps(row, ensure_ascii=False)) for row in rows) <= signs
    assert all(
        row[0] == word or row[0].startswith(f"{word[:value]}… (") for row, (word) in zip(rows, words, strict=False)
    )
