"""`scrapy watch` as a user runs it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsportal.exit_codes import Exit
from tests.reading.test_search import headline, write
from tests.run import interpreter, scrapy, start
from tests.waiting import wait_for
from tests.watch.vendors import Vendor, vendor

CHANNEL = '[[channel]]\nname = "desk"\nurl = "json://127.0.0.1:{port}/hook"\n'
WATCH = '[[watch]]\nname = "桥"\nwords = "大桥"\nto = ["desk"]\n'


@pytest.fixture
def receiver() -> Iterator[Vendor]:
    with vendor() as server:
        yield server


def project(folder: Path, server: Vendor) -> Path:
    (folder / "output").mkdir()
    (folder / "watches.toml").write_text(CHANNEL.format(port=server.port) + WATCH, "utf-8")
    write(folder / "output", "headlines", [headline(1, "大桥今日合龙")])
    return folder


def test_a_dry_run_tells_nothing_and_a_refusal_stands_in_exit_code_log_and_status(
    tmp_path: Path, receiver: Vendor
) -> None:
    project(tmp_path, receiver)
    shown = scrapy(tmp_path, "watch", "--dry-run", "--since", "2026-11-01")
    assert (shown.returncode, "→ desk\n桥: 1 entry\n\n大桥今日合龙" in shown.stdout) == (Exit.OK, True)
    receiver.next.append("403")
    run = scrapy(tmp_path, "watch", "--since", "2026-11-01")
    assert (run.returncode, run.stdout) == (Exit.REFUSED, "told 0, messages that wait 0\n")
    assert "desk refuses message 1: HTTP 403" in run.stderr
    status = scrapy(tmp_path, "status")
    assert status.returncode == Exit.ALARM
    assert "channel desk: messages refused 1, that wait 0: HTTP 403" in status.stdout
    receiver.next.append("500")
    down = scrapy(tmp_path, "watch", "--again")
    assert (down.returncode, down.stdout) == (Exit.UNREACHABLE, "told 0, messages that wait 1\n")
    assert receiver.taken == []


def test_while_it_follows_it_tells_at_once_reads_its_file_again_and_ends_by_a_signal(
    tmp_path: Path, receiver: Vendor
) -> None:
    project(tmp_path, receiver)
    process = start(tmp_path, "watch", "--follow")
    try:
        assert any("1 watch of watches.toml" in line for line in process.stderr)
        second = scrapy(tmp_path, "watch")
        assert (second.returncode, "a watcher runs already" in second.stderr) == (Exit.LOCKED, True)
        write(tmp_path / "output", "headlines", [headline(2, "大桥二")])
        wait_for(lambda: receiver.taken)
        watches = tmp_path / "watches.toml"
        watches.write_text(watches.read_text().replace("大桥", "隧道"), "utf-8")
        for line in process.stderr:  # begun, told, and begun again
            if "1 watch of watches.toml" in line:
                break
        write(tmp_path / "output", "headlines", [headline(3, "隧道三")])
        wait_for(lambda: len(receiver.taken) == 2)
        process.send_signal(signal.SIGTERM)
        told = process.stderr.read()
        process.wait()
    finally:
        process.kill()
    assert process.returncode == Exit.OK
    assert "desk: told 1 entry" in told
    assert ["大桥二" in text or "隧道三" in text for text in receiver.texts()] == [True, True]


def test_what_is_wrong_ends_in_one_sentence(tmp_path: Path, receiver: Vendor) -> None:
    project(tmp_path, receiver)
    missing = scrapy(tmp_path, "watch", "other.toml")
    assert missing.returncode == Exit.USAGE
    assert missing.stderr.endswith("error: other.toml: No such file or directory\n")
    (tmp_path / "apprise.py").write_text("raise ImportError\n")
    bare = interpreter(tmp_path, "watch", "--check")
    assert bare.returncode == Exit.USAGE
    assert "pip install 'newsportal[watch]'" in bare.stderr
