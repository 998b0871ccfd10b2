"""Real streams that refuse what is written: closed pipes, closed descriptors, a device that is always full."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsportal.exit_codes import Exit

ROOT = Path(__file__).parents[1]
SECURE = "import os, sys; from newsportal import standard_streams; standard_streams.secure()\n"


def run(script: str, redirected: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """The script, by a shell that redirects its streams."""
    told = os.environ | {"PYTHONPATH": str(ROOT), "SCRIPT": SECURE + script} | environment
    command = f'"{sys.executable}" -c "$SCRIPT" {redirected}'
    return subprocess.run(["bash", "-c", command], env=told, capture_output=True, text=True, timeout=60, check=False)


def test_a_reader_that_leaves_ends_nothing():
    done = run("print('one line\\n' * 100_000); sys.exit(5)", '| head -1; exit "${PIPESTATUS[0]}"')
    assert (done.returncode, done.stdout, done.stderr) == (5, "one line\n", "")


@pytest.mark.parametrize("script", ["print('short')", "print('one line\\n' * 100_000)"])
def test_a_result_that_cannot_be_written_ends_with_code_74_and_a_sentence(script):
    done = run(script, "> /dev/full")
    assert done.returncode == Exit.STORAGE
    assert done.stderr == "the standard output cannot be written: No space left on device\n"


@pytest.mark.parametrize("redirected", ["2> /dev/full", "2>&-", ">&- 2>&- <&-"])
def test_a_message_that_cannot_be_written_costs_nothing(redirected):
    done = run("print('words ' * 10_000, file=sys.stderr); sys.exit(5)", redirected)
    assert (done.returncode, done.stderr) == (5, "")


def test_a_file_never_gets_the_descriptor_of_a_stream_that_was_closed(tmp_path):
    script = f"file = open('{tmp_path}/file', 'w'); os.write(2, b'a message'); print(file.fileno(), file=file)"
    assert run(script, ">&- 2>&- <&-").returncode == 0
    assert int((tmp_path / "file").read_text()) > 2


def test_a_sign_that_the_terminals_encoding_lacks_is_escaped():
    done = run("print('a \\U0001f600')", PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert (done.returncode, done.stdout) == (0, "a \\U0001f600\n"), done.stderr


def test_streams_that_others_put_in_place_stay():
    done = run("import io; sys.stdout = mine = io.StringIO(); standard_streams.secure(); assert sys.stdout is mine")
    assert done.returncode == 0, done.stderr
