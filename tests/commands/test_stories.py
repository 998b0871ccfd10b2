"""`scrapy stories`; what it gives of crawls: tests/whole_crawl."""

from __future__ import annotations

from pathlib import Path

from tests.run import scrapy


def test_it_writes_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "stories.jsonl").write_text("")
    told = scrapy(tmp_path, "stories", "new")
    assert told.returncode == 2
    assert "name another folder" in told.stderr + told.stdout
