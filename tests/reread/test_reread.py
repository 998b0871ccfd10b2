"""`scrapy reread`: kept pages read again; what changed is a revision that says why, and nothing else is written."""

from __future__ import annotations

import argparse
import os
import re
import signal
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import UsageError

pytest.importorskip("fastwarc", reason="FastWARC is not installed here")

from newsportal import lock, paths
from newsportal.commands.reread import Command
from newsportal.crawl import finish, reader
from newsportal.crawl.answer import page_of
from newsportal.exit_codes import Exit
from newsportal.extraction import extract
from newsportal.extraction.page import Page
from newsportal.reread import run
from newsportal.version import rules
from newsportal.warc import archive
from tests.crawl.offline import HOME, PROJECT, OfflineCrawl, answer, entry, story
from tests.run import records

OLD = "0.0.9+00000000"


class KeepingCrawl(OfflineCrawl):
    """An offline crawl whose answers are kept as if they had come from the network."""

    def __init__(self, folder: Path, **more: Any) -> None:
        super().__init__(folder, **kept_in(folder), **more)

    def follow(self, web: Mapping[str, str], results: Any) -> Any:
        """As the offline crawl, each answer kept."""
        (result,) = results
        if isinstance(result, Request):
            self.session.archive.received(answer(result.url, web[result.url]), Request(result.url))
        return super().follow(web, [result])


def kept_in(folder: Path) -> dict[str, str]:
    return {"NEWSPORTAL_WARC": str(folder / "kept")}


def crawled(folder: Path, web: Mapping[str, str], *, wrong: Callable[[Page], Page] | None = None) -> None:
    """Crawl these pages, by earlier rules that read them `wrong`."""
    with pytest.MonkeyPatch.context() as patch:
        if wrong:
            patch.setattr(reader, "page_of", lambda *told: wrong(page_of(*told)))
            patch.setattr(archive, "rules", lambda: OLD)
        crawl = KeepingCrawl(folder)
        for url in web:
            if "_" not in url:  # a further page is read with its first
                crawl.read(web, entry(url))
        finish.end(crawl.session, "finished", Exit.OK)
        crawl.session.close()


def reread(folder: Path, *args: str, since: str | None = None, dry: bool = False) -> int:
    """Reread in this process; gives the exit code."""
    from scrapy.settings import Settings

    told = {"NEWSPORTAL_OUTPUT": str(folder / "output"), "NEWSPORTAL_STATE": str(folder / "state.sqlite")}
    command = Command()
    command.settings = Settings(PROJECT | told | kept_in(folder))
    command.run(list(args), argparse.Namespace(since=since, dry_run=dry))
    return command.exitcode


def without_source(page: Page) -> Page:
    return replace(page, article=replace(page.article, source=None)) if page.article else page


def web(count: int = 3) -> dict[str, str]:
    return {f"{HOME}{number}.html": story(number) for number in range(1, count + 1)}


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "output").glob("*.jsonl")}


def test_what_is_read_as_before_writes_nothing_however_often(tmp_path, capsys):
    crawled(tmp_path, web())
    before = bytes_of(tmp_path)
    for _ in range(2):
        assert reread(tmp_path) == 0
        assert "3 pages, 3 articles, 0 changed" in capsys.readouterr().out
    assert bytes_of(tmp_path) == before


def test_what_changed_becomes_a_revision_that_says_which_rules_read_it_before_and_now(tmp_path, capsys):
    crawled(tmp_path, web(), wrong=without_source)
    first = records(tmp_path, "articles")
    assert {line["source"] for line in first} == {None}
    assert reread(tmp_path, "river") == 0
    told = capsys.readouterr().out
    assert re.search(r"^  source +3$", told, re.MULTILINE)
    assert told.count("      - null\n      + 栖川日报\n") == 3
    lines = records(tmp_path, "articles")
    for before, after in zip(lines[:3], lines[3:], strict=True):
        assert (after["revision"], after["source"]) == (2, "栖川日报")
        assert (after["rules_before"], after["rules_after"]) == (OLD, rules())
        assert after["reread"] <= before["fetched"] < after["fetched"]
        same = set(after) - {"revision", "source", "rules_before", "rules_after", "reread", "fetched"}
        same -= {"story_rule", "story_evidence"}
        assert {name: after[name] for name in same} == {name: before[name] for name in same}
    before = bytes_of(tmp_path)
    assert reread(tmp_path) == 0
    assert bytes_of(tmp_path) == before


def test_an_article_that_was_read_again_is_known_to_the_next_crawl_as_it_is_now(tmp_path):
    crawled(tmp_path, web(1), wrong=lambda page: replace(page, article=replace(page.article, title="误读的标题")))
    assert reread(tmp_path) == 0
    crawled(tmp_path, web(1))
    assert [line["title"] for line in records(tmp_path, "articles")] == ["误读的标题", "栖川县第1座新桥通车"]
    assert [line["articles_changed"] for line in records(tmp_path, "crawls")] == [0, 0]


def test_a_dry_run_reports_the_same_and_stores_nothing(tmp_path, capsys):
    crawled(tmp_path, web(), wrong=without_source)
    before = bytes_of(tmp_path)
    assert reread(tmp_path, dry=True) == 0
    dry = capsys.readouterr().out
    assert bytes_of(tmp_path) == before
    assert "nothing was stored" in dry
    assert reread(tmp_path) == 0
    assert dry.startswith(capsys.readouterr().out)


def test_a_page_that_was_no_article_becomes_one_and_one_that_is_none_any_more_stays_as_it_was(
    tmp_path, monkeypatch, capsys
):
    none = lambda page: replace(page, kind="other", article=None, traits=None)  # noqa: E731
    crawled(tmp_path, web(1), wrong=none)
    assert records(tmp_path, "articles") == []
    assert reread(tmp_path) == 0
    assert "1 that were none before" in capsys.readouterr().out
    (line,) = records(tmp_path, "articles")
    assert (line["revision"], line["title"], line["rules_before"]) == (1, "栖川县第1座新桥通车", OLD)
    before = bytes_of(tmp_path)
    monkeypatch.setattr("newsportal.reread.reading.extract", lambda *told, **named: none(extract(*told, **named)))
    assert reread(tmp_path) == 0
    assert "1 that are none any more" in capsys.readouterr().out
    assert bytes_of(tmp_path) == before


def test_an_article_of_several_pages_is_joined_again(tmp_path, capsys):
    pages = {
        f"{HOME}1.html": story(1, after="1_2.html"),
        f"{HOME}1_2.html": story(1, words="续页里的另一段话，说的是下游的水文站。" * 3),
    }
    crawled(tmp_path, pages, wrong=without_source)
    assert reread(tmp_path) == 0
    first, second = records(tmp_path, "articles")
    assert second["pages"] == 2
    assert second["text"] == first["text"]
    assert "水文站" in second["text"]
    assert (first["source"], second["source"]) == (None, "栖川日报")


def test_only_pages_that_came_since_a_time_are_read(tmp_path, capsys):
    crawled(tmp_path, web())
    assert reread(tmp_path, since="2099-01-01") == 0
    assert "0 pages" in capsys.readouterr().out
    with pytest.raises(UsageError, match="--since takes"):
        reread(tmp_path, since="soon")


def test_of_an_address_the_newest_page_is_read(tmp_path):
    crawled(tmp_path, web(1), wrong=without_source)
    changed = {
        f"{HOME}1.html": story(
            1, words="更正：通车的时间改为明天上午，两岸居民请注意交通公告，并以县交通局发布的消息为准。"
        )
    }
    crawl = KeepingCrawl(tmp_path)
    crawl.read(changed, entry(f"{HOME}1.html"))
    finish.end(crawl.session, "finished", Exit.OK)
    crawl.session.close()
    before = bytes_of(tmp_path)
    assert reread(tmp_path) == 0
    assert bytes_of(tmp_path) == before
    assert "更正" in records(tmp_path, "articles")[-1]["text"]


def test_killed_in_the_middle_it_goes_on_and_stores_each_revision_once(tmp_path):
    crawled(tmp_path, web(6), wrong=without_source)
    child = os.fork()
    if child == 0:
        kept = 0

        def keep(*told: Any) -> None:
            nonlocal kept
            kept += 1
            if kept == 4:
                os.kill(os.getpid(), signal.SIGKILL)
            real(*told)

        real, run.keep_revision, run._CHUNK = run.keep_revision, keep, 2
        reread(tmp_path)
        os._exit(9)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert len(records(tmp_path, "articles")) == 8
    assert reread(tmp_path) == 0
    lines = records(tmp_path, "articles")
    assert [line["revision"] for line in lines] == [1] * 6 + [2] * 6
    assert len({line["url"] for line in lines[6:]}) == 6


def test_while_a_crawl_of_the_portal_runs_it_ends_with_75_but_a_dry_run_reads(tmp_path, capsys):
    crawled(tmp_path, web(1))
    (locked,) = (tmp_path / "locks").glob("river.lock")
    with lock.hold(locked, "a crawl"):
        assert reread(tmp_path) == Exit.LOCKED
        assert "reread it afterwards" in capsys.readouterr().err
        assert reread(tmp_path, dry=True) == 0


def test_what_cannot_be_meant_is_told_in_one_sentence(tmp_path, monkeypatch):
    with pytest.raises(UsageError, match="nothing is kept in"):
        reread(tmp_path)
    crawled(tmp_path, web(1))
    with pytest.raises(UsageError, match=r"nothing is kept of a portal 'sea' in .*; kept are: river"):
        reread(tmp_path, "sea")
    with pytest.raises(UsageError, match="one portal"):
        reread(tmp_path, "river", "sea")
    monkeypatch.setattr(paths, "warc_folder", lambda settings: None)
    with pytest.raises(UsageError, match="NEWSPORTAL_WARC names no folder"):
        reread(tmp_path)


def test_a_damaged_file_is_named_and_what_stands_before_the_damage_is_read(tmp_path, capsys):
    crawled(tmp_path, web())
    (path,) = (tmp_path / "kept").iterdir()
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 8] = b"\xff" * 8
    path.write_bytes(data)
    assert reread(tmp_path) == 0
    told = capsys.readouterr()
    assert f"{path} is damaged behind byte" in told.err
    assert re.search(r"[12] pages?, [12] articles?, 0 changed", told.out)


def test_a_file_whose_first_record_is_damaged_is_named_and_the_others_are_read(tmp_path, capsys):
    crawled(tmp_path, web())
    (path,) = (tmp_path / "kept").iterdir()
    damaged = path.with_name(path.name.replace("-00000.", "-00001."))
    damaged.write_bytes(b"\x1f\x8b\x08\xff" + path.read_bytes()[4:200])
    assert reread(tmp_path) == 0
    told = capsys.readouterr()
    assert f"{damaged} is damaged where it begins" in told.err
    assert "3 pages" in told.out


def test_a_torn_record_at_the_end_is_none(tmp_path, capsys):
    crawled(tmp_path, web())
    (path,) = (tmp_path / "kept").iterdir()
    with path.open("ab") as file:
        file.write(path.read_bytes()[:300])
    assert reread(tmp_path) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "3 pages" in told.out


def test_a_page_dated_by_when_it_came_is_read_as_of_then(tmp_path):
    page = story(1).replace("2026-11-24 08:00", "3小时前")
    crawled(tmp_path, {f"{HOME}1.html": page}, wrong=without_source)
    assert reread(tmp_path) == 0
    first, second = records(tmp_path, "articles")
    assert datetime.fromisoformat(first["published"]) < datetime.fromisoformat(first["fetched"])
    assert (
        abs(datetime.fromisoformat(second["published"]) - datetime.fromisoformat(first["published"])).total_seconds()
        < 60
    )
