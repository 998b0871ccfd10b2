"""Processes that read archives: one that is killed costs nothing, and none outlives the one that began it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time

import pytest

from newsportal.archive.choice import Choice
from newsportal.archive.engine import Task
from newsportal.archive.extract_file import at_of, extract_file
from newsportal.archive.pool import Pool
from newsportal.archive.sources import find
from newsportal.demo.site import site
from tests.archive.made import archives, demo
from tests.forks import FORKS
from tests.run import ROOT
from tests.waiting import LONGEST, wait_for

CHOICE = Choice(keywords=0)


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Four archives, and their result files by one process."""
    folder = archives(tmp_path_factory.mktemp("four"), list(demo(site(articles=52), 48)), 4)
    sources = find(str(folder))
    results = []
    for n, source in enumerate(sources):
        extract_file(source, folder / f"{n}", CHOICE)
        results.append((folder / f"{n}").read_bytes())
    return sources, results


@pytest.fixture
def forks(monkeypatch):
    """Forks, which begin at once, in place of interpreters of their own."""
    monkeypatch.setattr(multiprocessing, "get_context", lambda _: FORKS)


def run(pool):
    deadline = time.monotonic() + LONGEST
    while pool.step():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_killed_process_is_replaced_and_the_results_are_those_of_one(tmp_path, read, forks):
    sources, results = read
    pool, tasks = Pool(CHOICE, 2), [Task(source, tmp_path / f"{n}") for n, source in enumerate(sources)]
    pool.begin(tasks)
    wait_for(lambda: at_of(tasks[0].out).number > 0 or tasks[0].out.exists())
    for worker in list(pool._workers):
        os.kill(worker.process.pid, signal.SIGKILL)
    run(pool)
    assert pool.failed == {}
    assert [task.out.read_bytes() for task in tasks] == results


def test_a_file_that_cannot_be_read_fails_alone_with_its_reason(tmp_path, read, forks):
    sources, results = read
    missing = Task(sources[0]._replace(path=str(tmp_path / "gone.warc.gz")), tmp_path / "gone")
    pool = Pool(CHOICE, 1)
    pool.begin([missing, Task(sources[1], tmp_path / "1")])
    run(pool)
    assert list(pool.failed) == [missing]
    assert "No such file" in pool.failed[missing]
    assert (tmp_path / "1").read_bytes() == results[1]


def test_processes_end_with_the_one_that_began_them(tmp_path, read):
    sources, _ = read
    code = (
        "import sys, time; from pathlib import Path; from newsportal.archive.pool import Pool\n"
        "from newsportal.archive.choice import Choice; from newsportal.archive.engine import Task\n"
        "from newsportal.archive.sources import Source\n"
        "if __name__ == '__main__':\n"
        "    pool = Pool(Choice(keywords=0), 1); pool.begin([Task(Source(sys.argv[1]), Path(sys.argv[2]))])\n"
        "    print(pool._workers[0].process.pid, flush=True); time.sleep(600)\n"
    )
    script = tmp_path / "begins.py"
    script.write_text(code)
    command = [sys.executable, str(script), sources[0].path, str(tmp_path / "out")]
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
    child = int(parent.stdout.readline())
    wait_for((tmp_path / "out.at").exists)
    parent.kill()
    parent.wait()
    wait_for(lambda: not _runs(child))


def _runs(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
