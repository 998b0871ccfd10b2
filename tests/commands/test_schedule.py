"""`scrapy schedule` as a process, with real short intervals, killed and started again in between."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsportal.lock import held
from newsportal.schedule.run_record import load
from tests.run import in_a_terminal
from tests.waiting import LONGEST, wait_for

SPIDER = """
import asyncio, os, time
from datetime import datetime
import scrapy
from scrapy import signals

class Tick(scrapy.Spider):
    '''Writes when it begins and ends; makes no request.'''
    name = "tick"

    def __init__(self, seconds="0.5", who="tick", **kwargs):
        super().__init__(**kwargs)
        self.seconds, self.who = float(seconds), who

    def note(self, what):
        with open("ticks.txt", "a") as out:
            out.write(f"{time.time():.3f} {self.who} {what} {os.getpid()}\\n")

    async def start(self):
        self.note("begin")
        self.crawler.signals.connect(self.closed_by, signals.spider_closed)
        end = time.monotonic() + self.seconds
        while time.monotonic() < end and not self.crawler.engine._slot.closing:
            await asyncio.sleep(0.05)
        return
        yield

    def closed_by(self, spider, reason):
        self.note(reason)
        self.crawler.stats.set_value("newsportal/exit_code", 0 if reason == "finished" else 6)
"""
SETTINGS = """
BOT_NAME = "ticks"
SPIDER_MODULES = ["ticks"]
COMMANDS_MODULE = "newsportal.commands"
TELNETCONSOLE_ENABLED = REMOTE_CONTROL_ENABLED = False
"""


class Project:
    """A Scrapy project whose crawls write down when they begin and end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "ticks").mkdir(parents=True)
        (folder / "ticks" / "__init__.py").write_text(SPIDER)
        (folder / "ticks" / "settings.py").write_text(SETTINGS)
        (folder / "scrapy.cfg").write_text("[settings]\ndefault = ticks.settings\n")

    def schedule(self, text: str) -> None:
        (self.folder / "schedule.toml").write_text(text, encoding="utf-8")

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        here = Path(__file__).parents[2]
        path = os.pathsep.join(filter(None, (str(here), os.environ.get("PYTHONPATH", ""))))
        return subprocess.Popen(
            [sys.executable, "-m", "scrapy", "schedule", *arguments], cwd=self.folder, text=True,
            env=os.environ | {"PYTHONPATH": path}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def records(self) -> list[Path]:
        return list(self.folder.glob(".scrapy/**/schedule/tick.json"))

    def ticks(self, who: str, what: str) -> list[float]:
        path = self.folder / "ticks.txt"
        lines = path.read_text().splitlines() if path.exists() else []
        return [float(words[0]) for line in lines if (words := line.split())[1:3] == [who, what]]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = Project(tmp_path / "project")
    yield made
    # What a failed test left running.
    for line in (made.folder / "ticks.txt").read_text().splitlines() if (made.folder / "ticks.txt").exists() else []:
        pid = int(line.split()[3])
        if str(made.folder) == _cwd(pid):
            os.killpg(pid, signal.SIGKILL)


def _cwd(pid: int) -> str:
    try:
        return os.readlink(f"/proc/{pid}/cwd")
    except OSError:
        return ""


@contextmanager
def running(project: Project) -> Iterator[subprocess.Popen[str]]:
    process = project.start()
    try:
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def test_crawls_start_again_and_again_and_a_killed_scheduler_doubles_and_loses_none(project: Project) -> None:
    project.schedule('[crawl.tick]\nevery = "2s"\narguments = { seconds = 0.5 }\n')
    begin = time.time()
    for kill in range(4):
        with running(project):
            # Killed while a crawl runs, and while none does.
            before = len(project.ticks("tick", "begin"))
            wait_for(lambda n=before: len(project.ticks("tick", "begin")) > n)
            time.sleep(0.2 if kill % 2 else 1.3)
    wait_for(lambda: len(project.ticks("tick", "finished")) == len(project.ticks("tick", "begin")))
    begins, ends = project.ticks("tick", "begin"), project.ticks("tick", "finished")
    assert len(begins) >= 4
    assert all(later > end for end, later in zip(ends, begins[1:], strict=False)), "two at once"
    assert len(begins) <= (time.time() - begin) / 2 + 1, "doubled"


def test_an_orphan_is_found_counted_and_ended_cleanly(project: Project) -> None:
    project.schedule('at_once = 1\n[crawl.tick]\nevery = "1h"\narguments = { seconds = 60 }\n')
    with running(project):
        wait_for(lambda: project.ticks("tick", "begin"))
    (lock,) = project.folder.glob(".scrapy/**/schedule/scheduler.lock")
    with running(project) as second:
        wait_for(lambda: held(lock) is not None)
        time.sleep(1)
        assert len(project.ticks("tick", "begin")) == 1
        second.terminate()
        assert second.wait(LONGEST) == 0
    assert len(project.ticks("tick", "shutdown")) == 1


def test_sigterm_lets_running_crawls_end_cleanly(project: Project) -> None:
    project.schedule(
        'at_once = 2\n[crawl.a]\nportal = "tick"\nevery = "1h"\narguments = { seconds = 60, who = "a" }\n'
        '[crawl.b]\nportal = "tick"\nevery = "1h"\narguments = { seconds = 60, who = "b" }\n'
    )
    with running(project) as process:
        wait_for(lambda: project.ticks("a", "begin") and project.ticks("b", "begin"))
        process.terminate()
        assert process.wait(LONGEST) == 0
        assert process.stdout is not None
        log = process.stdout.read()
    assert len(project.ticks("a", "shutdown")) == len(project.ticks("b", "shutdown")) == 1
    assert "ended after" in log
    assert "exit code 6" in log


def test_a_crawl_that_is_stopped_as_soon_as_it_is_started_was_interrupted_and_its_log_says_so(project: Project) -> None:
    project.schedule('[crawl.tick]\nevery = "1h"\narguments = { seconds = 60 }\n')
    with running(project) as process:
        wait_for(lambda: [path for path in project.records() if (run := load(path)) and run.pid])
        process.terminate()
        assert process.wait(LONGEST) == 0
    (record,) = project.records()
    run = load(record)
    assert run is not None
    assert run.log is not None
    assert run.exit_code == 6
    assert re.search("interrupted, to be resumed|before the crawl could begin", Path(run.log).read_text())


def test_a_scheduler_whose_terminal_is_closed_ends_with_its_crawls(project: Project) -> None:
    project.schedule('[crawl.tick]\nevery = "1h"\narguments = { seconds = 60 }\n')
    process, controller = in_a_terminal(project.folder, "schedule")
    try:
        wait_for(lambda: project.ticks("tick", "begin"))
        os.close(controller)
        assert process.wait(LONGEST) == 0
    finally:
        process.kill()
    assert len(project.ticks("tick", "shutdown")) == 1


def test_a_second_scheduler_ends_at_once_with_its_own_code(project: Project) -> None:
    project.schedule('[crawl.tick]\ncron = "0 0 1 1 *"\n')
    with running(project):
        wait_for(lambda: list(project.folder.glob(".scrapy/**/schedule/tick.json")))
        second = project.start()
        output, _ = second.communicate(timeout=LONGEST)
        assert second.returncode == 75
        assert "a scheduler runs already (process " in output


def test_a_changed_file_is_read_on_sighup_and_a_wrong_one_changes_nothing(project: Project) -> None:
    project.schedule('[crawl.tick]\ncron = "0 0 1 1 *"\n')
    with running(project) as process:
        wait_for(lambda: list(project.folder.glob(".scrapy/**/schedule/tick.json")))
        project.schedule('[crawl.tick]\nevery = "never"\n')
        process.send_signal(signal.SIGHUP)
        time.sleep(1)
        assert process.poll() is None
        project.schedule('[crawl.tick]\nevery = "1h"\n')
        process.send_signal(signal.SIGHUP)
        wait_for(lambda: project.ticks("tick", "finished"))


def test_check_names_line_and_key_and_says_what_comes_next(project: Project) -> None:
    project.schedule('[crawl.tick]\nevry = "1h"\n')
    wrong = project.start("--check")
    output, _ = wrong.communicate(timeout=LONGEST)
    assert wrong.returncode == 2
    assert "schedule.toml, line 2: crawl.tick.evry: no such key; is every meant?" in output
    project.schedule('[crawl.tick]\ncron = "15 6 * * mon-fri"\n')
    right = project.start("--check")
    output, _ = right.communicate(timeout=LONGEST)
    assert right.returncode == 0
    assert "tick: 15 6 * * mon-fri, next 20" in output
    assert not list(project.folder.glob(".scrapy/**/tick.json"))
