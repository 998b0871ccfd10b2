"""One crawl of a portal at a time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsportal.lock import Held, held, hold

HOLDER = """
import sys, time
from newsportal.lock import hold
with hold(sys.argv[1], "pid 1234, crawl demo"):
    print("held", flush=True)
    time.sleep(60)
"""
PARENT = """
import subprocess, sys, time
from newsportal.lock import hold
with hold(sys.argv[1], "the parent") as fd:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], pass_fds=[fd])
    print(child.pid, flush=True)
    time.sleep(60)
"""


@contextmanager
def running(script: str, path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    process = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_a_second_process_is_refused_and_told_who_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "locks" / "demo.lock"
    with running(HOLDER, path):
        with pytest.raises(Held) as refused, hold(path, "me"):
            pass
        assert refused.value.by == "pid 1234, crawl demo"
        assert held(path) == "pid 1234, crawl demo"
    assert "pid 1234, crawl demo" in str(refused.value)


def test_the_lock_dies_with_a_killed_process(tmp_path: Path) -> None:
    path = tmp_path / "demo.lock"
    for _ in range(3):
        with running(HOLDER, path) as (process, _):
            process.send_signal(signal.SIGKILL)
            process.wait()
            assert held(path) is None
            with hold(path, "me"):
                assert held(path) == "me"


def test_a_child_that_inherits_the_lock_holds_it_after_its_parent_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "demo.lock"
    with running(PARENT, path) as (parent, child):
        parent.kill()
        parent.wait()
        try:
            assert held(path) == "the parent"
        finally:
            os.kill(int(child), signal.SIGKILL)


def test_a_lock_is_free_again_after_a_clean_end_and_after_an_error(tmp_path: Path) -> None:
    path = tmp_path / "demo.lock"
    with hold(path, "me"):
        pass
    with pytest.raises(ZeroDivisionError), hold(path, "me"):
        1 / 0  # noqa: B018
    assert held(path) is None
    with hold(path, "again"):
        pass


def test_looking_makes_no_file(tmp_path: Path) -> None:
    assert held(tmp_path / "none.lock") is None
    assert not list(tmp_path.iterdir())


def test_looking_never_makes_a_start_fail(tmp_path: Path) -> None:
    path = tmp_path / "demo.lock"
    path.touch()
    looker = "import sys\nfrom newsportal.lock import held\nprint('on', flush=True)\nwhile True: held(sys.argv[1])"
    with running(looker, path):
        for _ in range(300):
            with hold(path, "me"):
                pass
