"""The views, and what is exported of them, say what the output files say, and nothing else can be asked."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsportal.extraction import extract
from newsportal.output.schema import KINDS
from newsportal.reading.records import TIME_OF, Records
from newsportal.reading.tables import parquet, sheets, sqlite
from newsportal.reading.tables.connection import VIEWS, TablesError, ask, lock, over_export, over_output
from newsportal.text.china_time import iso
from tests.crawl.offline import HOME
from tests.crawl.test_figures import NEXT_DAY, WEB, crawl

duckdb = pytest.importorskip("duckdb")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two crawls of a small portal."""
    folder = tmp_path_factory.mktemp("tables")
    crawl(folder, WEB)
    crawl(folder, NEXT_DAY)
    return folder / "output"


def lines(output: Path, kind: str) -> list[dict[str, Any]]:
    with Records(output) as records:
        return list(records.read(kind))


def rows(con: Any, question: str) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = ask(con, question).fetchall()
    return found


def test_a_front_page_shows_every_headline_of_it_in_its_block_and_at_its_rank(output: Path) -> None:
    page = extract(NEXT_DAY[HOME].encode(), HOME, "utf-8")
    shown = [(place, block.label, rank, headline.shown) for place, block in enumerate(page.blocks, 1)
             for rank, headline in enumerate(block.headlines, 1)]  # fmt: skip
    question = f"SELECT place, block, rank, text FROM front_pages WHERE page = '{HOME}'"
    assert rows(over_output(output), question) == shown


def test_headlines_stand_once_with_first_and_last_sight_and_what_is_gone_stands_no_more(output: Path) -> None:
    con = over_output(output)
    told = {line["id"]: line["first_seen"] for line in lines(output, "headlines")}
    same = {line["headline"] for line in lines(output, "sightings") if line["verdict"] == "same"}
    found = {key: iso(first) for key, first in rows(con, "SELECT id, first_seen FROM headlines_now")}
    assert found == {key: first for key, first in told.items() if key not in same}
    gone = [line for line in lines(output, "sightings") if line["kind"] == "gone"]
    assert gone
    for line in gone:
        where = f"portal = '{line['portal']}' AND block = '{line['block']}' AND headline = '{line['headline']}'"
        assert rows(con, f"SELECT * FROM standing WHERE {where}") == []
    assert {rule for (rule,) in rows(con, "SELECT rule FROM repeats")} >= {"address"}
    assert rows(con, "SELECT count(*) FROM silence WHERE missed > 0") != [(0,)]


def test_nothing_but_one_select_over_these_files_is_answered(output: Path, tmp_path: Path) -> None:
    con = over_output(output)
    lock(con, output)
    (tmp_path / "a.csv").write_text("a\n1\n")
    refused = (
        f"SELECT * FROM read_csv('{tmp_path}/a.csv')", f"COPY (SELECT 1) TO '{tmp_path}/b'", "SET threads = 1",
        f"ATTACH '{tmp_path}/c.db'", "INSTALL httpfs", "SELECT 1; SELECT 2", "CREATE TABLE t (a INT)", "SELECT", "",
        f"SELECT * FROM glob('{tmp_path}/*')",
    )  # fmt: skip
    for question in refused:
        with pytest.raises(TablesError):
            ask(con, question)
    assert rows(con, "SELECT count(*) FROM headlines") == [(len(lines(output, "headlines")),)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv"]


def as_told(con: Any, kind: str) -> list[tuple[str, ...]]:
    """All rows of a kind as text, sorted; without the day, which only an export has."""
    columns = [name for name, *_ in rows(con, f"SELECT column_name FROM duckdb_columns() WHERE table_name = '{kind}'")]
    named = ", ".join(f'"{name}"' for name in columns if name != "day")
    return sorted(tuple(map(str, row)) for row in rows(con, f"SELECT {named} FROM {kind}"))


def test_an_export_holds_what_the_files_hold_by_beijing_day_and_writes_only_days_with_news(
    output: Path, tmp_path: Path
) -> None:
    folder, target = tmp_path / "output", tmp_path / "export"
    folder.mkdir()
    moved = {kind: "\n".join(_older(line, kind) for line in lines(output, kind)) for kind in KINDS}
    for kind, text in moved.items():
        (folder / f"{kind}.jsonl").write_text(f"{text}\n", "utf-8")
    assert set(parquet.export(folder, target).values()) == {1}
    assert set(parquet.export(folder, target).values()) == {0}
    for kind in KINDS:
        with (folder / f"{kind}.jsonl").open("a", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines(output, kind))
            file.write('{"torn')
    before = {path: path.stat().st_ino for path in target.glob("*/*/data.parquet")}
    assert set(parquet.export(folder, target).values()) == {1}
    assert all(path.stat().st_ino == number for path, number in before.items()), "a day without news is left alone"
    over, files = over_export(target), over_output(folder)
    lock(over, target)
    for kind in KINDS:
        assert as_told(over, kind) == as_told(files, kind)
        assert rows(over, f"SELECT count(DISTINCT day) FROM {kind}") == [(2,)]
        assert rows(over, f'SELECT count(*) FROM {kind} WHERE "{TIME_OF[kind]}"::DATE <> day') == [(0,)]
    assert len(rows(over, "SELECT * FROM headlines_now")) == len(rows(files, "SELECT * FROM headlines_now"))
    (target / "export.json").unlink()
    assert set(parquet.export(folder, target).values()) == {2}, "an export that was killed is done again"


def test_an_export_removes_no_file_but_its_own_and_leaves_nothing_half_written(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = [tmp_path / "articles" / "mine.txt", tmp_path / "headlines" / "day=1" / "mine.txt", tmp_path / "mine.txt"]
    for path in mine:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("mine")
    (tmp_path / ".new" / "left by a killed one").mkdir(parents=True)
    for form in (parquet, parquet, sheets, sqlite):
        form.export(output, tmp_path)
        (tmp_path / "export.json").unlink(missing_ok=True)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path.name != ".lock"}
    assert all(before[path] == b"mine" for path in mine)
    for form in (sheets, sqlite):
        monkeypatch.setattr(form, "plain", {}.__getitem__)
        with pytest.raises((KeyError, TypeError)):
            form.export(output, tmp_path)
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path.name != ".lock"}
    assert after == before


def _older(line: dict[str, Any], kind: str) -> str:
    return json.dumps(
        line | {TIME_OF[kind]: f"2026-11-19T00:00:00.000000{line[TIME_OF[kind]][26:]}"}, ensure_ascii=False
    )


def test_csv_opens_with_its_chinese_and_starts_no_formula(output: Path, tmp_path: Path) -> None:
    folder = tmp_path / "output"
    folder.mkdir()
    line = lines(output, "headlines")[0] | {"text": "=1+1+cmd", "rank": -1}
    (folder / "headlines.jsonl").write_text(json.dumps(line), "utf-8")
    (folder / "headlines.jsonl").open("a").write("\n")
    written = sheets.export(folder, tmp_path / "csv")
    assert (written["headlines"], written["sightings"]) == (1, 0)
    data = (tmp_path / "csv" / "headlines.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(data.decode("utf-8-sig").splitlines())
    assert (row["text"], row["rank"], row["block"]) == ("'=1+1+cmd", "-1", line["block"])


@pytest.fixture
def database(output: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    sqlite.export(output, tmp_path)
    con = sqlite3.connect(tmp_path / sqlite.NAME)
    yield con
    con.close()


def test_sqlite_has_every_view_as_a_table_and_metadata_of_columns_that_are_there(
    output: Path, tmp_path: Path, database: sqlite3.Connection
) -> None:
    over = over_output(output)
    for view in VIEWS:
        (count,) = rows(over, f"SELECT count(*) FROM {view}")
        assert database.execute(f"SELECT count(*) FROM {view}").fetchone() == count
    tables = json.loads((tmp_path / sqlite.METADATA).read_text("utf-8"))["databases"]["records"]["tables"]
    assert set(tables) == set(VIEWS)
    for view, shown in tables.items():
        named = {*shown.get("facets", ()), *(shown[key] for key in ("sort_desc", "label_column") if key in shown)}
        assert named <= {name for _, name, *_ in database.execute(f"PRAGMA table_info({view})")}
