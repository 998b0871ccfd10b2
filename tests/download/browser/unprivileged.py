"""`scrapy` as a user who is not root, for whom alone Chromium's sandbox works."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from scrapy.settings import Settings

from newsportal.download.browser import chromium
from newsportal.settings import NEWSPORTAL_CHROMIUM
from tests.run import ROOT, scrapy_cfg
from tests.waiting import LONGEST

NOBODY = 65534
SANDBOX = "the browser's sandbox cannot be used here"


_AS_NOBODY = (
    *("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"),
    # Python and this project may lie where only root reads.
    *("--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"),
)


def as_user() -> tuple[str, ...]:
    """What stands before a command of root's that another user is to run."""
    return _AS_NOBODY if os.geteuid() == 0 else ()


def skip_without_a_browser() -> None:
    """Skip, with a word, where playwright or Chromium is missing, or root cannot start a process as another user."""
    pytest.importorskip("playwright", reason="playwright is not installed")
    if chromium.found(Settings({"NEWSPORTAL_CHROMIUM": NEWSPORTAL_CHROMIUM})) is None:
        pytest.skip("there is no chromium (apt-get install chromium)")
    command = [*as_user(), sys.executable, "-c", "import newsportal"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    if (as_user() and not shutil.which("setpriv")) or subprocess.run(command, env=environment, check=False).returncode:
        pytest.skip("no process can be started as another user than root here (setpriv of util-linux)")


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that the other user may write to."""
    made = Path(tempfile.mkdtemp(prefix="newsportal-browser-"))
    try:
        scrapy_cfg(made)
        made.chmod(0o755)
        if os.geteuid() == 0:
            for path in (made, *made.iterdir()):
                os.chown(path, NOBODY, NOBODY)
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def start(home: Path, arguments: Sequence[str], before: str) -> subprocess.Popen[str]:
    """`scrapy …` in such a folder, as that user; `before` is what Python does first."""
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    environment |= {"PYTHONPATH": str(ROOT), "HOME": str(home)}
    return subprocess.Popen(
        [*as_user(), sys.executable, "-c", f"{before}\nfrom scrapy.cmdline import execute; execute()", *arguments],
        cwd=home, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def end(process: subprocess.Popen[str]) -> subprocess.CompletedProcess[str]:
    """Wait for its end; skips where the system allows no sandbox."""
    try:
        out, err = process.communicate(timeout=LONGEST)
    finally:
        process.kill()
    if SANDBOX in err:
        pytest.skip(SANDBOX)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def settings(port: int, **more: object) -> list[str]:
    """The options of a crawl of a server on 127.0.0.1 by a browser; other addresses of loopback stand for a network
    that is refused."""
    told = {
        "NEWSPORTAL_ALLOWED_NETWORKS": "127.0.0.1/32", "NEWSPORTAL_ALLOWED_PORTS": port, "DOWNLOAD_DELAY": 0,
        "NEWSPORTAL_BROWSER": True, **more,
    }  # fmt: skip
    return [part for name, value in told.items() for part in ("-s", f"{name}={value}")]
