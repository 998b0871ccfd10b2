"""`scrapy crawl archive`: the same four files as a crawl, whatever the number of processes and whoever is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from newsportal.demo.site import site
from newsportal.exit_codes import Exit
from newsportal.spiders.archive import ArchiveSpider
from newsportal.spiders.arguments import ArgumentError
from tests.archive.made import answer, archives, demo, packed, page, record
from tests.run import crawls, records, scrapy, start
from tests.waiting import wait_for

KINDS = ("articles", "headlines", "sightings")
QUICK = ("-s", "NEWSPORTAL_KEYWORDS=0")
TOLD = ("title", "text", "published", "source", "author", "editor", "dateline", "pages", "missing_pages", "images")


def imported(folder: Path, path: Path, *arguments: str, code: int = Exit.OK) -> subprocess.CompletedProcess[str]:
    given = [part for argument in (f"path={path}", *arguments) for part in ("-a", argument)]
    run = scrapy(folder, "crawl", "archive", *given, *QUICK)
    assert run.returncode == code, run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    return run


def lines(folder: Path) -> dict[str, list[str]]:
    """What was written, without the id of the crawl, which is its begin."""
    (crawl,) = crawls(folder)
    return {
        kind: [json.dumps(line, ensure_ascii=False).replace(crawl.id, "") for line in records(folder, kind)]
        for kind in KINDS
    }


@pytest.fixture(scope="module")
def six(tmp_path_factory):
    """The demo portal in six archives, and what one process makes of them."""
    folder = tmp_path_factory.mktemp("six")
    path = archives(folder / "archives", list(demo(site(articles=70))), 6)
    imported(folder, path, "workers=1")
    return folder


def test_an_archive_gives_what_the_crawl_of_its_pages_gives(tmp_path, six):
    run = scrapy(tmp_path, "crawl", "demo", "-s", "NEWSPORTAL_KEYWORDS=0")
    assert run.returncode == Exit.OK, run.stderr
    newest = [{line["url"]: line for line in records(folder, "articles")} for folder in (tmp_path, six)]
    crawled, archived = newest
    assert set(crawled) == set(archived)
    for url, line in crawled.items():
        assert {name: archived[url][name] for name in TOLD} == {name: line[name] for name in TOLD}
    names = [{line["text"] for line in records(folder, "headlines")} for folder in (tmp_path, six)]
    assert names[0] == names[1]
    assert {line["portal"] for line in archived.values()} == {"demo"}


def test_times_are_the_records_and_nothing_is_asked_for(six):
    (crawl,) = crawls(six)
    assert (crawl.requests, crawl.errors, crawl.alarms) == (0, {}, [])
    assert {line["fetched"][:13] for line in records(six, "articles")} == {"2026-11-20T20"}
    assert {line["seen"][:10] for line in records(six, "sightings")} == {"2026-11-20"}


def test_interrupted_killed_and_with_killed_workers_an_import_writes_the_same_bytes(tmp_path, six):
    command = ("crawl", "archive", "-a", f"path={six / 'archives'}", "-a", "workers=4", *QUICK)
    work = tmp_path / ".scrapy" / "newsportal" / "archive"
    run = start(tmp_path, *command)
    wait_for(lambda: list(work.glob("*/*.at")))
    run.send_signal(signal.SIGINT)
    _, err = run.communicate()
    assert run.returncode == Exit.INTERRUPTED, err
    assert "Traceback" not in err
    run = start(tmp_path, *command)
    wait_for(lambda: children(run.pid) or records(tmp_path, "articles"))
    for child in children(run.pid)[:2]:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    wait_for(lambda: records(tmp_path, "articles"))
    run.kill()
    run.communicate()
    again = imported(tmp_path, six / "archives", "workers=4")
    assert lines(tmp_path) == lines(six)
    assert crawls(tmp_path)[0].starts == 3
    assert "resuming" in again.stderr
    assert not list(work.glob("*"))


def children(pid: int) -> list[int]:
    """The processes that a process began to read archives."""
    found = subprocess.run(["pgrep", "-P", str(pid), "-f", "spawn_main"], capture_output=True, text=True, check=False)
    return [int(line) for line in found.stdout.split()]


def test_damaged_chosen_and_divided_pages_of_one_import(tmp_path):
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
    run = imported(tmp_path, tmp_path / "in", "workers=1", "hosts=a.example")
    joined, revised = records(tmp_path, "articles")
    assert (joined["pages"], joined["missing_pages"], joined["revision"]) == (3, 1, 1)
    assert joined["text"].index("第一页说桥") < joined["text"].index("第二页说人")
    assert (revised["url"], revised["title"], revised["revision"]) == (one, "海棠江新桥昨天通车", 2)
    (crawl,) = crawls(tmp_path)
    assert crawl.dropped == {"cut": 1, "http 404": 1, "page of another host": 1, "record cut short": 1}
    assert all(f"http://a.example/{name}.html" in run.stderr for name in ("cut", "torn"))
    imported(tmp_path, tmp_path / "in", "workers=1", "hosts=a.example")
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
