"""A crawl is ended from outside its process: real processes, short limits."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsportal.lock import held
from newsportal.schedule import run_record
from newsportal.schedule.watchdog import prune
from tests.waiting import LONGEST, wait_for

DUE = datetime(2026, 11, 24, tzinfo=UTC)
TALKS = "import time\nwhile True: print('alive', flush=True); time.sleep(0.1)"
STALLS = "import time; print('begun', flush=True); time.sleep(60)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + STALLS
POLITE = """
import signal, sys, time
def end(*_):
    print("ending cleanly", flush=True)
    sys.exit(6)
signal.signal(signal.SIGTERM, end)
print("begun", flush=True)
time.sleep(60)
"""


def start(tmp_path: Path, script: str, *options: str) -> subprocess.Popen[str]:
    logs = f"--logs={tmp_path}/logs"
    command = [sys.executable, "-m", "newsportal.schedule.watchdog", logs, *options, "--", sys.executable, "-c", script]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def log_of(tmp_path: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "logs").glob("*.log"))


def begun(tmp_path: Path) -> Callable[[], bool]:
    return lambda: "begun" in log_of(tmp_path)


def alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
            return stat.read().split()[2] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(("script", "code"), [("print('x')", 0), ("raise SystemExit(5)", 5)])
def test_the_crawls_own_exit_code_is_handed_on(tmp_path: Path, script: str, code: int) -> None:
    assert start(tmp_path, script).wait(LONGEST) == code


def test_a_crawl_that_dies_of_a_signal_gives_128_and_its_number(tmp_path: Path) -> None:
    assert start(tmp_path, "import os; os.kill(os.getpid(), 9)").wait(LONGEST) == 137


def test_a_crawl_that_takes_too_long_is_asked_to_end_and_the_log_says_why(tmp_path: Path) -> None:
    process = start(tmp_path, TALKS, "--longest=1s")
    assert process.wait(LONGEST) == 124
    assert "[watchdog] ERROR: ended, since it took longer than 1 s" in log_of(tmp_path)
    assert process.stderr is not None
    assert "took longer" in process.stderr.read()


def test_a_crawl_that_writes_nothing_is_ended_and_one_that_writes_is_not(tmp_path: Path) -> None:
    talking = start(tmp_path / "talking", TALKS, "--stall=4s")
    silent = start(tmp_path, STALLS, "--stall=4s")
    assert silent.wait(LONGEST) == 124
    assert "wrote nothing into its log for 4 s" in log_of(tmp_path)
    assert talking.poll() is None
    talking.terminate()
    talking.wait(LONGEST)


def test_a_crawl_that_does_not_end_when_asked_is_killed_after_the_grace(tmp_path: Path) -> None:
    begin = time.monotonic()
    assert start(tmp_path, STUBBORN, "--stall=1s", "--grace=1s").wait(LONGEST) == 124
    assert time.monotonic() - begin > 2


def test_a_signal_to_the_watchdog_ends_the_crawl_cleanly(tmp_path: Path) -> None:
    process = start(tmp_path, POLITE)
    wait_for(begun(tmp_path))
    process.terminate()
    assert process.wait(LONGEST) == 6
    assert "ending cleanly" in log_of(tmp_path)


def test_a_killed_watchdog_leaves_a_crawl_that_writes_its_log_and_holds_its_lock(tmp_path: Path) -> None:
    record = tmp_path / "schedule" / "demo.json"
    process = start(tmp_path, TALKS, f"--record={record}", f"--due={DUE.isoformat()}")
    wait_for(lambda: (run := run_record.load(record)) and run.pid)
    run = run_record.load(record)
    assert run is not None
    assert run.pid is not None
    process.kill()
    process.wait()
    try:
        size = len(log_of(tmp_path))
        wait_for(lambda: len(log_of(tmp_path)) > size)
        assert held(run_record.lock_of(record)) is not None
    finally:
        os.kill(run.pid, signal.SIGKILL)
    wait_for(lambda: held(run_record.lock_of(record)) is None)


def test_a_record_says_when_a_crawl_started_and_ended_and_a_time_is_started_for_once(tmp_path: Path) -> None:
    record, due = tmp_path / "schedule" / "demo.json", f"--due={DUE.isoformat()}"
    assert start(tmp_path, "raise SystemExit(5)", f"--record={record}", due).wait(LONGEST) == 5
    run = run_record.load(record)
    assert run is not None
    assert (run.due, run.number, run.exit_code) == (DUE, 1, 5)
    assert [str(path) for path in (tmp_path / "logs").iterdir()] == [run.log]
    assert run.started is not None
    assert run.ended is not None
    assert run.started < run.ended
    assert start(tmp_path, "raise SystemExit(0)", f"--record={record}", due).wait(LONGEST) == 75
    assert run_record.load(record) == run
    assert start(tmp_path, "raise SystemExit(0)", f"--record={record}", due, "--number=2").wait(LONGEST) == 0


def test_two_starts_of_one_entry_at_once_give_one_crawl(tmp_path: Path) -> None:
    options = [f"--record={tmp_path}/schedule/demo.json", f"--due={DUE.isoformat()}"]
    both = [start(tmp_path, "import time; print('begun', flush=True); time.sleep(2)", *options) for _ in range(4)]
    assert sorted(process.wait(LONGEST) for process in both) == [0, 75, 75, 75]
    assert log_of(tmp_path).count("begun") == 1


def test_children_of_a_crawl_end_with_it(tmp_path: Path) -> None:
    script = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(tmp_path / 'child')!r}, 'w').write(str(child.pid))\n"
        "time.sleep(60)"
    )
    process = start(tmp_path, script)
    wait_for(lambda: (tmp_path / "child").exists() and (tmp_path / "child").read_text())
    process.terminate()
    process.wait(LONGEST)
    wait_for(lambda: not alive(int((tmp_path / "child").read_text())))


def test_a_log_stays_within_its_size_and_the_crawl_goes_on_writing(tmp_path: Path) -> None:
    script = (
        "import time\nfor n in range(300): print(f'{n:05}', 'x' * 200, flush=True); time.sleep(0.005)\ntime.sleep(1)"
    )
    assert start(tmp_path, script, "--log-size=20 KB", "--stall=3s").wait(LONGEST) == 0
    now, before = sorted((tmp_path / "logs").iterdir())
    assert now.stat().st_size + before.stat().st_size < 60_000
    # What a line may be torn by is the moment between copying and beginning anew; the last lines are whole.
    assert b"\0" not in now.read_bytes()
    assert "00299" in now.read_text() + before.read_text()


def test_only_the_newest_logs_are_kept(tmp_path: Path) -> None:
    for day in range(10, 20):
        for end in (".log", ".log.1"):
            (tmp_path / f"202611{day}T000000{end}").touch()
    (tmp_path / "notes.txt").touch()
    prune(tmp_path, 3)
    kept = sorted(path.name for path in tmp_path.iterdir())
    days = [f"202611{day}T000000{end}" for day in (17, 18, 19) for end in (".log", ".log.1")]
    assert kept == [*days, "notes.txt"]


def test_a_crawl_that_is_stopped_before_it_can_say_so_was_interrupted(tmp_path: Path) -> None:
    process = start(tmp_path, STALLS)
    wait_for(begun(tmp_path))
    process.send_signal(signal.SIGHUP)
    assert process.wait(LONGEST) == 6
    assert "[watchdog] INFO: asked to end before the crawl could begin" in log_of(tmp_path)


def test_a_log_that_somebody_moves_away_and_a_closed_stderr_end_no_watch(tmp_path: Path) -> None:
    process = start(tmp_path, STALLS, "--stall=2s")
    assert process.stderr is not None
    process.stderr.close()
    wait_for(begun(tmp_path))
    (log,) = (tmp_path / "logs").glob("*.log")
    log.rename(tmp_path / "moved")
    assert process.wait(LONGEST) == 124
    assert "wrote nothing into its log" in (tmp_path / "moved").read_text()


def test_a_crawl_ends_with_the_worker_that_started_it(tmp_path: Path) -> None:
    """The worker is killed: the watchdog has another parent then."""
    script = (
        "import os, subprocess, sys, time\n"
        f"watchdog = [sys.executable, '-m', 'newsportal.schedule.watchdog', '--logs={tmp_path}/logs', '--stall=3s',\n"
        "            f'--parent={os.getpid()}', '--', sys.executable, '-c', sys.argv[1]]\n"
        "subprocess.Popen(watchdog, start_new_session=True)\n"
        "time.sleep(600)\n"
    )
    worker = subprocess.Popen([sys.executable, "-c", script, POLITE])
    wait_for(begun(tmp_path))
    worker.kill()
    worker.wait()
    wait_for(lambda: "ending cleanly" in log_of(tmp_path))
    assert "the worker that started it is gone" in log_of(tmp_path)


def test_a_start_for_a_worker_that_met_the_portals_lock_leaves_no_log(tmp_path: Path) -> None:
    assert start(tmp_path, "raise SystemExit(75)", f"--parent={os.getpid()}").wait(LONGEST) == 75
    assert list((tmp_path / "logs").iterdir()) == []
