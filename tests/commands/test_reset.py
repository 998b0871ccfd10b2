"""`scrapy reset`, and the crawls that tell of it: where files and state have come apart."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newsportal import lock
from newsportal.exit_codes import Exit
from tests.run import ROOT, records, scrapy, start
from tests.waiting import LONGEST, wait_for

KINDS = ("articles", "headlines", "sightings", "crawls")
DEMO = ("crawl", "demo", "-a", "depth=1")
PAGE = "<title>栖川县新桥通车</title><h1>栖川县新桥通车</h1><p>2026-11-24 08:00 来源：栖川日报</p>" + (
    "<p>栖川县河口大桥今天上午正式通车，两岸居民往来只要五分钟，县交通局表示将继续改善道路。</p>" * 8
)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which the demo portal was crawled, and a page of another one."""
    folder = tmp_path_factory.mktemp("crawled")
    assert scrapy(folder, *DEMO).returncode == 0
    (folder / "page.html").write_text(PAGE, "utf-8")
    assert scrapy(folder, "crawl", "page", "-a", "url=page.html").returncode == 0
    return folder


@pytest.fixture
def project(crawled: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(crawled, tmp_path / "project")
    return tmp_path / "project"


def counts(folder: Path, portal: str = "demo") -> list[int]:
    return [sum(record["portal"] == portal for record in records(folder, kind)) for kind in KINDS]


def test_where_state_and_output_come_apart_a_crawl_says_what_to_do_and_writes_nothing_and_reset_starts_over(
    project: Path,
) -> None:
    before = counts(project)
    # The state follows the project, which was copied here.
    assert scrapy(project, *DEMO).returncode == 0
    for option, says in (
        ("NEWSPORTAL_STATE=second.sqlite", "two states cut each other's lines"),
        ("NEWSPORTAL_OUTPUT=other", "would get only what is new"),
    ):
        told = scrapy(project, *DEMO, "-s", option)
        assert (told.returncode, told.stderr.count("ERROR")) == (Exit.USAGE, 1)
        assert says in told.stderr
    assert not (project / "other").exists()
    assert counts(project)[:3] == before[:3]
    for kind in KINDS:
        (project / "output" / f"{kind}.jsonl").unlink()
    told = scrapy(project, *DEMO)
    assert (told.returncode, told.stderr.count("ERROR")) == (Exit.STORAGE, 1)
    assert "nothing is left of articles.jsonl, headlines.jsonl, sightings.jsonl, crawls.jsonl" in told.stderr
    assert "start over with `scrapy reset`" in told.stderr
    assert not list((project / "output").glob("*.jsonl"))
    assert scrapy(project, "reset", "--yes").returncode == 0
    assert scrapy(project, *DEMO).returncode == 0
    assert counts(project) == before


def test_files_removed_under_a_running_crawl_end_it_with_the_same_sentence(project: Path) -> None:
    process = start(project, "crawl", "demo", "-a", "edition=2", "-s", "DOWNLOAD_DELAY=0.3")
    before = len(records(project, "articles"))
    wait_for(lambda: len(records(project, "articles")) >= before + 2)
    (project / "output" / "articles.jsonl").unlink()
    _, said = process.communicate(timeout=LONGEST)
    assert process.returncode == Exit.STORAGE, said
    assert "nothing is left of articles.jsonl" in said
    assert "Traceback" not in said


def test_one_portal_starts_over_and_the_others_stay_as_they_were(project: Path) -> None:
    before, page = counts(project), counts(project, "file")
    told = scrapy(project, "reset", "demo", "--yes")
    assert told.returncode == 0, told.stderr
    (aside,) = (project / "output").glob("reset-*")
    assert str(aside) in told.stdout
    assert (counts(project), counts(project, "file")) == ([0, 0, 0, 0], page)
    assert [len((aside / f"{kind}.jsonl").read_text("utf-8").splitlines()) for kind in KINDS] == before
    assert scrapy(project, *DEMO).returncode == 0
    assert (counts(project), counts(project, "file")) == (before, page)
    assert not list((project / "output").glob("*.cut"))


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["nosuch", "--yes"], Exit.USAGE, "known are: demo, file, page"),
        ([], Exit.USAGE, "add --yes"),
    ],
)
def test_what_reset_does_not_do_it_says_in_one_sentence(
    project: Path, arguments: list[str], code: Exit, says: str
) -> None:
    before = counts(project)
    told = scrapy(project, "reset", *arguments)
    assert (told.returncode, counts(project)) == (code, before)
    assert says in told.stdout + told.stderr


def test_nothing_is_reset_while_a_crawl_runs(project: Path) -> None:
    with lock.hold(project / ".scrapy" / "newsportal" / "locks" / "demo.lock", "process 4711, the night shift"):
        told = scrapy(project, "reset", "--yes")
    assert told.returncode == Exit.LOCKED
    assert "the night shift" in told.stderr
    assert not list((project / "output").glob("reset-*"))


@pytest.mark.parametrize(("answer", "gone"), [("y", True), ("", False)])
def test_on_a_terminal_it_asks_first(project: Path, answer: str, gone: bool) -> None:
    terminal, theirs = os.openpty()
    os.write(terminal, f"{answer}\n".encode())
    command = [sys.executable, "-m", "scrapy", "reset", "demo"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=project, env=environment, stdin=theirs, capture_output=True, text=True, timeout=LONGEST, check=True
    )
    for end in (terminal, theirs):
        os.close(end)
    assert "Start over with demo" in done.stdout
    assert bool(list((project / "output").glob("reset-*"))) is gone
