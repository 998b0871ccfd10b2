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


def test_a_line_that_is_no_record_and_a_folder_that_cannot_be_made_are_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "articles.jsonl").write_text('{"url": \n')
    told = scrapy(tmp_path, "stories", "new")
    assert told.returncode == 2
    assert "a line of the files in output is no record of a crawl" in told.stderr
    told = scrapy(tmp_path, "stories", "scrapy.cfg/new")
    assert (told.returncode, told.stderr) == (74, "scrapy.cfg/new: Not a directory\n")
