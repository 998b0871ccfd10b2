"""A page that goes to and fro between versions makes no revision without end."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from newsportal.crawl import finish
from newsportal.exit_codes import Exit
from newsportal.state.pages import Pages
from newsportal.state.sqlite import SqliteState
from newsportal.state.tables import TABLES
from tests.crawl.offline import HOME, OfflineCrawl, entry, story
from tests.run import records

PAGE = HOME + "1.html"
A, B, C = (
    story(1, words=f"栖川县河口大桥第{n}次检修今天开始，车辆请绕行县道，预计三天以后恢复通行。") for n in "一二三"
)
LOGIN = "<html><head><title>登录</title></head><body><form><input name='user'></form></body></html>"


def readings(folder: Path, bodies: Iterable[str | None]) -> list[int]:
    """Read the page in one crawl after the other (None: it is gone); the revisions that stand in the file."""
    for body in bodies:
        crawl = OfflineCrawl(folder)
        if body is None:
            crawl.keep(crawl.spider.reader.failure(entry(PAGE), "http 404", True, answered=True))
        else:
            crawl.read({PAGE: body}, entry(PAGE))
        finish.end(crawl.session, "finished", Exit.OK)
        crawl.session.close()
    return [article["revision"] for article in records(folder, "articles")]


@pytest.mark.parametrize(
    ("bodies", "revisions"),
    [
        ([A, A, A], [1]),
        ([A, B, A, B, A, B], [1, 2]),
        ([A, B, C, A, C, B, A], [1, 2, 3]),
        ([A, LOGIN, A, LOGIN, A], [1]),
        ([A, None, A, None, B, None, A], [1, 2]),
    ],
)
def test_a_version_is_written_once_however_often_it_comes_back(
    tmp_path: Path, bodies: list[str | None], revisions: list[int]
) -> None:
    assert readings(tmp_path, bodies) == revisions


def test_a_state_that_lacks_the_versions_and_one_filled_from_the_files_end_it_too(tmp_path: Path) -> None:
    assert readings(tmp_path, [A, B]) == [1, 2]
    state = SqliteState(tmp_path / "state.sqlite")
    state.connection.execute("DROP TABLE versions")
    state.close()
    assert readings(tmp_path, [A, B, A, B]) == [1, 2, 3]
    for path in tmp_path.glob("state.sqlite*"):
        path.unlink()
    assert readings(tmp_path, [A, B, A]) == [1, 2, 3]


def test_the_memory_of_one_page_is_bounded() -> None:
    state = SqliteState(":memory:", schemas=TABLES)
    pages = Pages(state, "river")
    for n in range(1_000):
        pages.add_version(PAGE, f"{n:016x}")
    assert pages.versions(PAGE) == [f"{n:016x}" for n in range(968, 1_000)]
