"""A state moves into a database and back: the crawls go on as if it had stayed where it was."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from scrapy.exceptions import CloseSpider
from scrapy.settings import Settings

from newsportal.exit_codes import Exit
from newsportal.state.sqlite import StateError
from tests.crawl.cluster.machines import LATER, WEB, Clock, crawl, files, keep, reader
from tests.crawl.offline import HOME, PROJECT, OfflineCrawl
from tests.run import scrapy

pytest.importorskip("psycopg", reason="psycopg is not installed: newsportal[cluster]")
LAST = LATER | {HOME: LATER[HOME].replace("第3座", "第7座").replace("/3.html", "/7.html")}


def here(folder: Path) -> dict[str, Any]:
    """The settings of crawls that have all in one folder, as the folder's project has them by itself."""
    folder.mkdir(exist_ok=True)
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = newsportal.settings\n", encoding="utf-8")
    os.chdir(folder)
    return {"NEWSPORTAL_STATE": str(folder / ".scrapy/newsportal/state.sqlite")}


def moved(folder: Path, database: str, *, back: bool = False) -> int:
    """Move the state of a folder's project."""
    from newsportal.crawl.cluster.move import move

    os.chdir(folder)
    told = PROJECT | {"NEWSPORTAL_STATE": database, "NEWSPORTAL_OUTPUT": str(folder / "output")}
    return move(Settings(told), back=back)


def read_some(folder: Path, web: dict[str, str], settings: dict[str, Any]) -> None:
    """A crawl of which two pages are read, then it is interrupted."""
    one = OfflineCrawl(folder, **settings)
    one.spider.dispatcher.seed(one.spider.seeds)
    for _ in range(2):
        (entry,) = one.spider.dispatcher._next("river.example", None)
        one.read(web, entry)
    one.session.close()


def whole(folder: Path) -> dict[str, str]:
    """The files, but for how many processes a crawl took, and its requests."""
    found = files(folder)
    lines = [json.loads(line) | {"starts": 1} for line in found["crawls.jsonl"].splitlines()]
    return found | {"crawls.jsonl": json.dumps(lines)}


def test_a_state_moves_into_a_database_and_back_in_the_middle_of_crawls(project: Path, database: str) -> None:
    alone, one = project / "alone", project / "one"
    for web in (WEB, LATER, LAST):
        crawl(alone, web, **here(alone))
        Clock.now += timedelta(days=1)
    Clock.now -= timedelta(days=3)

    crawl(one, WEB, **here(one))
    Clock.now += timedelta(days=1)
    read_some(one, LATER, here(one))
    assert moved(one, database) > len(WEB)
    here(project / "machine")
    crawl(project / "machine", LATER, NEWSPORTAL_STATE=database)
    Clock.now += timedelta(days=1)
    read_some(project / "machine", LAST, {"NEWSPORTAL_STATE": database})
    with pytest.raises(StateError, match="has not kept all"):
        moved(one, database, back=True)
    keep(one, database)
    assert moved(one, database, back=True) >= len(WEB)
    crawl(one, LAST, **here(one))
    assert whole(one) == whole(alone)


def test_a_state_is_moved_once_and_no_reader_of_the_old_log_goes_on(project: Path, database: str) -> None:
    one, other = project / "one", project / "other"
    crawl(one, WEB, **here(one))
    crawl(other, WEB, **here(other))
    moved(one, database)
    with pytest.raises(StateError, match="reader's state already"):
        moved(one, database)
    keep(project / "second", database)
    moved(other, database)
    crawl(project, LATER, NEWSPORTAL_STATE=database)
    crawl(project / "third", WEB, **here(project / "third"))
    with pytest.raises(StateError, match="has a log already"):
        moved(project / "third", database)
    keep(other, database)
    moved(other, database, back=True)
    books = reader(project / "second", database)
    with pytest.raises(StateError, match="moved back into a project"):
        books.read()
    books.close()


def test_nothing_moves_while_a_crawl_runs(project: Path, database: str) -> None:
    from newsportal.lock import Held

    one = OfflineCrawl(project, **here(project))
    with pytest.raises(Held):
        moved(project, database)
    one.session.close()
    moved(project, database)
    other = OfflineCrawl(project, NEWSPORTAL_STATE=database)
    keep(project, database)
    with pytest.raises(StateError, match="let them end"):
        moved(project, database, back=True)
    other.session.close()


def test_a_move_back_that_was_killed_is_ended_by_the_same_command(
    project: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsportal.crawl.cluster import move

    one = project / "one"
    crawl(one, WEB, **here(one))
    moved(one, database)
    crawl(project / "machine", LATER, NEWSPORTAL_STATE=database)
    keep(one, database)

    def killed(*_: object) -> int:
        from_database(*_)
        raise KeyboardInterrupt

    from_database = move.from_database
    monkeypatch.setattr(move, "from_database", killed)
    with pytest.raises(KeyboardInterrupt):
        moved(one, database, back=True)
    monkeypatch.undo()
    books = reader(one, database)
    with pytest.raises(StateError, match="repeat it"):
        books.read()
    books.close()
    assert moved(one, database, back=True) >= len(WEB)
    crawl(one, LAST, **here(one))
    with pytest.raises(StateError, match="nothing is to be moved back"):
        moved(one, database, back=True)


def test_a_folder_without_a_state_has_nothing_to_move_and_stays_as_it_is(project: Path, database: str) -> None:
    for way in ("--import", "--export"):
        ran = scrapy(project, "cluster", way, "-s", f"NEWSPORTAL_STATE={database}")
        assert ran.returncode == Exit.STORAGE
        assert ran.stderr.endswith("run this in the folder whose crawls or scrapy keep made it\n")
    assert not (project / ".scrapy/newsportal/state.sqlite").exists()
    crawl(project, WEB, **here(project))
    ran = scrapy(project, "cluster", "--import", "-s", f"NEWSPORTAL_STATE={database}")
    assert "pages known, moved\nnext: " in ran.stdout


def test_nothing_goes_on_in_a_database_that_was_moved_back(project: Path, database: str) -> None:
    crawl(project, WEB, **here(project))
    moved(project, database)
    keep(project, database)
    moved(project, database, back=True)
    with pytest.raises(CloseSpider) as ended:
        crawl(project / "machine", WEB, NEWSPORTAL_STATE=database)
    assert "take NEWSPORTAL_STATE out" in str(ended.value.__cause__)
    with pytest.raises(StateError, match="take NEWSPORTAL_STATE out"):
        moved(project, database)
