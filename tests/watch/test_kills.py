"""A watcher that is killed loses nothing, and what it tells twice says so; benchmarks/watch_kills.py kills 200."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.run import ROOT


def test_after_kills_nothing_is_lost_and_every_double_says_so() -> None:
    command = [sys.executable, "benchmarks/watch_kills.py", "6"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)
    assert (found["kills"], found["lost"]) == (6, 0)
    assert found["of these without a word"] == found["of these under another key"] == 0
    assert found["headlines"] > 8
    assert done.returncode == 0
