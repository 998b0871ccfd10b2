"""The page under way, as the next process finds it."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import NoReturn

import pytest

from newsportal.state.current_page import CurrentPage


def test_a_page_under_way_is_found_by_the_next_process_and_an_orderly_end_leaves_none(tmp_path: Path) -> None:
    path = tmp_path / "page"
    killed = CurrentPage(path)
    killed.start("http://a.example/1.html")
    assert CurrentPage(path).interrupted() == "http://a.example/1.html"
    killed.close()
    assert CurrentPage(path).interrupted() is None


def test_a_disk_that_has_become_read_only_ends_no_crawl_in_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = CurrentPage(tmp_path / "page")
    page.start("http://a.example/1.html")

    def refused(*_: object) -> NoReturn:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "pwrite", refused)
    page.close()
    with pytest.raises(OSError, match="Bad file descriptor"):
        page.interrupted()
