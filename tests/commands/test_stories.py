"""`scrapy stories` after two days' crawls of the demo portal."""

from __future__ import annotations

from pathlib import Path

from tests.run import records, scrapy


def test_the_files_alone_give_byte_by_byte_what_two_crawls_decided(tmp_path: Path) -> None:
    for edition in ("1", "2"):
        assert scrapy(tmp_path, "crawl", "demo", "-a", f"edition={edition}").returncode == 0
    told = scrapy(tmp_path, "stories", "new")
    assert told.returncode == 0, told.stderr
    for name in ("articles.jsonl", "headlines.jsonl", "sightings.jsonl"):
        assert (tmp_path / "new" / name).read_bytes() == (tmp_path / "output" / name).read_bytes()
    assert {"changed", "gone", "maybe"} <= {sighting["kind"] for sighting in records(tmp_path, "sightings")}


def test_it_writes_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "stories.jsonl").write_text("")
    told = scrapy(tmp_path, "stories", "new")
    assert told.returncode == 2
    assert "name another folder" in told.stderr + told.stdout
