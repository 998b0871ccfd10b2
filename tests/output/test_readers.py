"""What docs/output.md promises of readers of the files: every line of it gives every value, instant and day."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from newsportal.items import Crawl, current
from newsportal.output.sql import views
from tests.output import awkward
from tests.output.one_liners import READERS, differences
from tests.output.test_version_1 import ARTICLE, CRAWL, SIGHTING
from tests.run import records, scrapy


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The output of a crawl of the demo portal, and files that hide their fields for 200 lines, and for 21,000: more
    than any reader looks at before it decides what the fields are."""
    home = tmp_path_factory.mktemp("readers")
    assert scrapy(home, "crawl", "demo", "-a", "articles=9").returncode == 0
    demo = home / "output"
    printed = scrapy(home, "schema", "--sql")
    assert printed.returncode == 0, printed.stderr
    assert printed.stdout == views(demo)
    (demo / "views.sql").write_text(printed.stdout, "utf-8")
    return [demo, *(awkward.write(home / f"awkward-{first}", first) for first in (200, 21_000))]


@pytest.mark.parametrize("reader", READERS)
def test_each_line_of_the_page_shows_every_value_every_instant_and_every_day(reader: str, folders: list[Path]) -> None:
    for folder in folders:
        assert list(differences(reader, folder)) == []


@pytest.mark.parametrize("first", [1, 2])
def test_the_views_show_lines_of_version_1_before_and_behind_those_of_version_2(tmp_path: Path, first: int) -> None:
    output = awkward.write(tmp_path / "output", 3)
    for kind, line in (("articles", ARTICLE), ("headlines", None), ("sightings", SIGHTING), ("crawls", CRAWL)):
        path = output / f"{kind}.jsonl"
        whole = path.read_bytes().rpartition(b"\n")[0].decode()
        old = [json.dumps(line, ensure_ascii=False)] if line else []
        path.write_text("\n".join([*old, whole] if first == 1 else [whole, *old]) + "\n", "utf-8")
    with duckdb.connect() as connection:
        connection.execute((output / "views.sql").read_text("utf-8"))
        hubs, errors, arguments, blocks = connection.execute(
            "SELECT hubs, errors, arguments, article_blocks FROM crawls WHERE id = 'c1'"
        ).fetchone()
        line = current(Crawl, CRAWL)
        assert (hubs, errors, arguments, blocks) == (
            line["hubs"], line["errors"], line["arguments"], line["article_blocks"],
        )  # fmt: skip
        query = "SELECT headline, seen::DATE::VARCHAR, place, also FROM sightings WHERE crawl = 'c1'"
        assert connection.execute(query).fetchall() == [("0012345678901234", "2026-11-24", None, None)]
        (count,) = connection.execute("SELECT count(*) FROM crawls").fetchone()
        assert count == len(records(tmp_path, "crawls"))


def test_the_view_of_one_file_needs_no_other(tmp_path: Path) -> None:
    output = awkward.write(tmp_path / "output", 3)
    for kind in ("articles", "sightings", "crawls"):
        (output / f"{kind}.jsonl").unlink()
    with duckdb.connect() as connection:
        connection.execute(views(output, "headlines"))
        assert connection.execute("SELECT count(*) FROM headlines").fetchone() == (6,)
