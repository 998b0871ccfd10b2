"""Readers of the log: how they end, what they leave, and with what another one begins."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from scrapy.exceptions import CloseSpider

from newsportal.state.sqlite import StateError
from tests.crawl.cluster.machines import LATER, WEB, Clock, crawl, files, interrupted, keep, reader
from tests.crawl.offline import OfflineCrawl

pytest.importorskip("psycopg", reason="psycopg is not installed: newsportal[cluster]")


def test_a_reader_that_ends_in_the_middle_of_an_entry_keeps_each_once(project: Path, database: str) -> None:
    crawl(project, WEB, NEWSPORTAL_STATE=database)
    whole = interrupted(project / "whole", database, 1 << 40)
    for share in (0.02, 0.3, 0.6, 0.8, 0.97):
        killed = project / f"killed{share}"
        interrupted(killed, database, int(whole * share))
        keep(killed, database)
        assert files(killed) == files(project / "whole")


def test_what_a_reader_that_died_did_not_tell_of_a_portal_the_next_one_tells(project: Path, database: str) -> None:
    from newsportal.state.postgres.connection import Wire

    def dies(_: object) -> None:
        raise KeyboardInterrupt

    crawl(project, WEB, NEWSPORTAL_STATE=database)
    books = reader(project / "books", database)
    books._ended = dies
    with pytest.raises(KeyboardInterrupt):
        list(iter(books.read, 0))
    books.close()
    wire = Wire(database)
    assert wire.ask("SELECT portal FROM learned") == []
    keep(project / "books", database)
    assert wire.ask("SELECT portal FROM learned") == [("river",)]
    wire.close()


def test_words_of_links_that_are_still_seen_stay(project: Path, database: str) -> None:
    from newsportal.state.postgres.connection import Wire

    crawl(project, WEB, NEWSPORTAL_STATE=database)
    wire = Wire(database)
    wire.run("UPDATE link_words SET seen = now() - interval '40 days'", ())
    Clock.now += timedelta(days=1)
    crawl(project, LATER, NEWSPORTAL_STATE=database)
    keep(project / "books", database)
    assert wire.ask("SELECT count(*) > 0 FROM link_words")[0][0]
    wire.close()


def test_files_of_a_log_are_not_crawled_into_and_without_their_state_not_filled_again(
    project: Path, database: str
) -> None:
    crawl(project, WEB, NEWSPORTAL_STATE=database)
    keep(project / "books", database)
    before = files(project / "books")
    os.chdir(project / "books")
    with pytest.raises(CloseSpider):
        OfflineCrawl(project / "books")
    for state in (project / "books").rglob("state.sqlite*"):
        state.unlink()
    with pytest.raises(StateError, match="copy the folders of another reader"):
        keep(project / "books", database)
    assert files(project / "books") == before


def test_the_log_is_let_go_of_after_days_and_a_new_reader_begins_with_a_copied_folder(
    project: Path, database: str
) -> None:
    from newsportal.state.postgres.connection import Wire

    crawl(project, WEB, NEWSPORTAL_STATE=database)
    keep(project / "books", database)
    wire = Wire(database)
    wire.run("UPDATE log SET written = now() - interval '8 days'", ())
    Clock.now += timedelta(days=1)
    crawl(project, LATER, NEWSPORTAL_STATE=database)
    shutil.move(project / "books", project / "first")
    shutil.copytree(project / "first", project / "books")
    keep(project / "books", database)
    kept = files(project / "books")
    ((left, first),) = wire.ask("SELECT count(*), min(n) FROM log")
    assert (left > 0, first > 1) == (True, True), "what is in the books for days is gone, the rest is not"
    with pytest.raises(StateError, match="copy the folders of another reader"):
        keep(project / "new", database)
    # Another machine: the copied folder stands where it stood on the first.
    shutil.rmtree(project / "books")
    shutil.move(project / "first", project / "books")
    keep(project / "books", database)
    assert files(project / "books") == kept
    wire.close()


def test_the_command_keeps_what_the_log_has_and_ends(project: Path, database: str) -> None:
    crawl(project, WEB, NEWSPORTAL_STATE=database)
    command = [sys.executable, "-m", "scrapy", "keep", "-s", f"NEWSPORTAL_STATE={database}", "-L", "WARNING"]
    books = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert books.stdout
    assert "river" in books.stdout.readline()
    time.sleep(0.1)
    books.send_signal(signal.SIGTERM)
    assert books.wait(30) == 0
    assert len(files(project)["articles.jsonl"].splitlines()) == 5
