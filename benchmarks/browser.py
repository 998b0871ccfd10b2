"""What a page in the browser costs against a plain one: seconds, CPU of all processes, memory of all of them.

    python benchmarks/browser.py --pages 20

A portal on loopback is crawled whose articles stand in their pages, then the same portal whose articles a script fills
from a file of data. Each kind is crawled with a few articles and with more, and the difference counted, so that the
start of Python, jieba and the browser is not in it. The kinds take turns, and the least counts: what other programs do
only adds. Not for root, for whom Chromium has no sandbox.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

FEW = 3
"""Articles of the smaller crawl of each kind."""
PLAIN = 15
"""So many more plain articles are read, which cost next to nothing each."""
SCRIPT = """fetch('/data' + location.pathname).then((answer) => answer.json())
  .then((data) => { document.getElementById('app').innerHTML = data.html })"""


class Cost(NamedTuple):
    """What a crawl took: seconds, CPU seconds of its processes, and the most memory that they held at once, in MB."""

    wall: float
    cpu: float
    memory: float


def story(path: str) -> str:
    said = f"溪口县{path}号泵站今天上午开始供水，县水利局说，沿岸三个镇的居民从此有了第二处水源。"
    lines = "".join(f"<p>其{n}，{said}</p>" for n in range(12))
    return f"<h1>溪口县{path}号泵站今天开始供水</h1><p>2026-11-28 08:00 来源：溪口日报</p><div>{lines}</div>"


class Portal(BaseHTTPRequestHandler):
    """/plain/N/ and /filled/N/ list N articles."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        parts = self.path.split("/")[1:]
        kind = "text/html; charset=utf-8"
        if parts[-1].endswith(".js"):
            body, kind = SCRIPT, "text/javascript"
        elif parts[0] == "data":
            body, kind = json.dumps({"html": story(parts[-1][:6])}), "application/json"
        elif parts[0] not in ("plain", "filled"):
            self.send_error(404)
            return
        elif parts[-1]:
            app = story(parts[-1][:6]) if parts[0] == "plain" else ""
            body = f'<html><title>溪口网</title><body><div id="app">{app}</div><script src="/fill.js"></script></html>'
        else:
            links = "".join(
                f'<li><a href="/{parts[0]}/20261128/{n:06}.html">溪口县第{n}号泵站今天开始供水</a></li>'
                for n in range(int(parts[1]))
            )
            body = f"<html><title>溪口网</title><body><h2>要闻</h2><ul>{links}</ul></html>"
        sent = body.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()


def below(pid: int) -> list[int]:
    """A process and all that it started."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text("utf-8").rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


class Watch:
    """CPU seconds and memory of a process and all that it starts, looked at again and again.

    What processes that are not waited for took is in no parent's figures: Chromium has such.
    """

    def __init__(self) -> None:
        self.memory = 0.0
        """The most megabytes that they held at once, what they share counted once (PSS)."""
        self._ticks: dict[int, int] = {}

    @property
    def cpu(self) -> float:
        """CPU seconds until the last look."""
        return sum(self._ticks.values()) / os.sysconf("SC_CLK_TCK")

    def look(self, pid: int) -> None:
        held = 0
        for one in below(pid):
            try:
                stat = Path(f"/proc/{one}/stat").read_text("utf-8").rpartition(")")[2].split()
                rollup = Path(f"/proc/{one}/smaps_rollup").read_text("utf-8")
            except OSError:
                continue
            self._ticks[one] = int(stat[11]) + int(stat[12])
            held += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
        self.memory = max(self.memory, held / 1000)


def crawl(port: int, kind: str, pages: int) -> Cost:
    with tempfile.TemporaryDirectory() as home:
        Path(home, "scrapy.cfg").write_text("[settings]\ndefault = newsportal.settings\n", encoding="utf-8")
        told = {
            "NEWSPORTAL_ALLOWED_NETWORKS": "127.0.0.1/32", "NEWSPORTAL_ALLOWED_PORTS": port, "DOWNLOAD_DELAY": 0,
            "NEWSPORTAL_BROWSER": kind == "filled",
        }  # fmt: skip
        options = [part for name, value in told.items() for part in ("-s", f"{name}={value}")]
        url = f"http://127.0.0.1:{port}/{kind}/{pages}/"
        watch, began = Watch(), time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "scrapy", "crawl", "portal", "-a", f"url={url}", "-a", "depth=1", *options],
            cwd=home, env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1]), "HOME": home},
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        while process.poll() is None:
            watch.look(process.pid)
            time.sleep(0.1)
        wall = time.monotonic() - began
        line = Path(home, "output", "crawls.jsonl").read_text("utf-8").splitlines()[0]
    record = json.loads(line)
    assert record["articles_new"] == pages, record
    assert record["rendered"] == (pages if kind == "filled" else 0), record
    return Cost(wall, watch.cpu, watch.memory)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=20, help="how many more articles the larger crawl reads")
    parser.add_argument("--rounds", type=int, default=2, help="crawls of each kind, in turns; the least counts")
    given = parser.parse_args()
    if os.geteuid() == 0:
        parser.error("run it as another user than root: Chromium has no sandbox for root")
    each: dict[str, Cost] = {}
    got: dict[tuple[str, int], list[Cost]] = {}
    more = {"plain": FEW + PLAIN * given.pages, "filled": FEW + given.pages}
    with served() as port:
        for _ in range(given.rounds):
            for kind in more:
                for pages in (FEW, more[kind]):
                    got.setdefault((kind, pages), []).append(crawl(port, kind, pages))
    least = {key: Cost(*map(min, zip(*costs, strict=True))) for key, costs in got.items()}
    for kind, pages in more.items():
        few, many = least[kind, FEW], least[kind, pages]
        each[kind] = Cost((many.wall - few.wall) / (pages - FEW), (many.cpu - few.cpu) / (pages - FEW), many.memory)
        print(
            f"{kind:7} {each[kind].wall:.3f} s a page, {each[kind].cpu:.4f} CPU s a page, "
            f"{each[kind].memory:.0f} MB at most; with {FEW} pages {few.wall:.1f} s, {few.cpu:.1f} CPU s"
        )
    ratios = (b / a for a, b in zip(each["plain"], each["filled"], strict=True))
    print("filled : plain {:.0f} in seconds, {:.0f} in CPU, {:.1f} in memory".format(*ratios))
    print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
