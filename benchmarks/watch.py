"""What watching costs, and how soon a headline is told.

    python benchmarks/watch.py cost      # a day of 100,000 headlines against 200 watches: CPU seconds
    python benchmarks/watch.py delay     # the demo portal crawled under `scrapy watch --follow`: seconds to a receiver

`cost`: the day is made up (benchmarks/made_up_month.py), with its sightings and articles; of the watches one in ten has
a pattern, one in five asks for what changed, went or spread too. Messages are made, and not sent.
`delay`: from a line's `first_seen`, which comes before its commit, to its message's arrival at a receiver on loopback.
"""

from __future__ import annotations

import json
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from made_up import common_words
from made_up_month import START, write_month

from newsportal.reading.records import Records
from newsportal.watch.channels import Channel
from newsportal.watch.config import Config, read
from newsportal.watch.watch_file import WatchFile
from newsportal.watch.watcher import Watcher
from tests.watch.vendors import Vendor, vendor

CHANNEL = '[[channel]]\nname = "desk"\nurl = "json://127.0.0.1:{port}/"\n'
ALL = '[[watch]]\nname = "all"\nto = ["desk"]\n'


def watches(count: int) -> str:
    """So many watches of words that are common in headlines."""
    rng, words, tables = random.Random(1), common_words(), []
    for number in range(count):
        picked = [
            *rng.sample(words, 3),
            f"!{rng.choice(words)}",
            *([f"/{rng.choice(words)}.{{0,4}}{rng.choice(words)}/"] if number % 10 == 0 else []),
        ]
        what = ["new", "changed", "gone", "spread"] if number % 5 == 0 else ["new"]
        tables.append(f'[[watch]]\nname = "w{number}"\nwords = {json.dumps(picked)}\nwhat = {what}\nto = ["desk"]\n')
    return "\n".join(tables)


def opened(folder: Path, file: WatchFile, text: str) -> tuple[Watcher, Config]:
    path = folder / "watches.toml"
    path.write_text(text, "utf-8")
    config = read(path)
    return Watcher(folder, file, config, {name: Channel(url) for name, url in config.channels.items()}, {}), config


def cost(folder: Path, count: int = 200) -> dict[str, float]:
    counts = write_month(folder, days=1, rate=0.425)
    with WatchFile(folder / "watch.sqlite") as file:
        watcher, config = opened(folder, file, CHANNEL.format(port=9) + watches(count))
        begin = time.process_time()
        found = watcher.gather(START)
        gathered = time.process_time()
        with file.transaction():
            watcher.delivery.compose("desk")
        composed = time.process_time()
        with Records(folder) as records:
            lines = [line["text"] for line in records.read("headlines")]
    return {
        "headlines": len(lines), "sightings": counts["sightings"], "articles": counts["articles"],
        "watches": len(config.watches), "matches": found,
        "CPU s to gather": round(gathered - begin, 2), "CPU s to make messages": round(composed - gathered, 2),
    }  # fmt: skip


def delay(folder: Path, server: Vendor) -> dict[str, float]:
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = newsportal.settings\n")
    (folder / "watches.toml").write_text(CHANNEL.format(port=server.port) + ALL, "utf-8")
    scrapy = [sys.executable, "-m", "scrapy"]
    follow = subprocess.Popen([*scrapy, "watch", "--follow"], cwd=folder, stderr=subprocess.PIPE, text=True)
    assert follow.stderr is not None
    next(line for line in follow.stderr if "watches.toml" in line)
    threading.Thread(target=follow.stderr.read, daemon=True).start()
    for edition in ("1", "2", "3"):
        subprocess.run(
            [*scrapy, "crawl", "demo", "-a", f"edition={edition}"], cwd=folder, capture_output=True, check=False
        )
    lines = [json.loads(line) for line in (folder / "output" / "headlines.jsonl").read_text().splitlines()]
    time.sleep(3)
    idle = time.monotonic(), used(follow.pid)
    time.sleep(20)
    busy = (used(follow.pid) - idle[1]) / (time.monotonic() - idle[0])
    follow.send_signal(signal.SIGTERM)
    follow.wait()
    came: dict[str, float] = {}
    for got in server.taken:
        for url in re.findall(r"http\S+", got.body["message"]):
            came.setdefault(url, got.time)
    waits = sorted(came[line["url"]] - datetime.fromisoformat(line["first_seen"]).timestamp() for line in lines)
    return {
        "headlines": len(waits), "median s": round(statistics.median(waits), 2),
        "p99 s": round(waits[int(0.99 * len(waits))], 2), "longest s": round(waits[-1], 2),
        "CPU of one core while nothing comes": round(busy, 4),
    }  # fmt: skip


def used(pid: int) -> float:
    """CPU seconds of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place, vendor() as receiver:
        print(json.dumps(cost(Path(place)) if sys.argv[1:] == ["cost"] else delay(Path(place), receiver)))
