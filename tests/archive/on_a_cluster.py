"""Starts a cluster of two workers and an import by it, kills a worker that has begun, and ends with the import's code.

    python on_a_cluster.py FOLDER_OF_RAY ARCHIVES

Run in namespaces of its own, which hide that Ray listens to every network, and with which all its processes end.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

HEAD = [
    "--head", "--node-ip-address=127.0.0.1", "--port=6379", "--num-cpus=2", "--include-dashboard=false",
    "--disable-usage-stats", "--object-store-memory=80000000", f"--temp-dir={sys.argv[1]}",
]  # fmt: skip
IMPORT = [
    "crawl", "archive", "-a", f"path={sys.argv[2]}", "-a", "cluster=127.0.0.1:6379", "-s", "NEWSPORTAL_KEYWORDS=0",
    "-s", "NEWSPORTAL_STATE=state.sqlite",
]  # fmt: skip


def worker() -> int | None:
    """A process that does a task, as Ray names it."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if path.read_bytes().startswith(b"ray::_work"):
                return int(path.parent.name)
        except OSError:
            pass  # it has ended
    return None


subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
subprocess.run([sys.executable, "-m", "ray.scripts.scripts", "start", *HEAD], check=True, stdout=sys.stderr)
crawl = subprocess.Popen([sys.executable, "-m", "scrapy", *IMPORT])
while crawl.poll() is None and not list(Path().glob("archive/*/*.at")):
    time.sleep(0.01)
if begun := worker():
    os.kill(begun, signal.SIGKILL)
    print("killed")
sys.exit(crawl.wait())
