"""Whatever goes away from under a command, or asks it to end, and whenever: it ends, with its own exit code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newsportal.exit_codes import Exit
from tests.run import ROOT, in_a_terminal, records, scrapy_cfg, start
from tests.waiting import LONGEST, wait_for

LOCK = Path(".scrapy") / "newsportal" / "locks" / "demo.lock"
SLOWLY = ("crawl", "demo", "-s", "DOWNLOAD_DELAY=0.2")


def shell(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    """A line of a shell in a project's folder, in which `scrapy` is this environment's."""
    scrapy_cfg(folder)
    defined = f'scrapy() {{ "{sys.executable}" -m scrapy "$@"; }}; {command}'
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(
        ["bash", "-c", defined], cwd=folder, env=environment, capture_output=True, text=True, timeout=240, check=False
    )


def handles_sigterm(pid: int) -> bool:
    """Whether the process does something of its own about SIGTERM."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1)


@pytest.mark.parametrize(
    "redirected", ['2>&1 | head -1; exit "${PIPESTATUS[0]}"', "2> /dev/full", "< /dev/null >&- 2>&-"]
)
def test_a_crawl_whose_messages_nobody_takes_does_its_job_and_says_so_by_its_code(tmp_path, redirected):
    done = shell(tmp_path, f"scrapy crawl demo {redirected}")
    assert done.returncode == Exit.OK, done.stderr
    (crawl,) = records(tmp_path, "crawls")
    first = [line for line in records(tmp_path, "articles") if line["revision"] == 1]
    assert (crawl["exit_code"], crawl["articles_new"]) == (0, len(first))


@pytest.mark.parametrize("command", ["schema", "list", "crawl --help"])
def test_a_reader_that_leaves_a_command_sees_no_traceback(tmp_path, command):
    done = shell(tmp_path, f'scrapy {command} | head -1; exit "${{PIPESTATUS[0]}}"')
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1


def test_a_result_that_does_not_fit_on_the_disk_ends_with_code_74(tmp_path):
    done = shell(tmp_path, "scrapy schema > /dev/full")
    assert done.returncode == Exit.STORAGE
    assert done.stderr == "the standard output cannot be written: No space left on device\n"


def test_a_crawl_whose_terminal_is_closed_is_interrupted(tmp_path):
    process, controller = in_a_terminal(scrapy_cfg(tmp_path), *SLOWLY)
    try:
        wait_for(lambda: len(records(tmp_path, "articles")) > 2)
        os.close(controller)
        assert process.wait(LONGEST) == Exit.INTERRUPTED
    finally:
        process.kill()
    assert records(tmp_path, "crawls") == []


@pytest.mark.parametrize(
    ("signum", "when"),
    [
        (signal.SIGTERM, "it hears signals"),
        (signal.SIGINT, "it hears signals"),
        (signal.SIGHUP, "it has written its first line"),
        (signal.SIGTERM, "it has its lock"),
    ],
)
def test_a_stop_in_the_first_moments_is_an_interruption_and_the_log_says_so(tmp_path, signum, when):
    log = tmp_path / "log"
    process = start(tmp_path, *SLOWLY, "--logfile", str(log))
    reached = {
        "it hears signals": lambda: handles_sigterm(process.pid),
        "it has written its first line": lambda: log.exists() and log.read_text(),
        "it has its lock": (tmp_path / LOCK).exists,
    }
    wait_for(reached[when])
    process.send_signal(signum)
    _, told = process.communicate(timeout=LONGEST)
    assert process.returncode == Exit.INTERRUPTED, told
    for words in (told, log.read_text()):
        assert "demo: interrupted, to be resumed (exit code 6)" in words
        assert "Traceback" not in words


def test_ctrl_c_ends_a_command_as_any_program(tmp_path):
    (tmp_path / "output").mkdir()
    os.mkfifo(tmp_path / "output" / "articles.jsonl")
    process = start(tmp_path, "stories", "new")
    wait_for((tmp_path / "new" / "stories.jsonl").exists)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=LONGEST) == ("", "")
    assert process.returncode == -signal.SIGINT
