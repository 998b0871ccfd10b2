"""The watches that the scheduler keeps running, with processes that the test ends."""

from __future__ import annotations

import logging
import signal
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newsportal.schedule.config import read
from newsportal.schedule.plan import Watch
from newsportal.schedule.watching import Watching
from newsportal.toml_file import TomlError

NOON = datetime(2026, 11, 29, 12)


class Started:
    """A process that runs until `code` is set; what it was asked by signals."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.code: int | None = None
        self.pid = 4_000_000  # of no process

    def __call__(self, command) -> Started:
        self.commands.append(list(command))
        self.code = None
        return self

    def poll(self) -> int | None:
        return self.code


def test_watches_are_kept_running_and_started_again_a_minute_after_their_start(caplog, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr("os.kill", lambda pid, signum: asked.append(signum))
    started, watch = Started(), Watch("own.toml")
    watching = Watching(started)
    watching.look(None, NOON)
    assert started.commands == []
    watching.look(watch, NOON)
    watching.look(watch, NOON + timedelta(minutes=5))
    assert started.commands == [["watch", "--follow", "own.toml"]]
    started.code = 2
    with caplog.at_level(logging.WARNING):
        watching.look(watch, NOON + timedelta(minutes=6))
    assert "exit code 2" in caplog.text
    started.code = 2
    watching.look(watch, NOON + timedelta(minutes=6, seconds=30))
    assert len(started.commands) == 2
    watching.look(watch, NOON + timedelta(minutes=7))
    assert len(started.commands) == 3
    watching.look(Watch("other.toml"), NOON + timedelta(minutes=7))
    assert asked == [signal.SIGTERM]
    started.code = 0
    watching.look(Watch("other.toml"), NOON + timedelta(minutes=7))
    assert started.commands[-1] == ["watch", "--follow", "other.toml"]
    watching.look(None, NOON + timedelta(minutes=8))
    watching.end()
    assert asked == [signal.SIGTERM] * 3


@pytest.mark.parametrize(
    ("table", "problem"), [('fil = "x"', "no such key: fil"), ("file = 3", "file: a path is needed")]
)
def test_a_wrong_table_is_named_with_its_line(tmp_path: Path, table: str, problem: str) -> None:
    path = tmp_path / "schedule.toml"
    path.write_text(f'[crawl.demo]\nevery = "1h"\n\n[watch]\n{table}\n', "utf-8")
    with pytest.raises(TomlError) as wrong:
        read(path, ["demo"])
    assert f"line 4: watch: {problem}" in str(wrong.value)
    path.write_text('[crawl.demo]\nevery = "1h"\n[watch]\n', "utf-8")
    assert read(path, ["demo"]).watch == Watch()
