"""The recipes of docs/reading.md, run as they stand there over files in which each has something to find."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from newsportal.output.sql import views
from tests.reading.made import Made
from tests.test_docs import DOCS

duckdb = pytest.importorskip("duckdb")
RECIPES = DOCS["reading.md"].partition("## Recipes")[2]
CODE = re.findall(r"(?:^    .*\n)+", RECIPES, re.MULTILINE)
QUERIES = [code for code in CODE if code.lstrip().startswith("SELECT")]


@pytest.fixture
def duck(tmp_path: Path) -> Any:
    made = Made()
    for hour in range(4):
        made.see("lan", hour, "https://lan.example/", "头条", "开工", "大桥合龙", kind="repeat" if hour else "new")
    made.see("wan", 2, "https://wan.example/", "要闻", "大桥今日合龙", headline="大桥合龙", kind="repeat")
    made.see("lan", 1, "https://lan.example/", "头条", "推过的")
    made.gone("lan", 3, "头条", "推过的")
    made.gone("lan", 99, "头条", "开工")
    made.article("lan", 1, "大桥合龙", "s", claimed=0, source="岚浦广播", keywords=["大桥", "合龙"])
    made.article("wan", 2, "大桥今日合龙", "s", claimed=1, source="岚浦广播", keywords=["大桥"], story_rule="body")
    connection = duckdb.connect()
    connection.execute(views(made.write(tmp_path)))
    return connection


def test_the_recipes_give_what_they_say(duck: Any) -> None:
    heat, first, withdrawn, reprinted, words = (duck.execute(query).fetchall() for query in QUERIES)
    assert [row[1:] for row in heat] == [(1, 1, 2), (1, 1, 2), (2, 2, 1), (1, 1, 2)]
    assert [(row[0], row[1], row[3]) for row in first] == [("大桥合龙", "lan", 2)]
    assert withdrawn == [("推过的", "lan", "头条", 1, timedelta(hours=2))]
    assert reprinted == [("wan", 1, 1.0), ("lan", 1, 0.0)]
    assert words == [(date(2026, 11, 20), "大桥", 2), (date(2026, 11, 20), "合龙", 1)]


def test_the_picture_is_two_lines_of_python(duck: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    altair, pandas = pytest.importorskip("altair"), pytest.importorskip("pandas")
    monkeypatch.chdir(tmp_path)
    duck.execute(f"COPY ({QUERIES[0].strip().rstrip(';')}) TO 'heat.csv'")
    exec(re.sub("^    ", "", CODE[-1], flags=re.MULTILINE), {"pandas": pandas, "altair": altair})
    assert '"places"' in (tmp_path / "heat.html").read_text("utf-8")
