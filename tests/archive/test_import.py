"""`scrapy crawl archive`: the same four files as a crawl, whatever the number of processes and whoever is killed."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from newsportal.archive.pool import Pool
from newsportal.demo.site import site
from newsportal.exit_codes import Exit
from newsportal.spiders.archive import ArchiveSpider
from newsportal.spiders.arguments import ArgumentError
from tests.archive.made import answer, archives, demo, packed, page, record
from tests.archive.offline import files, imported
from tests.forks import FORKS
from tests.run import crawls, records, start
from tests.waiting import wait_for

KINDS = ("articles", "headlines", "sightings")


def lines(folder: Path) -> dict[str, list[str]]:
    """What was written, without the id of the crawl, which is its begin."""
    (crawl,) = crawls(folder)
    return {
        kind: [json.dumps(line, ensure_ascii=False).replace(crawl.id, "") for line in records(folder, kind)]
        for kind in KINDS
    }


@pytest.fixture(scope="module")
def four(tmp_path_factory):
    """Pages of the demo portal in four archives, and what comes of them where one after the other is read."""
    folder = tmp_path_factory.mktemp("four")
    path = archives(folder / "archives", list(demo(site(articles=52), 60)), 4)
    with pytest.MonkeyPatch.context() as patch:
        imported(folder, path, patch)
    return folder


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_one_two_and_four_processes_write_the_same_bytes(tmp_path, four, monkeypatch, workers):
    # Forks, which begin at once, in place of interpreters of their own.
    monkeypatch.setattr(multiprocessing, "get_context", lambda _: FORKS)
    imported(tmp_path, four / "archives", monkeypatch, engine=partial(Pool, workers=workers))
    assert files(tmp_path) == files(four)
    assert set(files(tmp_path)) == {f"{kind}.jsonl" for kind in (*KINDS, "crawls")}


def test_times_are_the_records_and_nothing_is_asked_for(four):
    (crawl,) = crawls(four)
    assert (crawl.requests, crawl.errors, crawl.alarms) == (0, {}, [])
    assert {line["portal"] for line in records(four, "articles")} == {"demo"}
    assert {line["fetched"][:13] for line in records(four, "articles")} == {"2026-11-20T20"}
    assert {line["seen"][:10] for line in records(four, "sightings")} == {"2026-11-20"}


def test_interrupted_killed_and_with_a_killed_worker_an_import_writes_the_same_lines(tmp_path, four):
    path, state = four / "archives", ("-s", f"NEWSPORTAL_STATE={tmp_path}/state.sqlite", "-s", "NEWSPORTAL_KEYWORDS=0")
    command = ("crawl", "archive", "-a", f"path={path}", "-a", "workers=2", *state)
    run = start(tmp_path, *command)
    wait_for(lambda: list(tmp_path.glob("archive/*/*.at")))
    run.send_signal(signal.SIGINT)
    _, err = run.communicate()
    assert run.returncode == Exit.INTERRUPTED, err
    assert "Traceback" not in err
    run = start(tmp_path, *command)
    wait_for(lambda: children(run.pid) or records(tmp_path, "articles"))
    for child in children(run.pid)[:1]:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    wait_for(lambda: records(tmp_path, "articles"))
    run.kill()
    run.communicate()
    if not crawls(tmp_path):  # killed before its end
        assert imported(tmp_path, path, workers="2").starts == 3
    assert lines(tmp_path) == lines(four)
    assert not list(tmp_path.glob("archive/*"))


def children(pid: int) -> list[int]:
    """The processes that a process began to read archives."""
    found = subprocess.run(["pgrep", "-P", str(pid), "-f", "spawn_main"], capture_output=True, text=True, check=False)
    return [int(line) for line in found.stdout.split()]


def test_damaged_chosen_and_divided_pages_of_one_import(tmp_path, caplog):
    one, two, three = (f"http://a.example/news/20240305/1{end}.html" for end in ("", "_2", "_3"))
    first = page("海棠江新桥今天通车", "第一页说桥。海棠江上新桥今天建成通车。", following=two)
    second = page("海棠江新桥今天通车", "第二页说人。两岸居民过江只要五分钟。", following=three)
    later = page("海棠江新桥昨天通车", "后来的话。海棠江上新桥昨天建成通车。")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.warc.gz").write_bytes(packed(record(one, answer(first), seconds=9)))
    others = [
        record("http://a.example/cut.html", answer(page("半句")[:300])),
        record("http://a.example/gone.html", answer(b"", status="404 Not Found")),
        record("http://b.example/1.html", answer(page("别处的稿件今天刊出"))),
        record(two, answer(second)),
        record(one, answer(later), seconds=99),
    ]
    torn = packed(record("http://a.example/torn.html", answer(page("半条"))))[:-60]
    (tmp_path / "in" / "a.warc.gz").write_bytes(packed(*others) + torn)
    crawl = imported(tmp_path, tmp_path / "in", hosts="a.example")
    joined, revised = records(tmp_path, "articles")
    assert (joined["pages"], joined["missing_pages"], joined["revision"]) == (3, 1, 1)
    assert joined["text"].index("第一页说桥") < joined["text"].index("第二页说人")
    assert (revised["url"], revised["title"], revised["revision"]) == (one, "海棠江新桥昨天通车", 2)
    assert crawl.dropped == {"cut": 1, "http 404": 1, "page of another host": 1, "record cut short": 1}
    assert all(f"http://a.example/{name}.html" in caplog.text for name in ("cut", "torn"))
    imported(tmp_path, tmp_path / "in", hosts="a.example")
    assert len(records(tmp_path, "articles")) == 2


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "needs -a path="),
        ({"path": "nowhere"}, "there is no file"),
        ({"portal": "nosuch"}, "neither a known portal"),
        ({"language": "de"}, "neither zh nor any"),
        ({"hosts": "a b"}, "names no hosts"),
        ({"workers": "many"}, "not a whole number"),
    ],
)
def test_wrong_arguments_are_told_in_one_sentence(tmp_path, given, says):
    (tmp_path / "a.warc.gz").write_bytes(packed(record("http://a.example/1", answer(page("新桥")))))
    with pytest.raises(ArgumentError, match=says):
        ArchiveSpider.check({"path": str(tmp_path)} | given if given else {})


def test_a_portal_is_known_by_its_name_and_any_other_by_its_domain(tmp_path):
    (tmp_path / "a.warc.gz").write_bytes(packed(record("http://a.example/1", answer(page("新桥")))))
    for portal, checked in (("sina", "sina"), ("新闻.example", "xn--efvy88h.example")):
        assert ArchiveSpider.check({"path": str(tmp_path), "portal": portal})["portal"] == checked
