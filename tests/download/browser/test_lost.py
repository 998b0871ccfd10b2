"""No browser outlives its crawl."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.download.browser import processes, unprivileged
from tests.run import ROOT
from tests.waiting import wait_for

WAITS = """
import asyncio
from scrapy.settings import Settings
from newsportal.download.browser.chromium import Chromium
async def wait():
    chromium = Chromium(Settings())
    await chromium.browser()
    print("up", flush=True)
    await asyncio.sleep(3600)
asyncio.run(wait())
"""


def test_no_browser_outlives_a_crawl_that_was_killed() -> None:
    unprivileged.skip_without_a_browser()
    with unprivileged.folder() as home:
        process = subprocess.Popen(
            [*unprivileged.as_user(), sys.executable, "-c", WAITS], cwd=home, text=True, stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT), "HOME": str(home)},
        )  # fmt: skip
        assert process.stdout
        assert process.stdout.readline() == "up\n"
        started = [*processes.below(process.pid)]
        assert processes.browsers(process.pid)
        process.kill()
        process.wait()
        wait_for(lambda: not any(map(processes.command, started)))
